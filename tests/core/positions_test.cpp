// Tables of positions against NumPy and PyTorch (tests/golden/positions.json, make_position_goldens.py).
#include "core/analysis/positions.h"

#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/similarity.h"
#include "core/error.h"
#include "tests/core/analysis_golden.h"
#include "tests/core/expect_error.h"

namespace patchlens {
namespace {

using testing::ElementsAre;

const nlohmann::json& position_golden() {
    static const nlohmann::json golden =
        nlohmann::json::parse(std::ifstream(PATCHLENS_GOLDEN_DIR "/positions.json"));
    return golden;
}

Size size_in(const nlohmann::json& pair) {
    return {pair.at(0).get<int>(), pair.at(1).get<int>()};
}

void expect_golden(std::span<const float> numbers, const nlohmann::json& golden, double tolerance,
                   const std::string& what) {
    ASSERT_EQ(numbers.size(), golden.size()) << what;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        EXPECT_NEAR(numbers[i], golden[i].get<double>(), tolerance) << what << " " << i;
}

TEST(Positions, SineAndCosineAreMaes) {
    for (const nlohmann::json& golden : position_golden()["sincos"]) {
        const Tensor table = sincos_positions(size_in(golden["grid"]), golden["dim"].get<int>());
        expect_golden(table.values(), golden["numbers"], 1e-7, golden["dim"].dump());
    }
}

TEST(Positions, SineAndCosineNeedADimensionOfFours) {
    EXPECT_TRUE(has_sincos(4));
    EXPECT_TRUE(has_sincos(512));
    EXPECT_FALSE(has_sincos(1));
    EXPECT_FALSE(has_sincos(6));
    expect_error(ErrorCode::value_out_of_range, "embed_dim", [] { sincos_positions({2, 2}, 6); });
}

TEST(Positions, AreDrawnAsPyTorchDraws) {
    for (const nlohmann::json& golden : position_golden()["drawn"]) {
        const Tensor table = drawn_positions(golden["rows"].get<int>(), golden["dim"].get<int>(),
                                             golden["seed"].get<std::uint64_t>());
        expect_golden(table.values(), golden["numbers"], 1e-8, golden["seed"].dump());
    }
}

TEST(Positions, AreStretchedAsPyTorchInterpolates) {
    for (const nlohmann::json& golden : position_golden()["stretches"]) {
        const Size from = size_in(golden["from"]);
        const Tensor table = decaying(from.area(), 5);
        const auto interpolation =
            golden["antialias"].get<bool>() ? Interpolation::antialiased : Interpolation::plain;
        const Tensor stretched = resample_positions(view(table), from, size_in(golden["to"]), interpolation);
        expect_golden(stretched.values(), golden["numbers"], 1e-6,
                      golden["from"].dump() + golden["to"].dump());
    }
}

TEST(Positions, AnUnchangedGridIsLeftAlone) {
    const Tensor table = decaying(12, 4);
    EXPECT_EQ(resample_positions(view(table), {3, 4}, {3, 4}, Interpolation::antialiased), table);
    expect_error(ErrorCode::shape_mismatch, "positions", [&] {
        resample_positions(view(table), {3, 3}, {3, 4}, Interpolation::plain);
    });
}

TEST(Positions, MistakenTablesAreThoseOfTheMistakesInPyTorch) {
    const Tensor whole = decaying(17, 3);
    const auto expect = [&](TableMistake mistake, const char* name, Size grid) {
        const ReadTable read = misread(view(whole), {4, 4}, mistake);
        EXPECT_EQ(read.grid, grid) << name;
        const Tensor stretched =
            resample_positions(view(read.numbers), read.grid, {6, 5}, Interpolation::antialiased);
        expect_golden(stretched.values(), position_golden()["mistakes"][name], 1e-6, name);
    };
    expect(TableMistake::class_row_left, "class_row_left", {4, 4});
    expect(TableMistake::other_sides, "other_sides", {2, 8});
    expect(TableMistake::not_permuted, "not_permuted", {4, 4});
}

TEST(Positions, OtherSidesHoldAsManyPatches) {
    EXPECT_EQ(other_sides({3, 5}), (Size{5, 3}));
    EXPECT_EQ(other_sides({32, 32}), (Size{16, 64}));
    EXPECT_EQ(other_sides({7, 7}), (Size{1, 49}));
    EXPECT_EQ(other_sides({1, 1}), std::nullopt);
}

TEST(Positions, TablesOfOtherLengthsCannotBeAdded) {
    for (const nlohmann::json& golden : position_golden()["errors"]) {
        EXPECT_EQ(addition_error(golden[0].get<std::int64_t>(), golden[1].get<std::int64_t>()),
                  golden[2].get<std::string>());
    }
}

TEST(Positions, AShuffleIsPyTorchsRandperm) {
    for (const nlohmann::json& golden : position_golden()["orders"]) {
        EXPECT_EQ(shuffled_order(golden[0].get<std::int64_t>(), golden[1].get<std::uint64_t>()),
                  golden[2].get<std::vector<std::int64_t>>());
    }
}

TEST(Positions, RowsAreCountedWhereverTheyStand) {
    const Tensor a({4, 2}, {1, 2, 3, 4, 1, 2, 5, 6});
    const Tensor shuffled({4, 2}, {5, 6, 1, 2, 3, 4, 1, 2});
    const Tensor other({3, 2}, {1, 2, 1, 2, 1, 2});
    EXPECT_EQ(common_rows(view(a), view(shuffled)), 4);
    EXPECT_EQ(common_rows(view(a), view(other)), 2);
    const Tensor unlike({1, 2}, {2, 1});
    EXPECT_EQ(common_rows(view(a), view(unlike)), 0);
}

TEST(Positions, TheFigureIsTheSimilarityOfAllToAll) {
    const nlohmann::json& golden = position_golden()["similarity"];
    const Size grid = size_in(golden["grid"]);
    const Tensor table = sincos_positions(grid, golden["dim"].get<int>());
    const SimilarityFigure figure = similarity_figure(view(table), grid);
    EXPECT_EQ(figure.step, to_pair(1));
    EXPECT_EQ(figure.tiles, grid);
    expect_golden(figure.similarity.values(), golden["numbers"], 1e-6, "similarity");
    EXPECT_FLOAT_EQ(figure.lowest, figure.similarity.matrix(12).minCoeff());
}

TEST(Positions, ALargeFigureShowsEveryFewOfThem) {
    const Size grid{3, 70};
    const Tensor table = sincos_positions(grid, 8);
    const SimilarityFigure figure = similarity_figure(view(table), grid);
    EXPECT_EQ(figure.step, (Size{1, 5}));
    EXPECT_EQ(figure.tiles, (Size{3, 14}));
    const std::vector<float> similarity = cosine_similarity(view(table), 70 + 10);
    EXPECT_NEAR(figure.similarity.matrix(42)(14 + 2, 2 * 14 + 5), similarity[2 * 70 + 25], 1e-6);
}

}  // namespace
}  // namespace patchlens
