// The screen as a picture, without a display: EGL's surfaceless platform and a framebuffer of any size.
#pragma once

#include <stop_token>

#include "app/model/computing/computation.h"
#include "app/model/state/session.h"
#include "core/picture/image.h"

namespace patchlens::platform {

inline constexpr int largest_offscreen_side = 8192;

struct OffscreenOptions {
    Size size{1000, 1600};  ///< height, width in pixels
    float scale = 1;        ///< 1 = 96 dpi
    bool presenting = false;
    model::ComputeLimits limits;
    /// Whether the session's patch was asked for and must be in the grid; otherwise the nearest is shown.
    bool patch_asked = false;
    /// The same for its dimension.
    bool dimension_asked = false;
    std::stop_token stop{};
};

/// Draws the session once everything is computed and nothing moves any more; the same arguments give the same
/// pixels. RGB. Throws Error: value_out_of_range, opengl_unavailable, assets_missing, asset_damaged,
/// patch_outside_grid, dimension_outside_vector, cancelled, and the errors of opening the session's picture
/// and weights.
Image render_offscreen(model::Session session, const OffscreenOptions& options);

}  // namespace patchlens::platform
