#include "app/model/state/option_limits.h"

#include <array>
#include <cstdlib>
#include <limits>

namespace patchlens::model {
namespace {

int side_of(Size size, Side side) {
    return side == Side::height ? size.height : size.width;
}

}  // namespace

void validate(const ModuleOptions& module) {
    PatchEmbedConfig config = module.config;
    if (module.fit == Fit::none && config.img_size.height >= 1 && config.img_size.width >= 1) {
        config.img_size = {std::max(config.img_size.height, config.patch_size.height),
                           std::max(config.img_size.width, config.patch_size.width)};
    }
    patchlens::validate(config);
}

Limits img_size_limits(const Session& session, Side side) {
    if (session.module.fit == Fit::none) return {1, largest_img_size};
    const Size patch = session.module.config.patch_size;
    const int least = session.sides_linked ? std::max(patch.height, patch.width) : side_of(patch, side);
    return {least, largest_img_size};
}

Limits patch_size_limits(const Session& session, Size picture, Side side) {
    const Size seen = seen_size(session.module, picture);
    return {1, session.sides_linked ? std::min(seen.height, seen.width) : side_of(seen, side)};
}

Limits embed_dim_limits(std::optional<int> in_file) {
    return {1, std::min(in_file.value_or(largest_embed_dim), largest_embed_dim)};
}

Limits seed_limits() {
    return {0, std::numeric_limits<std::int32_t>::max()};
}

std::int64_t nearest_in_chans(std::int64_t wanted) {
    constexpr std::array<std::int64_t, 3> possible{4, 3, 1};
    return *std::min_element(possible.begin(), possible.end(), [&](std::int64_t a, std::int64_t b) {
        return std::abs(a - wanted) < std::abs(b - wanted);
    });
}

ModuleOptions with_possible_sizes(ModuleOptions module, Size picture) {
    PatchEmbedConfig& config = module.config;
    if (module.fit == Fit::none) {
        Size& patch = config.patch_size;
        const bool square = patch.height == patch.width;
        const int shorter = std::min(picture.height, picture.width);
        patch = {std::min(patch.height, square ? shorter : picture.height),
                 std::min(patch.width, square ? shorter : picture.width)};
    } else {
        config.img_size = {std::max(config.img_size.height, config.patch_size.height),
                           std::max(config.img_size.width, config.patch_size.width)};
    }
    return module;
}

bool same_weights_file(const ModuleOptions& a, const ModuleOptions& b) {
    return weights_place(a) == weights_place(b);
}

bool takes_other_file(const ModuleOptions& module, const ModuleOptions& current) {
    return !module.weights.empty() && !same_weights_file(module, current);
}

}  // namespace patchlens::model
