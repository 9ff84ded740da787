#include "core/patch_embed.h"

#include <string>
#include <utility>

#include "core/error.h"

namespace patchlens {
namespace {

void require_range(const char* name, int value, int least, int most) {
    if (value >= least && value <= most) return;
    throw Error(ErrorCode::value_out_of_range,
                {name, std::to_string(least), std::to_string(most), std::to_string(value)});
}

void require_sides(const char* name, Size size, int least = 1) {
    require_range(name, size.height, least, longest_side);
    require_range(name, size.width, least, longest_side);
}

PatchGrid grid_of_argument(const PatchEmbedConfig& config) {
    require_sides("img_size", config.img_size);
    require_sides("patch_size", config.patch_size);
    if (config.stride) require_sides("stride", *config.stride);
    require_sides("padding", config.padding, 0);
    return config.grid_of(config.img_size);
}

}  // namespace

std::int64_t PatchEmbedConfig::num_patches() const {
    return grid_of_argument(*this).num_patches();
}

void validate(const PatchEmbedConfig& config) {
    static_cast<void>(grid_of_argument(config));
    if (config.in_chans != 1 && config.in_chans != 3 && config.in_chans != 4) {
        throw Error(ErrorCode::choice_expected, {"in_chans", "1, 3, 4", std::to_string(config.in_chans)});
    }
    require_range("embed_dim", config.embed_dim, 1, most_dimensions);
}

std::uint64_t weights_bytes(const ConvShape& shape) {
    const std::int64_t filters = shape.embed_dim + panel_count(shape.embed_dim) * panel_width;
    return static_cast<std::uint64_t>(filters) * static_cast<std::uint64_t>(shape.fan_in() + 1) *
           sizeof(float);
}

Shape output_shape(const PatchGrid& grid, int embed_dim, Layout layout) {
    const Size size = grid.grid();
    switch (layout) {
        case Layout::nlc:
            return {1, grid.num_patches(), embed_dim};
        case Layout::nhwc:
            return {1, size.height, size.width, embed_dim};
        case Layout::nchw:
            break;
    }
    return {1, embed_dim, size.height, size.width};
}

PatchEmbed::PatchEmbed(ConvParameters parameters, Sliding sliding, const std::stop_token& stop)
    : parameters_(std::move(parameters)),
      projection_(parameters_.weight, parameters_.bias, sliding, default_simd_target(), stop) {}

ConvShape PatchEmbed::shape() const {
    const auto side = [this](std::size_t axis) { return static_cast<int>(weight().dimension(axis)); };
    return {
        .embed_dim = side(0), .in_chans = side(1), .patch_size = {side(2), side(3)}, .bias = !bias().empty()};
}

void PatchEmbed::require_dimension(int dimension) const {
    const int dimensions = shape().embed_dim;
    if (dimension >= 0 && dimension < dimensions) return;
    throw Error(ErrorCode::dimension_outside_vector,
                {std::to_string(dimension), std::to_string(dimensions), std::to_string(dimensions - 1)});
}

Tensor PatchEmbed::forward(const Tensor& pixels, Layout layout, const RunOptions& options) const {
    Tensor output;
    forward_into(output, pixels, layout, options);
    return output;
}

void PatchEmbed::forward_into(Tensor& output, const Tensor& pixels, Layout layout,
                              const RunOptions& options) const {
    const PatchGrid cut = grid(pixels);
    output.resize(output_shape(cut, shape().embed_dim, layout), Word::output);
    const auto order = layout == Layout::nchw ? OutputOrder::channel_major : OutputOrder::token_major;
    projection_.run(pixels, {0, cut.grid().height}, order, output.values(), options);
}

std::vector<float> PatchEmbed::embed_patch(const Tensor& pixels, PatchPosition position,
                                           const RunOptions& options) const {
    std::vector<float> vector(static_cast<std::size_t>(shape().embed_dim));
    projection_.run_patch(pixels, position, vector, options);
    return vector;
}

Tensor PatchEmbed::embed_dimension(const Tensor& pixels, int dimension, const RunOptions& options) const {
    const Size size = grid(pixels).grid();
    Tensor map({size.height, size.width}, Word::output);
    projection_.run_dimension(pixels, dimension, map.values(), options);
    return map;
}

}  // namespace patchlens
