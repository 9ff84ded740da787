// Loading the patch projection from a trained model's file.
//
// .safetensors and .gguf files, what torch.save writes and .npz archives are searched by the names that model
// families use (core/weights/projection_names.h); the index of a model in several files leads to them; an
// .npy file is the weight itself. Of the rest of the model the positions and the class token are read, and
// only the shapes of all else. What a tensor means is never guessed: where the file is ambiguous, an error
// asks, and every conversion is reported.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/init.h"
#include "core/patch_grid.h"
#include "core/size.h"
#include "core/support/byte_source.h"
#include "core/weights/expected_pixels.h"
#include "core/weights/flat_weight.h"
#include "core/weights/kernel_layout.h"
#include "core/weights/projection_names.h"
#include "core/weights/surroundings.h"

namespace patchlens {

/// What the caller knows better than the file.
struct CheckpointOptions {
    std::string tensor = {};  ///< the weight's name; empty searches for it
    std::optional<WeightLayout> layout = {};
    std::optional<FlatOrder> flat_order = {};
    /// Of a flat weight, where they give its column count; others are deduced, if there is but one way.
    std::optional<Size> patch_size = {};
    std::optional<int> in_chans = {};
};

/// The projection of a model, and how it was read from the file.
struct LoadedProjection {
    /// weight [D, C, ph, pw]; bias empty where the file has none, which counts as zeros.
    ConvParameters parameters;
    /// The weight's name, spelt as in the file; empty for .npy.
    std::string tensor;
    ModelFamily family = ModelFamily::unknown;
    bool has_bias = false;
    /// Numbers of the weight and of the bias that are NaN or infinite.
    std::int64_t weight_not_finite = 0;
    std::int64_t bias_not_finite = 0;
    /// The file is one of several that a model is in, by its name, "model-00001-of-00003.safetensors".
    bool one_of_several = false;
    /// The model normalises a patch's pixels right before the projection.
    bool norm_before = false;
    /// The model normalises the vectors right after the projection.
    bool norm_follows = false;
    /// The weight's shape in the file.
    Shape stored_shape;
    /// The layout its axes were read in.
    WeightLayout layout = WeightLayout::torch;
    /// Whether the layout is worth telling: not PyTorch's, or not the only possible one.
    bool layout_told = false;
    /// The order of the columns, where the file stores the weight as [D, C*ph*pw].
    std::optional<FlatOrder> flat_order = {};
    /// Time steps of a video projection, summed to a still picture's; 0 for one without time.
    int time_steps = 0;
    /// Tensors of a time step each, of which the weight is the sum; 0 where it is one tensor.
    int step_tensors = 0;
    /// The stride of the model's convolution; smaller than the kernel where patches overlap.
    Size stride;
    /// Its padding: rows and columns of zeros on each side.
    Size padding{0, 0};
    /// From the position embedding, where there is one for a square grid, or from what a GGUF file says.
    std::optional<Size> img_size;
    /// What else the file holds around the projection.
    std::vector<Surrounding> around;
    /// The positions of `around`, those of other tokens first: [other_rows + grid.area(), D]. Empty where
    /// there are none for a known grid, or where their numbers cannot be read.
    Tensor positions;
    /// The class token of `around`, [1, D]; empty likewise.
    Tensor class_token;
    /// What the model expects of its pictures, where the file or one beside it says so.
    std::optional<ExpectedPixels> expects;
    /// The file that holds the weight, where an index led to it; empty otherwise.
    std::string shard;
    /// Further tensors that could have been meant, best first.
    std::vector<std::string> others;

    bool was_flat() const { return flat_order.has_value(); }
    Size patch_size() const;
    bool overlapping() const { return stride != patch_size(); }
    Sliding sliding() const;
};

/// Reads the projection of `path`, and what the preprocessor_config.json beside it says. Throws the errors of
/// read_npy, SafetensorsFile, TorchFile, NpzFile, GgufFile, ShardedFile and weight_format, Error(no_tensors)
/// where there is none, Error(tensor_missing), Error(projection_missing) where the weight is not found,
/// Error(resnet_stem_refused) where what is found is no patch projection, Error(weight_shape_refused),
/// Error(weight_channels_refused), Error(shape_mismatch) or Error(weight_layout_contradicted) (the bias)
/// where it does not fit, Error(weight_layout_needed), Error(flat_order_needed), Error(flat_patch_needed)
/// where it is left open what it means, and Error(cancelled) soon after a stop is requested.
LoadedProjection load_projection(const std::filesystem::path& path, const CheckpointOptions& options = {},
                                 const std::stop_token& stop = {});

/// The same of an open file, without looking for what the model expects beside it.
LoadedProjection load_projection(ByteSource file, const CheckpointOptions& options = {},
                                 const std::stop_token& stop = {});

}  // namespace patchlens
