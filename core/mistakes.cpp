#include "core/mistakes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/error.h"

namespace patchlens {
namespace {

/// Red and blue exchanged.
Image blue_first(Image image) {
    if (image.channels < 3) return image;
    const auto channels = static_cast<std::size_t>(image.channels);
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += channels)
        std::swap(image.pixels[i], image.pixels[i + 2]);
    return image;
}

bool red_is_blue(const Image& image) {
    const auto channels = static_cast<std::size_t>(image.channels);
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += channels) {
        if (image.pixels[i] != image.pixels[i + 2]) return false;
    }
    return true;
}

/// Values 0..255, normalised where that is not forgotten too: numpy.float32(level), then (x - mean) / std.
Tensor unscaled(const Image& image, Normalize normalize, const std::stop_token& stop) {
    const ChannelScaling scaling = channel_scaling(normalize, image.channels);
    Tensor pixels({image.channels, image.size.height, image.size.width}, Word::picture);
    float* out = pixels.data();
    for (int channel = 0; channel < image.channels; ++channel) {
        const float mean = scaling.mean.at(static_cast<std::size_t>(channel));
        const float std = scaling.std.at(static_cast<std::size_t>(channel));
        for (int y = 0; y < image.size.height; ++y) {
            if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
            for (int x = 0; x < image.size.width; ++x)
                *out++ = (static_cast<float>(image.at(y, x, channel)) - mean) / std;
        }
    }
    return pixels;
}

constexpr int half_of(int side) {
    return std::max(side / 2, 1);
}

Shape weight_shape(const ConvShape& shape) {
    return {shape.embed_dim, shape.in_chans, shape.patch_size.height, shape.patch_size.width};
}

bool all_zero(const Tensor& numbers) {
    return std::ranges::all_of(numbers.values(), [](float number) { return number == 0.0F; });
}

}  // namespace

Tensor pixels_with(const Mistakes& mistakes, const Image& image, Normalize normalize,
                   const std::stop_token& stop) {
    if (mistakes.has(Mistake::unnormalised)) normalize = Normalize::none;
    if (mistakes.has(Mistake::bgr))
        return pixels_with(mistakes.without(Mistake::bgr), blue_first(image), normalize, stop);
    return mistakes.has(Mistake::bytes) ? unscaled(image, normalize, stop)
                                        : to_tensor(image, normalize, stop);
}

Tensor weight_on_pixels_last(const Tensor& weight) {
    const Shape& shape = weight.shape();
    const std::int64_t channels = shape.at(1);
    const std::int64_t area = shape.at(2) * shape.at(3);
    Tensor acting(shape, Word::weights);
    for (std::int64_t filter = 0; filter < shape.at(0); ++filter) {
        const std::int64_t first = filter * channels * area;
        for (std::int64_t channel = 0; channel < channels; ++channel) {
            for (std::int64_t pixel = 0; pixel < area; ++pixel)
                acting[first + channel * area + pixel] = weight[first + pixel * channels + channel];
        }
    }
    return acting;
}

ConvParameters parameters_with(const Mistakes& mistakes, const ConvParameters& parameters) {
    return {mistakes.has(Mistake::flat_order) ? weight_on_pixels_last(parameters.weight) : parameters.weight,
            mistakes.has(Mistake::no_bias) ? Tensor() : parameters.bias};
}

Sliding sliding_with(const Mistakes& mistakes, const PatchGrid& grid) {
    const Size patch = grid.patch();
    Sliding sliding{grid.stride(), grid.padding()};
    if (mistakes.has(Mistake::overlap)) sliding.stride = Size{half_of(patch.height), half_of(patch.width)};
    if (mistakes.has(Mistake::gaps)) sliding.stride = Size{2 * patch.height, 2 * patch.width};
    if (mistakes.has(Mistake::padding)) {
        sliding.padding.height += half_of(patch.height);
        sliding.padding.width += half_of(patch.width);
    }
    return sliding;
}

TokenNumber source_of_reshaped(std::int64_t token, std::int64_t dim, std::int64_t tokens, std::int64_t dims) {
    const std::int64_t at = token * dims + dim;
    return {at % tokens, at / tokens};
}

