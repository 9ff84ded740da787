// Opening a trained model's file and taking its patch projection out of it.
//
// .safetensors files are searched by the names that model families use (core/weights/projection_names.h); an
// .npy file is the weight itself. Nothing of the rest of the model is read, except shapes. What a tensor
// means is never guessed: where a file leaves it open an error asks, and what was done to it is told.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/init.h"
#include "core/size.h"
#include "core/support/byte_source.h"
#include "core/weights/flat_weight.h"
#include "core/weights/kernel_layout.h"
#include "core/weights/projection_names.h"

namespace patchlens {

/// What the caller knows better than the file.
struct CheckpointOptions {
    std::string tensor = {};  ///< take this one and search no name
    std::optional<WeightLayout> layout = {};
    std::optional<FlatOrder> flat_order = {};
    std::optional<Size> patch_size = {};  ///< of a flat weight, where its column count leaves it open
    std::optional<int> in_chans = {};     ///< likewise
};

/// The projection of a model, and what is worth saying about it.
struct LoadedProjection {
    ConvParameters
        parameters;      ///< weight [D, C, ph, pw]; bias empty where the file has none, which counts as zeros
    std::string tensor;  ///< the weight's name in the file, as it stands there; empty for .npy
    ModelFamily family = ModelFamily::unknown;
    bool has_bias = false;
    bool norm_before = false;   ///< that model normalises a patch's pixels right before the projection
    bool norm_follows = false;  ///< that model normalises right after the projection
    Shape stored_shape;         ///< as the file has the weight
    WeightLayout layout = WeightLayout::torch;  ///< in which its axes were read
    bool layout_told =
        false;  ///< whether that is worth saying: other than PyTorch's, or chosen among several
    std::optional<FlatOrder> flat_order = {};  ///< of the columns, where the file held it as [D, C*ph*pw]
    int time_steps = 0;  ///< of a video projection, summed to that of a still picture; 0: it has no time
    Size stride;  ///< the step of that model's convolution; smaller than the kernel where patches overlap
    std::optional<Size> img_size;     ///< from the position embedding, where there is one for a square grid
    std::vector<std::string> others;  ///< further tensors that could have been meant, best first

    bool was_flat() const { return flat_order.has_value(); }
    Size patch_size() const;
    bool overlapping() const { return stride != patch_size(); }
};

/// Reads the projection of `path`. Throws the errors of read_npy, SafetensorsFile and weight_format,
/// Error(no_tensors) where there is none, Error(tensor_missing), Error(projection_missing) where the
/// weight is not found, Error(resnet_stem_refused) where what is found is no patch projection,
/// Error(weight_shape_refused), Error(weight_channels_refused), Error(shape_mismatch) (the bias) where it
/// does not fit, Error(weight_layout_needed), Error(flat_order_needed), Error(flat_patch_needed) where it is
/// left open what it means, and Error(cancelled) soon after a stop is requested.
LoadedProjection load_projection(const std::filesystem::path& path, const CheckpointOptions& options = {},
                                 const std::stop_token& stop = {});

/// The same of an open file.
LoadedProjection load_projection(ByteSource file, const CheckpointOptions& options = {},
                                 const std::stop_token& stop = {});

}  // namespace patchlens
