// A side panel: a padded column in a window that scrolls where its content is too high.
#pragma once

#include "app/ui/scene.h"

namespace patchlens::ui {

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
