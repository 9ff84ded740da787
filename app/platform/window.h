// The window: GLFW for input and the screen, a loop that sleeps while nothing moves.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "app/model/computing/computation.h"
#include "app/model/state/keeper.h"
#include "app/model/state/session.h"
#include "app/model/state/settings.h"

namespace patchlens::platform {

struct WindowOptions {
    std::optional<double> scale;    ///< for this run, replaces the settings' ui_scale
    model::SettingsRead settings;   ///< the user's settings from the last run
    std::optional<Error> problem;   ///< other data that could not be read or will not be saved
    model::KeptFiles files;         ///< where settings and session are saved
    std::filesystem::path session;  ///< the session's file until the user chooses another; may be empty
    model::ComputeLimits limits;
    std::stop_token interrupted;  ///< closes the window
    /// Ends the program when the screen's server is gone, after settings and session are saved; told why they
    /// are not, if so. Empty: the program ends as Xlib ends it.
    std::function<void(const std::optional<Error>& unkept)> display_lost;
};

/// Shows the session in a window until the user closes it. Settings and session are saved in `files`; returns
/// the error if that failed after the window was closed. Throws Error: window_unavailable where there is no
/// display, opengl_unavailable, assets_missing, asset_damaged, file_unwritable (the probe file).
std::optional<Error> run_window(model::Session session, const WindowOptions& options);

}  // namespace patchlens::platform
