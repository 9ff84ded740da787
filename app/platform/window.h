// The window: GLFW for input and the screen, a loop that sleeps while nothing moves.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>

#include "app/model/computing/computation.h"
#include "app/model/state/keeper.h"
#include "app/model/state/session.h"
#include "app/model/state/settings.h"

namespace patchlens::platform {

struct WindowOptions {
    std::optional<double> scale;    ///< for this run, in place of the settings' ui_scale
    model::SettingsRead settings;   ///< what is known of the user from before, …
    std::optional<Error> problem;   ///< … what else could not be read or will not be kept, …
    model::KeptFiles files;         ///< … and where it is kept
    std::filesystem::path session;  ///< where a session is saved before another file was chosen; may be empty
    model::ComputeLimits limits;
    std::stop_token interrupted;  ///< closes the window
};

/// Shows the session in a window until the user closes it. What the user settles, and what is open, is kept
/// in `files`; gives back why it could not be, where that could not be said in the window any more. Throws
/// Error: window_unavailable where there is no display, opengl_unavailable, assets_missing, asset_damaged,
/// file_unwritable (the probe file).
std::optional<Error> run_window(model::Session session, const WindowOptions& options);

}  // namespace patchlens::platform
