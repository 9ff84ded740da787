#include "core/weights/kernel_layout.h"

#include <gtest/gtest.h>

namespace patchlens {
namespace {

using Layouts = std::vector<WeightLayout>;
constexpr WeightLayout torch = WeightLayout::torch;
constexpr WeightLayout mlx = WeightLayout::mlx;
constexpr WeightLayout flax = WeightLayout::flax;

TEST(KernelLayout, AShapeThatGivesChannelsInOneWayIsThat) {
    for (const Shape& shape :
         {Shape{768, 3, 16, 16}, Shape{96, 3, 4, 4}, Shape{8, 1, 14, 14}, Shape{5, 4, 8, 8},
          Shape{512, 3, 8, 16}, Shape{1280, 3, 2, 14, 14}, Shape{2, 3, 4, 4}}) {
        EXPECT_EQ(possible_layouts(shape, {}), Layouts{torch}) << to_string(shape);
    }
    for (const Shape& shape : {Shape{768, 16, 16, 3}, Shape{8, 14, 14, 1}, Shape{1280, 2, 14, 14, 3}}) {
        EXPECT_EQ(possible_layouts(shape, {}), Layouts{mlx}) << to_string(shape);
    }
    for (const Shape& shape : {Shape{16, 16, 3, 768}, Shape{4, 4, 3, 24}, Shape{4, 4, 4, 24},
                               Shape{14, 14, 1, 8 * 14}, Shape{16, 16, 3, 16}, Shape{2, 14, 14, 3, 1280}}) {
        EXPECT_EQ(possible_layouts(shape, {}), Layouts{flax}) << to_string(shape);
    }
}

TEST(KernelLayout, AShapeThatGivesThemInSeveralWaysIsAskedFor) {
    EXPECT_EQ(possible_layouts({24, 4, 4, 3}, {}), (Layouts{torch, mlx}));
    EXPECT_EQ(possible_layouts({4, 4, 4, 3}, {}), (Layouts{torch, mlx}));
    EXPECT_EQ(possible_layouts({64, 4, 4, 4}, {}), (Layouts{torch, mlx}));
    EXPECT_EQ(possible_layouts({4, 4, 3, 4}, {}), (Layouts{torch, mlx, flax}));
    EXPECT_EQ(possible_layouts({8, 3, 4, 32}, {}), (Layouts{torch, flax}));
    EXPECT_EQ(possible_layouts({3, 3, 3, 3}, {}), (Layouts{torch, mlx, flax}));
}

TEST(KernelLayout, AShapeWithoutChannelsOfAPictureHasNone) {
    for (const Shape& shape : {Shape{64, 12, 8, 8}, Shape{64, 32, 3, 3}, Shape{5, 5, 5, 5}}) {
        EXPECT_EQ(possible_layouts(shape, {}), Layouts{}) << to_string(shape);
    }
}

TEST(KernelLayout, WhatTheFileSaysDecidesAmongThePossible) {
    EXPECT_EQ(possible_layouts({24, 4, 4, 3}, {.named = torch}), Layouts{torch});
    EXPECT_EQ(possible_layouts({24, 4, 4, 3}, {.named = mlx}), Layouts{mlx});
    EXPECT_EQ(possible_layouts({24, 3, 16, 16}, {.named = mlx}), Layouts{torch});
    // The file's declaration and its shape differ: neither is trusted silently.
    EXPECT_EQ(possible_layouts({4, 4, 3, 24}, {.named = torch}), (Layouts{torch, flax}));
    EXPECT_EQ(possible_layouts({24, 3, 4, 4}, {.named = mlx}), (Layouts{mlx, torch}));
}

TEST(KernelLayout, BiasAndNeighboursDecideToo) {
    EXPECT_EQ(possible_layouts({8, 3, 4, 32}, {.embed_dim = 32}), Layouts{flax});
    EXPECT_EQ(possible_layouts({8, 3, 4, 32}, {.embed_dim = 8}), Layouts{torch});
    EXPECT_EQ(possible_layouts({24, 4, 4, 3}, {.neighbours = {{256, 1, 1, 768}, {256, 3, 3, 256}}}),
              Layouts{mlx});
    EXPECT_EQ(possible_layouts({24, 4, 4, 3}, {.neighbours = {{256, 768, 1, 1}}}), Layouts{torch});
    EXPECT_EQ(possible_layouts({24, 4, 4, 3}, {.neighbours = {{256, 768, 1, 1}, {256, 1, 1, 768}}}),
              (Layouts{torch, mlx}));
}

TEST(KernelLayout, OnePixelMeansTheSameInEveryLayout) {
    EXPECT_EQ(possible_layouts({512, 1, 1, 1}, {}), Layouts{torch});
}

TEST(KernelLayout, AStopIsHeeded) {
    std::stop_source source;
    source.request_stop();
    const Tensor weight = Tensor::zeros({4, 2, 2, 3});
    EXPECT_ANY_THROW(in_torch_order(weight, mlx, source.get_token()));
    EXPECT_ANY_THROW(sum_over_time(Tensor::zeros({4, 3, 2, 2, 2}), source.get_token()));
}

}  // namespace
}  // namespace patchlens
