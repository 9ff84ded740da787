// The weights a session asks for: drawn by an initialisation, or taken from a model file and fitted to the
// chosen sizes. What was changed on the way is kept, so that the screen can show it.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "app/model/state/session.h"
#include "core/patch_embed.h"
#include "core/weights/checkpoint.h"

namespace patchlens::model {

/// How the weights on the screen differ from those in the file.
struct Adaptation {
    std::optional<Size> resampled_from;  ///< the file's patch_size, where FlexiViT's resampling was needed
    std::optional<int> channels_from;    ///< the file's in_chans, where timm's rule adapted them
    std::optional<int> dimensions_of;    ///< the file's embed_dim, of which the first were kept

    bool operator==(const Adaptation&) const = default;
};

/// A projection as it was read from a file.
using LoadedPointer = std::shared_ptr<const LoadedProjection>;

/// Reads the projection that `options` name. Throws what load_projection throws, Error(cancelled).
LoadedPointer load_weights(const ModuleOptions& options, const std::stop_token& stop = {});

/// `config` with the module's arguments taken from the file: patch_size, stride, padding, in_chans,
/// embed_dim, bias, and img_size if the file gives it. A number of channels that no picture has becomes 3.
PatchEmbedConfig config_of(const LoadedProjection& loaded, PatchEmbedConfig config);

/// What fitting the file's weights to `shape` takes.
Adaptation adaptation_to(const LoadedProjection& loaded, const ConvShape& shape);

/// The file's weights fitted to `shape`, and what that took. A module with bias gets zeros if the file has
/// none. Throws Error(value_out_of_range) for an embed_dim beyond the file's, Error(cancelled).
ConvParameters fit_weights(const LoadedProjection& loaded, const ConvShape& shape, Adaptation& adaptation,
                           const std::stop_token& stop = {});

/// The weights of `options`: from `loaded`, or drawn by `init` and `seed` if that is null.
ConvParameters make_weights(const ModuleOptions& options, const LoadedProjection* loaded,
                            Adaptation& adaptation, const std::stop_token& stop = {});

}  // namespace patchlens::model
