// A dialog box: the screen behind it is darkened; it has a frame and a heading.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// Covers the screen so that only the box can be pressed; true if the press was outside the box.
bool shade(Context& context, float darkness);

/// A window of its own over the screen, from construction to destruction. `name` is its probe name.
class Box {
public:
    /// Centred on the screen and no larger than it; sizes in logical pixels.
    Box(Context& context, const char* name, float width, float height);
    /// In the given place, as far as the screen reaches; what the column holds beyond it scrolls.
    Box(Context& context, const char* name, const Rect& place);
    ~Box();
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;

    Rect place;
    Column column;  ///< the space inside

private:
    float padding_ = 0;  ///< around a column that scrolls

    void begin(Context& context, const char* name);
};

/// The heading with a cross at the right, "dialog/close", that closes the box.
void box_heading(Context& context, Column& column, const char* text, model::Actions& actions);

}  // namespace patchlens::ui
