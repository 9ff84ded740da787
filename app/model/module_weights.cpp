#include "app/model/module_weights.h"

#include <string>
#include <utility>

#include "core/kernel_resample.h"

namespace patchlens::model {

LoadedPointer load_weights(const ModuleOptions& options, const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    CheckpointOptions checkpoint;
    checkpoint.tensor = options.tensor;
    checkpoint.flat_order = options.flat_order;
    return std::make_shared<const LoadedProjection>(load_projection(options.weights, checkpoint));
}

PatchEmbedConfig config_of(const LoadedProjection& loaded, PatchEmbedConfig config) {
    const Shape& shape = loaded.parameters.weight.shape();
    config.embed_dim = static_cast<int>(shape[0]);
    config.in_chans = static_cast<int>(shape[1]);
    config.patch_size = loaded.patch_size();
    config.bias = loaded.has_bias;
    if (loaded.img_size) config.img_size = *loaded.img_size;
    return config;
}

ConvParameters fit_weights(const LoadedProjection& loaded, const ConvShape& shape, Adaptation& adaptation,
                           const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    adaptation = {};
    ConvParameters fitted = loaded.parameters;
    const auto embed_dim = static_cast<int>(fitted.weight.dimension(0));
    if (shape.embed_dim != embed_dim) {
        adaptation.dimensions_of = embed_dim;
        fitted = keep_first_dimensions(fitted, shape.embed_dim);
    }
    const auto in_chans = static_cast<int>(fitted.weight.dimension(1));
    if (shape.in_chans != in_chans) {
        adaptation.channels_from = in_chans;
        fitted.weight = adapt_input_channels(fitted.weight, shape.in_chans);
    }
    if (shape.patch_size != loaded.patch_size()) {
        adaptation.resampled_from = loaded.patch_size();
        fitted.weight = resample_patch_embed(fitted.weight, shape.patch_size);
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
