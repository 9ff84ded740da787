// The user's settings for all sessions: language, colours, sizes, recent files. Saved as JSON in a file of
// their own.
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
    double ui_scale = 1;        ///< on top of the screen's own scale
    bool presentation = false;  ///< everything larger, for a projector
    bool reduced_motion = false;
    bool speech = false;                        ///< F4 reads aloud
    bool hint_seen = false;                     ///< the hint of the first run was shown
    std::optional<Size> window;                 ///< height, width at 96 dpi when last closed
    std::filesystem::path session;              ///< where a session was last saved
    std::vector<std::filesystem::path> recent;  ///< pictures, newest first, at most `most_recent`

    bool operator==(const Settings&) const = default;
};

/// Puts `picture` in front of the recent ones.
void remember(Settings& settings, const std::filesystem::path& picture);

/// Takes over language, theme and motion where `after` differs from `before`. What the command line chose for
/// one run is in both, and so does not become a setting.
void update_settings(Settings& settings, const Session& before, const Session& after);

/// Applies the settings to a new session; `language` is the desktop's.
void apply_settings(const Settings& settings, LanguageId language, Session& session);

/// JSON text with a version, and back. Unknown keys are ignored; a wrong type, an impossible value or another
/// version throws DamagedKey (json_fields.h).
std::string to_json(const Settings& settings);
Settings settings_from_json(std::string_view text);

/// The outcome of reading a settings file.
struct SettingsRead {
    Settings settings;                ///< the defaults where there is no file or a damaged one
    std::string damaged;              ///< the damaged key; empty: none
    std::filesystem::path set_aside;  ///< where the damaged file is now
    std::optional<Error> problem;     ///< why the file could not be read or set aside
};

/// Reads the settings. A damaged file is renamed to settings.damaged.json beside it, so that nothing is lost.
SettingsRead read_settings(const std::filesystem::path& file);

/// `theirs` with what `ours` changed since `before`: two windows do not undo each other's settings, and the
/// recent pictures are those of both.
Settings merged(const Settings& ours, const Settings& before, const Settings& theirs);

/// Merges what changed since `before` into the file as it is now, completely or not at all, and returns its
/// new content. Creates its folder if necessary. Throws Error(file_unwritable).
Settings write_settings(const Settings& settings, const Settings& before, const std::filesystem::path& file);

}  // namespace patchlens::model
