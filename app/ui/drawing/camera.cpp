#include "app/ui/drawing/camera.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {
namespace {

/// The fraction of the picture that is in the middle of the area; the whole picture is `length` screen
/// pixels.
double middle(double wanted, double length, double room) {
    if (length <= room) return 0.5;
    const double half = room / (2 * length);
    return std::clamp(wanted, half, 1 - half);
}

/// The view whose camera has `zoom` and shows picture point (x, y) at screen point `at`.
model::PictureView view_with(double zoom, double fit, Size picture, const Rect& area, double x, double y,
                             ImVec2 at) {
    const ImVec2 centre = area.centre();
    const double width = picture.width * zoom;
    const double height = picture.height * zoom;
    return {zoom / fit, middle((x * zoom + (centre.x - at.x)) / width, width, area.width()),
            middle((y * zoom + (centre.y - at.y)) / height, height, area.height())};
}

}  // namespace

Rect Camera::to_screen(const Rectangle& pixels) const {
    const ImVec2 a = to_screen(pixels.left, pixels.top);
    const ImVec2 b = to_screen(pixels.left + pixels.width, pixels.top + pixels.height);
    return {{std::round(a.x), std::round(a.y)}, {std::round(b.x), std::round(b.y)}};
}

double fitting_zoom(Size picture, const Rect& area) {
    const double fit = std::min(static_cast<double>(area.width()) / picture.width,
                                static_cast<double>(area.height()) / picture.height);
    const double whole = std::floor(fit);
    return whole >= 1 && whole > 0.93 * fit ? whole : std::max(fit, 1e-6);
}

double even_zoom(Size picture, const Rect& area) {
    const double fit = fitting_zoom(picture, area);
    return std::max(1.0, std::ceil(fit * (1 - 1e-9)));
}

Camera camera_of(const model::PictureView& view, Size picture, const Rect& area) {
    const double zoom = fitting_zoom(picture, area) * view.zoom;
    const double width = picture.width * zoom;
    const double height = picture.height * zoom;
    const ImVec2 centre = area.centre();
    return {std::round(centre.x - middle(view.x, width, area.width()) * width),
            std::round(centre.y - middle(view.y, height, area.height()) * height), zoom};
}

model::PictureView zoomed(const model::PictureView& view, Size picture, const Rect& area, ImVec2 anchor,
                          double factor, double largest_pixel) {
    const double fit = fitting_zoom(picture, area);
    const Camera camera = camera_of(view, picture, area);
    const double most = std::max(fit, std::min(largest_pixel, fit * model::largest_zoom));
    const double zoom = std::clamp(camera.zoom * factor, fit, most);
    return view_with(zoom, fit, picture, area, camera.x_at(anchor.x), camera.y_at(anchor.y), anchor);
}

model::PictureView panned(const model::PictureView& view, Size picture, const Rect& area, ImVec2 delta) {
    const Camera camera = camera_of(view, picture, area);
    const ImVec2 centre = area.centre();
    const ImVec2 moved{centre.x + delta.x, centre.y + delta.y};
    return view_with(camera.zoom, fitting_zoom(picture, area), picture, area, camera.x_at(centre.x),
                     camera.y_at(centre.y), moved);
}

model::PictureView brought_back(const model::PictureView& view, Size picture, const Rect& area) {
    const double zoom = fitting_zoom(picture, area) * view.zoom;
    return {view.zoom, middle(view.x, picture.width * zoom, area.width()),
            middle(view.y, picture.height * zoom, area.height())};
}

}  // namespace patchlens::ui
