// The words of each beat: its name, its one sentence and the longer text beside it, with the current numbers.
#pragma once

#include <string>

#include "app/ui/chapters/story/world.h"
#include "app/ui/scene.h"

namespace patchlens::ui::story {

/// What beat `beat` is called.
std::string name_of_beat(const Scene& scene, int beat);
/// Its sentence; before its prediction was answered, one that does not give the answer away.
std::string sentence_of(const Scene& scene, const World& world, int beat, bool told);
/// What is behind it, and what there is to see.
std::string explanation_of(const Scene& scene, const World& world, int beat);
std::string sight_of(const Scene& scene, const World& world, int beat);
/// Where the same is taken apart.
model::Spot spot_of(int beat);
/// "nn.Conv2d(3, 512, kernel_size=8, stride=8)".
std::string convolution_text(const Scene& scene);

}  // namespace patchlens::ui::story
