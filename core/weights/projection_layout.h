// From a weight as its file stores it to PyTorch's [D, C, ph, pw]: deciding in which order its axes stand,
// and converting it.
#pragma once

#include <stop_token>
#include <string>

#include "core/tensor.h"
#include "core/weights/checkpoint.h"
#include "core/weights/kernel_layout.h"
#include "core/weights/tensor_file.h"

namespace patchlens {

/// A weight as its file stores it.
struct StoredWeight {
    const std::string& file_name;
    std::string tensor;  ///< as error messages call it
    const Shape& shape;
    LayoutHints hints;
};

/// Throws Error(weight_shape_refused) unless `shape` has 2, 4 or 5 dimensions, each from 1 to the largest
/// int.
void require_kernel_shape(const Shape& shape, const std::string& file_name, const std::string& tensor);

/// What the rest of the file tells about the axes of the chosen weight.
LayoutHints hints_in(const TensorFile& file, const ProjectionName& chosen);

/// Sets `layout` and `layout_told` of `projection`. Throws Error(weight_channels_refused) where no layout
/// gives the channels of a picture, Error(weight_layout_needed) where more than one is possible.
void decide_layout(LoadedProjection& projection, const StoredWeight& stored,
                   const CheckpointOptions& options);

/// Throws Error(weight_layout_contradicted) where a bias of `shape` has another length than the weight has
/// filters, but fits the weight in another layout; Error(shape_mismatch) where it fits in none.
void require_bias_shape(const Shape& shape, const std::string& bias, const LoadedProjection& projection,
                        const StoredWeight& stored);

/// Stores `weight` in `projection` as [D, C, ph, pw]: its axes reordered, time summed, flat rows unfolded.
/// Throws Error(flat_order_needed), Error(flat_patch_needed), Error(out_of_memory), Error(cancelled).
void convert_weight(LoadedProjection& projection, Tensor weight, const StoredWeight& stored,
                    const CheckpointOptions& options, const std::stop_token& stop);

}  // namespace patchlens
