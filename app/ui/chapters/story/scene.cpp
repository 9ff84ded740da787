#include <algorithm>
#include <cmath>

#include "app/ui/chapters.h"
#include "app/ui/chapters/story/controls.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {
namespace {

/// The world through the camera; the code takes the lower part while it runs.
void draw_world(const Scene& scene, const World& world, const Rect& place, double time) {
    const Moment moment = moment_at(world, time);
    const float code_height = std::min(place.height() * 0.55F, scene.px(330));
    Rect seen = place;
    seen.max.y -= std::floor(code_height * static_cast<float>(moment.code));
    Stage stage(scene, world, moment, seen, time);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(seen.min, seen.max, true);
    const auto lit = [&](std::initializer_list<model::CodePart> parts, void (*draw_part)(Stage&)) {
        const Faded faded(light_on(moment, parts));
        draw_part(stage);
    };
    using enum model::CodePart;
    lit({}, draw_words);
    lit({picture, grid, patch}, draw_picture);
    lit({tokens}, draw_tokens);
    lit({filter}, draw_filters);
    lit({map}, draw_maps);
    draw_twins(stage);
    lit({picture, grid, patch}, draw_patch);
    draw_filter(stage);
    pick(stage);
    draw.PopClipRect();
    const float width = std::min(place.width(), scene.px(620));
    // It rises from below, where the scene makes room.
    draw.PushClipRect({place.min.x, seen.max.y}, place.max, true);
    draw_code(scene,
              rect_at({std::floor(place.centre().x - width / 2), seen.max.y + scene.px(6)}, width,
                      code_height - scene.px(6)),
              moment.code, moment.run);
    draw.PopClipRect();
    scene.context.probe.item("story/world", place.min, place.max);
}

}  // namespace

ImVec2 least_size(const Scene&) {
    return {520, 330};
}

void draw(const Scene& scene) {
    Context& context = scene.context;
    const World world = world_of(scene);
    go_on(scene, world);  // before everything that emits actions, so that the user's choice takes effect last
    const float side = context.px(16);
    const Rect inside{{scene.place.min.x + side, scene.place.min.y + context.px(12)},
                      {scene.place.max.x - side, scene.place.max.y - context.px(12)}};
    const Rect controls{{inside.min.x, inside.max.y - controls_height(context)}, inside.max};
    const Rect seen{inside.min, {inside.max.x, controls.min.y - context.px(8)}};
    draw_world(scene, world, seen, time_of(scene.session.place<model::Story>()));
    draw_controls(scene, world, controls);
    read_input(scene, world, scene.place);
}

}  // namespace patchlens::ui::story
