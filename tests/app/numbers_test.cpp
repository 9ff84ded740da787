// Numbers as text, as colours, and as positions on a slider.
#include "app/ui/drawing/numbers.h"

#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/vector_bars.h"
#include "app/ui/plots/vector_plot.h"
#include "app/ui/widgets/slider.h"

namespace patchlens::ui {
namespace {

TEST(Numbers, AreGroupedByThousands) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1024), "1,024");
    EXPECT_EQ(grouped(-1048576), "−1,048,576");
}

TEST(Numbers, OfSimilarityReadAsOneOnlyWhereTheyAre) {
    EXPECT_EQ(similarity_text(1), "+1.0000");
    EXPECT_EQ(similarity_text(0.99999994), "+1.0000") << "what float32 rounds";
    EXPECT_EQ(similarity_text(0.99997), "≈ +1");
    EXPECT_EQ(similarity_text(-0.99998), "≈ −1");
    EXPECT_EQ(similarity_text(0.9999), "+0.9999");
    EXPECT_EQ(similarity_text(-0.25), "−0.2500");
}

TEST(Numbers, AreShortenedFromAMillionOn) {
    EXPECT_EQ(short_count(98816), "98,816");
    EXPECT_EQ(short_count(1048576), "1.05 M");
    EXPECT_EQ(short_count(100663296), "100.7 M");
    EXPECT_EQ(short_count(999999999), "1.00 G");
    EXPECT_EQ(short_count(std::numeric_limits<std::int64_t>::max()), "9.22 E");
}

TEST(Numbers, CarryTheirSign) {
    EXPECT_EQ(with_sign(0.85049), "+0.8505");
    EXPECT_EQ(with_sign(-0.02, 2), "−0.02");
    EXPECT_EQ(with_sign(12345678), "+1.23e+07");
    EXPECT_EQ(with_sign(NAN).find("nan"), 1U);
}

TEST(Numbers, HaveATrueMinusAlsoInTheirExponents) {
    EXPECT_EQ(with_sign(-1.5, 1), "−1.5");
    EXPECT_EQ(scientific(7.66e-7), "7.7e−07");
    EXPECT_EQ(scientific(-7.66e7), "−7.7e+07");
    EXPECT_EQ(on_screen("-1 to -2"), "−1 to −2");
    EXPECT_EQ(minus_sign, "\u2212");
}

TEST(Numbers, TooLargeOrTooSmallForTheScreenKeepTheirMeaning) {
    EXPECT_EQ(with_sign(1e38), "+1.00e+38");
    EXPECT_EQ(with_sign(-1e38), "−1.00e+38");
    EXPECT_EQ(with_sign(std::numeric_limits<double>::max()), "+1.80e+308");
    EXPECT_EQ(with_sign(1e-38), "+0.0000");
    EXPECT_EQ(with_sign(-1e-38), "−0.0000");
    EXPECT_EQ(with_sign(99999.9), "+99999.9000");
    EXPECT_EQ(with_sign(INFINITY), "+inf");
    EXPECT_EQ(without_plus(-INFINITY), "−inf");
    EXPECT_EQ(percent(1e36), "1.00e+38%");
    EXPECT_EQ(shortest(3.4028235e38F), "340282346638528859811704183484516925440");
    EXPECT_EQ(all_digits(-1e-45F), "−0.000000000000000000000000000000000000000000001");
    EXPECT_EQ(shortest(-1e-45F), "-0.000000000000000000000000000000000000000000001");
    EXPECT_EQ(duration(1e30).substr(0, 8), "10000000");
}

TEST(Track, EachDoublingTakesTheSameLength) {
    const Track track{Track::Kind::logarithmic, 1, 256, {}};
    EXPECT_DOUBLE_EQ(track.fraction_of(16), 0.5);
    EXPECT_DOUBLE_EQ(track.fraction_of(1), 0);
    EXPECT_DOUBLE_EQ(track.fraction_of(1000), 1);
    for (int value = 1; value <= 256; ++value)
        EXPECT_EQ(track.value_at(track.fraction_of(value)), value);
}

TEST(Track, APixelThatStandsForManyValuesChoosesTheRoundest) {
    const Track track{Track::Kind::logarithmic, 1, 4096, {}};
    const double pixel = 1.0 / 80;
    EXPECT_EQ(track.value_at(track.fraction_of(509), pixel), 512);
    EXPECT_EQ(track.value_at(track.fraction_of(762), pixel), 768);
    EXPECT_EQ(track.value_at(track.fraction_of(3), pixel), 3);
}

