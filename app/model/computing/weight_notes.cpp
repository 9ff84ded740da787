#include "app/model/computing/weight_notes.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "app/model/state/names.h"
#include "core/support/utf8.h"

namespace patchlens::model {
namespace {

/// The library or model family a tensor's name follows; empty if there is nothing to say.
std::string_view family_name(ModelFamily family) {
    switch (family) {
        case ModelFamily::timm:
            return "timm";
        case ModelFamily::hugging_face:
        case ModelFamily::segformer:
        case ModelFamily::cvt:
            return "Hugging Face";
        case ModelFamily::hugging_face_dinov3:
            return "Hugging Face DINOv3";
        case ModelFamily::hugging_face_clip:
            return "Hugging Face CLIP, SigLIP, InternViT";
        case ModelFamily::open_clip:
            return "OpenCLIP";
        case ModelFamily::torchvision:
            return "torchvision";
        case ModelFamily::mixer:
            return "MLP-Mixer";
        case ModelFamily::naflex:
            return "NaFlexViT";
        case ModelFamily::pyramid:
            return "PVT, SegFormer";
        case ModelFamily::patch_projection:
            return "Hugging Face SAM, OpenMMLab";
        case ModelFamily::pixtral:
            return "Pixtral, Mistral 3";
        case ModelFamily::glm:
            return "GLM-4V, CogVLM";
        case ModelFamily::vit_pytorch:
            return "vit-pytorch";
        case ModelFamily::convnext:
            return "ConvNeXt";
        case ModelFamily::google:
            return "Google's ViT";
        case ModelFamily::llama_cpp:
            return "llama.cpp";
        case ModelFamily::plain:
        case ModelFamily::unknown:
            break;
    }
    return {};
}

std::string tensor_sentence(const Language& language, const LoadedProjection& loaded) {
    const std::string shape = to_string(loaded.stored_shape);
    if (loaded.tensor.empty()) return language("weights.array", {shape});
    const std::string_view family = family_name(loaded.family);
    const std::string name = quotable(loaded.tensor);
    if (family.empty()) return language("weights.tensor", {name, shape});
    return language("weights.tensor_of", {name, shape, std::string(family)});
}

std::string_view layout_name(WeightLayout layout) {
    switch (layout) {
        case WeightLayout::mlx:
            return "MLX";
        case WeightLayout::flax:
            return "Flax, Keras";
        case WeightLayout::torch:
            break;
    }
    return "PyTorch";
}

const char* init_key(Init init) {
    switch (init) {
        case Init::trained:
            return "weights.trained";
        case Init::pca:
            return "weights.pca";
        case Init::dct:
            return "weights.dct";
        case Init::edges:
            return "weights.edges";
        case Init::identity:
            return "weights.identity";
        default:
            return "weights.mean_colour";
    }
}

}  // namespace

std::vector<std::string> weight_notes(const Language& language, const LoadedProjection& loaded,
                                      const Adaptation& adaptation, const PatchEmbedConfig& config) {
    std::vector<std::string> notes{tensor_sentence(language, loaded)};
    const auto say = [&](const char* key, std::initializer_list<std::string> values = {}) {
        notes.push_back(language(key, values));
    };
    const auto say_not_finite = [&](std::int64_t count, const std::string& name) {
        if (count > 0) say("weights.not_finite", {std::to_string(count), name});
    };
    const std::string weight = loaded.tensor.empty() ? "weight" : loaded.tensor;
    say_not_finite(loaded.weight_not_finite, quotable(weight));
    say_not_finite(loaded.bias_not_finite, quotable(bias_name(weight).value_or("bias")));
    if (loaded.layout_told) say("weights.layout", {std::string(layout_name(loaded.layout))});
    if (!loaded.shard.empty()) say("weights.shard", {quotable(loaded.shard)});
    if (loaded.step_tensors > 0) say("weights.step_tensors", {std::to_string(loaded.step_tensors)});
    if (loaded.time_steps > 0) say("weights.time", {std::to_string(loaded.time_steps)});
    if (loaded.flat_order) say("weights.was_flat", {std::string(name_of(*loaded.flat_order))});
    if (loaded.norm_before) say("weights.norm_before");
    if (loaded.norm_follows) say("weights.norm_follows");
    if (loaded.overlapping()) {
        const std::string kernel = to_string(loaded.patch_size());
        const std::string stride = to_string(loaded.stride);
        const std::string padding = to_string(loaded.padding);
        const Size here = config.stride.value_or(config.patch_size);
        if (here == loaded.stride && config.padding == loaded.padding) {
            say("weights.sliding", {kernel, stride, padding});
        } else {
            say("weights.sliding_other",
                {kernel, stride, padding, to_string(here), to_string(config.padding)});
        }
    }
    if (adaptation.dimensions_of)
        say("weights.dimensions",
            {std::to_string(config.embed_dim), std::to_string(*adaptation.dimensions_of)});
    if (adaptation.channels_from)
        say("weights.channels", {std::to_string(*adaptation.channels_from), std::to_string(config.in_chans)});
    if (adaptation.resampled_from)
        say("weights.resampled", {to_string(*adaptation.resampled_from), to_string(config.patch_size)});
    if (adaptation.resampled_from && config.stride)
        say("weights.resampled_kernel", {to_string(*config.stride)});
    if (!loaded.has_bias && loaded.one_of_several) {
        say(config.bias ? "weights.part_no_bias" : "weights.part_without_bias");
    } else if (!loaded.has_bias) {
        say(config.bias ? "weights.no_bias" : "weights.without_bias");
    }
    if (!config.bias && loaded.has_bias) say("weights.bias_left_out");
    return notes;
}

std::vector<std::string> init_notes(const Language& language, const ModuleOptions& module,
                                    const Adaptation& adaptation) {
    if (is_drawn(module.init)) return {};
    const PatchEmbedConfig& config = module.config;
    std::vector<std::string> notes{language(init_key(module.init))};
    const auto say = [&](const char* key, std::initializer_list<std::string> values) {
        notes.push_back(language(key, values));
    };
    if (adaptation.drawn_patches) say("weights.drawn_patches", {std::to_string(*adaptation.drawn_patches)});
    if (adaptation.dimensions_of)
        say("weights.best", {std::to_string(config.embed_dim), std::to_string(*adaptation.dimensions_of)});
    if (adaptation.zeros_from == 0) {
        say(module.init == Init::pca ? "weights.no_components" : "weights.all_zeros", {});
    } else if (adaptation.zeros_from) {
        say("weights.zeros", {std::to_string(*adaptation.zeros_from)});
    }
    if (adaptation.channels_from)
        say("weights.channels", {std::to_string(*adaptation.channels_from), std::to_string(config.in_chans)});
    if (adaptation.resampled_from)
        say("weights.resampled", {to_string(*adaptation.resampled_from), to_string(config.patch_size)});
    if (module.init == Init::trained && module.normalize != Normalize::none) {
        const char* key = !config.bias                   ? "weights.normalized_no_bias"
                          : config.padding != Size{0, 0} ? "weights.normalized_padded"
                                                         : "weights.normalized";
        say(key, {std::string(name_of(module.normalize))});
    }
    return notes;
}

}  // namespace patchlens::model
