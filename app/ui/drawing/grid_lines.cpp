#include "app/ui/drawing/grid_lines.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

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

/// One direction of a grid: patch i begins at pixel i * stride - padding.
struct Axis {
    int patch;
    int stride;
    int padding;
    int count;

    int begin(int index) const { return index * stride - padding; }
    int end(int index) const { return begin(index) + patch; }
    /// Patches that begin or end between two coordinates, and the ones beside them.
    Span between(double from, double to) const {
        const auto index = [&](double pixel) {
            return static_cast<int>(std::clamp(std::floor(pixel / stride), 0.0, count - 1.0));
        };
        return {index(from + padding - patch), index(to + padding)};
    }
};

Axis down(const PatchGrid& grid) {
    return {grid.patch().height, grid.stride().height, grid.padding().height, grid.grid().height};
}

Axis across(const PatchGrid& grid) {
    return {grid.patch().width, grid.stride().width, grid.padding().width, grid.grid().width};
}

/// The pixels of one direction in [from, to) that no patch reaches, in runs {first, length}.
std::vector<std::pair<int, int>> unreached(const Axis& axis, int from, int to) {
    std::vector<std::pair<int, int>> runs;
    int reached = from;
    for (int index = 0; index <= axis.count && reached < to; ++index) {
        const int next = index < axis.count ? std::min(axis.begin(index), to) : to;
        if (next > reached) runs.emplace_back(reached, next - reached);
        if (index < axis.count) reached = std::max(reached, axis.end(index));
    }
    return runs;
}

Rect common(const Rect& a, const Rect& b) {
    return {{std::max(a.min.x, b.min.x), std::max(a.min.y, b.min.y)},
            {std::min(a.max.x, b.max.x), std::min(a.max.y, b.max.y)}};
}

/// "dropped (2 px)" in the middle of a strip, say one that is dropped; on a thin one it reaches into the
/// picture.
void label_strip(Context& context, const char* what, const Rect& shown, int length, const Rect& visible) {
    if (shown.width() <= 0 || shown.height() <= 0) return;
    ImFont* font = context.fonts.mono_small;
    const std::string pixels = context.language("unit.pixels", {std::to_string(length)});
    std::string text = context.language("legend.title", {context.language(what), pixels});
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
    // Patches that overlap have more lines, and fainter ones.
    const float share = grid.overlaps() ? 0.6F : 1.0F;
    const float line = std::max(1.0F, std::floor(context.scale));
    const Size covered = grid.covered();
    const Rect all = camera.to_screen({0, 0, covered.height, covered.width});
    const Rect shown = common(all, visible);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const auto lines_of = [&](const Axis& axis, bool horizontal, double from, double to, int last) {
        const float strength = share * grid_line_strength(axis.stride * camera.zoom, context.scale);
        if (strength <= 0) return;
        const auto draw_at = [&](int pixel) {
            if (pixel <= 0 || pixel >= last) return;
            const ImVec2 at = camera.to_screen(pixel, pixel);
            const float place = std::round(horizontal ? at.y : at.x);
            const auto half = [&](float before, float after, Colour colour, float opacity) {
                const Rect strip = horizontal
                                       ? Rect{{shown.min.x, place + before}, {shown.max.x, place + after}}
                                       : Rect{{place + before, shown.min.y}, {place + after, shown.max.y}};
                draw.AddRectFilled(strip.min, strip.max, colour.packed(opacity * strength));
            };
            half(-line, 0, dark_on_picture, 0.20F);
            half(0, line, light_on_picture, 0.26F);
        };
        const Span patches = axis.between(from, to);
        for (int index = patches.first; index <= patches.last; ++index) {
            draw_at(axis.begin(index));
            if (axis.stride > axis.patch) draw_at(axis.end(index));
        }
    };
    lines_of(down(grid), true, camera.y_at(shown.min.y), camera.y_at(shown.max.y), covered.height);
    lines_of(across(grid), false, camera.x_at(shown.min.x), camera.x_at(shown.max.x), covered.width);
}

void draw_dropped(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible) {
    const Size image = grid.image();
    const auto pixel_at = [](double at, int most) {
        return static_cast<int>(std::clamp(std::floor(at), 0.0, static_cast<double>(most)));
    };
    const int top = pixel_at(camera.y_at(visible.min.y), image.height);
    const int bottom = pixel_at(camera.y_at(visible.max.y) + 1, image.height);
    const int left = pixel_at(camera.x_at(visible.min.x), image.width);
    const int right = pixel_at(camera.x_at(visible.max.x) + 1, image.width);
    const auto hatched = [&](const Rectangle& pixels) {
        hatch(context, common(visible, camera.to_screen(pixels)));
    };
    int band = top;  // rows that patches reach: between these, columns that they do not
    const auto columns = [&](int end) {
        if (end <= band) return;
        for (const auto& [first, length] : unreached(across(grid), left, right))
            hatched({band, first, end - band, length});
    };
    for (const auto& [first, length] : unreached(down(grid), top, bottom)) {
        columns(first);
        hatched({first, left, length, right - left});
        band = first + length;
    }
    columns(bottom);
    const Size covered = grid.covered();
    const Size dropped = grid.dropped();
    label_strip(context, "legend.dropped",
                common(visible, camera.to_screen({covered.height, 0, dropped.height, image.width})),
                dropped.height, visible);
    label_strip(context, "legend.dropped",
                common(visible, camera.to_screen({0, covered.width, covered.height, dropped.width})),
                dropped.width, visible);
}