TEST(Track, StopsHaveNothingBetweenThem) {
    constexpr std::array<std::int64_t, 3> stops{1, 3, 4};
    const Track track{Track::Kind::stops, 1, 4, stops};
    EXPECT_DOUBLE_EQ(track.fraction_of(3), 0.5);
    EXPECT_EQ(track.value_at(0.2), 1);
    EXPECT_EQ(track.value_at(0.6), 3);
    EXPECT_EQ(track.stepped(1, 1), 3);
    EXPECT_EQ(track.stepped(4, 1), 4);
    EXPECT_EQ(track.stepped(3, -1), 1);
}

TEST(WholeNumber, IsReadExactlyOrRefused) {
    const ui::WholeNumbers possible{1, 50};
    const auto read = [&](const char* text) { return whole_number(text, "n", possible); };
    EXPECT_EQ(read(" 42 "), 42);
    EXPECT_EQ(read("-7"), -7);  // whoever takes the number says that it is too small
    EXPECT_EQ(read("−7"), -7);
    const auto refusal = [&](const char* text) {
        try {
            read(text);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::cancelled;
    };
    for (const char* text : {"", " ", "x", "4x", "4.0", "1e3", "0x10"})
        EXPECT_EQ(refusal(text), ErrorCode::number_expected) << text;
    for (const char* text : {"99999999999999999999", "-99999999999999999999"})
        EXPECT_EQ(refusal(text), ErrorCode::value_out_of_range) << text;
}

TEST(Raster, APlaneGoesFromItsLowToItsHigh) {
    const std::array<float, 4> values{0, 0.5F, 1, NAN};
    const Image image = plane_image(values, {2, 2}, {{0, 0, 0}, {200, 100, 50}}, {0, 1});
    EXPECT_EQ(image.at(0, 0, 0), 0);
    EXPECT_EQ(image.at(0, 1, 0), 100);
    EXPECT_EQ(image.at(1, 0, 0), 200);
    EXPECT_EQ(image.at(1, 0, 2), 50);
}

TEST(Raster, AFlatPlaneIsInTheMiddle) {
    const std::array<float, 2> values{0.3F, 0.3F};
    const Image image = plane_image(values, {1, 2}, {{0, 0, 0}, {200, 200, 200}}, range_of(values));
    EXPECT_EQ(image.at(0, 0, 0), 100);
}

TEST(Raster, ExtremesLeaveOutWhatIsNoNumber) {
    const std::array<float, 4> values{NAN, -3, 2, INFINITY};
    EXPECT_EQ(range_of(values), (Range{-3, 2}));
    EXPECT_EQ(largest_of(values), 3);
    EXPECT_EQ(largest_of(std::array<float, 1>{NAN}), 0);
}

TEST(Raster, AStripIsTransparentBehindItsEnd) {
    const std::array<float, 5> values{1, -1, 0, 1, 1};
    const Diverging& colours = palette_of(model::Theme::dark).diverging;
    const Image image = strip_image(values, 3, colours, 1);
    EXPECT_EQ(image.size, (Size{2, 3}));
    EXPECT_EQ(image.at(0, 1, 2), colours.negative.blue);
    EXPECT_EQ(image.at(1, 1, 3), 255);
    EXPECT_EQ(image.at(1, 2, 3), 0);
}

TEST(Numbers, KeepTheirSignOnlyWhereItIsAMinus) {
    EXPECT_EQ(without_plus(0.85051), "0.8505");
    EXPECT_EQ(without_plus(-0.85051, 2), "−0.85");
    EXPECT_EQ(without_plus(1.25e7), "1.25e+07");
    EXPECT_EQ(without_plus(NAN).find('+'), std::string::npos);
    EXPECT_EQ(percent(0.6131), "61.3%");
    EXPECT_EQ(place_text({19, 10}), "(19, 10)");
}

TEST(Raster, LargePicturesAreThinnedOut) {
    const std::vector<float> values(3000 * 2000, 0.5F);
    const Image image = signed_image(values, {3000, 2000}, palette_of(model::Theme::light).diverging, 1);
    EXPECT_EQ(image.size, (Size{1000, 1000}));
}

TEST(Raster, ATableOfAnySizeIsAPicture) {
    const auto place = [](std::int64_t row, std::int64_t column) {
        return Colour{static_cast<std::uint8_t>(row), static_cast<std::uint8_t>(column), 7};
    };
    EXPECT_EQ(table_image(2, 2, place), (Image{{2, 2}, 3, {0, 0, 7, 0, 1, 7, 1, 0, 7, 1, 1, 7}}));
    // Every third of 5 rows and every second of 4 columns, from the first on.
    EXPECT_EQ(table_image(5, 4, place, 2), (Image{{2, 2}, 3, {0, 0, 7, 0, 2, 7, 3, 0, 7, 3, 2, 7}}));
    EXPECT_EQ(table_image(1, 2000, place).size, (Size{1, 1000}));
}

TEST(Raster, AMillionNumbersHaveTheColoursOfAFew) {
    const Size size{512, 512};
    std::vector<float> values;
    for (std::int64_t i = 0; i < size.area(); ++i)
        values.push_back(static_cast<float>(i - size.area() / 2) / 100000);  // -1.31 to 1.31: past both ends
    values[7] = NAN;
    values[8] = INFINITY;
    values[9] = -INFINITY;
    values[10] = 0;
    const Diverging& colours = palette_of(model::Theme::light).diverging;
    const Image picture = signed_image(values, size, colours, 1.25F);
    const auto colour = [&](std::size_t i) {
        return Colour{picture.pixels[3 * i], picture.pixels[3 * i + 1], picture.pixels[3 * i + 2]};
    };
    EXPECT_EQ(colour(0), colours.negative);
    EXPECT_EQ(colour(7), colours.not_a_number);
    EXPECT_EQ(colour(8), colours.positive);
    EXPECT_EQ(colour(9), colours.negative);
    EXPECT_EQ(colour(10), colours.neutral);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Colour wanted = colours(values[i], 1.25F);
        ASSERT_NEAR(colour(i).red, wanted.red, 1) << i;
        ASSERT_NEAR(colour(i).green, wanted.green, 1) << i;
        ASSERT_NEAR(colour(i).blue, wanted.blue, 1) << i;
    }
}

