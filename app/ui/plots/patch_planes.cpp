#include "app/ui/plots/patch_planes.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/drawing/grid_cells.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/tooltip.h"
#include "app/ui/widgets/widgets.h"

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

void print_cells(Context& context, const Rect& place, Size patch, std::span<const float> values, bool sign) {
    ImFont* font = context.fonts.mono_small;
    const std::string widest = sign ? "+0.00" : "0.00";
    const float width = place.width() / static_cast<float>(patch.width);
    const float height = place.height() / static_cast<float>(patch.height);
    if (width < text_width(font, widest) + context.px(4) || height < compat::size_of(font) + context.px(4))
        return;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (int y = 0; y < patch.height; ++y) {
        for (int x = 0; x < patch.width; ++x) {
            const float value = values[static_cast<std::size_t>(y * patch.width + x)];
            const std::string number = sign ? with_sign(value, 2) : without_plus(value, 2);
            const Rect cell = cell_of(place, patch, y, x);
            const ImVec2 at{std::floor(cell.centre().x - text_width(font, number) / 2),
                            std::floor(cell.centre().y - compat::size_of(font) / 2)};
            draw.AddText(font, compat::size_of(font), {at.x + 1, at.y + 1}, IM_COL32(0, 0, 0, 200),
                         number.c_str());
            draw.AddText(font, compat::size_of(font), at, IM_COL32_WHITE, number.c_str());
        }
    }
}

std::optional<PixelPosition> link_pixels(Context& context, const std::string& name, const Rect& place,
                                         float captions, Size patch,
                                         const std::function<std::string(PixelPosition)>& text,
                                         const std::string& leads) {
    const Press press = pressable(context, name.c_str(), place, 0);
    if (context.hovered.pixel && context.hovered.pixel->y < patch.height &&
        context.hovered.pixel->x < patch.width) {
        const Rect cell = cell_of(place, patch, context.hovered.pixel->y, context.hovered.pixel->x);
        if (cell.width() >= 2) outline(context, cell, hovered_on_picture, std::max(1.0F, context.px(1.5F)));
    }
    if (press.clicked && !press.hovered) return PixelPosition{};  // by key
    if (!press.hovered) return std::nullopt;
    const PixelPosition pixel = cell_under(place, patch, ImGui::GetIO().MousePos);
    context.hovering.pixel = pixel;
    tooltip_beside(
        context, {place.min, {place.max.x, place.max.y + captions}}, Beside::below,
        {text(pixel), context.language("view.pixel", {std::to_string(pixel.y), std::to_string(pixel.x)}),
         leads});
    return press.clicked ? std::optional(pixel) : std::nullopt;
}

}  // namespace patchlens::ui
