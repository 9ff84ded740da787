// What this chapter's views share.
#pragma once

#include <string>

#include "app/ui/drawing/numbers.h"
#include "app/ui/scene.h"
#include "app/ui/widgets/flow.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// "patch (19, 10)  token 618"
std::string patch_text(const Scene& scene, PatchPosition patch);

/// The parts of a view below its tools: the picture, its caption, and the legend of its colours.
struct ViewParts {
    Rect picture;
    Rect caption;
    Rect legend;
};
ViewParts parts_below(const Context& context, const Rect& place, float tools_bottom);
/// Writes the caption of a view, in up to two lines.
void view_caption(Context& context, const Rect& place, const std::string& text);

/// Says why something cannot be shown, in the middle of `place`.
void explain_absence(Context& context, const Rect& place, const std::string& text);

}  // namespace patchlens::ui
