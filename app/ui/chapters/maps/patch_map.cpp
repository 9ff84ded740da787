#include "app/ui/chapters/maps/patch_map.h"

#include <algorithm>

#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/picture_part.h"

namespace patchlens::ui {

Rect patch_cell(const PatchGrid& grid, const Rect& place, PatchPosition patch) {
    const float width = place.width() / static_cast<float>(grid.grid().width);
    const float height = place.height() / static_cast<float>(grid.grid().height);
    return rect_at({place.min.x + width * static_cast<float>(patch.column),
                    place.min.y + height * static_cast<float>(patch.row)},
                   width, height);
}

namespace {

/// The pixels that a cell for each patch takes: as far as they are apart, not as large as patches that
/// overlap.
Size cells_of(const PatchGrid& grid) {
    return {grid.grid().height * grid.stride().height, grid.grid().width * grid.stride().width};
}

}  // namespace

double patch_map_aspect(const PatchGrid& grid) {
    const Size cells = cells_of(grid);
    return static_cast<double>(cells.width) / cells.height;
}

PatchMap draw_patch_map(const Scene& scene, const char* name, const Rect& place, const Texture& texture) {
    return draw_patch_map(scene, name, place,
                          [&](const Rect& cells) { picture(scene.context, texture, cells); });
}

PatchMap draw_patch_map(const Scene& scene, const char* name, const Rect& place,
                        const std::function<void(const Rect&)>& paint) {
    Context& context = scene.context;
    const PatchGrid& grid = scene.results.grid;
    PatchMap map;
    const Size cells = cells_of(grid);
    map.place = fitted(place, cells.width, cells.height);
    const Press press = pressable(context, name, map.place, 0);
    map.press = press;
    paint(map.place);
    if (press.hovered || press.held) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const auto index = [](float offset, float length, int count) {
            return std::clamp(static_cast<int>(offset / length * static_cast<float>(count)), 0, count - 1);
        };
        const PatchPosition patch{index(mouse.y - map.place.min.y, map.place.height(), grid.grid().height),
                                  index(mouse.x - map.place.min.x, map.place.width(), grid.grid().width)};
        map.hovered = patch;
        context.hovering.patch = patch;
        if (press.held) scene.select(patch);
    }
    const auto& hovered = context.hovered.patch;
    if (hovered && grid.contains(*hovered) && *hovered != scene.results.selection.patch)
        marker(context, patch_cell(grid, map.place, *hovered), Mark::hovered);
    marker(context, patch_cell(grid, map.place, scene.results.selection.patch), Mark::selected);
    return map;
}

void offer_map_menu(const Scene& scene, const char* name, const PatchMap& map, model::Term meaning,
                    const std::string& what, const std::function<float(PatchPosition)>& number,
                    const std::function<Image()>& paint) {
    offer_menu(scene.context, name, map.press, meaning, [&](bool at_mouse) {
        const PatchPosition patch = at_mouse ? map.hovered.value_or(scene.selected()) : scene.selected();
        MenuLines lines;
        if (number) lines.push_back(copy_value(scene.context, number(patch)));
        add_patch(scene.context, lines, scene.session, patch);
        add_picture(scene.context, lines, paint(), copy_name(scene.session, what));
        return lines;
    });
}

void draw_picture_of_patches(Context& context, const Texture& texture, const PatchGrid& grid,
                             const Rect& place) {
    // From half a stride before the first patch's middle to half a stride behind the last one's.
    const auto start = [](int patch, int stride, int padding) { return (patch - stride) / 2 - padding; };
    const Rectangle pixels{start(grid.patch().height, grid.stride().height, grid.padding().height),
                           start(grid.patch().width, grid.stride().width, grid.padding().width),
                           grid.grid().height * grid.stride().height,
                           grid.grid().width * grid.stride().width};
    draw_picture_part(context, texture, grid.image(), pixels, place);
}

void draw_patch_pixels(const Scene& scene, const Rect& place, PatchPosition patch) {
    const Texture& texture = scene.context.pictures.of("picture", scene.results.pyramid);
    const Size size = scene.results.grid.image();
    const Rectangle pixels = scene.results.grid.rectangle(patch);
    const Rect to = fitted(place, pixels.width, pixels.height);
    draw_picture_part(scene.context, texture, size, pixels, to);
    outline(scene.context, to, scene.context.palette.border, scene.context.px(1));
}

}  // namespace patchlens::ui
