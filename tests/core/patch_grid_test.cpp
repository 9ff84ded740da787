#include "core/patch_grid.h"

#include <limits>

#include "tests/core/expect_error.h"

namespace patchlens {
namespace {

TEST(PatchGrid, TheDefaultImageMakes32By32Patches) {
    const PatchGrid grid({256, 256}, {8, 8});
    EXPECT_EQ(grid.grid(), (Size{32, 32}));
    EXPECT_EQ(grid.num_patches(), 1024);
    EXPECT_EQ(grid.covered(), (Size{256, 256}));
    EXPECT_EQ(grid.dropped(), (Size{0, 0}));
}

TEST(PatchGrid, A250PixelSideMakes31PatchesAndDropsTwo) {
    const PatchGrid grid({250, 250}, {8, 8});
    EXPECT_EQ(grid.grid(), (Size{31, 31}));
    EXPECT_EQ(grid.covered(), (Size{248, 248}));
    EXPECT_EQ(grid.dropped(), (Size{2, 2}));
}

TEST(PatchGrid, RowsAndColumnsAreCountedApart) {
    const PatchGrid grid({20, 17}, {8, 8});
    EXPECT_EQ(grid.grid(), (Size{2, 2}));
    EXPECT_EQ(grid.dropped(), (Size{4, 1}));
    const PatchGrid flat({30, 100}, {10, 32});
    EXPECT_EQ(flat.grid(), (Size{3, 3}));
    EXPECT_EQ(flat.dropped(), (Size{0, 4}));
    EXPECT_EQ(PatchGrid({384, 384}, {14, 14}).dropped(), (Size{6, 6}));  // SigLIP so400m
}

TEST(PatchGrid, TokensRunAlongTheRows) {
    const PatchGrid grid({256, 256}, {8, 8});
    EXPECT_EQ(grid.token({0, 0}), 0);
    EXPECT_EQ(grid.token({0, 31}), 31);
    EXPECT_EQ(grid.token({1, 0}), 32);
    EXPECT_EQ(grid.token({17, 5}), 17 * 32 + 5);
    EXPECT_EQ(grid.token({31, 31}), 1023);
    const PatchGrid narrow({40, 24}, {8, 8});
    EXPECT_EQ(narrow.token({2, 1}), 2 * 3 + 1);
}

TEST(PatchGrid, PositionIsTheInverseOfToken) {
    const PatchGrid grid({50, 91}, {7, 9});
    for (std::int64_t token = 0; token < grid.num_patches(); ++token) {
        EXPECT_EQ(grid.token(grid.position(token)), token);
    }
}

TEST(PatchGrid, EveryCoveredPixelLiesInTheRectangleOfItsPatch) {
    const PatchGrid grid({20, 17}, {3, 5});
    for (int y = -1; y <= 20; ++y) {
        for (int x = -1; x <= 17; ++x) {
            const auto position = grid.patch_at({y, x});
            EXPECT_EQ(position.has_value(), y >= 0 && y < 18 && x >= 0 && x < 15) << y << ' ' << x;
            if (!position) continue;
            const Rectangle place = grid.rectangle(*position);
            EXPECT_TRUE(y >= place.top && y < place.top + place.height) << y << ' ' << x;
            EXPECT_TRUE(x >= place.left && x < place.left + place.width) << y << ' ' << x;
        }
    }
}

TEST(PatchGrid, ARectangleIsAsLargeAsThePatch) {
    const PatchGrid grid({256, 256}, {8, 16});
    EXPECT_EQ(grid.rectangle({0, 0}), (Rectangle{0, 0, 8, 16}));
    EXPECT_EQ(grid.rectangle({31, 15}), (Rectangle{248, 240, 8, 16}));
}

TEST(PatchGrid, NearestStaysInsideTheGrid) {
    const PatchGrid grid({24, 32}, {8, 8});
    EXPECT_EQ(grid.nearest({-5, 9}), (PatchPosition{0, 3}));
    EXPECT_EQ(grid.nearest({2, -1}), (PatchPosition{2, 0}));
    EXPECT_EQ(grid.nearest({1, 1}), (PatchPosition{1, 1}));
}

TEST(PatchGrid, APatchAsLargeAsTheImageIsTheOnlyOne) {
    EXPECT_EQ(PatchGrid({24, 16}, {24, 16}).num_patches(), 1);
}

TEST(PatchGrid, TheLargestImageInPatchesOfOnePixelDoesNotOverflow) {
    constexpr int most = std::numeric_limits<int>::max();
    EXPECT_EQ(PatchGrid({most, most}, {1, 1}).num_patches(), std::int64_t{most} * most);
    EXPECT_EQ(PatchGrid({most, most}, {1, 1}).token({most - 1, most - 1}), std::int64_t{most} * most - 1);
}

TEST(PatchGrid, HalfAPatchAsStrideLetsPatchesOverlap) {
    const PatchGrid grid({256, 256}, {8, 8}, {to_pair(4)});
    EXPECT_EQ(grid.grid(), (Size{63, 63}));
    EXPECT_TRUE(grid.overlaps());
    EXPECT_FALSE(grid.plain());
    EXPECT_EQ(grid.covered(), (Size{256, 256}));
    EXPECT_EQ(grid.rectangle({1, 2}), (Rectangle{4, 8, 8, 8}));
    EXPECT_EQ(grid.patches_at({128, 128}), (Rectangle{31, 31, 2, 2}));
    EXPECT_EQ(grid.patches_at({0, 128}), (Rectangle{0, 31, 1, 2}));
    EXPECT_EQ(grid.patch_at({5, 6}), (PatchPosition{0, 1}));  // middles at 3.5, 7.5, …
}

TEST(PatchGrid, AStrideBeyondThePatchLeavesGaps) {
    const PatchGrid grid({20, 20}, {4, 4}, {Size{6, 8}});
    EXPECT_EQ(grid.grid(), (Size{3, 3}));
    EXPECT_TRUE(grid.has_gaps());
    EXPECT_EQ(grid.covered(), (Size{16, 20}));
    EXPECT_EQ(grid.dropped(), (Size{4, 0}));
    EXPECT_EQ(grid.uncovered(), (Size{8, 8}));
    EXPECT_EQ(grid.patch_at({4, 0}), std::nullopt);
    EXPECT_EQ(grid.patches_at({4, 0}).area(), 0);
    EXPECT_EQ(grid.patch_at({6, 8}), (PatchPosition{1, 1}));
}

TEST(PatchGrid, PatchesReachIntoThePadding) {
    const PatchGrid grid({224, 224}, {7, 7}, {to_pair(4), to_pair(3)});  // SegFormer
    EXPECT_EQ(grid.grid(), (Size{56, 56}));
    EXPECT_EQ(grid.padded(), (Size{230, 230}));
    EXPECT_EQ(grid.rectangle({0, 55}), (Rectangle{-3, 217, 7, 7}));
    EXPECT_EQ(grid.inside({0, 55}), (Rectangle{0, 217, 4, 7}));
    EXPECT_EQ(grid.patches_at({-3, -3}), (Rectangle{0, 0, 1, 1}));
    EXPECT_EQ(grid.uncovered(), (Size{0, 0}));
    const PatchGrid beside({6, 6}, {2, 2}, {to_pair(20), to_pair(5)});  // one patch, of zeros alone
    EXPECT_EQ(beside.num_patches(), 1);
    EXPECT_EQ(beside.inside({0, 0}).area(), 0);
    EXPECT_EQ(beside.covered(), (Size{0, 0}));
    EXPECT_EQ(beside.uncovered(), (Size{6, 6}));
}

TEST(PatchGrid, WhatCannotBeIsASentence) {
    expect_error(ErrorCode::patch_larger_than_image, "patch_larger_than_image: 8x8, 7x8", [] {
        PatchGrid({7, 8}, {8, 8});
    });
    expect_error(ErrorCode::value_out_of_range, "patch_size, 1, 2147483647, 0", [] {
        PatchGrid({7, 8}, {8, 0});
    });
    expect_error(ErrorCode::value_out_of_range, "image, 1, 2147483647, 0", [] { PatchGrid({0, 8}, {8, 8}); });
    expect_error(ErrorCode::value_out_of_range, "stride, 1, 2147483647, 0", [] {
        PatchGrid({8, 8}, {8, 8}, {Size{0, 1}});
    });
    expect_error(ErrorCode::value_out_of_range, "padding, 0, 1073741819, -1", [] {
        PatchGrid({8, 8}, {8, 8}, {std::nullopt, {0, -1}});
    });
    expect_error(ErrorCode::patch_larger_than_padded, "patch_larger_than_padded: 9x8, 6x8, 1x0, 8x8", [] {
        PatchGrid({6, 8}, {9, 8}, {std::nullopt, {1, 0}});
    });
    const PatchGrid grid({16, 24}, {8, 8});
    expect_error(ErrorCode::patch_outside_grid, "patch_outside_grid: (2, 0), 1, 2", [&] {
        (void)grid.token({2, 0});
    });
    expect_error(ErrorCode::patch_outside_grid, "(0, -1), 1, 2", [&] { (void)grid.rectangle({0, -1}); });
    expect_error(ErrorCode::patch_outside_grid, "patch_outside_grid: 6, 1, 2",
                 [&] { (void)grid.position(6); });
    expect_error(ErrorCode::patch_outside_grid, "patch_outside_grid: -1, 1, 2",
                 [&] { (void)grid.position(-1); });
}

}  // namespace
}  // namespace patchlens
