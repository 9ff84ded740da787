// Two vectors compared, sorted, and written as text.
#include "app/model/computing/comparison.h"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/computing/results.h"
#include "app/model/state/vector_text.h"
#include "core/analysis/similarity.h"

namespace patchlens::model {
namespace {

using ::testing::ElementsAre;

TEST(Comparison, OfKnownVectors) {
    const std::vector<float> selected{3, 4, 0};
    const Comparison comparison = compare(selected, {1, 2}, {0, 4, 3});
    EXPECT_EQ(comparison.pinned, (PatchPosition{1, 2}));
    EXPECT_THAT(comparison.difference, ElementsAre(3, 0, -3));
    EXPECT_NEAR(comparison.cosine, 16.0 / 25, 1e-7);
    EXPECT_DOUBLE_EQ(comparison.distance, std::sqrt(18.0));
}

TEST(Comparison, OfAVectorWithItself) {
    const std::vector<float> vector{0.1F, -2.5F, 7};
    const Comparison comparison = compare(vector, {}, vector);
    EXPECT_NEAR(comparison.cosine, 1, 1e-7);
    EXPECT_EQ(comparison.distance, 0);
    EXPECT_THAT(comparison.difference, ElementsAre(0, 0, 0));
}

TEST(Comparison, ZerosPointNowhereSoTheirCosineIsZero) {
    const std::vector<float> zeros(4, 0.0F);
    const Comparison comparison = compare(zeros, {}, {2, 0, 0, 0});
    EXPECT_EQ(comparison.cosine, 0);
    EXPECT_EQ(comparison.distance, 2);
    EXPECT_TRUE(std::isnan(compare(zeros, {}, {NAN, 0, 0, 0}).cosine));
}

TEST(DimensionsByValue, FromTheLargestDownTheLowerFirstAmongEqualsNaNLast) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THAT(dimensions_by_value(std::vector<float>{1, nan, 5, 1, -INFINITY}), ElementsAre(2, 0, 3, 4, 1));
}

PicturePointer picture() {
    auto picture = std::make_shared<Picture>();
    Image& image = picture->decoded.image;
    image = {{40, 50}, 3, {}};
    for (int i = 0; i < 40 * 50 * 3; ++i)
        image.pixels.push_back(static_cast<std::uint8_t>(i * 11 % 253));
    return picture;
}

ModuleOptions options_of(PatchEmbedConfig config) {
    ModuleOptions options;
    options.config = config;
    return options;
}

TEST(Comparison, IsOfTheSelectedAndThePinnedPatchForEverySetting) {
    for (const PatchEmbedConfig& config :
         {PatchEmbedConfig{{64, 64}, {8, 8}, 3, 16, true}, PatchEmbedConfig{{50, 70}, {16, 8}, 1, 33, false},
          PatchEmbedConfig{{16, 16}, {1, 1}, 4, 4, true}, PatchEmbedConfig{{64, 64}, {32, 32}, 3, 1000, true},
          PatchEmbedConfig{{64, 64}, {8, 8}, 3, 1, true}}) {
        for (const std::uint64_t budget : {std::uint64_t{1} << 30, std::uint64_t{1}}) {
            const auto results =
                compute(options_of(config), picture(), nullptr, budget, {}, {{1, 0}, 0, PatchPosition{0, 1}});
            ASSERT_NE(results->comparison, nullptr);
            const Comparison& comparison = *results->comparison;
            const std::vector<float> a = results->module->embed_patch(*results->pixels, {1, 0});
            const std::vector<float> b = results->module->embed_patch(*results->pixels, {0, 1});
            EXPECT_EQ(comparison.pinned, (PatchPosition{0, 1}));
            EXPECT_EQ(comparison.vector, b);
            double dot = 0;
            double aa = 0;
            double bb = 0;
            double squares = 0;
            for (std::size_t i = 0; i < a.size(); ++i) {
                EXPECT_EQ(comparison.difference[i], a[i] - b[i]);
                const double x = a[i];
                const double y = b[i];
                dot += x * y;
                aa += x * x;
                bb += y * y;
                squares += (x - y) * (x - y);
            }
            EXPECT_NEAR(comparison.cosine, dot / std::sqrt(aa * bb), 1e-6);
            EXPECT_NEAR(comparison.distance, std::sqrt(squares), 1e-9);
            EXPECT_EQ(*results->order, dimensions_by_value(a));
        }
    }
}

TEST(Comparison, IsKeptWhileBothPatchesStayAndGoesWithThePin) {
    const ModuleOptions options = options_of({{64, 64}, {8, 8}, 3, 16, true});
    const auto image = picture();
    const Selection selection{{1, 0}, 0, PatchPosition{0, 1}};
    const auto first = compute(options, image, nullptr, 1 << 30, {}, selection);
    const auto other_dim = compute(options, image, first, 1 << 30, {}, {{1, 0}, 5, PatchPosition{0, 1}});
    EXPECT_EQ(other_dim->comparison, first->comparison);
    const auto other_patch = compute(options, image, first, 1 << 30, {}, {{2, 2}, 0, PatchPosition{0, 1}});
    EXPECT_NE(other_patch->comparison, first->comparison);
    EXPECT_EQ(other_patch->comparison->vector, first->comparison->vector);
    EXPECT_EQ(compute(options, image, first, 1 << 30, {}, {{1, 0}, 0})->comparison, nullptr);
}

TEST(Comparison, APinOutsideTheGridIsTheNearestPatch) {
    const auto results = compute(options_of({{64, 64}, {32, 32}, 3, 16, true}), picture(), nullptr, 1 << 30,
                                 {}, {{0, 0}, 0, PatchPosition{19, 0}});
    EXPECT_EQ(results->selection.pinned, (PatchPosition{1, 0}));
    EXPECT_EQ(results->comparison->pinned, (PatchPosition{1, 0}));
}

std::vector<float> awkward_numbers() {
    std::vector<float> numbers{0.0F,
                               -0.0F,
                               1.0F / 3,
                               0.1F,
                               16777217.0F,
                               -1.17549435e-38F,
                               1e-45F,
                               std::numeric_limits<float>::max(),
                               std::numeric_limits<float>::lowest()};
    std::mt19937 random(3);
    for (int i = 0; i < 5000; ++i) {
        const auto bits = static_cast<std::uint32_t>(random());
        const float value = std::bit_cast<float>(bits);
        if (std::isfinite(value)) numbers.push_back(value);
    }
    return numbers;
}

std::uint32_t bits_of(float value) {
    return std::bit_cast<std::uint32_t>(value);
}

void expect_same_bits(const std::vector<float>& read, const std::vector<float>& written) {
    ASSERT_EQ(read.size(), written.size());
    for (std::size_t i = 0; i < read.size(); ++i)
        ASSERT_EQ(bits_of(read[i]), bits_of(written[i])) << i << ": " << written[i];
}

std::vector<float> numbers_in(const std::string& text, char separator) {
    std::vector<float> numbers;
    std::stringstream stream(text);
    std::string part;
    while (std::getline(stream, part, separator))
        numbers.push_back(std::strtof(part.c_str(), nullptr));
    return numbers;
}

TEST(VectorText, PlainNumbersReadBackBitForBit) {
    const std::vector<float> numbers = awkward_numbers();
    expect_same_bits(numbers_in(vector_text(numbers, VectorFormat::text), ' '), numbers);
    EXPECT_EQ(vector_text(std::vector<float>{0.25F, -1.5F, 1e-10F}, VectorFormat::text),
              "0.25 -1.5 1.00000001e-10");
}

TEST(VectorText, NumpyReadsBackBitForBit) {
    const std::vector<float> numbers = awkward_numbers();
    const std::string text = vector_text(numbers, VectorFormat::numpy);
    const std::string begin = "np.array([";
    const std::string end = "], dtype=np.float32)";
    ASSERT_TRUE(text.starts_with(begin) && text.ends_with(end));
    expect_same_bits(numbers_in(text.substr(begin.size(), text.size() - begin.size() - end.size()), ','),
                     numbers);
    EXPECT_EQ(vector_text(std::vector<float>{NAN, -INFINITY, 2}, VectorFormat::numpy),
              "np.array([np.nan, -np.inf, 2], dtype=np.float32)");
}

TEST(VectorText, CsvHasALineForEachDimension) {
    const std::vector<float> numbers = awkward_numbers();
    std::stringstream lines(vector_text(numbers, VectorFormat::csv));
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "dim,value");
    std::vector<float> read;
    while (std::getline(lines, line)) {
        const std::size_t comma = line.find(',');
        EXPECT_EQ(line.substr(0, comma), std::to_string(read.size()));
        read.push_back(std::strtof(line.c_str() + comma + 1, nullptr));
    }
    expect_same_bits(read, numbers);
}

}  // namespace
}  // namespace patchlens::model
