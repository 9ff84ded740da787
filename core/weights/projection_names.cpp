#include "core/weights/projection_names.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace patchlens {
namespace {

struct Suffix {
    std::string_view text;
    ModelFamily family;
};

/// Longest first, so that the first match is the longest.
constexpr std::array suffixes{
    Suffix{"stages.0.embedding.convolution_embeddings.projection.weight", ModelFamily::cvt},
    Suffix{"embeddings.patch_embeddings.projection.weight", ModelFamily::hugging_face},
    Suffix{"embeddings.patch_embeddings.weight", ModelFamily::hugging_face_dinov3},
    Suffix{"embeddings.patch_embedding.weight", ModelFamily::hugging_face_clip},
    Suffix{"patch_embeddings.0.proj.weight", ModelFamily::segformer},
    Suffix{"patch_embed.projection.weight", ModelFamily::patch_projection},
    Suffix{"downsample_layers.0.0.weight", ModelFamily::convnext},
    Suffix{"patch_embedding.proj.weight", ModelFamily::glm},
    Suffix{"patch_to_embedding.weight", ModelFamily::vit_pytorch},
    Suffix{"patch_embed1.proj.weight", ModelFamily::pyramid},
    Suffix{"patch_embed.proj.weight", ModelFamily::timm},
    Suffix{"features.0.0.weight", ModelFamily::convnext},
    Suffix{"visual.conv1.weight", ModelFamily::open_clip},
    Suffix{"embeds.proj.weight", ModelFamily::naflex},
    Suffix{"patch_embd.weight", ModelFamily::llama_cpp},
    Suffix{"patch_conv.weight", ModelFamily::pixtral},
    Suffix{"conv_proj.weight", ModelFamily::torchvision},
    Suffix{"stem.proj.weight", ModelFamily::mixer},
    Suffix{"stem.0.weight", ModelFamily::convnext},
};

static_assert(std::is_sorted(suffixes.begin(), suffixes.end(),
                             [](const Suffix& a, const Suffix& b) { return a.text.size() > b.text.size(); }));

constexpr std::array<std::string_view, 2> plain_names{"proj.weight", "weight"};

/// Prefixes that training programs and wrappers put before all names of a model.
constexpr std::array<std::string_view, 10> wrappers{"module.",  "model.",   "visual.trunk.", "backbone.",
                                                    "student.", "teacher.", "_orig_mod.",    "state_dict.",
                                                    "params.",  "img."};

constexpr std::array<std::string_view, 9> position_suffixes{
    "pos_embed",
    "position_embeddings",
    "position_embedding",
    "positional_embedding",
    "pos_embedding",
    "pos_emb",
    "position_embd",
    "position_embedding.embedding",
    "position_embeddings.embedding",
};

constexpr std::array<std::string_view, 6> class_token_suffixes{
    "cls_token", "class_token", "class_embedding", "cls_embedding", "class_embd", "cls",
};
constexpr std::array<std::string_view, 2> distillation_suffixes{"dist_token", "distillation_token"};
constexpr std::array<std::string_view, 4> register_suffixes{"register_tokens", "reg_token", "storage_tokens",
                                                            "registers"};
constexpr std::array<std::string_view, 4> token_norm_suffixes{"norm_pre.weight", "pre_layrnorm.weight",
                                                              "ln_pre.weight", "pre_ln.weight"};

constexpr std::string_view weight_word = "weight";
constexpr std::string_view kernel_word = "kernel";
static_assert(weight_word.size() == kernel_word.size(),
              "a name keeps its length when one replaces the other");

/// Whether `name` is `suffix` or ends in it after a dot.
bool ends_in(std::string_view name, std::string_view suffix) {
    if (!name.ends_with(suffix)) return false;
    return name.size() == suffix.size() || name[name.size() - suffix.size() - 1] == '.';
}

/// TensorFlow numbers the outputs of an operation: "kernel:0".
std::string_view output_number(std::string_view name) {
    return name.ends_with(":0") ? name.substr(name.size() - 2) : std::string_view();
}

/// The name as PyTorch would write it: dots, "weight", no number. Prefixes keep their length.
std::string as_in_torch(std::string_view name) {
    std::string torch(name.substr(0, name.size() - output_number(name).size()));
    std::replace(torch.begin(), torch.end(), '/', '.');
    if (ends_in(torch, kernel_word))
        torch.replace(torch.size() - kernel_word.size(), kernel_word.size(), weight_word);
    return torch;
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

/// "….to_patch_embedding.2.weight": the 2, and the length of that suffix.
struct Numbered {
    int number = 0;
    std::size_t suffix_length = 0;
};

std::optional<Numbered> numbered(std::string_view name, std::string_view before) {
    constexpr std::string_view end = ".weight";
    if (!name.ends_with(end)) return std::nullopt;
    const std::string_view rest = name.substr(0, name.size() - end.size());
    const std::size_t dot = rest.rfind('.');
    if (dot == std::string_view::npos || !ends_in(rest.substr(0, dot), before)) return std::nullopt;
    const std::string_view digits = rest.substr(dot + 1);
    int number = 0;
    const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || stopped != digits.data() + digits.size() || number < 0 || number > 99) {
        return std::nullopt;
    }
    return Numbered{number, name.size() - dot + before.size()};
}

/// The name as PyTorch would write it, without ".weight" at its end.
std::string without_weight(std::string_view tensor) {
    std::string torch = as_in_torch(tensor);
    if (ends_in(torch, weight_word))
        torch.resize(std::max<std::size_t>(torch.size() - weight_word.size(), 1) - 1);
    return torch;
}

bool ends_in_one_of(std::string_view name, std::span<const std::string_view> suffixes_tried) {
    return std::ranges::any_of(suffixes_tried,
                               [&](std::string_view suffix) { return ends_in(name, suffix); });
}

/// The prefix of everything in the model's vision part. OpenAI's CLIP has its text encoder beside "visual.".
std::string tower_of(const ProjectionName& projection) {
    const std::string visual = projection.root + "visual.";
    return projection.tensor.starts_with(visual) ? visual : projection.root;
}

constexpr std::string_view numbered_linear = "to_patch_embedding";

ProjectionName matched(std::string_view tensor, std::string_view torch, std::size_t suffix_length,
                       ModelFamily family) {
    return {std::string(tensor), std::string(tensor.substr(0, torch.size() - suffix_length)), family,
            suffix_length};
}

/// The name with `ending`, in PyTorch's spelling, replaced by `instead`. Where the projection's weight is
/// called kernel, a norm's is called scale or gamma.
std::vector<std::string> beside(const ProjectionName& projection, std::string_view ending,
                                std::string_view instead) {
    const std::string torch = as_in_torch(projection.tensor);
    std::string base(projection.tensor.substr(0, torch.size() - std::min(torch.size(), ending.size())));
    std::string part(instead);
    if (projection.tensor.find('/') != std::string::npos) std::replace(part.begin(), part.end(), '.', '/');
    base += part;
    if (!is_kernel_name(projection.tensor)) return {base};
    base.erase(base.size() - weight_word.size());
    const std::string number(output_number(projection.tensor));
    return {base + "scale" + number, base + "gamma" + number};
}

/// The neighbour in a torch.nn.Sequential, "stem.0.weight" -> "stem.1.weight".
std::string in_sequence(const ProjectionName& projection, int step) {
    const std::string_view name = projection.tensor;
    const std::size_t end = name.size() - std::string_view(".weight").size();
    const std::size_t begin = name.rfind('.', end - 1) + 1;
    int number = 0;
    std::from_chars(name.data() + begin, name.data() + end, number);
    if (number + step < 0) return {};
    return std::string(name.substr(0, begin)) + std::to_string(number + step) + std::string(name.substr(end));
}

}  // namespace