Rect patch_cells(const PatchGrid& grid, const Camera& camera) {
    const auto half = [](int a, int b) { return (a - b) / 2.0; };
    const Size stride = grid.stride();
    const double top = half(grid.patch().height, stride.height) - grid.padding().height;
    const double left = half(grid.patch().width, stride.width) - grid.padding().width;
    const ImVec2 min = camera.to_screen(left, top);
    const ImVec2 max = camera.to_screen(left + static_cast<double>(stride.width) * grid.grid().width,
                                        top + static_cast<double>(stride.height) * grid.grid().height);
    return {{std::round(min.x), std::round(min.y)}, {std::round(max.x), std::round(max.y)}};
}

void draw_padding(Context& context, const PatchGrid& grid, const Camera& camera) {
    if (grid.padding() == Size{0, 0}) return;
    const Size image = grid.image();
    const Size padding = grid.padding();
    const int width = grid.padded().width;
    for (const Rectangle& side : {Rectangle{-padding.height, -padding.width, padding.height, width},
                                  Rectangle{image.height, -padding.width, padding.height, width},
                                  Rectangle{0, -padding.width, image.height, padding.width},
                                  Rectangle{0, image.width, image.height, padding.width}}) {
        if (side.area() > 0) draw_padded(context, camera.to_screen(side));
    }
    // Thin strips have no room for dots.
    outline(context,
            camera.to_screen({-padding.height, -padding.width, grid.padded().height, width}).inset(-1),
            context.palette.edge, 1);
}

void name_padding(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible) {
    const Size image = grid.image();
    const Size padding = grid.padding();
    const auto inside = [](int begin, int length, int whole) {
        return begin >= 0 && begin + length <= whole;
    };
    for (std::int64_t token = 0; token < grid.num_patches(); ++token) {
        const Rectangle patch = grid.rectangle(grid.position(token));
        if (inside(patch.top, patch.height, image.height) && inside(patch.left, patch.width, image.width))
            continue;
        const Rect place = camera.to_screen(patch);
        if (visible.overlaps(place)) frame_on_picture(context, place.inset(1), selected_on_picture);
    }
    const auto name = [&](const Rectangle& strip, int length) {
        if (strip.area() > 0)
            label_strip(context, "legend.zeros", common(visible, camera.to_screen(strip)), length, visible);
    };
    name({image.height, 0, padding.height, image.width}, padding.height);
    name({0, image.width, image.height, padding.width}, padding.width);
}

void draw_token_numbers(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible) {
    const Size stride = grid.stride();
    ImFont* font = context.fonts.mono_small;
    const float widest = text_width(font, std::to_string(grid.num_patches() - 1)) + context.px(10);
    if (stride.width * camera.zoom < std::max(widest, context.px(44)) ||
        stride.height * camera.zoom < context.px(44))
        return;
    const Span rows = down(grid).between(camera.y_at(visible.min.y), camera.y_at(visible.max.y));
    const Span columns = across(grid).between(camera.x_at(visible.min.x), camera.x_at(visible.max.x));
    // A patch that overlaps others has its number where it overlaps least: around its middle.
    const Rect cells = patch_cells(grid, camera);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (int row = rows.first; row <= rows.last; ++row) {
        for (int column = columns.first; column <= columns.last; ++column) {
            const ImVec2 corner =
                grid.overlaps()
                    ? ImVec2{cells.min.x + static_cast<float>(column * stride.width * camera.zoom),
                             cells.min.y + static_cast<float>(row * stride.height * camera.zoom)}
                    : camera.to_screen(across(grid).begin(column), down(grid).begin(row));
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
    draw_dots(context, place);
}

void draw_dots(Context& context, const Rect& place) {
    const float step = context.px(7);
    const float side = std::max(1.0F, context.px(2));
    // On one lattice of the screen, so that neighbouring parts join.
    for (float y = std::ceil(place.min.y / step) * step; y + side <= place.max.y; y += step) {
        for (float x = std::ceil(place.min.x / step) * step; x + side <= place.max.x; x += step)
            fill(context, rect_at({x, y}, side, side), context.palette.muted);
    }
}

}  // namespace patchlens::ui
