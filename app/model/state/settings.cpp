#include "app/model/state/settings.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/model/files/json_fields.h"
#include "app/model/files/save_file.h"
#include "app/model/files/text_file.h"
#include "app/model/state/session.h"
#include "core/support/file_error.h"

namespace patchlens::model {
namespace {

namespace fs = std::filesystem;

constexpr int version = 1;
constexpr std::uint64_t largest_file = 1U << 20;
constexpr int largest_window_side = 32768;

/// Visits every field of one set of settings, or of several side by side, with its key.
void each_setting(auto&& visit, auto&... settings) {
    visit("language", settings.language...);
    visit("theme", settings.theme...);
    visit("ui_scale", settings.ui_scale...);
    visit("presentation", settings.presentation...);
    visit("reduced_motion", settings.reduced_motion...);
    visit("speech", settings.speech...);
    visit("hint_seen", settings.hint_seen...);
    visit("window", settings.window...);
    visit("session", settings.session...);
    visit("recent", settings.recent...);
}

bool possible_window(Size size) {
    return size.height >= 1 && size.width >= 1 && size.height <= largest_window_side &&
           size.width <= largest_window_side;
}

/// The pictures opened here, followed by those opened in another window meanwhile. Those removed here since
/// `before` stay removed.
std::vector<fs::path> united(std::vector<fs::path> ours, const std::vector<fs::path>& before,
                             const std::vector<fs::path>& theirs) {
    const auto holds = [](const std::vector<fs::path>& paths, const fs::path& path) {
        return std::find(paths.begin(), paths.end(), path) != paths.end();
    };
    for (const fs::path& path : theirs) {
        if (!holds(ours, path) && !holds(before, path)) ours.push_back(path);
    }
    if (ours.size() > most_recent) ours.resize(most_recent);
    return ours;
}

fs::path damaged_name(const fs::path& file) {
    fs::path aside = file;
    return aside.replace_extension(".damaged.json");
}

/// Renames the damaged file, or records in `read` why it stays where it is.
void set_aside(const fs::path& file, SettingsRead& read) {
    read.set_aside = damaged_name(file);
    std::error_code failed;
    fs::rename(file, read.set_aside, failed);
    if (!failed) return;
    read.problem = unwritable(read.set_aside, failed.value());
    read.set_aside = file;
}

}  // namespace

void remember(Settings& settings, const fs::path& picture) {
    std::erase(settings.recent, picture);
    settings.recent.insert(settings.recent.begin(), picture);
    if (settings.recent.size() > most_recent) settings.recent.resize(most_recent);
}

void update_settings(Settings& settings, const Session& before, const Session& after) {
    if (after.language != before.language) settings.language = after.language;
    if (after.theme != before.theme) settings.theme = after.theme;
    if (after.reduced_motion != before.reduced_motion) settings.reduced_motion = after.reduced_motion;
}

void apply_settings(const Settings& settings, LanguageId language, Session& session) {
    session.language = settings.language.value_or(language);
    session.theme = settings.theme;
    session.reduced_motion = settings.reduced_motion;
}

std::string to_json(const Settings& settings) {
    Json object;
    object["version"] = version;
    each_setting([&object](const char* key, const auto& value) { object[key] = json_of(value); }, settings);
    return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Settings settings_from_json(std::string_view text) {
    const ParsedJson object = parse_json(text);
    const JsonReader reader(object, "{");
    int written_by = 0;
    reader.read("version", written_by);
    JsonReader::require(written_by == version, "version");
    Settings settings;
    each_setting([&reader](const char* key, auto& value) { reader.read(key, value); }, settings);
    JsonReader::require(settings.ui_scale >= smallest_ui_scale && settings.ui_scale <= largest_ui_scale,
                        "ui_scale");
    JsonReader::require(!settings.window || possible_window(*settings.window), "window");
    JsonReader::require(settings.recent.size() <= most_recent, "recent");
    const auto absolute = [](const fs::path& path) { return path.is_absolute(); };
    JsonReader::require(std::all_of(settings.recent.begin(), settings.recent.end(), absolute), "recent");
    JsonReader::require(settings.session.empty() || absolute(settings.session), "session");
    return settings;
}

SettingsRead read_settings(const fs::path& file) {
    SettingsRead read;
    try {
        if (!fs::exists(file)) return read;
        read.settings = settings_from_json(read_text_file(file, largest_file));
        return read;
    } catch (const fs::filesystem_error& error) {
        read.problem = unreadable(file, error.code().value());
        return read;
    } catch (const DamagedKey& damaged) {
        read.damaged = damaged.key;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::file_unreadable) {
            read.problem = error;
            return read;
        }
        read.damaged = "{";
    }
    set_aside(file, read);
    return read;
}

Settings merged(const Settings& ours, const Settings& before, const Settings& theirs) {
    Settings all = theirs;
    each_setting(
        [](const char*, auto& field, const auto& our, const auto& old) {
            if (our != old) field = our;
        },
        all, ours, before);
    if (ours.recent != before.recent) all.recent = united(ours.recent, before.recent, theirs.recent);
    return all;
}

Settings write_settings(const Settings& settings, const Settings& before, const fs::path& file) {
    std::error_code failed;
    const bool there = fs::exists(file, failed);
    const SettingsRead read = read_settings(file);
    const bool known = there && read.damaged.empty() && !read.problem;
    const Settings all = merged(settings, before, known ? read.settings : before);
    save_file(file, to_json(all));
    return all;
}

}  // namespace patchlens::model
