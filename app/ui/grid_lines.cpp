#include "app/ui/grid_lines.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/compat.h"
#include "app/ui/widgets.h"

namespace patchlens::ui {
namespace {

/// Rows (or columns) of patches that lie between two places of the picture.
struct Span {
    int first = 0;
    int last = -1;
};

Span between(double from, double to, int patch, int count) {
    const auto index = [&](double pixel) {
        return static_cast<int>(std::clamp(std::floor(pixel / patch), 0.0, static_cast<double>(count - 1)));
    };
    return {index(from), index(to)};
}

void hatch(Context& context, const Rect& place) {
    if (place.width() <= 0 || place.height() <= 0) return;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRectFilled(place.min, place.max, IM_COL32(10, 12, 16, 150));
    draw.PushClipRect(place.min, place.max, true);
    const float step = context.px(8);
    const float line = std::max(1.0F, context.px(1.5F));
    const float end = place.max.x + place.height();
    for (float x = std::floor(place.min.x / step) * step; x < end; x += step) {
        draw.AddLine({x, place.min.y}, {x - place.height(), place.max.y}, IM_COL32(255, 255, 255, 110), line);
    }
    draw.PopClipRect();
}

}  // namespace

float grid_line_strength(double cell, float scale) {
    return static_cast<float>(std::clamp((cell / scale - 3.0) / 9.0, 0.0, 1.0));
}

void draw_grid_lines(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible) {
    const Size patch = grid.patch();
    const float strength =
        grid_line_strength(std::min(patch.height, patch.width) * camera.zoom, context.scale);
    if (strength <= 0) return;
    const ImU32 light = Colour{255, 255, 255}.packed(0.26F * strength);
    const ImU32 dark = Colour{0, 0, 0}.packed(0.20F * strength);
    const float line = std::max(1.0F, std::floor(context.scale));
    const Size covered = grid.covered();
    const Rect all = camera.to_screen({0, 0, covered.height, covered.width});
    const Rect shown{{std::max(all.min.x, visible.min.x), std::max(all.min.y, visible.min.y)},
                     {std::min(all.max.x, visible.max.x), std::min(all.max.y, visible.max.y)}};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const Span rows =
        between(camera.y_at(shown.min.y), camera.y_at(shown.max.y), patch.height, grid.grid().height);
    for (int row = std::max(1, rows.first); row <= rows.last; ++row) {
        const float y = std::round(camera.to_screen(0, row * patch.height).y);
        draw.AddRectFilled({shown.min.x, y - line}, {shown.max.x, y}, dark);
        draw.AddRectFilled({shown.min.x, y}, {shown.max.x, y + line}, light);
    }
    const Span columns =
        between(camera.x_at(shown.min.x), camera.x_at(shown.max.x), patch.width, grid.grid().width);
    for (int column = std::max(1, columns.first); column <= columns.last; ++column) {
        const float x = std::round(camera.to_screen(column * patch.width, 0).x);
        draw.AddRectFilled({x - line, shown.min.y}, {x, shown.max.y}, dark);
        draw.AddRectFilled({x, shown.min.y}, {x + line, shown.max.y}, light);
    }
}

void draw_dropped(Context& context, const PatchGrid& grid, const Camera& camera, const Rect&) {
    const Size image = grid.image();
    const Size covered = grid.covered();
    hatch(context, camera.to_screen({covered.height, 0, grid.dropped().height, image.width}));
    hatch(context, camera.to_screen({0, covered.width, covered.height, grid.dropped().width}));
}

void draw_token_numbers(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible) {
    const Size patch = grid.patch();
    ImFont* font = context.fonts.mono_small;
    const float widest = text_width(font, std::to_string(grid.num_patches() - 1)) + context.px(10);
    if (patch.width * camera.zoom < std::max(widest, context.px(44)) ||
        patch.height * camera.zoom < context.px(44))
        return;
    const Span rows =
        between(camera.y_at(visible.min.y), camera.y_at(visible.max.y), patch.height, grid.grid().height);
    const Span columns =
        between(camera.x_at(visible.min.x), camera.x_at(visible.max.x), patch.width, grid.grid().width);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (int row = rows.first; row <= rows.last; ++row) {
        for (int column = columns.first; column <= columns.last; ++column) {
            const ImVec2 corner = camera.to_screen(column * patch.width, row * patch.height);
            const std::string number = std::to_string(grid.token({row, column}));
            const ImVec2 at{std::round(corner.x) + context.px(5), std::round(corner.y) + context.px(4)};
            const float size = compat::size_of(font);
            draw.AddRectFilled({at.x - context.px(3), at.y - context.px(1)},
                               {at.x + text_width(font, number) + context.px(3), at.y + size + context.px(1)},
                               IM_COL32(10, 12, 16, 150), context.px(3));
            draw.AddText(font, size, at, IM_COL32(255, 255, 255, 230), number.c_str());
        }
    }
}

}  // namespace patchlens::ui
