// The selected patch's vector below the picture, where it is the answer of a question: beside the scene the
// panel may be folded, and its bars are small.
#pragma once

#include "app/ui/scene.h"

namespace patchlens::ui {

/// Whether the answer that is shown is seen in the vector.
bool answers_in_vector(const Context& context);
/// As high as it should be, in screen pixels.
float answer_bars_height(const Context& context);
/// The bars, the grey ones of before behind them, and what those are.
void draw_answer_bars(const Scene& scene, const Rect& place);

}  // namespace patchlens::ui
