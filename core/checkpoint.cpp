#include "core/checkpoint.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>
#include <utility>

#include "core/error.h"
#include "core/mapped_file.h"
#include "core/npy.h"
#include "core/safetensors.h"
#include "core/utf8.h"

namespace patchlens {
namespace {

enum class WeightFormat { npy, safetensors };

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

/// By what the file begins with where that is certain, by its name otherwise.
WeightFormat weight_format(const std::filesystem::path& path, std::string_view content) {
    const std::string extension = lower_case(path.extension().string());
    const std::string name = path.string();
    if (content.starts_with("\x93NUMPY")) return WeightFormat::npy;
    if (content.starts_with("version https://git-lfs")) throw Error(ErrorCode::lfs_pointer_refused, {name});
    // Both PyTorch's files since 1.6 and numpy's archives are zip files.
    if (content.starts_with("PK\x03\x04")) {
        throw Error(extension == ".npz" ? ErrorCode::npz_refused : ErrorCode::pickle_refused, {name});
    }
    if (extension == ".safetensors") return WeightFormat::safetensors;
    if (extension == ".npy") return WeightFormat::npy;
    constexpr std::array<std::string_view, 6> pickles{".pt", ".pth", ".bin", ".ckpt", ".pkl", ".pickle"};
    const bool pickle = std::find(pickles.begin(), pickles.end(), extension) != pickles.end();
    if (pickle || (content.starts_with('\x80') && extension.empty())) {
        throw Error(ErrorCode::pickle_refused, {name});
    }
    if (content.size() > 8 && content[8] == '{') return WeightFormat::safetensors;
    throw Error(ErrorCode::weights_format_refused, {name});
}

/// A few names for a sentence: those that could be a weight first.
std::string suggestions(const std::vector<StoredTensor>& tensors) {
    constexpr std::size_t most = 6;
    std::vector<StoredTensor> listed = tensors;
    std::stable_partition(listed.begin(), listed.end(), [](const StoredTensor& tensor) {
        return tensor.shape.size() == 4 || tensor.shape.size() == 2;
    });
    std::stable_partition(listed.begin(), listed.end(),
                          [](const StoredTensor& tensor) { return tensor.shape.size() == 4; });
    std::string text;
    for (std::size_t i = 0; i < std::min(most, listed.size()); ++i) {
        if (i > 0) text += ", ";
        text += quotable(listed[i].name) + " " + to_string(listed[i].shape);
    }
    return listed.size() > most ? text + ", ..." : text;
}

/// The chosen name first, then the others that could be meant.
std::vector<ProjectionName> choose(const SafetensorsFile& file, const std::string& file_name,
                                   const std::string& wanted) {
    std::vector<std::string> tensors;
    for (const StoredTensor& tensor : file.tensors())
        tensors.push_back(tensor.name);
    std::vector<ProjectionName> names = find_projection_names(tensors);
    if (wanted.empty()) {
        if (names.empty()) {
            throw Error(ErrorCode::projection_missing, {file_name, suggestions(file.tensors())});
        }
        return names;
    }
    if (file.find(wanted) == nullptr) {
        throw Error(ErrorCode::tensor_missing, {file_name, quotable(wanted), suggestions(file.tensors())});
    }
    std::erase_if(names, [&](const ProjectionName& name) { return name.tensor == wanted; });
    names.insert(names.begin(),
                 match_projection_name(wanted).value_or(ProjectionName{wanted, "", ModelFamily::unknown, 0}));
    return names;
}

/// Throws unless `shape` can become [D, C, ph, pw].
void require_kernel_shape(const Shape& shape, const std::string& file_name, const std::string& tensor) {
    const auto possible = [](std::int64_t dimension) {
        return dimension >= 1 && dimension <= std::numeric_limits<int>::max();
    };
    const ErrorCode code =
        shape.size() == 5 ? ErrorCode::video_weight_refused : ErrorCode::weight_shape_refused;
    const bool right_rank = shape.size() == 4 || shape.size() == 2;
    if (right_rank && std::all_of(shape.begin(), shape.end(), possible)) return;
    throw Error(code, {file_name, quotable(tensor), to_string(shape)});
}

/// A weight of rank 2 or 4 as [D, C, ph, pw].
Tensor as_kernel(Tensor weight, const CheckpointOptions& options, const std::string& file_name,
                 const std::string& tensor) {
    if (weight.rank() == 4) return weight;
    if (!options.flat_order) {
        throw Error(ErrorCode::flat_order_needed, {file_name, quotable(tensor), to_string(weight.shape())});
    }
    const std::int64_t columns = weight.dimension(1);
    const std::optional<FlatPatch> patch = deduce_flat_patch(columns, options.patch_size, options.in_chans);
    if (!patch) {
        throw Error(ErrorCode::flat_patch_needed, {file_name, quotable(tensor), std::to_string(columns)});
    }
    return unflatten_weight(std::move(weight), *patch, *options.flat_order);
}

/// How far the model's convolution steps. Files do not hold it; the overlapping kinds step 4 pixels with a
/// 7x7 kernel in their first stage (PVT v2, SegFormer, MViTv2), and PVT's first version has 4x4 patches every
/// 4 pixels.
Size stride_of(ModelFamily family, Size kernel) {
    const bool pyramid = family == ModelFamily::pyramid || family == ModelFamily::segformer;
    if (!pyramid && kernel != to_pair(7)) return kernel;
    return {std::min(kernel.height, 4), std::min(kernel.width, 4)};
}

/// The picture a position embedding [1, N, D], [N, D] or [1, rows, columns, D] was made for; some hold up to
/// a few extra tokens (class, distillation) besides a square grid.
std::optional<Size> position_grid(const Shape& shape, std::int64_t embed_dim) {
    if (shape.size() < 2 || shape.size() > 4 || shape.back() != embed_dim) return std::nullopt;
    const auto side_limit = std::int64_t{16384};
    if (shape.size() == 4) {
        if (shape[1] < 1 || shape[2] < 1 || shape[1] > side_limit || shape[2] > side_limit)
            return std::nullopt;
        return Size{static_cast<int>(shape[1]), static_cast<int>(shape[2])};
    }
    const std::int64_t tokens = shape[shape.size() - 2];
    for (std::int64_t extra = 0; extra <= 2 && extra < tokens; ++extra) {
        const auto side = std::llround(std::sqrt(static_cast<double>(tokens - extra)));
        if (side <= side_limit && side * side == tokens - extra) return to_pair(static_cast<int>(side));
    }
    return std::nullopt;
}

std::optional<Size> find_img_size(const SafetensorsFile& file, const LoadedProjection& projection,
                                  const std::string& root) {
    for (const StoredTensor& tensor : file.tensors()) {
        if (!is_position_embedding(tensor.name, root)) continue;
        const auto grid = position_grid(tensor.shape, projection.parameters.weight.dimension(0));
        const std::int64_t longest = std::numeric_limits<int>::max();
        if (grid && std::int64_t{grid->height} * projection.stride.height <= longest &&
            std::int64_t{grid->width} * projection.stride.width <= longest) {
            return Size{grid->height * projection.stride.height, grid->width * projection.stride.width};
        }
    }
    return std::nullopt;
}

Tensor read_bias(const SafetensorsFile& file, const StoredTensor& stored, std::int64_t embed_dim) {
    if (stored.shape != Shape{embed_dim}) {
        throw Error(ErrorCode::shape_mismatch,
                    {quotable(stored.name), to_string(stored.shape), to_string(Shape{embed_dim})});
    }
    return file.read(stored);
}

LoadedProjection from_safetensors(const SafetensorsFile& file, const std::string& file_name,
                                  const CheckpointOptions& options) {
    const std::vector<ProjectionName> names = choose(file, file_name, options.tensor);
    const ProjectionName& chosen = names.front();
    const StoredTensor& stored = *file.find(chosen.tensor);
    require_kernel_shape(stored.shape, file_name, stored.name);

    LoadedProjection projection;
    projection.tensor = chosen.tensor;
    projection.family = chosen.family;
    projection.was_flat = stored.shape.size() == 2;
    projection.parameters.weight = as_kernel(file.read(stored), options, file_name, stored.name);
    projection.stride = stride_of(chosen.family, projection.patch_size());
    for (std::size_t i = 1; i < names.size(); ++i)
        projection.others.push_back(names[i].tensor);

    const std::optional<std::string> bias = bias_name(chosen.tensor);
    if (const StoredTensor* stored_bias = bias ? file.find(*bias) : nullptr) {
        projection.parameters.bias = read_bias(file, *stored_bias, stored.shape.front());
        projection.has_bias = true;
    }
    const std::vector<std::string> norms = norm_names(chosen);
    projection.norm_follows = std::any_of(
        norms.begin(), norms.end(), [&](const std::string& norm) { return file.find(norm) != nullptr; });
    projection.img_size = find_img_size(file, projection, chosen.root);
    return projection;
}

LoadedProjection from_npy(Tensor weight, const std::string& file_name, const CheckpointOptions& options) {
    require_kernel_shape(weight.shape(), file_name, "weight");
    LoadedProjection projection;
    projection.family = ModelFamily::plain;
    projection.was_flat = weight.rank() == 2;
    projection.parameters.weight = as_kernel(std::move(weight), options, file_name, "weight");
    projection.stride = projection.patch_size();
    return projection;
}

}  // namespace

Size LoadedProjection::patch_size() const {
    return {static_cast<int>(parameters.weight.dimension(2)),
            static_cast<int>(parameters.weight.dimension(3))};
}

LoadedProjection load_projection(const std::filesystem::path& path, const CheckpointOptions& options) {
    const MappedFile file(path);
    const std::string name = path.string();
    const std::string_view content(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    if (content.empty()) throw Error(ErrorCode::file_empty, {name});
    if (weight_format(path, content) == WeightFormat::npy) {
        return from_npy(parse_npy(file.bytes(), name), name, options);
    }
    return from_safetensors(SafetensorsFile(file.bytes(), name), name, options);
}

}  // namespace patchlens
