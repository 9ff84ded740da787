// What the views of this chapter share.
#pragma once

#include <string>

#include "app/ui/drawing/numbers.h"
#include "app/ui/scene.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// "patch (19, 10)  token 618"
std::string patch_text(const Scene& scene, PatchPosition patch);

/// Things side by side in a column, in as many rows as they need.
class Flow {
public:
    Flow(Context& context, Column& column)
        : context_(context), column_(column), row_(column.row(context.px(30))), x_(row_.min.x) {}
    /// The place of the next thing, `width` wide; in a new row where this one is full.
    Rect next(float width);
    /// A chip at the next place.
    Press chip(const char* name, const std::string& label, bool selected = false);
    /// What is left of this row.
    float room() const { return row_.max.x - x_; }

private:
    Context& context_;
    Column& column_;
    Rect row_;
    float x_;
};

/// The parts of a view below its tools: the picture, and a line that says what it is and what its colours
/// mean.
struct ViewParts {
    Rect picture;
    Rect caption;
    Rect legend;
};
ViewParts parts_below(const Context& context, const Rect& place, float tools_bottom);

/// Whether `value` differs from that of the frame before; true in the first.
bool changed_since(const char* name, int value);

/// Why something cannot be shown, in the middle of `place`.
void explain_absence(Context& context, const Rect& place, const std::string& text);

}  // namespace patchlens::ui
