// Moving through the picture with the mouse: the wheel zooms to the cursor; the right or the middle button,
// or the left one while Space is held, pulls the picture along.
#pragma once

#include "app/ui/context.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// Emits SetView; also where a view looks past the picture's edge, which brings it back. True while the left
/// button pulls the picture and so selects nothing.
bool navigate(Context& context, const model::Session& session, Size image, const Rect& area,
              const Press& picture, model::Actions& actions);

}  // namespace patchlens::ui
