#include "core/weights/kernel_layout.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "core/support/byte_source.h"

namespace patchlens {
namespace {

constexpr std::array every_layout{WeightLayout::torch, WeightLayout::mlx, WeightLayout::flax};

/// The axes of a shape, read in one layout.
struct Reading {
    std::int64_t embed_dim;
    std::int64_t channels;
    std::int64_t height;
    std::int64_t width;

    bool square() const { return height == width; }
    bool of_a_picture() const { return channels == 1 || channels == 3 || channels == 4; }
};

Reading read_as(WeightLayout layout, const Shape& shape) {
    const auto from_end = [&](std::size_t axis) { return shape[shape.size() - axis]; };
    switch (layout) {
        case WeightLayout::mlx:
            return {shape.front(), from_end(1), from_end(3), from_end(2)};
        case WeightLayout::flax:
            return {from_end(1), from_end(2), from_end(4), from_end(3)};
        case WeightLayout::torch:
            break;
    }
    return {shape.front(), shape[1], from_end(2), from_end(1)};
}

bool plausible(WeightLayout layout, const Shape& shape) {
    const Reading reading = read_as(layout, shape);
    if (layout != WeightLayout::flax) return reading.of_a_picture();
    // Flax has embed_dim last: it is larger than the channels, of a square patch at least as large, and no
    // smaller than the sides of a patch.
    const std::int64_t longest_side = std::max(reading.height, reading.width);
    return reading.of_a_picture() && reading.embed_dim >= longest_side &&
           (reading.embed_dim > reading.channels ||
            (reading.square() && reading.embed_dim == reading.channels));
}

/// The only layout in which another weight of the file has a square kernel.
std::optional<WeightLayout> layout_of_neighbour(const Shape& shape) {
    if (shape.size() != 4) return std::nullopt;
    const bool first = shape[0] == shape[1];
    const bool middle = shape[1] == shape[2];
    const bool last = shape[2] == shape[3];
    if (last && !middle) return WeightLayout::torch;
    if (middle && !last) return WeightLayout::mlx;
    if (first && !middle && !last) return WeightLayout::flax;
    return std::nullopt;
}

/// The layout that all informative neighbours agree on.
std::optional<WeightLayout> layout_of_neighbours(const std::vector<Shape>& neighbours) {
    std::optional<WeightLayout> agreed;
    for (const Shape& shape : neighbours) {
        const std::optional<WeightLayout> layout = layout_of_neighbour(shape);
        if (!layout) continue;
        if (agreed && *agreed != *layout) return std::nullopt;
        agreed = layout;
    }
    return agreed;
}

std::int64_t product(const Shape& shape, std::size_t first, std::size_t last) {
    std::int64_t numbers = 1;
    for (std::size_t axis = first; axis < last; ++axis)
        numbers *= shape[axis];
    return numbers;
}

using Strided = Eigen::Map<Matrix, 0, Eigen::OuterStride<>>;
using ConstStrided = Eigen::Map<const Matrix, 0, Eigen::OuterStride<>>;

/// `to` = `from` transposed, some rows at a time.
void transpose(const ConstStrided& from, Strided to, const std::stop_token& stop) {
    const Eigen::Index step = std::max<Eigen::Index>(1, (1 << 20) / std::max<Eigen::Index>(1, to.cols()));
    for (Eigen::Index row = 0; row < to.rows(); row += step) {
        stop_if_asked(stop);
        const Eigen::Index rows = std::min(step, to.rows() - row);
        to.middleRows(row, rows) = from.middleCols(row, rows).transpose();
    }
}

}  // namespace

std::string_view axis_letters(WeightLayout layout) {
    switch (layout) {
        case WeightLayout::mlx:
            return "D, h, w, C";
        case WeightLayout::flax:
            return "h, w, C, D";
        case WeightLayout::torch:
            break;
    }
    return "D, C, h, w";
}

std::int64_t filters_in(WeightLayout layout, const Shape& shape) {
    return layout == WeightLayout::flax ? shape.back() : shape.front();
}

std::vector<WeightLayout> possible_layouts(const Shape& shape, const LayoutHints& hints) {
    const bool one_pixel = product(shape, 1, shape.size()) == 1;  // all layouts are the same
    std::vector<WeightLayout> by_channels;
    for (const WeightLayout layout : every_layout) {
        if (plausible(layout, shape)) by_channels.push_back(layout);
    }
    if (one_pixel) return {WeightLayout::torch};
    std::vector<WeightLayout> likely = by_channels;

    // A kernel that is square in PyTorch's or Flax's layout rules out layouts in which it is not. (Square in
    // MLX's layout is weaker evidence: [24, 4, 4, 3] may be PyTorch's with patches of 4x3.)
    const bool torch_square = read_as(WeightLayout::torch, shape).square();
    const Reading as_flax = read_as(WeightLayout::flax, shape);
    const bool flax_square =
        plausible(WeightLayout::flax, shape) && as_flax.square() && as_flax.embed_dim > as_flax.height;
    if (torch_square || flax_square) {
        std::erase_if(likely, [&](WeightLayout layout) { return !read_as(layout, shape).square(); });
    }
    const auto keep = [&](const auto& fits) {
        if (std::any_of(likely.begin(), likely.end(), fits)) std::erase_if(likely, std::not_fn(fits));
    };
    if (hints.embed_dim) {
        keep([&](WeightLayout layout) { return read_as(layout, shape).embed_dim == *hints.embed_dim; });
    }
    const auto stands_in = [](const std::vector<WeightLayout>& layouts, WeightLayout layout) {
        return std::find(layouts.begin(), layouts.end(), layout) != layouts.end();
    };
    if (hints.named && stands_in(likely, *hints.named)) return {*hints.named};
    if (hints.named && !likely.empty() && stands_in(by_channels, *hints.named)) {
        // The file declares one layout and its shape suggests another: both stay possible.
        likely.insert(likely.begin(), *hints.named);
        return likely;
    }
    if (const auto agreed = layout_of_neighbours(hints.neighbours)) {
        keep([&](WeightLayout layout) { return layout == *agreed; });
    }
    return likely;
}

Tensor in_torch_order(Tensor weight, WeightLayout layout, const std::stop_token& stop) {
    const Shape shape = weight.shape();
    const std::size_t rank = shape.size();
    if (layout == WeightLayout::torch || (rank == 2 && layout == WeightLayout::mlx)) return weight;
    if (rank == 2) {
        Tensor ordered({shape[1], shape[0]}, Word::weights);
        transpose(ConstStrided(weight.data(), shape[0], shape[1], Eigen::OuterStride<>(shape[1])),
                  Strided(ordered.data(), shape[1], shape[0], Eigen::OuterStride<>(shape[0])), stop);
        return ordered;
    }
    const bool flax = layout == WeightLayout::flax;
    const std::size_t first = flax ? 0 : 1;  // axis of the kernel: time where there is one, row, column
    const std::size_t last = flax ? rank - 2 : rank - 1;
    const Reading reading = read_as(layout, shape);
    const std::int64_t places = product(shape, first, last);
    Shape wanted{reading.embed_dim, reading.channels};
    wanted.insert(wanted.end(), shape.begin() + static_cast<std::ptrdiff_t>(first),
                  shape.begin() + static_cast<std::ptrdiff_t>(last));
    Tensor ordered(wanted, Word::weights);
    const std::int64_t filter = reading.channels * places;
    if (flax) {
        // Of each channel, [places, D] becomes [D, places].
        for (std::int64_t channel = 0; channel < reading.channels; ++channel) {
            transpose(ConstStrided(weight.data() + channel * reading.embed_dim, places, reading.embed_dim,
                                   Eigen::OuterStride<>(reading.channels * reading.embed_dim)),
                      Strided(ordered.data() + channel * places, reading.embed_dim, places,
                              Eigen::OuterStride<>(filter)),
                      stop);
        }
        return ordered;
    }
    for (std::int64_t output = 0; output < reading.embed_dim; ++output) {
        transpose(
            ConstStrided(weight.data() + output * filter, places, reading.channels,
                         Eigen::OuterStride<>(reading.channels)),
            Strided(ordered.data() + output * filter, reading.channels, places, Eigen::OuterStride<>(places)),
            stop);
    }
    return ordered;
}

Tensor sum_over_time(const Tensor& weight, const std::stop_token& stop) {
    const Shape& shape = weight.shape();
    const std::int64_t steps = shape[2];
    const std::int64_t area = shape[3] * shape[4];
    Tensor sum({shape[0], shape[1], shape[3], shape[4]}, Word::weights);
    for (std::int64_t plane = 0; plane < shape[0] * shape[1]; ++plane) {
        if (plane % 1024 == 0) stop_if_asked(stop);
        const ConstMatrixView in_time(weight.data() + plane * steps * area, steps, area);
        MatrixView still(sum.data() + plane * area, 1, area);
        still = in_time.row(0);
        for (std::int64_t step = 1; step < steps; ++step)
            still += in_time.row(step);
    }
    return sum;
}

}  // namespace patchlens
