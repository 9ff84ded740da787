#include "core/weights/checkpoint.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/error.h"
#include "core/support/utf8.h"
#include "core/weights/find_projection.h"
#include "core/weights/npy.h"
#include "core/weights/npz_file.h"
#include "core/weights/projection_layout.h"
#include "core/weights/safetensors.h"
#include "core/weights/torch_file.h"
#include "core/weights/weight_format.h"

namespace patchlens {
namespace {

/// The stride of the model's convolution. Files do not store it; models with overlapping patches have stride
/// 4 and a 7x7 kernel in their first stage (PVT v2, SegFormer, MViTv2, CvT), and PVT's first version has 4x4
/// patches with stride 4.
Size stride_of(ModelFamily family, Size kernel) {
    const bool pyramid = family == ModelFamily::pyramid || family == ModelFamily::segformer;
    if (!pyramid && kernel != to_pair(7)) return kernel;
    return {std::min(kernel.height, 4), std::min(kernel.width, 4)};
}

/// Its padding. Those with overlapping patches have half a kernel, so that the first patch's middle is the
/// first pixel; CvT, whose tensor is stage0.patch_embed.proj.weight, has 2.
Size padding_of(const ProjectionName& name, Size kernel) {
    if (stride_of(name.family, kernel) == kernel) return {0, 0};
    if (name.root.ends_with("stage0.") && kernel == to_pair(7)) return to_pair(2);
    return {kernel.height / 2, kernel.width / 2};
}

/// The patch grid of a position embedding [1, N, D], [N, D] or [1, rows, columns, D]. Besides a square grid
/// it may hold 1, 2 or 5 rows for other tokens: class, distillation, four registers.
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

std::optional<Size> find_img_size(const TensorFile& file, const LoadedProjection& projection,
                                  const std::string& root) {
    // CLIP's text encoder has a position embedding too; the visual one is meant.
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

Tensor read_bias(const TensorFile& file, const StoredTensor& stored, std::int64_t embed_dim,
                 const std::stop_token& stop) {
    if (stored.shape != Shape{embed_dim}) {
        throw Error(ErrorCode::shape_mismatch,
                    {quotable(stored.name), to_string(stored.shape), to_string(Shape{embed_dim})});
    }
    return file.read(stored, stop);
}

LoadedProjection from_tensors(const TensorFile& file, const CheckpointOptions& options,
                              const std::stop_token& stop) {
    const std::vector<ProjectionName> names = find_projection(file, options.tensor);
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
    convert_weight(projection, file.read(stored, stop), weight, options, stop);
    projection.stride = stride_of(chosen.family, projection.patch_size());
    projection.padding = padding_of(chosen, projection.patch_size());
    for (std::size_t i = 1; i < names.size(); ++i)
        projection.others.push_back(names[i].tensor);

    const std::optional<std::string> bias = bias_name(chosen.tensor);
    if (const StoredTensor* stored_bias = bias ? file.find(*bias) : nullptr) {
        projection.parameters.bias =
            read_bias(file, *stored_bias, projection.parameters.weight.dimension(0), stop);
        projection.has_bias = true;
    }
    projection.norm_follows = has_norm_after(file, chosen);
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
    convert_weight(projection, std::move(weight), stored, options, stop);
    projection.stride = projection.patch_size();
    return projection;
}

}  // namespace

Sliding LoadedProjection::sliding() const {
    return {overlapping() ? std::optional(stride) : std::nullopt, padding};
}

Size LoadedProjection::patch_size() const {
    return {static_cast<int>(parameters.weight.dimension(2)),
            static_cast<int>(parameters.weight.dimension(3))};
}

LoadedProjection load_projection(ByteSource file, const CheckpointOptions& options,
                                 const std::stop_token& stop) {
    switch (weight_format(file)) {
        case WeightFormat::npy:
            return from_npy(file, options, stop);
        case WeightFormat::npz:
            return from_tensors(NpzFile(std::move(file), stop), options, stop);
        case WeightFormat::torch:
            return from_tensors(TorchFile(std::move(file), stop), options, stop);
        case WeightFormat::safetensors:
            break;
    }
    return from_tensors(SafetensorsFile(std::move(file), stop), options, stop);
}

LoadedProjection load_projection(const std::filesystem::path& path, const CheckpointOptions& options,
                                 const std::stop_token& stop) {
    return load_projection(ByteSource(path), options, stop);
}

}  // namespace patchlens