Tensor reshaped_tokens(const Tensor& tokens) {
    if (tokens.rank() != 2 && tokens.rank() != 3)
        throw Error(ErrorCode::shape_mismatch, {"tokens", to_string(tokens.shape()), "[1, N, D]"});
    const std::int64_t dims = tokens.shape().back();
    const std::int64_t count = tokens.size() / std::max<std::int64_t>(dims, 1);
    Tensor reshaped(tokens.shape(), Word::output);
    // The memory of [1, D, N], which is that of the transposed tokens.
    reshaped.matrix(dims) = tokens.matrix(count).transpose();
    return reshaped;
}

std::optional<Refusal> refusal_of(const Mistakes& mistakes, const ConvShape& shape, Size image) {
    ConvShape made = shape;
    const bool one_channel = mistakes.has(Mistake::one_channel) && shape.in_chans > 1;
    if (one_channel) made.in_chans = 1;
    if (mistakes.has(Mistake::patch_weights)) {
        ConvShape saved = shape;
        saved.patch_size = {2 * shape.patch_size.height, 2 * shape.patch_size.width};
        return Refusal{Mistake::patch_weights, weight_shape(saved), weight_shape(made)};
    }
    if (!one_channel) return std::nullopt;
    return Refusal{Mistake::one_channel, weight_shape(made), {1, shape.in_chans, image.height, image.width}};
}

std::optional<NoEffect> no_effect_of(Mistake mistake, const PatchEmbed& module, const Image& image,
                                     const PatchGrid& grid, Normalize normalize) {
    const ConvShape shape = module.shape();
    const auto where = [](bool holds, NoEffect reason) {
        return holds ? std::optional(reason) : std::nullopt;
    };
    switch (mistake) {
        case Mistake::flat_order:
            if (shape.in_chans == 1) return NoEffect::one_channel;
            return where(shape.patch_size.area() == 1, NoEffect::one_pixel);
        case Mistake::reshape:
            if (shape.embed_dim == 1) return NoEffect::one_dimension;
            return where(grid.num_patches() == 1, NoEffect::one_patch);
        case Mistake::overlap:
        case Mistake::gaps: {
            const Sliding sliding = sliding_with({mistake}, grid);
            if (sliding.stride == grid.stride())
                return shape.patch_size.area() == 1 && mistake == Mistake::overlap ? NoEffect::one_pixel
                                                                                   : NoEffect::same_stride;
            const PatchGrid wrong(grid.image(), grid.patch(), sliding);
            return where(grid.num_patches() == 1 && wrong.num_patches() == 1, NoEffect::one_patch);
        }
        case Mistake::unnormalised:
            return where(normalize == Normalize::none, NoEffect::not_normalised);
        case Mistake::bgr:
            if (shape.in_chans == 1) return NoEffect::one_channel;
            return where(red_is_blue(image), NoEffect::grey);
        case Mistake::swapped_sides:
            if (grid.num_patches() == 1) return NoEffect::one_patch;
            return where(grid.grid().height == grid.grid().width, NoEffect::square_grid);
        case Mistake::no_bias:
            return where(all_zero(module.bias()), NoEffect::no_bias);
        case Mistake::one_channel:
            return where(shape.in_chans == 1, NoEffect::one_channel);
        case Mistake::padding:
        case Mistake::bytes:
        case Mistake::patch_weights:
            break;
    }
    return std::nullopt;
}

MistakenOutput forward_with(const Mistakes& mistakes, const PatchEmbed& module, const Image& image,
                            Normalize normalize, const RunOptions& run) {
    if (refusal_of(mistakes, module.shape(), image.size))
        throw Error(ErrorCode::value_out_of_range, {"mistakes", "0", "0", std::to_string(mistakes.count())});
    const PatchGrid right(image.size, module.shape().patch_size, module.sliding());
    const Tensor pixels = pixels_with(mistakes, image, normalize, run.stop);
    const PatchEmbed wrong(parameters_with(mistakes, {module.weight(), module.bias()}),
                           sliding_with(mistakes, right), run.stop);
    MistakenOutput output{wrong.grid(pixels), {}, wrong.forward(pixels, Layout::nlc, run)};
    output.laid_out = output.grid.grid();
    if (mistakes.has(Mistake::reshape)) output.tokens = reshaped_tokens(output.tokens);
    if (mistakes.has(Mistake::swapped_sides)) std::swap(output.laid_out.height, output.laid_out.width);
    return output;
}

}  // namespace patchlens
