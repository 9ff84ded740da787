// Where a mistake changes nothing: the nearest settings with which it does.
#include <algorithm>

#include "app/ui/chapters/breakit/parts.h"

namespace patchlens::ui::breakit {

std::optional<model::ModuleOptions> with_effect(const Scene& scene, NoEffect reason) {
    model::ModuleOptions module = scene.session.module;
    PatchEmbedConfig& config = module.config;
    const bool from_file = !module.weights.empty();
    const bool label = module.fit == Fit::none;  // then img_size changes nothing
    switch (reason) {
        case NoEffect::one_channel:
            if (from_file) return std::nullopt;
            config.in_chans = 3;
            break;
        case NoEffect::one_pixel:
            if (from_file || label) return std::nullopt;
            config.patch_size = {std::min(8, config.img_size.height), std::min(8, config.img_size.width)};
            break;
        case NoEffect::one_patch:
            if (from_file || label) return std::nullopt;
            config.patch_size = {std::max(1, config.img_size.height / 4),
                                 std::max(1, config.img_size.width / 4)};
            break;
        case NoEffect::one_dimension:
            if (from_file) return std::nullopt;
            config.embed_dim = PatchEmbedConfig{}.embed_dim;
            break;
        case NoEffect::same_stride:
            config.stride.reset();
            break;
        case NoEffect::not_normalised:
            module.normalize = Normalize::imagenet;
            break;
        case NoEffect::square_grid:
            if (label) return std::nullopt;
            config.img_size.height = std::max(config.patch_size.height, config.img_size.height * 3 / 4);
            break;
        case NoEffect::no_bias:
            if (from_file) return std::nullopt;
            config.bias = true;
            break;
        case NoEffect::grey:
            return std::nullopt;
    }
    const bool same = module == scene.session.module;
    return same ? std::nullopt : std::optional(module);
}

}  // namespace patchlens::ui::breakit
