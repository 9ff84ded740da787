// The two inner loops of the projection, compiled for every instruction set: patches into panels, and panels
// times panels. projection.cpp decides what they are called with.
//
// Both operands lie in panels (packed_weights.h): [depth, 16], 16 patches or 16 filters interleaved. One
// operand is read a number at a time and broadcast to a vector (the rows of the output), the other a vector
// at a time (its columns). With patches as rows the output is token-major, with filters as rows it is
// channel-major: the same loop, no transposition.
//
// Every output number is summed in one fixed order: start with the bias (zero without one), then for
// i = 0..C*ph*pw-1 one multiply-add. So every partition of the work gives the same bits on one target.
#pragma once

#include <cstdint>
#include <span>

#include "core/packed_weights.h"
#include "core/support/simd.h"

namespace patchlens {

/// Patches of the picture, to be interleaved by 16.
struct PatchPanels {
    /// The top left pixel of each patch in channel 0. A whole number of panels: past the last patch, any
    /// patch.
    std::span<const float* const> patches;
    std::int64_t patch_height = 0;
    std::int64_t patch_width = 0;
    std::int64_t line_stride = 0;     ///< floats from one image line to the next
    std::int64_t channel_stride = 0;  ///< floats from one channel to the next
    std::int64_t first = 0;           ///< elements [first, last) of each patch, flattened channel first
    std::int64_t last = 0;
    float* panels = nullptr;  ///< [panels, last - first, 16]
};

/// What an output number starts with.
enum class Start {
    row_bias,     ///< bias[row]
    column_bias,  ///< bias[column]
    output,       ///< what the output holds already: the sum continues
};

/// output[r, c] = start + sum over i of rows(i, r) * columns(i, c), in the order of i.
struct PanelProduct {
    /// Panels. To use row r alone, pass rows + r and row_count = 1.
    const float* rows = nullptr;
    std::int64_t row_stride = 0;  ///< floats from panel to panel
    std::int64_t row_count = 0;
    const float* columns = nullptr;  ///< panels
    std::int64_t column_stride = 0;  ///< floats from panel to panel
    std::int64_t column_count = 0;
    std::int64_t depth = 0;
    float* output = nullptr;
    std::int64_t output_stride = 0;  ///< floats from output row to output row
    Start start = Start::column_bias;
    const float* bias = nullptr;  ///< column_bias: readable up to the end of the last panel
    /// The outer loop goes over rows instead of columns. For columns that all fit in the L2 cache: the rows
    /// are then read once and the output is written in long runs.
    bool rows_outermost = false;
    /// Use non-temporal stores; output and output_stride must be multiples of a cache line.
    bool streaming = false;
};

/// The loops of one instruction set.
struct ProjectionKernel {
    void (*interleave)(const PatchPanels& patches);
    void (*multiply)(const PanelProduct& product);
};

ProjectionKernel projection_kernel(SimdTarget target);

}  // namespace patchlens
