// The place of a chapter's scene: where it is smaller than the scene needs, the scene scrolls.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// From construction to destruction, the scene is drawn into `place`.
class SceneWindow {
public:
    /// `least`: the smallest size in which the scene's parts have room, in logical pixels. `name` tells apart
    /// how far chapters are scrolled.
    SceneWindow(Context& context, const char* name, const Rect& visible, ImVec2 least);
    ~SceneWindow();
    SceneWindow(const SceneWindow&) = delete;
    SceneWindow& operator=(const SceneWindow&) = delete;

    Rect place;  ///< of the whole scene; larger than what is visible where it scrolls

private:
    bool scrolls_ = false;
};

}  // namespace patchlens::ui
