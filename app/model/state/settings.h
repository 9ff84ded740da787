// What the user settled once for every session: language, colours, sizes, what was opened last. Kept as JSON
// in a file of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/state/names.h"
#include "core/error.h"
#include "core/size.h"

namespace patchlens::model {

struct Session;

inline constexpr double smallest_ui_scale = 0.75;
inline constexpr double largest_ui_scale = 2;
inline constexpr std::size_t most_recent = 10;

struct Settings {
    std::optional<LanguageId> language;  ///< none: the desktop's
    Theme theme = Theme::dark;
    double ui_scale = 1;        ///< on top of what the screen asks for
    bool presentation = false;  ///< everything larger, for a projector
    bool reduced_motion = false;
    bool hint_seen = false;                     ///< the hint of the first run was shown
    std::optional<Size> window;                 ///< height, width at 96 dpi when it was closed last
    std::filesystem::path session;              ///< where a session was saved last
    std::vector<std::filesystem::path> recent;  ///< pictures, newest first, at most `most_recent`

    bool operator==(const Settings&) const = default;
};

/// Puts `picture` in front of the recent ones.
void remember(Settings& settings, const std::filesystem::path& picture);

/// Takes over what `after` chose otherwise than `before`: language, theme, motion. What the command line
/// chose for one run is in both, and so does not become a setting.
void update_settings(Settings& settings, const Session& before, const Session& after);

/// Gives a new session what was settled; `language` is the desktop's.
void apply_settings(const Settings& settings, LanguageId language, Session& session);

/// JSON text with a version, and back. Unknown keys are ignored; a wrong type, an impossible value or another
/// version throws DamagedKey (json_fields.h).
std::string to_json(const Settings& settings);
Settings settings_from_json(std::string_view text);

/// What came of reading a settings file.
struct SettingsRead {
    Settings settings;                ///< the defaults where there is no file or a damaged one
    std::string damaged;              ///< the key at which it is; empty: it is whole
    std::filesystem::path set_aside;  ///< where the damaged file is now
    std::optional<Error> problem;     ///< why the file could not be read or not be set aside
};

/// Reads the settings. A damaged file is renamed to settings.damaged.json beside it, so that nothing of it is
/// lost.
SettingsRead read_settings(const std::filesystem::path& file);

/// `theirs` with what `ours` changed since `before`: two windows do not undo each other's settings, and the
/// recent pictures are those of both.
Settings merged(const Settings& ours, const Settings& before, const Settings& theirs);

/// Writes what changed since `before` into the file as it is now, so that it is whole or the one before, and
/// gives back what is in it then. Makes its folder. Throws Error(file_unwritable).
Settings write_settings(const Settings& settings, const Settings& before, const std::filesystem::path& file);

}  // namespace patchlens::model
