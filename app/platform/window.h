// The window: GLFW for input and the screen, a loop that sleeps while nothing moves.
#pragma once

#include <stop_token>

#include "app/model/computation.h"
#include "app/model/session.h"

namespace patchlens::platform {

struct WindowOptions {
    float scale = 1;  ///< on top of the scale the screen itself asks for
    model::ComputeLimits limits;
    std::stop_token interrupted;  ///< closes the window
};

/// Shows the session in a window until the user closes it, and returns the session as it was then. Throws
/// Error: window_unavailable where there is no display, opengl_unavailable, assets_missing, asset_damaged,
/// file_unwritable (the probe file).
model::Session run_window(model::Session session, const WindowOptions& options);

}  // namespace patchlens::platform
