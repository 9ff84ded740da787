// From pixels of the picture to pixels of the screen and back: zoom and pan as pure arithmetic.
#pragma once

#include "app/model/state/session.h"
#include "app/ui/layout.h"
#include "core/size.h"

namespace patchlens::ui {

/// Where a picture is drawn in its area.
struct Camera {
    double left = 0;  ///< the picture's top left corner on the screen
    double top = 0;
    double zoom = 1;  ///< screen pixels per picture pixel

    ImVec2 to_screen(double x, double y) const {
        return {static_cast<float>(left + x * zoom), static_cast<float>(top + y * zoom)};
    }
    /// The screen rectangle of picture pixels, its edges on whole screen pixels.
    Rect to_screen(const Rectangle& pixels) const;
    double x_at(float screen_x) const { return (screen_x - left) / zoom; }
    double y_at(float screen_y) const { return (screen_y - top) / zoom; }
};

/// The zoom at which the whole picture just fits; a whole number where that costs little space, so that
/// pixels are even squares.
double fitting_zoom(Size picture, const Rect& area);

/// The zoom of the button that makes pixels even: 1, or, where the whole picture is shown larger than that,
/// the least whole number at which it fills the area.
double even_zoom(Size picture, const Rect& area);

/// The camera that shows `view` of `picture` in `area`. A picture larger than the area leaves no gap at its
/// edges; a smaller one is centred.
Camera camera_of(const model::PictureView& view, Size picture, const Rect& area);

/// `view` zoomed by `factor`; the picture's point under `anchor` (screen) stays where it is. A picture pixel
/// grows to at most `largest_pixel` screen pixels.
model::PictureView zoomed(const model::PictureView& view, Size picture, const Rect& area, ImVec2 anchor,
                          double factor, double largest_pixel);
/// `view` after the picture was dragged by `delta` screen pixels.
model::PictureView panned(const model::PictureView& view, Size picture, const Rect& area, ImVec2 delta);
/// `view` clamped to the picture's edges, as camera_of shows it.
model::PictureView brought_back(const model::PictureView& view, Size picture, const Rect& area);

}  // namespace patchlens::ui
