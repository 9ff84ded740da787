// The switch that stretches a patch's pixels to the full range of colours.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

float contrast_switch_width(const Context& context);
/// `place` is contrast_switch_width wide and at least 16 logical pixels high.
void contrast_switch(Context& context, const char* name, const Rect& place, bool stretched,
                     model::Actions& actions);

}  // namespace patchlens::ui
