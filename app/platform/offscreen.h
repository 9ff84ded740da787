// The screen as a picture or a drawing, without a display: EGL's surfaceless platform and a framebuffer of
// any size.
#pragma once

#include <stop_token>
#include <string>

#include "app/model/computing/computation.h"
#include "app/model/state/session.h"
#include "app/platform/screen.h"
#include "app/platform/surfaceless_context.h"
#include "core/picture/image.h"

namespace patchlens::platform {

inline constexpr int largest_offscreen_side = 8192;

struct OffscreenOptions {
    Size size{1000, 1600};  ///< height, width in pixels
    float scale = 1;        ///< 1 = 96 dpi
    bool presenting = false;
    bool scene_alone = false;  ///< without the panels beside it
    model::ComputeLimits limits;
    /// Whether the session's patch was asked for and must be in the grid; otherwise the nearest is shown.
    bool patch_asked = false;
    /// The same for its dimension.
    bool dimension_asked = false;
    std::stop_token stop{};
};

/// The program on a screen of its own; the same arguments and frames give the same pixels.
class Offscreen {
public:
    /// Draws the session until everything is computed and nothing moves any more. Throws Error:
    /// value_out_of_range, opengl_unavailable, assets_missing, asset_damaged, patch_outside_grid,
    /// dimension_outside_vector, cancelled, and the errors of opening the session's picture and weights.
    Offscreen(model::Session session, const OffscreenOptions& options);

    ui::Application& application() { return screen_.application(); }
    /// Draws another frame, `seconds` later.
    void advance(float seconds);
    /// Draws frames until nothing moves any more, at most ten seconds.
    void settle();

    /// What the last frame shows, or a part of it ("screen", "scene", the name of a widget), RGB. Throws
    /// Error(choice_expected) where there is no such part.
    Image picture(std::string_view part = "screen");
    /// The same as an SVG file.
    std::string drawing(std::string_view part = "screen");

private:
    ui::Rect place_of(std::string_view part) const;

    Size size_;
    std::stop_token stop_;
    SurfacelessContext context_;
    Framebuffer framebuffer_;
    Screen screen_;
};

}  // namespace patchlens::platform
