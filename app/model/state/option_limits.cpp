#include "app/model/state/option_limits.h"

#include <array>
#include <cstdlib>
#include <limits>

namespace patchlens::model {
namespace {

int side_of(Size size, Side side) {
    return side == Side::height ? size.height : size.width;
}

/// The smallest picture that holds a patch, with its padding.
Size least_picture(const PatchEmbedConfig& config) {
    return {std::max(config.patch_size.height - 2 * config.padding.height, 1),
            std::max(config.patch_size.width - 2 * config.padding.width, 1)};
}

Size larger(Size a, Size b) {
    return {std::max(a.height, b.height), std::max(a.width, b.width)};
}

}  // namespace

void validate(const ModuleOptions& module) {
    PatchEmbedConfig config = module.config;
    if (module.fit == Fit::none && config.img_size.height >= 1 && config.img_size.width >= 1) {
        config.img_size = larger(config.img_size, least_picture(config));
    }
    patchlens::validate(config);
}

Limits img_size_limits(const Session& session, Side side) {
    if (session.module.fit == Fit::none) return {1, largest_img_size};
    const Size picture = least_picture(session.module.config);
    const int least = session.sides_linked ? std::max(picture.height, picture.width) : side_of(picture, side);
    return {least, largest_img_size};
}

Limits patch_size_limits(const Session& session, Size picture, Side side) {
    const Size seen = seen_size(session.module, picture);
    const Size padding = session.module.config.padding;
    const Size most{std::min(seen.height + 2 * padding.height, largest_img_size),
                    std::min(seen.width + 2 * padding.width, largest_img_size)};
    return {1, session.sides_linked ? std::min(most.height, most.width) : side_of(most, side)};
}

Limits stride_limits() {
    return {1, largest_img_size};
}

Limits padding_limits(const Session& session, Size picture, Side side) {
    const Size seen = seen_size(session.module, picture);
    const Size patch = session.module.config.patch_size;
    const Size least{std::max((patch.height - seen.height + 1) / 2, 0),
                     std::max((patch.width - seen.width + 1) / 2, 0)};
    return {session.sides_linked ? std::max(least.height, least.width) : side_of(least, side),
            largest_img_size};
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
        const Size padded{picture.height + 2 * config.padding.height,
                          picture.width + 2 * config.padding.width};
        const int shorter = std::min(padded.height, padded.width);
        patch = {std::min(patch.height, square ? shorter : padded.height),
                 std::min(patch.width, square ? shorter : padded.width)};
    } else {
        config.img_size = larger(config.img_size, least_picture(config));
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