TEST(Raster, ARangeWiderThanAllNumbersStillHasColours) {
    std::vector<float> values(1 << 16, 0);
    values[0] = -3e38F;
    values[1] = 3e38F;
    const Diverging& colours = palette_of(model::Theme::light).diverging;
    const Image picture = signed_image(values, {256, 256}, colours, 3e38F);
    EXPECT_EQ(picture.at(0, 0, 0), colours.negative.red);
    EXPECT_EQ(picture.at(0, 1, 0), colours.positive.red);
    EXPECT_EQ(picture.at(9, 9, 0), colours.neutral.red);
}

TEST(Raster, ARangeNarrowerThanAnyStepStillHasColours) {
    std::vector<float> values(1 << 16, -1e-38F);
    values[1] = 1e-38F;
    const Diverging& colours = palette_of(model::Theme::light).diverging;
    const Image picture = signed_image(values, {256, 256}, colours, 1e-38F);
    EXPECT_EQ(picture.at(0, 0, 0), colours.negative.red);
    EXPECT_EQ(picture.at(0, 1, 0), colours.positive.red);
}

TEST(Raster, ExtremesAreFoundWhereverTheyAre) {
    for (std::size_t count = 2; count < 40; ++count) {
        for (std::size_t i = 0; i + 1 < count; ++i) {
            std::vector<float> values(count, 1);
            values[i] = -5;
            values[i + 1] = 7;
            ASSERT_EQ(range_of(values), (Range{-5, 7})) << count << " " << i;
        }
    }
}

TEST(BarColumns, EveryNumberIsInExactlyOne) {
    std::vector<float> values(4096);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = i == 2049 ? -9.0F : 0.5F;
    const auto bars = bar_columns(values, 420);
    ASSERT_EQ(bars.size(), 420U);
    int next = 0;
    float lowest = 0;
    for (const BarColumn& bar : bars) {
        EXPECT_EQ(bar.first, next);
        next = bar.last + 1;
        lowest = std::min(lowest, bar.low);
    }
    EXPECT_EQ(next, 4096);
    EXPECT_EQ(lowest, -9);
    const auto deepest =
        std::find_if(bars.begin(), bars.end(), [](const BarColumn& bar) { return bar.low == -9; });
    EXPECT_EQ(strongest_of(values, *deepest), 2049);
}

TEST(BarColumns, FewNumbersHaveOneEach) {
    const std::array<float, 3> values{1, -2, NAN};
    const auto bars = bar_columns(values, 400);
    ASSERT_EQ(bars.size(), 3U);
    EXPECT_EQ(bars[1].low, -2);
    EXPECT_EQ(bars[2].high, 0);
}

TEST(Strip, CellsAreNearlySquareAndNoRowIsEmpty) {
    for (const int count : {1, 2, 7, 192, 512, 768, 4096}) {
        const int columns = strip_columns(count, {412, 48});
        const int rows = (count + columns - 1) / columns;
        EXPECT_GE(columns, 1);
        EXPECT_LE(columns, count);
        EXPECT_GT(count, (rows - 1) * columns);
    }
    EXPECT_EQ(strip_columns(512, {512, 64}), 64);
}

TEST(GridLines, FadeWhereCellsGetSmall) {
    EXPECT_EQ(grid_line_strength(3, 1), 0);
    EXPECT_EQ(grid_line_strength(12, 1), 1);
    EXPECT_EQ(grid_line_strength(400, 1), 1);
    EXPECT_LT(grid_line_strength(5, 1), 0.3F);
    EXPECT_EQ(grid_line_strength(6, 2), 0);
}

}  // namespace
}  // namespace patchlens::ui
