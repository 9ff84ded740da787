// Opening a trained model's file and taking its patch projection out of it.
//
// .safetensors files are searched by the names that model families use (core/projection_names.h); an .npy
// file is the weight itself. Nothing of the rest of the model is read, except shapes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/flat_weight.h"
#include "core/init.h"
#include "core/projection_names.h"
#include "core/size.h"

namespace patchlens {

/// What the caller knows better than the file.
struct CheckpointOptions {
    std::string tensor = {};  ///< take this one and search no name
    std::optional<FlatOrder> flat_order = {};
    std::optional<Size> patch_size = {};  ///< of a flat weight, where its column count leaves it open
    std::optional<int> in_chans = {};     ///< likewise
};

/// The projection of a model, and what is worth saying about it.
struct LoadedProjection {
    ConvParameters
        parameters;      ///< weight [D, C, ph, pw]; bias empty where the file has none, which counts as zeros
    std::string tensor;  ///< the weight's name in the file; empty for .npy
    ModelFamily family = ModelFamily::unknown;
    bool has_bias = false;
    bool norm_follows = false;  ///< that model normalises right after the projection
    bool was_flat = false;      ///< the file held it as [D, C*ph*pw]
    Size stride;  ///< the step of that model's convolution; smaller than the kernel where patches overlap
    std::optional<Size> img_size;     ///< from the position embedding, where there is one for a square grid
    std::vector<std::string> others;  ///< further tensors that could have been meant, best first

    Size patch_size() const;
    bool overlapping() const { return stride != patch_size(); }
};

/// Reads the projection of `path`. Throws the errors of read_npy and SafetensorsFile, and
/// Error(weights_format_refused), Error(pickle_refused), Error(npz_refused), Error(lfs_pointer_refused) for
/// other files, Error(tensor_missing), Error(projection_missing) where the weight is not found,
/// Error(video_weight_refused), Error(weight_shape_refused), Error(shape_mismatch) (the bias) where it does
/// not fit, Error(flat_order_needed), Error(flat_patch_needed) where a flat weight leaves open what it means.
LoadedProjection load_projection(const std::filesystem::path& path, const CheckpointOptions& options = {});

}  // namespace patchlens
