// Items side by side in rows, and noticing what changed since the last frame.
#pragma once

#include <string>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

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
    float whole_width() const { return row_.width(); }
    /// Of the rows so far.
    float bottom() const { return row_.max.y; }

private:
    Context& context_;
    Column& column_;
    Rect row_;
    float x_;
};

/// Whether `value` differs from its value in the last frame; true in the first frame.
bool changed_since(const char* name, int value);

}  // namespace patchlens::ui
