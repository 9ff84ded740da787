#include "app/ui/drawing/grid_lines.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// The rows (or columns) of patches between two coordinates of the picture.
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

Rect common(const Rect& a, const Rect& b) {
    return {{std::max(a.min.x, b.min.x), std::max(a.min.y, b.min.y)},
            {std::min(a.max.x, b.max.x), std::min(a.max.y, b.max.y)}};
}

/// "dropped (2 px)" in the middle of a strip that is dropped; on a thin one it reaches into the picture.
void label_strip(Context& context, const Rect& shown, int length, const Rect& visible) {
    if (shown.width() <= 0 || shown.height() <= 0) return;
    ImFont* font = context.fonts.mono_small;
    const std::string pixels = context.language("unit.pixels", {std::to_string(length)});
    std::string text = context.language("legend.title", {context.language("legend.dropped"), pixels});
    // Shorter where that would hide much of the picture.
    if (visible.width() < 4 * (text_width(font, text) + context.px(10))) text = pixels;
    const float width = text_width(font, text) + context.px(10);
    const float height = compat::size_of(font) + context.px(4);
    if (visible.width() < 4 * width || visible.height() < 4 * height) return;
    const float x =
        std::clamp(shown.centre().x - width / 2, visible.min.x, visible.max.x - width - context.px(1));
    const float y =
        std::clamp(shown.centre().y - height / 2, visible.min.y, visible.max.y - height - context.px(1));
    const Rect box = rect_at({std::floor(x), std::floor(y)}, width, height);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRectFilled(box.min, box.max, dark_on_picture.packed(0.86F), context.px(3));
    text_in(context, box, font, light_on_picture, text, Align::centre);
}

void hatch(Context& context, const Rect& place) {
    if (place.width() <= 0 || place.height() <= 0) return;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRectFilled(place.min, place.max, dark_on_picture.packed(0.6F));
    draw.PushClipRect(place.min, place.max, true);
    const float step = context.px(8);
    const float line = std::max(1.0F, context.px(1.5F));
    const float end = place.max.x + place.height();
    for (float x = std::floor(place.min.x / step) * step; x < end; x += step) {
        draw.AddLine({x, place.min.y}, {x - place.height(), place.max.y}, light_on_picture.packed(0.43F),
                     line);
    }
    draw.PopClipRect();
}

}  // namespace

float grid_line_strength(double cell, float scale) {
    return static_cast<float>(std::clamp((cell / scale - 3.0) / 9.0, 0.0, 1.0));
}

void draw_grid_lines(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible) {
    const Size patch = grid.patch();
    const auto light = [](float strength) { return light_on_picture.packed(0.26F * strength); };
    const auto dark = [](float strength) { return dark_on_picture.packed(0.20F * strength); };
    const float line = std::max(1.0F, std::floor(context.scale));
    const Size covered = grid.covered();
    const Rect all = camera.to_screen({0, 0, covered.height, covered.width});
    const Rect shown = common(all, visible);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float of_rows = grid_line_strength(patch.height * camera.zoom, context.scale);
    const Span rows =
        between(camera.y_at(shown.min.y), camera.y_at(shown.max.y), patch.height, grid.grid().height);
    for (int row = std::max(1, rows.first); row <= rows.last && of_rows > 0; ++row) {
        const float y = std::round(camera.to_screen(0, row * patch.height).y);
        draw.AddRectFilled({shown.min.x, y - line}, {shown.max.x, y}, dark(of_rows));
        draw.AddRectFilled({shown.min.x, y}, {shown.max.x, y + line}, light(of_rows));
    }
    const Span columns =
        between(camera.x_at(shown.min.x), camera.x_at(shown.max.x), patch.width, grid.grid().width);
    const float of_columns = grid_line_strength(patch.width * camera.zoom, context.scale);
    for (int column = std::max(1, columns.first); column <= columns.last && of_columns > 0; ++column) {
        const float x = std::round(camera.to_screen(column * patch.width, 0).x);
        draw.AddRectFilled({x - line, shown.min.y}, {x, shown.max.y}, dark(of_columns));
        draw.AddRectFilled({x, shown.min.y}, {x + line, shown.max.y}, light(of_columns));
    }
}

void draw_dropped(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible) {
    const Size image = grid.image();
    const Size covered = grid.covered();
    const Size dropped = grid.dropped();
    const Rect below = common(visible, camera.to_screen({covered.height, 0, dropped.height, image.width}));
    const Rect right = common(visible, camera.to_screen({0, covered.width, covered.height, dropped.width}));
    hatch(context, below);
    hatch(context, right);
    label_strip(context, below, dropped.height, visible);
    label_strip(context, right, dropped.width, visible);
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
                               dark_on_picture.packed(0.6F), context.px(3));
            put_text(context, draw, font, at, light_on_picture, number);
        }
    }
}

void draw_hatched(Context& context, const Rect& place) {
    hatch(context, place);
}

void draw_padded(Context& context, const Rect& place) {
    if (place.width() <= 0 || place.height() <= 0) return;
    fill(context, place, context.palette.field);
    const float step = context.px(7);
    const float side = std::max(1.0F, context.px(2));
    // On one lattice of the screen, so that neighbouring parts join.
    for (float y = std::ceil(place.min.y / step) * step; y + side <= place.max.y; y += step) {
        for (float x = std::ceil(place.min.x / step) * step; x + side <= place.max.x; x += step)
            fill(context, rect_at({x, y}, side, side), context.palette.muted);
    }
}

}  // namespace patchlens::ui
