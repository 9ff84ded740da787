// A side panel: a padded column in a window that scrolls where it is too low.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

class Panel {
public:
    Panel(Context& context, const char* name, const Rect& place);
    ~Panel();
    Panel(const Panel&) = delete;
    Panel& operator=(const Panel&) = delete;

    Column column;  ///< goes on below the window's end; what is there is scrolled to

private:
    float padding_;
};

}  // namespace patchlens::ui
