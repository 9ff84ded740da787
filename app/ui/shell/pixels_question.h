// After a model's file was opened: the question whether pictures are to be as the model expects them. The
// panel goes on offering it; the question is seen wherever the panel is scrolled to.
#pragma once

#include <optional>

#include "app/model/state/workspace.h"
#include "app/ui/shell/toasts.h"

namespace patchlens::ui {

class PixelsQuestion {
public:
    /// Asks once what was opened has been computed with, if the model expects something else.
    void weights_opened() { pending_ = true; }
    /// Called once a frame. Takes the question back when the module has changed: its answer would change it
    /// back.
    void update(const model::Workspace& workspace, Toasts& toasts);

private:
    bool pending_ = false;
    std::optional<model::ModuleOptions> asked_;  ///< the module that the question is about
};

}  // namespace patchlens::ui
