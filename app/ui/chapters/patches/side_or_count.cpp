#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "app/ui/chapters/patches/parts.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::patches {
namespace {

/// "32", "31.25": a length that need not be an integer.
std::string length_text(int whole, int parts) {
    if (whole % parts == 0) return std::to_string(whole / parts);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2f", static_cast<double>(whole) / parts);
    return text.data();
}

/// Grid lines with spacing `cell_x` and `cell_y`; those of the first cell lie `start` before the corner.
void draw_lines(const Scene& scene, const Rect& place, float cell_x, float cell_y, Size cells, ImVec2 start) {
    Context& context = scene.context;
    const float strength = grid_line_strength(std::min(cell_x, cell_y), context.scale);
    if (strength <= 0) {  // too dense for lines: a shade
        fill(context, place, dark_on_picture.packed(0.27F));
        return;
    }
    const ImU32 colour = light_on_picture.packed(0.24F + 0.55F * strength);
    for (int column = 1; column < cells.width; ++column) {
        const float x = std::round(place.min.x - start.x + cell_x * static_cast<float>(column));
        fill(context, {{x, place.min.y}, {x + context.px(1), place.max.y}}, colour);
    }
    for (int row = 1; row < cells.height; ++row) {
        const float y = std::round(place.min.y - start.y + cell_y * static_cast<float>(row));
        fill(context, {{place.min.x, y}, {place.max.x, y + context.px(1)}}, colour);
    }
}

/// A tick or a cross, so that right and wrong differ in more than colour.
void draw_verdict(Context& context, ImVec2 centre, bool right) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float radius = context.px(10);
    const float line = std::max(1.0F, context.px(2));
    draw.AddCircleFilled(centre, radius, dark_on_picture.packed(0.82F));
    const float r = context.px(5);
    if (right) {
        draw.AddLine({centre.x - r, centre.y}, {centre.x - r / 3, centre.y + r * 0.8F}, light_on_picture,
                     line);
        draw.AddLine({centre.x - r / 3, centre.y + r * 0.8F}, {centre.x + r, centre.y - r * 0.8F},
                     light_on_picture, line);
    } else {
        const ImU32 colour = wrong_on_picture;
        draw.AddLine({centre.x - r, centre.y - r}, {centre.x + r, centre.y + r}, colour, line);
        draw.AddLine({centre.x - r, centre.y + r}, {centre.x + r, centre.y - r}, colour, line);
    }
}

}  // namespace

void draw_side_or_count(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const PatchGrid& grid = scene.grid();
    const Size image = grid.image();
    const Size patch = grid.patch();
    const bool square = patch.height == patch.width;
    const std::string size = square ? std::to_string(patch.height) : product(patch);
    text_in(context, {place.min, {place.max.x, place.min.y + context.px(22)}}, context.fonts.heading,
            context.palette.text,
            language(square ? "patches.side.title" : "patches.side.title_pair", {size}));
    const float gap = context.px(14);
    const float width = std::floor((place.width() - gap) / 2);
    const bool same = image == Size{patch.height * patch.height, patch.width * patch.width};
    const auto told = [&](bool right_reading) -> std::string {
        if (right_reading)
            return language("patches.side.right",
                            {product(patch), product(grid.grid()), grouped(grid.num_patches())});
        if (same) return language("patches.side.same", {product(patch)});
        return language("patches.side.wrong", {product(patch),
                                               length_text(image.height, patch.height) + " × " +
                                                   length_text(image.width, patch.width),
                                               grouped(patch.area())});
    };
    // Three lines are usual; patches larger than the picture, which padding allows, take more.
    float text = context.px(54);
    for (const bool reading : {true, false}) {
        text = std::max(text,
                        paragraph_height(context, context.fonts.small, told(reading), width) + context.px(6));
    }
    const auto half = [&](float left, bool right_reading) {
        const Rect above{{left, place.min.y + context.px(28)}, {left + width, place.max.y - text}};
        const Rect frame = fitted(above, image.width, image.height);
        draw_pixels(scene, {0, 0, image.height, image.width}, frame);
        const auto zoom = frame.width() / static_cast<float>(image.width);
        // In the wrong reading, patch_size is the number of patches.
        const Size cells = right_reading ? Size{grid.grid().height + 1, grid.grid().width + 1} : patch;
        const float cell_x = right_reading ? zoom * static_cast<float>(grid.stride().width)
                                           : frame.width() / static_cast<float>(patch.width);
        const float cell_y = right_reading ? zoom * static_cast<float>(grid.stride().height)
                                           : frame.height() / static_cast<float>(patch.height);
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        draw.PushClipRect(frame.min, frame.max, true);
        const ImVec2 start = right_reading ? ImVec2{zoom * static_cast<float>(grid.padding().width),
                                                    zoom * static_cast<float>(grid.padding().height)}
                                           : ImVec2{};
        draw_lines(scene, frame, cell_x, cell_y, cells, start);
        draw.PopClipRect();
        draw_verdict(context, {frame.min.x + context.px(14), frame.min.y + context.px(14)},
                     right_reading || same);
        context.probe.item(right_reading ? "patches/side/right" : "patches/side/wrong", frame.min, frame.max);
        paragraph(context, {left, frame.max.y + context.px(5)}, width, context.fonts.small,
                  right_reading || same ? context.palette.text : context.palette.muted, told(right_reading));
    };
    half(place.min.x, true);
    half(place.min.x + width + gap, false);
}

}  // namespace patchlens::ui::patches
