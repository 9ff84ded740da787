// A side panel: a padded column in a window that scrolls where its content is too high.
#pragma once

#include "app/ui/scene.h"

namespace patchlens::ui {

/// A thin mark at the right edge of the current window that says how far it is scrolled; nothing where all of
/// it is visible.
void draw_scroll_mark(float width);

class Panel {
public:
    Panel(Context& context, const char* name, const Rect& place);
    /// The panel beside a chapter's scene, over `scene.place`; a new chapter begins at its top.
    explicit Panel(const Scene& scene);
    ~Panel();
    Panel(const Panel&) = delete;
    Panel& operator=(const Panel&) = delete;

    Column column;  ///< continues below the window's end; the user scrolls there

private:
    float padding_;
};

}  // namespace patchlens::ui
