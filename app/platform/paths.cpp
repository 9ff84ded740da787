#include "app/platform/paths.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include <pwd.h>
#include <unistd.h>

namespace patchlens::platform {
namespace {

namespace fs = std::filesystem;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

bool holds_assets(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(folder / "lang" / "en.json", ignored);
}

/// The home folder in the system's user database; empty for an unknown user.
fs::path listed_home() {
    std::array<char, 16384> room{};
    passwd entry{};
    passwd* found = nullptr;
    const bool known =
        getpwuid_r(getuid(), &entry, room.data(), room.size(), &found) == 0 && found != nullptr;
    const fs::path home(known && entry.pw_dir != nullptr ? entry.pw_dir : "");
    return home.is_absolute() ? home : fs::path();
}

/// A relative or empty HOME counts as unset: nothing is ever written to the current folder.
fs::path home_or_nothing() {
    const fs::path home(environment("HOME"));
    return home.is_absolute() ? home : listed_home();
}

/// XDG: relative paths in the variable are invalid and count as unset.
fs::path user_folder(const char* variable, const char* below_home) {
    const fs::path chosen(environment(variable));
    if (chosen.is_absolute()) return chosen / "patchlens";
    const fs::path home = home_or_nothing();
    return home.empty() ? fs::path() : home / below_home / "patchlens";
}

/// The entry for a locale such as "pt_BR.UTF-8": the one of that region, else of that language.
std::optional<model::LanguageId> language_of(std::string_view locale,
                                             std::span<const model::LanguageEntry> offered) {
    std::string name(locale.substr(0, locale.find_first_of(".@")));
    std::ranges::replace(name, '_', '-');
    const auto same = [&](const model::LanguageEntry& entry) { return entry.id.name() == name; };
    const auto alike = [&](const model::LanguageEntry& entry) {
        return entry.id.without_region() == std::string_view(name).substr(0, name.find('-'));
    };
    auto found = std::ranges::find_if(offered, same);
    if (found == offered.end()) found = std::ranges::find_if(offered, alike);
    return found == offered.end() ? std::nullopt : std::optional(found->id);
}

}  // namespace

fs::path assets_folder() {
    if (const auto chosen = environment("PATCHLENS_ASSETS"); !chosen.empty()) {
        if (holds_assets(chosen)) return chosen;
        throw Error(ErrorCode::assets_missing, {std::string(chosen)});
    }
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    const fs::path installed = program.parent_path().parent_path() / "share" / "patchlens";
    if (holds_assets(installed)) return installed;
    if (holds_assets(PATCHLENS_SOURCE_ASSETS)) return PATCHLENS_SOURCE_ASSETS;
    throw Error(ErrorCode::assets_missing, {installed.string() + ", " + PATCHLENS_SOURCE_ASSETS});
}

fs::path home_folder() {
    const fs::path home = home_or_nothing();
    return home.empty() ? fs::path("/") : home;
}

fs::path config_folder() {
    return user_folder("XDG_CONFIG_HOME", ".config");
}

fs::path data_folder() {
    return user_folder("XDG_DATA_HOME", ".local/share");
}

fs::path state_folder() {
    return user_folder("XDG_STATE_HOME", ".local/state");
}

fs::path cache_folder() {
    return user_folder("XDG_CACHE_HOME", ".cache");
}

model::LanguageFolders language_folders(const fs::path& assets) {
    const fs::path config = config_folder();
    return {assets / "lang", config.empty() ? config : config / "lang"};
}

model::LanguageId preferred_language(std::span<const model::LanguageEntry> offered) {
    std::string_view locale;
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        locale = environment(variable);
        if (!locale.empty()) break;
    }
    // gettext: LANGUAGE is a list in order of preference, ignored where the locale is plain C.
    std::string wanted(locale);
    const bool plain = locale.empty() || locale == "C" || locale.starts_with("C.") || locale == "POSIX";
    if (!plain && !environment("LANGUAGE").empty()) wanted = environment("LANGUAGE");
    for (std::size_t start = 0; start <= wanted.size();) {
        const std::size_t end = std::min(wanted.find(':', start), wanted.size());
        const std::string_view one = std::string_view(wanted).substr(start, end - start);
        if (const auto found = language_of(one, offered)) return *found;
        start = end + 1;
    }
    return model::LanguageId::en;
}

}  // namespace patchlens::platform
