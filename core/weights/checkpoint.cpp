#include "core/weights/checkpoint.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/support/utf8.h"
#include "core/weights/find_projection.h"
#include "core/weights/gguf_header.h"
#include "core/weights/npy.h"
#include "core/weights/open_tensor_file.h"
#include "core/weights/picture_config.h"
#include "core/weights/projection_layout.h"
#include "core/weights/sharded_file.h"
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
    const bool cvt = name.family == ModelFamily::cvt || name.root.ends_with("stage0.");
    if (cvt && kernel == to_pair(7)) return to_pair(2);
    return {kernel.height / 2, kernel.width / 2};
}

/// The position embedding's grid, times the stride.
std::optional<Size> img_size_of(const LoadedProjection& projection) {
    const Surrounding* positions = find_role(projection.around, SurroundingRole::positions);
    if (positions == nullptr || !positions->grid) return std::nullopt;
    const auto side = [](int patches, int stride) { return std::int64_t{patches} * stride; };
    const std::int64_t height = side(positions->grid->height, projection.stride.height);
    const std::int64_t width = side(positions->grid->width, projection.stride.width);
    const std::int64_t longest = std::numeric_limits<int>::max();
    if (height > longest || width > longest) return std::nullopt;
    return Size{static_cast<int>(height), static_cast<int>(width)};
}

/// The weight's numbers; of a model that has a tensor for each time step, their sum.
Tensor read_weight(const TensorFile& file, const StoredTensor& stored, LoadedProjection& projection,
                   const ProjectionName& chosen, const std::stop_token& stop) {
    Tensor weight = file.read(stored, stop);
    for (int step = 1;; ++step) {
        const std::optional<std::string> name = further_step_name(chosen, step);
        const StoredTensor* further = name ? file.find(*name) : nullptr;
        if (further == nullptr) return weight;
        if (further->shape != stored.shape) {
            throw Error(ErrorCode::shape_mismatch,
                        {quotable(further->name), to_string(further->shape), to_string(stored.shape)});
        }
        const Tensor numbers = file.read(*further, stop);
        std::ranges::transform(weight.values(), numbers.values(), weight.values().begin(), std::plus<>());
        projection.step_tensors = step + 1;
    }
}

/// The numbers of what stands around the projection, as rows of `embed_dim`; empty where they cannot be read:
/// the projection does without them.
Tensor read_around(const TensorFile& file, const Surrounding* found, std::int64_t embed_dim,
                   const std::stop_token& stop) {
    const StoredTensor* stored = found == nullptr ? nullptr : file.find(found->tensor);
    if (stored == nullptr) return {};
    try {
        Tensor numbers = file.read(*stored, stop);
        const std::int64_t rows = numbers.size() / embed_dim;
        return std::move(numbers).reshaped({rows, embed_dim});
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        return {};
    }
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
    const std::optional<std::string> bias = bias_name(chosen.tensor);
    const StoredTensor* stored_bias = bias ? file.find(*bias) : nullptr;
    if (stored_bias != nullptr)
        require_bias_shape(stored_bias->shape, quotable(stored_bias->name), projection, weight);
    // A GGUF file says of how many pixels the rows of a flat weight are.
    CheckpointOptions informed = options;
    if (!informed.patch_size) {
        if (const auto side = side_in_gguf(file.metadata(), gguf_patch_size))
            informed.patch_size = to_pair(*side);
    }
    convert_weight(projection, read_weight(file, stored, projection, chosen, stop), weight, informed, stop);
    projection.stride = stride_of(chosen.family, projection.patch_size());
    projection.padding = padding_of(chosen, projection.patch_size());
    for (std::size_t i = 1; i < names.size(); ++i)
        projection.others.push_back(names[i].tensor);

    if (stored_bias != nullptr) {
        projection.parameters.bias = file.read(*stored_bias, stop);
        projection.has_bias = true;
    }
    projection.around = find_surroundings(file, chosen, projection.parameters.weight.dimension(0));
    const std::int64_t dims = projection.parameters.weight.dimension(0);
    const Surrounding* positions = find_role(projection.around, SurroundingRole::positions);
    if (positions != nullptr && positions->grid)
        projection.positions = read_around(file, positions, dims, stop);
    projection.class_token =
        read_around(file, find_role(projection.around, SurroundingRole::class_token), dims, stop);
    projection.norm_before = find_role(projection.around, SurroundingRole::norm_before) != nullptr;
    projection.norm_follows = norm_after(file, chosen) != nullptr;
    // Only ConvNeXt has a LayerNorm under this name; DINOv3 normalises at its end.
    if (chosen.family == ModelFamily::hugging_face_dinov3 && projection.norm_follows) {
        projection.family = ModelFamily::convnext;
    }
    projection.img_size = img_size_of(projection);
    if (chosen.family == ModelFamily::plain) projection.expects = expected_in_trained(file.metadata());
    if (chosen.family != ModelFamily::llama_cpp) return projection;
    projection.expects = expected_in_gguf(file.metadata());
    if (!projection.img_size && projection.expects) projection.img_size = projection.expects->img_size;
    return projection;
}

LoadedProjection from_index(const ByteSource& index, const CheckpointOptions& options,
                            const std::stop_token& stop) {
    const ShardedFile file(index, options.tensor, stop);
    LoadedProjection projection = from_tensors(file, options, stop);
    projection.shard = file.shard_of(*file.find(projection.tensor));
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

/// "model-00001-of-00003.safetensors", as Hugging Face numbers the parts of a model.
bool numbered_part(const std::filesystem::path& path) {
    const std::string name = path.stem().string();
    constexpr std::string_view shape = "-00000-of-00000";
    if (name.size() <= shape.size()) return false;
    const std::string_view end = std::string_view(name).substr(name.size() - shape.size());
    return std::ranges::equal(end, shape, [](char written, char expected) {
        return expected == '0' ? written >= '0' && written <= '9' : written == expected;
    });
}

/// The file with what its numbers are like.
LoadedProjection examined(LoadedProjection projection) {
    projection.weight_not_finite = not_finite_in(projection.parameters.weight.values());
    projection.bias_not_finite = not_finite_in(projection.parameters.bias.values());
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
            return examined(from_npy(file, options, stop));
        case WeightFormat::shard_index:
            return examined(from_index(file, options, stop));
        default:
            return examined(from_tensors(*open_tensor_file(std::move(file), stop), options, stop));
    }
}

LoadedProjection load_projection(const std::filesystem::path& path, const CheckpointOptions& options,
                                 const std::stop_token& stop) {
    LoadedProjection projection = load_projection(ByteSource(path), options, stop);
    projection.one_of_several = numbered_part(path);
    // What stands in the file itself of pixels that it was learned from stands above what lies beside it.
    const bool own = projection.expects && projection.family != ModelFamily::llama_cpp;
    if (auto expected = own ? std::nullopt : read_expected_pixels(path.parent_path()))
        projection.expects = std::move(expected);
    return projection;
}

}  // namespace patchlens
