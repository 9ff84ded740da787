// The weights a session asks for: drawn, made by hand, learned and shipped with the program, computed from
// the picture, or taken from a model file and fitted to the chosen sizes. What was changed on the way is
// kept, so that the screen can show it.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "app/model/state/session.h"
#include "core/patch_embed.h"
#include "core/weights/checkpoint.h"

namespace patchlens::model {

/// How the weights on the screen differ from those in the file, and what they cannot fill.
struct Adaptation {
    std::optional<Size> resampled_from;  ///< the file's patch_size, where FlexiViT's resampling was needed
    std::optional<int> channels_from;    ///< the file's in_chans, where timm's rule adapted them
    std::optional<int> dimensions_of;    ///< the file's embed_dim, of which the first were kept
    std::optional<int> zeros_from;       ///< there are no more filters: all later dimensions are zero
    std::optional<int> drawn_patches;    ///< of a picture with too many to take them all

    bool operator==(const Adaptation&) const = default;
};

/// A projection as it was read from a file.
using LoadedPointer = std::shared_ptr<const LoadedProjection>;

/// Reads the projection that `options` name; the patches of a flat one that leaves them open are those of
/// `options`, where they fit. Throws what load_projection throws, Error(cancelled).
LoadedPointer load_weights(const ModuleOptions& options, const std::stop_token& stop = {});

/// The learned weights among the program's assets, for pixels 0..1.
std::filesystem::path learned_file(const std::filesystem::path& assets);

/// Whether the weights stand in a file, the user's or, with Init::trained, the program's own.
bool stand_in_file(const ModuleOptions& options);
/// Whether they are drawn at random.
bool are_drawn(const ModuleOptions& options);
/// Whether they are the program's learned ones.
bool are_learned(const ModuleOptions& options);

/// `config` with the module's arguments taken from the file: patch_size, stride, padding, in_chans,
/// embed_dim, bias, and img_size if the file gives it. A number of channels that no picture has becomes 3.
PatchEmbedConfig config_of(const LoadedProjection& loaded, PatchEmbedConfig config);

/// What fitting the file's weights to `shape` takes. Only learned weights are continued with zeros.
Adaptation adaptation_to(const LoadedProjection& loaded, const ConvShape& shape);

/// The same for the weights of `options`, as far as it is known without the picture; `loaded` is null where
/// they stand in no file.
Adaptation adaptation_of(const ModuleOptions& options, const LoadedProjection* loaded);

/// The file's weights fitted to `shape`, and what that took. A module with bias gets zeros if the file has
/// none. Throws Error(value_out_of_range) for an embed_dim beyond the file's, Error(cancelled).
ConvParameters fit_weights(const LoadedProjection& loaded, const ConvShape& shape, Adaptation& adaptation,
                           const std::stop_token& stop = {});

/// The shipped weights fitted to `shape` and, by an exact change of weight and bias, to normalised pixels:
/// without a bias the change is exact but for a constant. Dimensions beyond the shipped ones are zero.
ConvParameters fit_learned(const LoadedProjection& learned, const ConvShape& shape, Normalize normalize,
                           Adaptation& adaptation, const std::stop_token& stop = {});

/// What weights are made from, besides the options.
struct WeightSources {
    const LoadedProjection* loaded = nullptr;  ///< where the weights stand in a file
    const Tensor* pixels = nullptr;            ///< [C, H, W], for Init::pca
};

/// The weights of `options`. Throws Error(picture_needed) for Init::pca without pixels.
ConvParameters make_weights(const ModuleOptions& options, const WeightSources& sources,
                            Adaptation& adaptation, const std::stop_token& stop = {});

}  // namespace patchlens::model