std::optional<ProjectionName> match_projection_name(std::string_view tensor) {
    const std::string torch = as_in_torch(tensor);
    for (const auto& [suffix, family] : suffixes) {
        if (ends_in(torch, suffix)) return matched(tensor, torch, suffix.size(), family);
    }
    if (const auto linear = numbered(torch, numbered_linear)) {
        return matched(tensor, torch, linear->suffix_length, ModelFamily::vit_pytorch);
    }
    // Every attention block has a `proj.weight` too: these short names count only at the top of a model.
    const std::string_view top = without_wrappers(torch);
    if (is_kernel_name(tensor)) {
        const bool google = top == "embedding.weight";
        return google ? std::optional(matched(tensor, torch, top.size(), ModelFamily::google)) : std::nullopt;
    }
    for (const std::string_view name : plain_names) {
        if (top == name) return matched(tensor, torch, name.size(), ModelFamily::plain);
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

bool is_kernel_name(std::string_view tensor) {
    tensor.remove_suffix(output_number(tensor).size());
    if (!tensor.ends_with(kernel_word)) return false;
    tensor.remove_suffix(kernel_word.size());
    return tensor.empty() || tensor.ends_with('.') || tensor.ends_with('/');
}

std::optional<std::string> bias_name(std::string_view weight_name) {
    const std::string torch = as_in_torch(weight_name);
    if (!ends_in(torch, weight_word)) return std::nullopt;
    return std::string(weight_name.substr(0, torch.size() - weight_word.size())) + "bias" +
           std::string(output_number(weight_name));
}

std::vector<std::string> norm_names(const ProjectionName& projection) {
    switch (projection.family) {
        case ModelFamily::timm:
        case ModelFamily::pyramid:
            return beside(projection, "proj.weight", "norm.weight");
        case ModelFamily::patch_projection:
            return beside(projection, "projection.weight", "norm.weight");
        case ModelFamily::segformer: {
            std::vector<std::string> names = beside(projection, "proj.weight", "layer_norm.weight");
            for (std::string& name : beside(projection, "proj.weight", "norm.weight"))
                names.push_back(std::move(name));
            return names;
        }
        case ModelFamily::cvt:
            return beside(projection, "projection.weight", "normalization.weight");
        case ModelFamily::hugging_face:
            return beside(projection, "patch_embeddings.projection.weight", "norm.weight");
        case ModelFamily::hugging_face_dinov3:
            return beside(projection, "patch_embeddings.weight", "layernorm.weight");
        case ModelFamily::pixtral:
            return beside(projection, "patch_conv.weight", "ln_pre.weight");
        case ModelFamily::llama_cpp:
            return beside(projection, "patch_embd.weight", "norm_embd.weight");
        case ModelFamily::convnext:
            // torchvision's Swin permutes the axes in between.
            return {in_sequence(projection, 1), in_sequence(projection, 2)};
        case ModelFamily::vit_pytorch:
            if (!numbered(projection.tensor, numbered_linear)) return {};
            return {in_sequence(projection, 1)};
        default:
            return {};
    }
}

std::optional<std::string> norm_before_name(const ProjectionName& projection) {
    if (projection.family != ModelFamily::vit_pytorch) return std::nullopt;
    if (!numbered(projection.tensor, numbered_linear)) return std::nullopt;
    return in_sequence(projection, -1);
}

std::optional<std::string> stem_root(std::string_view tensor) {
    constexpr std::string_view first = "conv1.weight";
    if (!ends_in(tensor, first)) return std::nullopt;
    return std::string(tensor.substr(0, tensor.size() - first.size()));
}

std::optional<std::string> further_step_name(const ProjectionName& projection, int step) {
    if (projection.family != ModelFamily::llama_cpp) return std::nullopt;
    return projection.tensor + "." + std::to_string(step);
}

bool is_position_embedding(std::string_view tensor, std::string_view root) {
    return tensor.starts_with(root) && ends_in_one_of(without_weight(tensor), position_suffixes);
}

std::optional<SurroundingRole> surrounding_role(std::string_view tensor, const ProjectionName& projection) {
    if (tensor == norm_before_name(projection)) return SurroundingRole::norm_before;
    const std::vector<std::string> after = norm_names(projection);
    if (std::ranges::find(after, tensor) != after.end()) return SurroundingRole::norm_after;
    const std::string tower = tower_of(projection);
    if (is_position_embedding(tensor, tower)) return SurroundingRole::positions;
    if (!tensor.starts_with(tower)) return std::nullopt;
    const std::string name = without_weight(tensor);
    if (ends_in_one_of(name, class_token_suffixes)) return SurroundingRole::class_token;
    if (ends_in_one_of(name, distillation_suffixes)) return SurroundingRole::distillation_token;
    if (ends_in_one_of(name, register_suffixes)) return SurroundingRole::registers;
    if (ends_in_one_of(as_in_torch(tensor), token_norm_suffixes)) return SurroundingRole::norm_of_tokens;
    return std::nullopt;
}

}  // namespace patchlens
