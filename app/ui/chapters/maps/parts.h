// What this chapter's views share.
#pragma once

#include <string>

#include "app/ui/drawing/numbers.h"
#include "app/ui/scene.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// "patch (19, 10)  token 618"
std::string patch_text(const Scene& scene, PatchPosition patch);

/// Places items side by side in a column, in as many rows as they need.
class Flow {
public:
    Flow(Context& context, Column& column)
        : context_(context), column_(column), row_(column.row(context.px(30))), x_(row_.min.x) {}
    /// The place of the next item, `width` wide; starts a new row if this one is full.
    Rect next(float width);
    /// A chip at the next place.
    Press chip(const char* name, const std::string& label, bool selected = false);
    /// Starts a new row unless items of `width` in all still have room in this one.
    void keep_together(float width);
    /// The width left in this row.
    float room() const { return row_.max.x - x_; }

private:
    Context& context_;
    Column& column_;
    Rect row_;
    float x_;
};

/// The parts of a view below its tools: the picture, its caption, and the legend of its colours.
struct ViewParts {
    Rect picture;
    Rect caption;
    Rect legend;
};
ViewParts parts_below(const Context& context, const Rect& place, float tools_bottom);
/// Writes the caption of a view, in up to two lines.
void view_caption(Context& context, const Rect& place, const std::string& text);

/// Whether `value` differs from its value in the last frame; true in the first frame.
bool changed_since(const char* name, int value);

/// Says why something cannot be shown, in the middle of `place`.
void explain_absence(Context& context, const Rect& place, const std::string& text);

}  // namespace patchlens::ui
