#include "app/ui/plots/patch_planes.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/drawing/grid_cells.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/tooltip.h"

namespace patchlens::ui {

std::span<const float> channel_plane(std::span<const float> values, int channel, Size patch) {
    const auto area = static_cast<std::size_t>(patch.area());
    return values.subspan(static_cast<std::size_t>(channel) * area, area);
}

std::string plane_number(std::span<const float> plane, Size patch, PixelPosition pixel, bool sign) {
    const auto index = std::int64_t{pixel.y} * patch.width + pixel.x;
    const float number = plane[static_cast<std::size_t>(index)];
    return sign ? with_sign(number) : without_plus(number);
}

PlaneTouch link_pixels(Context& context, const std::string& name, const Rect& place, float captions,
                       Size patch, const std::function<std::string(PixelPosition)>& text,
                       const std::string& leads) {
    const Press press = pressable(context, name.c_str(), place, 0);
    if (context.hovered.pixel && context.hovered.pixel->y < patch.height &&
        context.hovered.pixel->x < patch.width) {
        const Rect cell = cell_of(place, patch, context.hovered.pixel->y, context.hovered.pixel->x);
        if (cell.width() >= 2) frame_on_picture(context, cell, hovered_on_picture);
    }
    if (press.clicked && !press.hovered) return {press, {}, PixelPosition{}};
    if (!press.hovered) return {press, {}, {}};
    const PixelPosition pixel = cell_under(place, patch, ImGui::GetIO().MousePos);
    context.hovering.pixel = pixel;
    tooltip_beside(
        context, {place.min, {place.max.x, place.max.y + captions}}, Beside::below,
        {text(pixel), context.language("view.pixel", {std::to_string(pixel.y), std::to_string(pixel.x)}),
         leads});
    return {press, pixel, press.clicked ? std::optional(pixel) : std::nullopt};
}

}  // namespace patchlens::ui
