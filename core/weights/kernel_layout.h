// The order of the axes of a stored kernel: it differs between frameworks, and a shape does not always show
// it.
#pragma once

#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/tensor.h"

namespace patchlens {

/// Axes of a kernel, T (time) only where it has five. Source: the Conv2d and Conv3d of each framework.
enum class WeightLayout {
    torch,  ///< [D, C, (T,) ph, pw]
    mlx,    ///< [D, (T,) ph, pw, C]
    flax,   ///< [(T,) ph, pw, C, D], Keras and TensorFlow as well; a flat weight is [columns, D]
};

/// The axes of a picture's kernel in that order: "D, C, h, w".
std::string_view axis_letters(WeightLayout layout);

/// What else is known of a kernel.
struct LayoutHints {
    std::optional<WeightLayout> named = {};      ///< declared by the file or by the tensor's name
    std::optional<std::int64_t> embed_dim = {};  ///< the length of its bias or of a position's vector
    std::vector<Shape> neighbours = {};          ///< further weights of four axes in the same file
};

/// How many filters a weight of two, four or five axes has in `layout`.
std::int64_t filters_in(WeightLayout layout, const Shape& shape);

/// The layouts a kernel of four or five axes can have: those that give 1, 3 or 4 channels, without those
/// ruled out by a square patch in another layout or by the hints. If several remain, only the user can know;
/// none means that no layout gives the channels of a picture.
std::vector<WeightLayout> possible_layouts(const Shape& shape, const LayoutHints& hints);

/// The kernel [D, C, ph, pw], [D, C, T, ph, pw] or [D, columns] of a weight stored in `layout`. Throws
/// Error(out_of_memory), Error(cancelled).
Tensor in_torch_order(Tensor weight, WeightLayout layout, const std::stop_token& stop = {});

/// [D, C, T, ph, pw] -> [D, C, ph, pw]: the sum over time, which projects a video that shows the same picture
/// in every time step. Throws Error(out_of_memory), Error(cancelled).
Tensor sum_over_time(const Tensor& weight, const std::stop_token& stop = {});

}  // namespace patchlens
