#include "app/model/computing/module_weights.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "core/training/random_patches.h"
#include "core/unfold.h"
#include "core/weights/hand_made_weights.h"
#include "core/weights/kernel_resample.h"
#include "core/weights/picture_components.h"

namespace patchlens::model {
namespace {

/// The parameters with filters of zeros up to `embed_dim`.
ConvParameters continued_with_zeros(const ConvParameters& parameters, int embed_dim) {
    Shape shape = parameters.weight.shape();
    shape[0] = embed_dim;
    ConvParameters longer{Tensor::zeros(shape, Word::weights),
                          parameters.bias.empty() ? Tensor() : Tensor::zeros({embed_dim})};
    std::ranges::copy(parameters.weight.values(), longer.weight.data());
    std::ranges::copy(parameters.bias.values(), longer.bias.data());
    return longer;
}

/// From pixels 0..1 to (x - mean) / std: W x + b = (W std) ((x - mean) / std) + (b + W mean).
void change_normalisation(ConvParameters& parameters, Normalize normalize) {
    const Shape& shape = parameters.weight.shape();
    const auto channels = static_cast<int>(shape[1]);
    const std::int64_t area = shape[2] * shape[3];
    const ChannelScaling scaling = channel_scaling(normalize, channels);
    float* weight = parameters.weight.data();
    for (std::int64_t d = 0; d < shape[0]; ++d) {
        double moved = 0.0;
        for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
            for (std::int64_t i = 0; i < area; ++i, ++weight) {
                moved += static_cast<double>(*weight) * static_cast<double>(scaling.mean.at(c));
                *weight *= scaling.std.at(c);
            }
        }
        if (!parameters.bias.empty()) parameters.bias[d] += static_cast<float>(moved);
    }
}

/// As many of the picture's patches as principal components need: all of them, or where those would take too
/// much memory, some at random places.
Tensor patches_of(const Tensor& pixels, const PatchEmbedConfig& config, Adaptation& adaptation) {
    const std::int64_t some = patches_to_learn_from(config.conv_shape());
    const PatchGrid grid =
        config.grid_of({static_cast<int>(pixels.dimension(1)), static_cast<int>(pixels.dimension(2))});
    if (grid.num_patches() <= some) return unfold(pixels, config.patch_size, config.sliding());
    adaptation.drawn_patches = static_cast<int>(some);
    return random_patches(std::span(&pixels, 1), config.patch_size, some, 0);
}

void note_zeros(std::int64_t filters, const ConvShape& shape, Adaptation& adaptation) {
    if (filters < shape.embed_dim) adaptation.zeros_from = static_cast<int>(filters);
}

ConvParameters components_of(const Tensor* pixels, const PatchEmbedConfig& config, Adaptation& adaptation,
                             const std::stop_token& stop) {
    const ConvShape shape = config.conv_shape();
    if (pixels == nullptr) throw Error(ErrorCode::picture_needed);
    const Tensor patches = patches_of(*pixels, config, adaptation);
    ConvParameters found = picture_components(patches.matrix(patches.dimension(0)), shape, stop);
    std::int64_t filters = shape.embed_dim;
    const ConstMatrixView weight = std::as_const(found.weight).matrix(shape.embed_dim);
    while (filters > 0 && weight.row(filters - 1).isZero(0.0F))
        --filters;
    note_zeros(filters, shape, adaptation);
    return found;
}

}  // namespace

std::filesystem::path learned_file(const std::filesystem::path& assets) {
    return assets / "weights" / "learned-8.safetensors";
}

bool stand_in_file(const ModuleOptions& options) {
    return !options.weights.empty() || options.init == Init::trained;
}

bool are_drawn(const ModuleOptions& options) {
    return options.weights.empty() && is_drawn(options.init);
}

bool are_learned(const ModuleOptions& options) {
    return options.weights.empty() && options.init == Init::trained;
}

LoadedPointer load_weights(const ModuleOptions& options, const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    CheckpointOptions checkpoint;
    checkpoint.tensor = options.tensor;
    checkpoint.layout = options.weight_layout;
    checkpoint.flat_order = options.flat_order;
    checkpoint.patch_size = options.config.patch_size;
    checkpoint.in_chans = options.config.in_chans;
    return std::make_shared<const LoadedProjection>(load_projection(options.weights, checkpoint, stop));
}

