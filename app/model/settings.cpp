#include "app/model/settings.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/model/json_fields.h"
#include "app/model/save_file.h"
#include "app/model/session.h"
#include "app/model/text_file.h"
#include "core/file_error.h"
#include "core/utf8.h"

namespace patchlens::model {
namespace {

namespace fs = std::filesystem;

constexpr int version = 1;
constexpr std::uintmax_t largest_file = 1U << 20;
constexpr int largest_window_side = 32768;

/// Visits every field with its key, in the order they are saved.
void each_setting(auto& settings, auto&& visit) {
    visit("language", settings.language);
    visit("theme", settings.theme);
    visit("ui_scale", settings.ui_scale);
    visit("presentation", settings.presentation);
    visit("reduced_motion", settings.reduced_motion);
    visit("hint_seen", settings.hint_seen);
    visit("window", settings.window);
    visit("session", settings.session);
    visit("recent", settings.recent);
}

Json json_of_paths(const std::vector<fs::path>& paths) {
    Json list = Json::array();
    for (const fs::path& path : paths)
        list.push_back(path.string());
    return list;
}

bool possible_window(Size size) {
    return size.height >= 1 && size.width >= 1 && size.height <= largest_window_side &&
           size.width <= largest_window_side;
}

/// The file's text. Throws what read_text_file throws; a file nobody wrote by saving settings is damaged.
std::string text_of(const fs::path& file) {
    if (fs::is_regular_file(file) && fs::file_size(file) > largest_file) JsonReader::damaged("{");
    return read_text_file(file);
}

fs::path damaged_name(const fs::path& file) {
    fs::path aside = file;
    return aside.replace_extension(".damaged.json");
}

}  // namespace

void remember(Settings& settings, const fs::path& picture) {
    if (!is_utf8(picture.string())) return;  // JSON could not hold its name
    std::erase(settings.recent, picture);
    settings.recent.insert(settings.recent.begin(), picture);
    if (settings.recent.size() > most_recent) settings.recent.resize(most_recent);
}

void follow(Settings& settings, const Session& before, const Session& after) {
    if (after.language != before.language) settings.language = after.language;
    if (after.theme != before.theme) settings.theme = after.theme;
    if (after.reduced_motion != before.reduced_motion) settings.reduced_motion = after.reduced_motion;
}

void take_over(const Settings& settings, LanguageId language, Session& session) {
    session.language = settings.language.value_or(language);
    session.theme = settings.theme;
    session.reduced_motion = settings.reduced_motion;
}

std::string to_json(const Settings& settings) {
    Json json;
    json["version"] = version;
    each_setting(settings, [&json]<typename Value>(const char* key, const Value& value) {
        if constexpr (std::same_as<Value, std::vector<fs::path>>) {
            json[key] = json_of_paths(value);
        } else {
            json[key] = json_of(value);
        }
    });
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Settings settings_from_json(std::string_view text) {
    const JsonReader reader(text);
    int written_by = 0;
    reader.read("version", written_by);
    JsonReader::require(written_by == version, "version");
    Settings settings;
    each_setting(settings, [&reader](const char* key, auto& value) { reader.read(key, value); });
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
        read.settings = settings_from_json(text_of(file));
    } catch (const fs::filesystem_error& error) {
        read.problem = unreadable(file, error.code().value());
    } catch (const Error& error) {
        if (error.code() == ErrorCode::file_unreadable) {
            read.problem = error;
            return read;
        }
        read.damaged = error.code() == ErrorCode::session_damaged ? error.arguments().front() : "{";
        read.set_aside = damaged_name(file);
        std::error_code failed;
        fs::rename(file, read.set_aside, failed);
        if (!failed) return read;
        read.problem = unwritable(read.set_aside, failed.value());
        read.set_aside = file;
    }
    return read;
}

void write_settings(const Settings& settings, const fs::path& file) {
    save_file(file, to_json(settings));
}

}  // namespace patchlens::model
