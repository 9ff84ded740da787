// The window: GLFW for input and the screen, a loop that sleeps while nothing moves.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>

#include "app/model/computation.h"
#include "app/model/session.h"
#include "app/model/settings.h"

namespace patchlens::platform {

struct WindowOptions {
    std::optional<double> scale;          ///< for this run, in place of the settings' ui_scale
    model::SettingsRead settings;         ///< what is known of the user from before, …
    std::filesystem::path settings_file;  ///< … and where it is kept
    model::ComputeLimits limits;
    std::stop_token interrupted;  ///< closes the window
};

/// Shows the session in a window until the user closes it, and returns the session as it was then. What the
/// user settles meanwhile is kept in `settings_file`. Throws Error: window_unavailable where there is no
/// display, opengl_unavailable, assets_missing, asset_damaged, file_unwritable (the probe file).
model::Session run_window(model::Session session, const WindowOptions& options);

}  // namespace patchlens::platform
