// What the mouse points at in the story's scene: a patch on the picture or on the map, a number of the
// vector.
#include <algorithm>
#include <cmath>

#include "app/ui/chapters/story/numbers_shown.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {
namespace {

/// Where the mouse is in `place`, from 0 to 1 each way.
ImVec2 mouse_in(const Rect& place) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    return {(mouse.x - place.min.x) / place.width(), (mouse.y - place.min.y) / place.height()};
}

int cell_at(float part, int count) {
    return std::clamp(static_cast<int>(std::floor(part * static_cast<float>(count))), 0, count - 1);
}

void mark_hovered(Stage& stage, const Rect& place) {
    if (place.width() >= stage.context.px(6) && place.height() >= stage.context.px(6))
        marker(stage.context, place, Mark::hovered);
    else
        frame_on_picture(stage.context, place, hovered_on_picture);
}

void point_at(const Stage& stage, const Press& press, PatchPosition patch) {
    stage.context.hovering.patch = patch;
    tooltip(stage.context, {stage.context.language(
                                "view.patch", {place_text(patch), grouped(stage.world.grid.token(patch))}),
                            stage.context.language("story.pick")});
    if (press.clicked) stage.scene.select(patch);
}

void pick_on_picture(Stage& stage) {
    const Box& box = stage.moment.picture.box;
    if (stage.moment.fallen < 1 || !stage.sees(stage.moment.picture) || stage.clear(box) < 1 ||
        stage.moment.picture.shown < 0.99)
        return;
    const Rect place = stage.place(box);
    const PatchGrid& grid = stage.world.grid;
    const auto& hovered = stage.context.hovered.patch;
    if (hovered && grid.contains(*hovered))
        mark_hovered(stage, stage.place(stage.world.in_picture(*hovered, box)));
    const Press press = pressable(stage.context, "story/picture", place, 0);
    if (!press.hovered) return;
    const ImVec2 at = mouse_in(place);
    const PixelPosition pixel{cell_at(at.y, grid.image().height), cell_at(at.x, grid.image().width)};
    if (const auto patch = grid.patch_at(pixel)) point_at(stage, press, *patch);
}

void pick_on_map(Stage& stage) {
    const Thing& map = stage.moment.layers.front();
    if (stage.moment.mapped < 1 || map.shown < 1 || map.box != stage.world.map()) return;
    const Rect place = stage.place(map.box);
    if (!stage.area().contains(place)) return;
    const Size grid = stage.world.grid.grid();
    const auto& hovered = stage.context.hovered.patch;
    if (hovered && stage.world.grid.contains(*hovered))
        mark_hovered(stage, stage.place(cell_in(map.box, grid, hovered->row, hovered->column)));
    const Press press = pressable(stage.context, "story/map", place, 0);
    if (!press.hovered) return;
    const ImVec2 at = mouse_in(place);
    point_at(stage, press, {cell_at(at.y, grid.height), cell_at(at.x, grid.width)});
}

/// The numbers that are there; those still to come say nothing.
void pick_in_vector(Stage& stage) {
    const Moment& moment = stage.moment;
    const World& world = stage.world;
    if (moment.vector.shown < 1 || moment.vector.box != world.vector()) return;
    if (numbers_done(world, moment) < world.dims || moment.filled <= 0) return;
    const Rect place = stage.place(moment.vector.box);
    if (!stage.area().contains(place)) return;
    const Press press = pressable(stage.context, "story/vector", place, 0);
    if (!press.hovered) return;
    const int dim = cell_at(mouse_in(place).x, world.dims);
    stage.context.hovering.dim = dim;
    const auto index = static_cast<std::size_t>(dim);
    tooltip(stage.context,
            {stage.context.language("story.pick_number",
                                    {std::to_string(dim), with_sign((*stage.scene.results.vector)[index])}),
             stage.context.language("story.pick")});
    if (press.clicked) stage.scene.select(dim);
}

}  // namespace

void pick(Stage& stage) {
    pick_on_picture(stage);
    pick_on_map(stage);
    pick_in_vector(stage);
}

}  // namespace patchlens::ui::story
