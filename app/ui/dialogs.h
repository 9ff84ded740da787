// Boxes over the screen: opening a picture, and the list of shortcuts. Escape or a click beside them closes.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_dialog(Context& context, model::Dialog dialog, model::Actions& actions);

}  // namespace patchlens::ui
