#include "core/projection_names.h"

#include <algorithm>
#include <array>

namespace patchlens {
namespace {

struct Suffix {
    std::string_view text;
    ModelFamily family;
};

/// Longest first, so that the first match is the longest.
constexpr std::array suffixes{
    Suffix{"embeddings.patch_embeddings.projection.weight", ModelFamily::hugging_face},
    Suffix{"embeddings.patch_embeddings.weight", ModelFamily::hugging_face_dinov3},
    Suffix{"embeddings.patch_embedding.weight", ModelFamily::hugging_face_clip},
    Suffix{"patch_embeddings.0.proj.weight", ModelFamily::segformer},
    Suffix{"patch_embed1.proj.weight", ModelFamily::pyramid},
    Suffix{"patch_embed.proj.weight", ModelFamily::timm},
    Suffix{"visual.conv1.weight", ModelFamily::open_clip},
    Suffix{"embeds.proj.weight", ModelFamily::naflex},
    Suffix{"conv_proj.weight", ModelFamily::torchvision},
    Suffix{"stem.proj.weight", ModelFamily::mixer},
};

static_assert(std::is_sorted(suffixes.begin(), suffixes.end(),
                             [](const Suffix& a, const Suffix& b) { return a.text.size() > b.text.size(); }));

constexpr std::array<std::string_view, 2> plain_names{"proj.weight", "weight"};

/// What training and wrapping programs put before a whole model's names.
constexpr std::array<std::string_view, 8> wrappers{"module.",  "model.",   "visual.trunk.", "backbone.",
                                                   "student.", "teacher.", "_orig_mod.",    "state_dict."};

constexpr std::array<std::string_view, 5> position_suffixes{
    "pos_embed", "position_embeddings", "position_embedding.weight", "positional_embedding", "pos_embedding",
};

/// Whether `name` is `suffix` or ends in it after a dot.
bool ends_in(std::string_view name, std::string_view suffix) {
    if (!name.ends_with(suffix)) return false;
    return name.size() == suffix.size() || name[name.size() - suffix.size() - 1] == '.';
}

std::string_view without_wrappers(std::string_view name) {
    for (bool stripped = true; stripped;) {
        stripped = false;
        for (const std::string_view wrapper : wrappers) {
            if (name.starts_with(wrapper)) {
                name.remove_prefix(wrapper.size());
                stripped = true;
            }
        }
    }
    return name;
}

ProjectionName matched(std::string_view tensor, std::string_view suffix, ModelFamily family) {
    return {std::string(tensor), std::string(tensor.substr(0, tensor.size() - suffix.size())), family,
            suffix.size()};
}

}  // namespace

std::optional<ProjectionName> match_projection_name(std::string_view tensor) {
    for (const auto& [suffix, family] : suffixes) {
        if (ends_in(tensor, suffix)) return matched(tensor, suffix, family);
    }
    // Every attention block has a `proj.weight` of its own: these short names count only at the top of a
    // model.
    const std::string_view top = without_wrappers(tensor);
    for (const std::string_view name : plain_names) {
        if (top == name) return matched(tensor, name, ModelFamily::plain);
    }
    return std::nullopt;
}

std::vector<ProjectionName> find_projection_names(std::span<const std::string> tensors) {
    std::vector<ProjectionName> names;
    for (const std::string& tensor : tensors) {
        if (std::optional<ProjectionName> name = match_projection_name(tensor)) names.push_back(*name);
    }
    std::stable_sort(names.begin(), names.end(), [](const ProjectionName& a, const ProjectionName& b) {
        return a.suffix_length > b.suffix_length;
    });
    return names;
}

std::optional<std::string> bias_name(std::string_view weight_name) {
    constexpr std::string_view weight = "weight";
    if (!ends_in(weight_name, weight)) return std::nullopt;
    return std::string(weight_name.substr(0, weight_name.size() - weight.size())) + "bias";
}

std::vector<std::string> norm_names(const ProjectionName& projection) {
    const auto beside = [&](std::string_view projection_suffix, std::string_view norm) {
        const std::string_view name = projection.tensor;
        return std::string(name.substr(0, name.size() - projection_suffix.size())) + std::string(norm);
    };
    switch (projection.family) {
        case ModelFamily::timm:
        case ModelFamily::pyramid:
            return {beside("proj.weight", "norm.weight")};
        case ModelFamily::segformer:
            return {beside("proj.weight", "layer_norm.weight"), beside("proj.weight", "norm.weight")};
        case ModelFamily::hugging_face:
            return {beside("patch_embeddings.projection.weight", "norm.weight")};
        default:
            return {};
    }
}

bool is_position_embedding(std::string_view tensor, std::string_view root) {
    if (!tensor.starts_with(root)) return false;
    return std::any_of(position_suffixes.begin(), position_suffixes.end(),
                       [&](std::string_view suffix) { return ends_in(tensor, suffix); });
}

}  // namespace patchlens
