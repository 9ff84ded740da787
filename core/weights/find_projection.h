// Finding the patch projection among the tensors of a model's file, by the names that model families use
// (projection_names.h).
#pragma once

#include <string>
#include <vector>

#include "core/weights/projection_names.h"
#include "core/weights/tensor_file.h"

namespace patchlens {

/// The projection's weight, then the other tensors that could be meant, best first. `wanted` chooses a tensor
/// by its name; empty searches. Throws Error(tensor_missing) for a wanted name that is not in the file,
/// Error(projection_missing) where no tensor has a known name, and Error(resnet_stem_refused) where the only
/// candidate is the first convolution of a ResNet, which has no patches.
std::vector<ProjectionName> find_projection(const TensorFile& file, const std::string& wanted);

/// The LayerNorm (one number for each dimension, and no batch norm) that follows the projection, under the
/// name its family uses, or nullptr.
const StoredTensor* norm_after(const TensorFile& file, const ProjectionName& projection);

}  // namespace patchlens
