#include "app/model/computing/module_weights.h"

#include <string>
#include <utility>

#include "core/weights/kernel_resample.h"

namespace patchlens::model {

LoadedPointer load_weights(const ModuleOptions& options, const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    CheckpointOptions checkpoint;
    checkpoint.tensor = options.tensor;
    checkpoint.layout = options.weight_layout;
    checkpoint.flat_order = options.flat_order;
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
    if (shape.embed_dim != stored[0]) adaptation.dimensions_of = static_cast<int>(stored[0]);
    if (shape.in_chans != stored[1]) adaptation.channels_from = static_cast<int>(stored[1]);
    if (shape.patch_size != loaded.patch_size()) adaptation.resampled_from = loaded.patch_size();
    return adaptation;
}

ConvParameters fit_weights(const LoadedProjection& loaded, const ConvShape& shape, Adaptation& adaptation,
                           const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    adaptation = adaptation_to(loaded, shape);
    ConvParameters fitted = loaded.parameters;
    if (adaptation.dimensions_of) fitted = keep_first_dimensions(fitted, shape.embed_dim);
    if (adaptation.channels_from) fitted.weight = adapt_input_channels(fitted.weight, shape.in_chans);
    if (adaptation.resampled_from) {
        fitted.weight = resample_patch_embed(fitted.weight, shape.patch_size, stop);
    }
    if (!shape.bias) fitted.bias = Tensor();
    if (shape.bias && fitted.bias.empty()) fitted.bias = Tensor::zeros({shape.embed_dim});
    return fitted;
}

ConvParameters make_weights(const ModuleOptions& options, const LoadedProjection* loaded,
                            Adaptation& adaptation, const std::stop_token& stop) {
    const ConvShape shape = options.config.conv_shape();
    if (loaded != nullptr) return fit_weights(*loaded, shape, adaptation, stop);
    adaptation = {};
    return initialise(options.init, shape, options.seed, stop);
}

}  // namespace patchlens::model