PatchEmbedConfig config_of(const LoadedProjection& loaded, PatchEmbedConfig config) {
    const Shape& shape = loaded.parameters.weight.shape();
    config.embed_dim = static_cast<int>(shape[0]);
    // No picture has any other number of channels: the weights are adapted, and the user is told.
    config.in_chans = shape[1] == 1 || shape[1] == 3 || shape[1] == 4 ? static_cast<int>(shape[1]) : 3;
    config.patch_size = loaded.patch_size();
    config.stride = loaded.sliding().stride;
    config.padding = loaded.padding;
    config.bias = loaded.has_bias;
    if (loaded.img_size) config.img_size = *loaded.img_size;
    return config;
}

Adaptation adaptation_to(const LoadedProjection& loaded, const ConvShape& shape) {
    Adaptation adaptation;
    const Shape& stored = loaded.parameters.weight.shape();
    if (shape.embed_dim < stored[0]) adaptation.dimensions_of = static_cast<int>(stored[0]);
    if (shape.embed_dim > stored[0]) adaptation.zeros_from = static_cast<int>(stored[0]);
    if (shape.in_chans != stored[1]) adaptation.channels_from = static_cast<int>(stored[1]);
    if (shape.patch_size != loaded.patch_size()) adaptation.resampled_from = loaded.patch_size();
    return adaptation;
}

Adaptation adaptation_of(const ModuleOptions& options, const LoadedProjection* loaded) {
    const ConvShape shape = options.config.conv_shape();
    if (loaded != nullptr) return adaptation_to(*loaded, shape);
    Adaptation adaptation;
    if (options.weights.empty() && is_hand_made(options.init))
        note_zeros(hand_made_filters(options.init, shape), shape, adaptation);
    return adaptation;
}

ConvParameters fit_weights(const LoadedProjection& loaded, const ConvShape& shape, Adaptation& adaptation,
                           const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    adaptation = adaptation_to(loaded, shape);
    ConvParameters fitted = loaded.parameters;
    if (shape.embed_dim != loaded.parameters.weight.dimension(0))
        fitted = keep_first_dimensions(fitted, shape.embed_dim);
    if (adaptation.channels_from) fitted.weight = adapt_input_channels(fitted.weight, shape.in_chans);
    if (adaptation.resampled_from) {
        fitted.weight = resample_patch_embed(fitted.weight, shape.patch_size, stop);
    }
    if (!shape.bias) fitted.bias = Tensor();
    if (shape.bias && fitted.bias.empty()) fitted.bias = Tensor::zeros({shape.embed_dim});
    return fitted;
}

ConvParameters fit_learned(const LoadedProjection& learned, const ConvShape& shape, Normalize normalize,
                           Adaptation& adaptation, const std::stop_token& stop) {
    ConvShape kept = shape;
    kept.embed_dim =
        static_cast<int>(std::min<std::int64_t>(shape.embed_dim, learned.parameters.weight.dimension(0)));
    ConvParameters fitted = fit_weights(learned, kept, adaptation, stop);
    adaptation = adaptation_to(learned, shape);
    change_normalisation(fitted, normalize);
    return adaptation.zeros_from ? continued_with_zeros(fitted, shape.embed_dim) : fitted;
}

ConvParameters make_weights(const ModuleOptions& options, const WeightSources& sources,
                            Adaptation& adaptation, const std::stop_token& stop) {
    const ConvShape shape = options.config.conv_shape();
    if (!options.weights.empty()) return fit_weights(*sources.loaded, shape, adaptation, stop);
    if (options.init == Init::trained)
        return fit_learned(*sources.loaded, shape, options.normalize, adaptation, stop);
    adaptation = adaptation_of(options, nullptr);
    if (options.init == Init::pca) return components_of(sources.pixels, options.config, adaptation, stop);
    return initialise(options.init, shape, options.seed, stop);
}

}  // namespace patchlens::model
