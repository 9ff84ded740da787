#include "core/unfold.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "tests/core/expect_error.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

TEST(Unfold, OneRowAPatchChannelFirst) {
    Tensor pixels({2, 2, 4});
    std::iota(pixels.values().begin(), pixels.values().end(), 0.0F);
    EXPECT_EQ(unfold(pixels, {2, 2}), Tensor({2, 8}, {0, 1, 4, 5, 8, 9, 12, 13,  //
                                                      2, 3, 6, 7, 10, 11, 14, 15}));
}

TEST(Unfold, APixelStandsWhereRowIndexSays) {
    const Tensor pixels = golden_pixels(3, 20, 17);
    const Size patch{4, 5};
    const PatchGrid grid({20, 17}, patch);
    const Tensor rows = unfold(pixels, patch);
    EXPECT_EQ(rows.shape(), (Shape{15, 60}));
    for (std::int64_t token = 0; token < 15; ++token) {
        const Rectangle place = grid.rectangle(grid.position(token));
        for (int channel = 0; channel < 3; ++channel) {
            for (int y = 0; y < 4; ++y) {
                for (int x = 0; x < 5; ++x) {
                    EXPECT_EQ(rows[token * 60 + row_index(patch, channel, y, x)],
                              pixels[(channel * 20 + place.top + y) * 17 + place.left + x]);
                }
            }
        }
    }
}

TEST(Unfold, OnePatchIsItsRow) {
    const Tensor pixels = golden_pixels(4, 21, 30);
    const PatchGrid grid({21, 30}, {7, 4});
    const Tensor rows = unfold(pixels, {7, 4});
    for (std::int64_t token = 0; token < grid.num_patches(); ++token) {
        const std::vector<float> row = unfold_patch(pixels, {7, 4}, {}, grid.position(token));
        EXPECT_TRUE(std::ranges::equal(
            row, rows.values().subspan(static_cast<std::size_t>(token) * row.size(), row.size())));
    }
}

TEST(Fold, GivesBackThePictureWherePatchesCoverAllOfIt) {
    const Tensor pixels = golden_pixels(3, 32, 24);
    EXPECT_EQ(fold(unfold(pixels, {8, 6}), PatchGrid({32, 24}, {8, 6})), pixels);
}

TEST(Fold, GivesBackTheCoveredPartAndZeroInTheRemainder) {
    const Tensor pixels = golden_pixels(3, 20, 17);
    const Tensor back = fold(unfold(pixels, {8, 8}), PatchGrid({20, 17}, {8, 8}));
    ASSERT_EQ(back.shape(), pixels.shape());
    for (std::int64_t i = 0; i < pixels.size(); ++i) {
        const bool covered = i / 17 % 20 < 16 && i % 17 < 16;
        EXPECT_EQ(back[i], covered ? pixels[i] : 0.0F) << i;
    }
}

TEST(Unfold, WhatDoesNotFitIsASentence) {
    const Tensor pixels = golden_pixels(3, 8, 8);
    expect_error(ErrorCode::patch_larger_than_image, "9x8", [&] { unfold(pixels, {9, 8}); });
    expect_error(ErrorCode::patch_outside_grid, "(1, 0)", [&] { unfold_patch(pixels, {8, 8}, {}, {1, 0}); });
    expect_error(ErrorCode::shape_mismatch, "[64], [C, H, W]", [] { unfold(Tensor::zeros({64}), {8, 8}); });
    expect_error(ErrorCode::shape_mismatch, "rows, [3, 64], [4, C*64]", [] {
        fold(Tensor::zeros({3, 64}), PatchGrid({16, 16}, {8, 8}));
    });
    expect_error(ErrorCode::shape_mismatch, "[4, C*64]", [] {
        fold(Tensor::zeros({4, 65}), PatchGrid({16, 16}, {8, 8}));
    });
    expect_error(ErrorCode::shape_mismatch, "[N, C*ph*pw]", [] {
        fold(Tensor::zeros({256}), PatchGrid({16, 16}, {8, 8}));
    });
}

}  // namespace
}  // namespace patchlens
