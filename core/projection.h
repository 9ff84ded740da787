// The projection itself, and the hot loop of PatchLens: the convolution, computed straight from the picture
// with packed weights, a cache-sized block of patches at a time. Stride and padding only change which pixels
// are gathered: zeros of the normalised picture where a patch reaches into the padding, as Conv2d has it.
//
// Every output number is summed in one fixed order: start with the bias (0 without one), then one
// multiply-add for each i = 0..C*ph*pw-1, i = channel * ph * pw + y * pw + x; fused where the instruction set
// has it. So the bits do not depend on threads, blocks, the order of the output or on how many patches or
// dimensions are computed at once; only the instruction sets without a fused multiply-add (SSE4 and before,
// some SCALAR) may differ from the others.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include "core/packed_weights.h"
#include "core/patch_grid.h"
#include "core/projection_kernel.h"
#include "core/support/simd.h"
#include "core/tensor.h"

namespace patchlens {

class ThreadPool;

/// Rows [begin, end) of a patch grid.
struct RowRange {
    int begin = 0;
    int end = 0;

    bool operator==(const RowRange&) const = default;
    constexpr int count() const { return end - begin; }
};

/// How the output's numbers are ordered, for N patches in token order.
enum class OutputOrder {
    token_major,    ///< [N, D]: number d of patch n at n * D + d
    channel_major,  ///< [D, N]: number d of patch n at d * N + n, as Conv2d returns it
};

struct RunOptions {
    ThreadPool* pool = nullptr;  ///< runs work that is worth sharing; none: the calling thread does all
    std::stop_token stop{};      ///< checked at least every few milliseconds
};

class Projection {
public:
    /// Packs weight [D, C, ph, pw] and bias [D] (or empty) and keeps them. Throws Error(shape_mismatch),
    /// Error(out_of_memory), Error(choice_expected) from default_simd_target(), Error(cancelled).
    Projection(const Tensor& weight, const Tensor& bias, Sliding sliding = {},
               SimdTarget target = default_simd_target(), const std::stop_token& stop = {});

    std::int64_t embed_dim() const { return weights_.filters(); }
    std::int64_t in_chans() const { return in_chans_; }
    Size patch_size() const { return patch_size_; }
    Sliding sliding() const { return sliding_; }
    SimdTarget target() const { return target_; }

    /// The patches of pixels [C, H, W]. Throws Error(shape_mismatch), Error(channels_differ),
    /// Error(patch_larger_than_image), Error(value_out_of_range) for an impossible stride or padding.
    PatchGrid grid(const Tensor& pixels) const;

    /// Every dimension of the patches in `patch_rows` of the grid, so N = patch_rows.count() * grid width: a
    /// large output can be computed a few rows at a time. `output` holds N * D numbers in `order`. Throws as
    /// grid() does, Error(value_out_of_range) for rows outside the grid, Error(shape_mismatch) for an output
    /// of another size, Error(cancelled) within 5 ms of a stop request; the output is then partly written.
    void run(const Tensor& pixels, RowRange patch_rows, OutputOrder order, std::span<float> output,
             const RunOptions& options = {}) const;

    /// One token [D], the same bits as run() gives. Throws Error(patch_outside_grid) and as run() does.
    void run_patch(const Tensor& pixels, PatchPosition position, std::span<float> output,
                   const RunOptions& options = {}) const;

    /// One dimension of every patch [N], the same bits as run() gives. Throws Error(dimension_outside_vector)
    /// and as run() does.
    void run_dimension(const Tensor& pixels, std::int64_t dimension, std::span<float> output,
                       const RunOptions& options = {}) const;

private:
    PackedWeights weights_;
    std::int64_t in_chans_;
    Size patch_size_;
    Sliding sliding_;
    SimdTarget target_;
    ProjectionKernel kernel_;
};

}  // namespace patchlens
