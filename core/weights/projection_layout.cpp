#include "core/weights/projection_layout.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "core/error.h"
#include "core/support/utf8.h"

namespace patchlens {
namespace {

/// The layout the file declares: MLX and transformers write "format" into the metadata.
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

/// The layouts' names as on the command line and in the window, each with its axes.
std::string names_of(const std::vector<WeightLayout>& layouts) {
    constexpr std::array<std::string_view, 3> names{"torch [embed_dim, in_chans, height, width]",
                                                    "mlx [embed_dim, height, width, in_chans]",
                                                    "flax [height, width, in_chans, embed_dim]"};
    std::string text;
    for (const WeightLayout layout : layouts) {
        if (!text.empty()) text += ", ";
        text += names.at(static_cast<std::size_t>(layout));
    }
    return text;
}

/// A flat weight [D, columns] as [D, C, ph, pw].
Tensor unfold_flat(LoadedProjection& projection, Tensor weight, const StoredWeight& stored,
                   const CheckpointOptions& options) {
    // vit-pytorch's Linear always has its columns in the order (p1 p2 c).
    const bool known = projection.family == ModelFamily::vit_pytorch;
    projection.flat_order = options.flat_order ? options.flat_order
                            : known            ? std::optional(FlatOrder::channels_last)
                                               : std::nullopt;
    if (!projection.flat_order) {
        throw Error(ErrorCode::flat_order_needed, {stored.file_name, stored.tensor, to_string(stored.shape)});
    }
    const std::int64_t columns = weight.dimension(1);
    std::optional<FlatPatch> patch = deduce_flat_patch(columns, options.patch_size, options.in_chans);
    if (!patch) patch = deduce_flat_patch(columns, std::nullopt, std::nullopt);
    if (!patch) {
        throw Error(ErrorCode::flat_patch_needed, {stored.file_name, stored.tensor, std::to_string(columns)});
    }
    return unflatten_weight(std::move(weight), *patch, *projection.flat_order);
}

}  // namespace

void require_kernel_shape(const Shape& shape, const std::string& file_name, const std::string& tensor) {
    const auto fits_int = [](std::int64_t dimension) {
        return dimension >= 1 && dimension <= std::numeric_limits<int>::max();
    };
    const bool right_rank = shape.size() == 2 || shape.size() == 4 || shape.size() == 5;
    if (right_rank && std::all_of(shape.begin(), shape.end(), fits_int)) return;
    throw Error(ErrorCode::weight_shape_refused, {file_name, quotable(tensor), to_string(shape)});
}

LayoutHints hints_in(const TensorFile& file, const ProjectionName& chosen) {
    LayoutHints hints;
    hints.named = is_kernel_name(chosen.tensor) ? WeightLayout::flax : layout_in(file.metadata());
    // llama.cpp's files are converted from PyTorch's.
    if (chosen.family == ModelFamily::llama_cpp) hints.named = WeightLayout::torch;
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

void decide_layout(LoadedProjection& projection, const StoredWeight& stored,
                   const CheckpointOptions& options) {
    const bool flat = stored.shape.size() == 2;
    if (options.layout) {
        projection.layout = *options.layout;
    } else if (flat) {
        const bool transposed = stored.hints.named == WeightLayout::flax;
        projection.layout = transposed ? WeightLayout::flax : WeightLayout::torch;
    } else {
        const std::vector<WeightLayout> layouts = possible_layouts(stored.shape, stored.hints);
        if (layouts.empty()) {
            throw Error(ErrorCode::weight_channels_refused,
                        {stored.file_name, stored.tensor, to_string(stored.shape)});
        }
        if (layouts.size() > 1) {
            throw Error(ErrorCode::weight_layout_needed,
                        {stored.file_name, stored.tensor, to_string(stored.shape), names_of(layouts)});
        }
        projection.layout = layouts.front();
    }
    const bool one_way = flat || possible_layouts(stored.shape, {}).size() == 1;
    const bool contradicts = !flat && stored.hints.named && *stored.hints.named != projection.layout;
    projection.layout_told = projection.layout != WeightLayout::torch || !one_way || contradicts;
}

void require_bias_shape(const Shape& shape, const std::string& bias, const LoadedProjection& projection,
                        const StoredWeight& stored) {
    const std::int64_t filters = filters_in(projection.layout, stored.shape);
    if (shape == Shape{filters}) return;
    std::vector<WeightLayout> fitting{WeightLayout::torch, WeightLayout::flax};
    if (stored.shape.size() > 2) fitting = possible_layouts(stored.shape, {});
    std::erase_if(fitting,
                  [&](WeightLayout layout) { return shape != Shape{filters_in(layout, stored.shape)}; });
    if (fitting.empty())
        throw Error(ErrorCode::shape_mismatch, {bias, to_string(shape), to_string(Shape{filters})});
    throw Error(ErrorCode::weight_layout_contradicted,
                {stored.file_name, stored.tensor, to_string(stored.shape), names_of(fitting), bias,
                 std::to_string(shape.front()), std::to_string(filters)});
}

void convert_weight(LoadedProjection& projection, Tensor weight, const StoredWeight& stored,
                    const CheckpointOptions& options, const std::stop_token& stop) {
    weight = in_torch_order(std::move(weight), projection.layout, stop);
    if (weight.rank() == 5) {
        projection.time_steps = static_cast<int>(weight.dimension(2));
        weight = sum_over_time(weight, stop);
    }
    if (weight.rank() == 2) weight = unfold_flat(projection, std::move(weight), stored, options);
    projection.parameters.weight = std::move(weight);
}

}  // namespace patchlens
