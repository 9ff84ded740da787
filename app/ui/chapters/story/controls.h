// What stands below the story's scene: the sentence, what it asks, and the ways on, back and out.
#pragma once

#include "app/ui/chapters/story/world.h"
#include "app/ui/scene.h"

namespace patchlens::ui::story {

/// The height of all of it: the same in every beat.
float controls_height(const Context& context);
void draw_controls(const Scene& scene, const World& world, const Rect& place);
/// Arrows, Space, digits and the wheel over `scene_place`.
void read_input(const Scene& scene, const World& world, const Rect& scene_place);
/// The beat's time goes on.
void go_on(const Scene& scene, const World& world);

}  // namespace patchlens::ui::story
