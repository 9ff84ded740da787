// The module PatchLens explains: PatchEmbed(img_size, patch_size, in_chans, embed_dim) with
// proj = Conv2d(in_chans, embed_dim, kernel_size=patch_size, stride=patch_size) and forward(x) = proj(x). Two
// arguments more than its class has: another stride, and padding.
//
// As in PyTorch, forward ignores img_size; it takes a picture of any size and drops the remainder.
//
// Every output number is the same to the bit, whichever function computes it and with any number of threads
// (projection.h says in which order it is summed). PyTorch's order depends on machine and version; both agree
// within 1e-5.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/init.h"
#include "core/patch_grid.h"
#include "core/projection.h"
#include "core/tensor.h"

namespace patchlens {

/// What the constructor's arguments can be at most: each side of img_size, patch_size, stride and padding,
/// and embed_dim.
inline constexpr int longest_side = 16384;
inline constexpr int most_dimensions = 65536;

/// The constructor's arguments.
struct PatchEmbedConfig {
    Size img_size{256, 256};
    Size patch_size{8, 8};
    int in_chans = 3;
    int embed_dim = 512;
    bool bias = true;
    std::optional<Size> stride = {};  ///< none: patch_size, whatever it is
    Size padding{0, 0};

    bool operator==(const PatchEmbedConfig&) const = default;
    ConvShape conv_shape() const { return {embed_dim, in_chans, patch_size, bias}; }
    Sliding sliding() const { return {stride, padding}; }
    /// How a picture of this size is cut. Throws what PatchGrid throws.
    PatchGrid grid_of(Size picture) const { return {picture, patch_size, sliding()}; }
    /// (img_size[1] // patch_size[1]) * (img_size[0] // patch_size[0]), or as many as the convolution with
    /// another stride or with padding gives: from img_size, not from the picture. Throws what validate()
    /// throws for these.
    std::int64_t num_patches() const;
};

/// Throws Error naming the argument that cannot be: value_out_of_range (img_size 1..16384,
/// patch_size 1..16384, stride 1..16384, padding 0..16384, embed_dim 1..65536), choice_expected (in_chans 1,
/// 3 or 4), patch_larger_than_image, with padding patch_larger_than_padded (patch_size 1..img_size + 2
/// padding).
void validate(const PatchEmbedConfig& config);

/// Bytes that the weights of `shape` take once PatchEmbed keeps them: as they are, and packed.
std::uint64_t weights_bytes(const ConvShape& shape);

/// How the output's numbers are ordered.
enum class Layout {
    nchw,  ///< [1, D, H', W']: what forward returns
    nlc,   ///< [1, N, D]: flatten(2).transpose(1, 2), one row a token
    nhwc,  ///< [1, H', W', D]: the same memory as nlc
};

/// [1, D, H', W'] and so on for a picture of `grid`.
Shape output_shape(const PatchGrid& grid, int embed_dim, Layout layout);

class PatchEmbed {
public:
    /// Takes weight [D, C, ph, pw], no dimension 0, and bias [D] or empty. Throws Error(shape_mismatch),
    /// Error(out_of_memory), Error(cancelled) soon after a stop request.
    explicit PatchEmbed(ConvParameters parameters, Sliding sliding = {}, const std::stop_token& stop = {});

    const Tensor& weight() const { return parameters_.weight; }
    const Tensor& bias() const { return parameters_.bias; }
    ConvShape shape() const;
    Sliding sliding() const { return projection_.sliding(); }
    /// Throws Error(dimension_outside_vector) unless 0 <= dimension < embed_dim.
    void require_dimension(int dimension) const;

    /// The grid that cuts pixels [C, H, W]. Throws Error(shape_mismatch) for a rank other than 3,
    /// Error(channels_differ), Error(patch_larger_than_image), Error(value_out_of_range) for an impossible
    /// stride or padding.
    PatchGrid grid(const Tensor& pixels) const { return projection_.grid(pixels); }

    /// proj(x) for pixels [C, H, W] as a batch of one. Throws what grid() throws, Error(out_of_memory),
    /// Error(cancelled) when a stop is requested.
    Tensor forward(const Tensor& pixels, Layout layout = Layout::nchw, const RunOptions& options = {}) const;

    /// forward() into `output`, which takes its shape and keeps its memory where that is large enough.
    void forward_into(Tensor& output, const Tensor& pixels, Layout layout = Layout::nchw,
                      const RunOptions& options = {}) const;

    /// One token: the D numbers of one patch. Throws also Error(patch_outside_grid).
    std::vector<float> embed_patch(const Tensor& pixels, PatchPosition position,
                                   const RunOptions& options = {}) const;

    /// One feature map [H', W']: dimension d of every patch. Throws also Error(dimension_outside_vector).
    Tensor embed_dimension(const Tensor& pixels, int dimension, const RunOptions& options = {}) const;

    /// What forward computes with, for parts of an output too large to keep whole.
    const Projection& projection() const { return projection_; }

private:
    ConvParameters parameters_;
    Projection projection_;  ///< of parameters_, packed
};

}  // namespace patchlens
