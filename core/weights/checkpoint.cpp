#include "core/weights/checkpoint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "core/error.h"
#include "core/support/utf8.h"
#include "core/weights/npy.h"
#include "core/weights/safetensors.h"
#include "core/weights/weight_format.h"

namespace patchlens {
namespace {

/// A few names for a sentence: those that could be a weight first.
std::string suggestions(const std::vector<StoredTensor>& tensors) {
    constexpr std::size_t most = 6;
    std::vector<const StoredTensor*> listed;
    const auto list = [&](const auto& belongs) {
        for (const StoredTensor& tensor : tensors) {
            if (listed.size() > most) return;
            if (belongs(tensor.shape.size())) listed.push_back(&tensor);
        }
    };
    list([](std::size_t rank) { return rank == 4 || rank == 5; });
    list([](std::size_t rank) { return rank == 2; });
    list([](std::size_t rank) { return rank < 2 || rank == 3 || rank > 5; });
    std::string text;
    for (std::size_t i = 0; i < std::min(most, listed.size()); ++i) {
        if (i > 0) text += ", ";
        text += quotable(listed[i]->name) + " " + to_string(listed[i]->shape);
    }
    return listed.size() > most ? text + ", ..." : text;
}

const StoredTensor* find_first(const SafetensorsFile& file, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (const StoredTensor* tensor = file.find(name)) return tensor;
    }
    return nullptr;
}

/// The statistics of a batch norm stand beside its weight.
bool is_batch_norm(const SafetensorsFile& file, const std::string& weight) {
    const std::string_view base = std::string_view(weight).substr(0, weight.rfind('.') + 1);
    return file.find(std::string(base) + "running_mean") != nullptr;
}

/// Whether a LayerNorm (one number for each dimension, and no batch norm) stands where a model of that family
/// has one.
bool norm_follows(const SafetensorsFile& file, const ProjectionName& name) {
    const std::vector<std::string> norms = norm_names(name);
    const StoredTensor* norm = find_first(file, norms);
    return norm != nullptr && norm->shape.size() == 1 && !is_batch_norm(file, norm->name);
}

/// Whether a ResNet's batch norm or first layer stands under `root`.
bool resnet_under(const SafetensorsFile& file, const std::string& root, bool layers_only = false) {
    return std::any_of(file.tensors().begin(), file.tensors().end(), [&](const StoredTensor& tensor) {
        const std::string_view name = tensor.name;
        if (!name.starts_with(root)) return false;
        const std::string_view rest = name.substr(root.size());
        return rest.starts_with("layer1.") || (!layers_only && rest.starts_with("bn1."));
    });
}

bool is_stem(const SafetensorsFile& file, const ProjectionName& name) {
    const std::optional<std::string> root = stem_root(name.tensor);
    return root && resnet_under(file, *root);
}

/// Some names mean a projection only beside others, or with a certain shape.
bool is_projection(const SafetensorsFile& file, const ProjectionName& name) {
    const std::size_t rank = file.find(name.tensor)->shape.size();
    // The norms of vit-pytorch stand under the same name as its Linear, counted on.
    if (name.family == ModelFamily::vit_pytorch) return rank >= 2;
    if (name.family == ModelFamily::convnext) return rank >= 4 && norm_follows(file, name);
    return true;
}

[[noreturn]] void throw_stem(const SafetensorsFile& file, const std::string& tensor) {
    throw Error(ErrorCode::resnet_stem_refused,
                {file.name(), quotable(tensor), to_string(file.find(tensor)->shape)});
}

/// No name is known: is it a ResNet, which has no patches?
void refuse_resnet(const SafetensorsFile& file) {
    for (const StoredTensor& tensor : file.tensors()) {
        const std::optional<std::string> root = stem_root(tensor.name);
        if (root && resnet_under(file, *root, true)) throw_stem(file, tensor.name);
    }
}

/// The chosen name first, then the others that could be meant.
std::vector<ProjectionName> choose(const SafetensorsFile& file, const std::string& wanted) {
    if (file.tensors().empty()) throw Error(ErrorCode::no_tensors, {file.name()});
    std::vector<std::string> tensors;
    tensors.reserve(file.tensors().size());
    for (const StoredTensor& tensor : file.tensors())
        tensors.push_back(tensor.name);
    std::vector<ProjectionName> names = find_projection_names(tensors);
    std::erase_if(names, [&](const ProjectionName& name) { return !is_projection(file, name); });
    if (wanted.empty()) {
        const std::vector<ProjectionName> found = names;
        std::erase_if(names, [&](const ProjectionName& name) { return is_stem(file, name); });
        if (!names.empty()) return names;
        if (!found.empty()) throw_stem(file, found.front().tensor);
        refuse_resnet(file);
        throw Error(ErrorCode::projection_missing, {file.name(), suggestions(file.tensors())});
    }
    if (file.find(wanted) == nullptr) {
        throw Error(ErrorCode::tensor_missing, {file.name(), quotable(wanted), suggestions(file.tensors())});
    }
    std::erase_if(names, [&](const ProjectionName& name) { return name.tensor == wanted; });
    names.insert(names.begin(),
                 match_projection_name(wanted).value_or(ProjectionName{wanted, "", ModelFamily::unknown, 0}));
    if (is_stem(file, names.front())) throw_stem(file, wanted);
    return names;
}

/// Throws unless `shape` can become [D, C, ph, pw].
void require_kernel_shape(const Shape& shape, const std::string& file_name, const std::string& tensor) {
    const auto possible = [](std::int64_t dimension) {
        return dimension >= 1 && dimension <= std::numeric_limits<int>::max();
    };
    const bool right_rank = shape.size() == 2 || shape.size() == 4 || shape.size() == 5;
    if (right_rank && std::all_of(shape.begin(), shape.end(), possible)) return;
    throw Error(ErrorCode::weight_shape_refused, {file_name, quotable(tensor), to_string(shape)});
}

/// The layout a file says its tensors have: MLX's and transformers' own writers set "format".
std::optional<WeightLayout> layout_in(const std::map<std::string, std::string>& metadata) {
    const auto format = metadata.find("format");
    if (format == metadata.end()) return std::nullopt;
    if (format->second == "pt") return WeightLayout::torch;
    if (format->second == "mlx") return WeightLayout::mlx;
    if (format->second == "flax" || format->second == "tf" || format->second == "keras") {
        return WeightLayout::flax;
    }
    return std::nullopt;
}

bool is_weight_name(std::string_view name) {
    return name.ends_with(".weight") || is_kernel_name(name);
}

/// What the rest of the file tells about the chosen weight's axes.
LayoutHints hints_in(const SafetensorsFile& file, const ProjectionName& chosen) {
    LayoutHints hints;
    hints.named = is_kernel_name(chosen.tensor) ? WeightLayout::flax : layout_in(file.metadata());
    const std::optional<std::string> bias = bias_name(chosen.tensor);
    const StoredTensor* stored_bias = bias ? file.find(*bias) : nullptr;
    if (stored_bias != nullptr && stored_bias->shape.size() == 1) hints.embed_dim = stored_bias->shape[0];
    for (const StoredTensor& tensor : file.tensors()) {
        if (tensor.name == chosen.tensor || tensor.shape.size() < 2) continue;
        if (!hints.embed_dim && is_position_embedding(tensor.name, chosen.root)) {
            hints.embed_dim = tensor.shape.back();
        } else if (tensor.shape.size() == 4 && is_weight_name(tensor.name)) {
            hints.neighbours.push_back(tensor.shape);
        }
    }
    return hints;
}

/// The names of layouts as the command line and the window write them.
std::string names_of(const std::vector<WeightLayout>& layouts) {
    constexpr std::array<std::string_view, 3> names{"torch", "mlx", "flax"};
    std::string text;
    for (const WeightLayout layout : layouts) {
        if (!text.empty()) text += ", ";
        text += names.at(static_cast<std::size_t>(layout));
    }
    return text;
}

/// A weight as the file has it, and what is known of it.
struct StoredWeight {
    const std::string& file_name;
    std::string tensor;  ///< for sentences
    const Shape& shape;
    LayoutHints hints;
};

/// Decides in which layout `stored` is read, and whether that is worth saying.
void decide_layout(LoadedProjection& projection, const StoredWeight& stored,
                   const CheckpointOptions& options) {
    const bool flat = stored.shape.size() == 2;
    if (options.layout) {
        projection.layout = *options.layout;
    } else if (flat) {
        const bool turned = stored.hints.named == WeightLayout::flax;
        projection.layout = turned ? WeightLayout::flax : WeightLayout::torch;
    } else {
        const std::vector<WeightLayout> possible = possible_layouts(stored.shape, stored.hints);
        if (possible.empty()) {
            throw Error(ErrorCode::weight_channels_refused,
                        {stored.file_name, stored.tensor, to_string(stored.shape)});
        }
        if (possible.size() > 1) {
            throw Error(ErrorCode::weight_layout_needed,
                        {stored.file_name, stored.tensor, to_string(stored.shape), names_of(possible)});
        }
        projection.layout = possible.front();
    }
    const bool one_way = flat || possible_layouts(stored.shape, {}).size() == 1;
    const bool contradicts = !flat && stored.hints.named && *stored.hints.named != projection.layout;
    projection.layout_told = projection.layout != WeightLayout::torch || !one_way || contradicts;
}

/// A flat weight [D, columns] as [D, C, ph, pw].
Tensor unfold_flat(LoadedProjection& projection, Tensor weight, const StoredWeight& stored,
                   const CheckpointOptions& options) {
    // vit-pytorch's Linear is one over (p1 p2 c), always.
    const bool known = projection.family == ModelFamily::vit_pytorch;
    projection.flat_order = options.flat_order ? options.flat_order
                            : known            ? std::optional(FlatOrder::channels_last)
                                               : std::nullopt;
    if (!projection.flat_order) {
        throw Error(ErrorCode::flat_order_needed, {stored.file_name, stored.tensor, to_string(stored.shape)});
    }
    const std::int64_t columns = weight.dimension(1);
    const std::optional<FlatPatch> patch = deduce_flat_patch(columns, options.patch_size, options.in_chans);
    if (!patch) {
        throw Error(ErrorCode::flat_patch_needed, {stored.file_name, stored.tensor, std::to_string(columns)});
    }
    return unflatten_weight(std::move(weight), *patch, *projection.flat_order);
}

/// Puts `weight` into `projection` as [D, C, ph, pw], in whatever form the file had it.
void take_weight(LoadedProjection& projection, Tensor weight, const StoredWeight& stored,
                 const CheckpointOptions& options, const std::stop_token& stop) {
    weight = in_torch_order(std::move(weight), projection.layout, stop);
    if (weight.rank() == 5) {
        projection.time_steps = static_cast<int>(weight.dimension(2));
        weight = sum_over_time(weight, stop);
    }
    if (weight.rank() == 2) weight = unfold_flat(projection, std::move(weight), stored, options);
    projection.parameters.weight = std::move(weight);
}

/// How far the model's convolution steps. Files do not hold it; the overlapping kinds step 4 pixels with a
/// 7x7 kernel in their first stage (PVT v2, SegFormer, MViTv2), and PVT's first version has 4x4 patches every
/// 4 pixels.
Size stride_of(ModelFamily family, Size kernel) {
    const bool pyramid = family == ModelFamily::pyramid || family == ModelFamily::segformer;
    if (!pyramid && kernel != to_pair(7)) return kernel;
    return {std::min(kernel.height, 4), std::min(kernel.width, 4)};
}

/// The picture a position embedding [1, N, D], [N, D] or [1, rows, columns, D] was made for. Besides a square
/// grid it may hold 1, 2 or 5 rows for other tokens: class, distillation, four registers.
std::optional<Size> position_grid(const Shape& shape, std::int64_t embed_dim) {
    if (shape.size() < 2 || shape.size() > 4 || shape.back() != embed_dim) return std::nullopt;
    const auto side_limit = std::int64_t{16384};
    if (shape.size() == 4) {
        if (shape[1] < 1 || shape[2] < 1 || shape[1] > side_limit || shape[2] > side_limit)
            return std::nullopt;
        return Size{static_cast<int>(shape[1]), static_cast<int>(shape[2])};
    }
    const std::int64_t tokens = shape[shape.size() - 2];
    for (const std::int64_t extra : {0, 1, 2, 5}) {
        if (extra >= tokens) break;
        const auto side = std::llround(std::sqrt(static_cast<double>(tokens - extra)));
        if (side <= side_limit && side * side == tokens - extra) return to_pair(static_cast<int>(side));
    }
    return std::nullopt;
}

std::optional<Size> find_img_size(const SafetensorsFile& file, const LoadedProjection& projection,
                                  const std::string& root) {
    // CLIP's text has a table of its own.
    const std::string visual = root + "visual.";
    const std::string& tower = projection.tensor.starts_with(visual) ? visual : root;
    for (const StoredTensor& tensor : file.tensors()) {
        if (!is_position_embedding(tensor.name, tower)) continue;
        const auto grid = position_grid(tensor.shape, projection.parameters.weight.dimension(0));
        const std::int64_t longest = std::numeric_limits<int>::max();
        if (grid && std::int64_t{grid->height} * projection.stride.height <= longest &&
            std::int64_t{grid->width} * projection.stride.width <= longest) {
            return Size{grid->height * projection.stride.height, grid->width * projection.stride.width};
        }
    }
    return std::nullopt;
}

Tensor read_bias(const SafetensorsFile& file, const StoredTensor& stored, std::int64_t embed_dim,
                 const std::stop_token& stop) {
    if (stored.shape != Shape{embed_dim}) {
        throw Error(ErrorCode::shape_mismatch,
                    {quotable(stored.name), to_string(stored.shape), to_string(Shape{embed_dim})});
    }
    return file.read(stored, stop);
}

LoadedProjection from_safetensors(const SafetensorsFile& file, const CheckpointOptions& options,
                                  const std::stop_token& stop) {
    const std::vector<ProjectionName> names = choose(file, options.tensor);
    const ProjectionName& chosen = names.front();
    const StoredTensor& stored = *file.find(chosen.tensor);
    require_kernel_shape(stored.shape, file.name(), stored.name);
    stop_if_asked(stop);

    LoadedProjection projection;
    projection.tensor = chosen.tensor;
    projection.family = chosen.family;
    projection.stored_shape = stored.shape;
    const StoredWeight weight{file.name(), quotable(stored.name), stored.shape, hints_in(file, chosen)};
    decide_layout(projection, weight, options);
    take_weight(projection, file.read(stored, stop), weight, options, stop);
    projection.stride = stride_of(chosen.family, projection.patch_size());
    for (std::size_t i = 1; i < names.size(); ++i)
        projection.others.push_back(names[i].tensor);

    const std::optional<std::string> bias = bias_name(chosen.tensor);
    if (const StoredTensor* stored_bias = bias ? file.find(*bias) : nullptr) {
        projection.parameters.bias =
            read_bias(file, *stored_bias, projection.parameters.weight.dimension(0), stop);
        projection.has_bias = true;
    }
    projection.norm_follows = norm_follows(file, chosen);
    // Only ConvNeXt has a LayerNorm under this name; DINOv3 normalises at its end.
    if (chosen.family == ModelFamily::hugging_face_dinov3 && projection.norm_follows) {
        projection.family = ModelFamily::convnext;
    }
    const std::optional<std::string> before = norm_before_name(chosen);
    projection.norm_before = before && file.find(*before) != nullptr;
    projection.img_size = find_img_size(file, projection, chosen.root);
    return projection;
}

LoadedProjection from_npy(const ByteSource& file, const CheckpointOptions& options,
                          const std::stop_token& stop) {
    Tensor weight = read_npy(file, stop);
    require_kernel_shape(weight.shape(), file.name(), "weight");
    LoadedProjection projection;
    projection.family = ModelFamily::plain;
    projection.stored_shape = weight.shape();
    const StoredWeight stored{file.name(), "weight", projection.stored_shape, {}};
    decide_layout(projection, stored, options);
    take_weight(projection, std::move(weight), stored, options, stop);
    projection.stride = projection.patch_size();
    return projection;
}

}  // namespace

Size LoadedProjection::patch_size() const {
    return {static_cast<int>(parameters.weight.dimension(2)),
            static_cast<int>(parameters.weight.dimension(3))};
}

LoadedProjection load_projection(ByteSource file, const CheckpointOptions& options,
                                 const std::stop_token& stop) {
    if (weight_format(file) == WeightFormat::npy) return from_npy(file, options, stop);
    return from_safetensors(SafetensorsFile(std::move(file), stop), options, stop);
}

LoadedProjection load_projection(const std::filesystem::path& path, const CheckpointOptions& options,
                                 const std::stop_token& stop) {
    return load_projection(ByteSource(path), options, stop);
}

}  // namespace patchlens
