// In which order the axes of a stored kernel stand: frameworks do not agree, and a shape does not always
// tell.
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
    std::optional<WeightLayout> named = {};      ///< what the file says of itself, or the tensor's name
    std::optional<std::int64_t> embed_dim = {};  ///< the length of its bias or of a position's vector
    std::vector<Shape> neighbours = {};          ///< further weights of four axes in the same file
};

/// The layouts a kernel of four or five axes can have: those that give 1, 3 or 4 channels, less those that a
/// square patch in another one, or the hints, speak against. One: it is that. Several: only the user knows.
/// None: no layout gives channels of a picture.
std::vector<WeightLayout> possible_layouts(const Shape& shape, const LayoutHints& hints);

/// The kernel [D, C, ph, pw], [D, C, T, ph, pw] or [D, columns] of a weight that stands in `layout`. Throws
/// Error(out_of_memory), Error(cancelled).
Tensor in_torch_order(Tensor weight, WeightLayout layout, const std::stop_token& stop = {});

/// [D, C, T, ph, pw] -> [D, C, ph, pw]: the sum over time, which is the projection of a still picture, given
/// to every time step. Throws Error(out_of_memory), Error(cancelled).
Tensor sum_over_time(const Tensor& weight, const std::stop_token& stop = {});

}  // namespace patchlens
