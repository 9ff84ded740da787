#include "app/model/state/languages.h"

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/model/files/json_text.h"
#include "app/model/files/text_file.h"
#include "app/model/state/sentence.h"
#include "core/support/file_error.h"
#include "core/support/utf8.h"

namespace patchlens::model {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_language_file = 4U << 20;
constexpr std::size_t most_keys_named = 5;
constexpr std::size_t longest_title = 24;

/// Regular files of `folder` whose names are a language's and .json, in the order of their names.
std::vector<std::pair<LanguageId, fs::path>> files_in(const fs::path& folder) {
    std::vector<std::pair<LanguageId, fs::path>> files;
    if (folder.empty()) return files;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code unknown;
        const auto id = LanguageId::called(at->path().stem().string());
        if (id && at->path().extension() == ".json" && at->is_regular_file(unknown))
            files.emplace_back(*id, at->path());
    }
    std::ranges::sort(files, {}, &std::pair<LanguageId, fs::path>::second);
    return files;
}

bool is_shipped(const LanguageId& id) {
    return id == LanguageId::en || id == LanguageId::zh_cn;
}

/// What the file calls its language; its id where it says nothing or is damaged.
std::string title_in(const fs::path& file, const LanguageId& id) {
    try {
        const nlohmann::json texts = parse_json(read_text_file(file, largest_language_file));
        const auto title = texts.is_object() ? texts.find("menu.this_language") : texts.end();
        if (title != texts.end() && title->is_string() && !title->get<std::string>().empty())
            return quotable(title->get<std::string>(), longest_title);
    } catch (const Error&) {  // said where the language is chosen
    }
    return std::string(id.name());
}

/// "12:5", the line and the column at which `text` stops being JSON; "1:1" where it is JSON of another kind.
std::string place_of_damage(std::string_view text) {
    std::size_t byte = 0;
    try {
        const nlohmann::json ignored = nlohmann::json::parse(
            text, [](int depth, nlohmann::json::parse_event_t, const nlohmann::json&) { return depth == 0; });
    } catch (const nlohmann::json::parse_error& error) {
        byte = error.byte == 0 ? 0 : std::min(error.byte - 1, text.size());
    }
    const std::string_view before = text.substr(0, byte);
    const std::size_t line = before.rfind('\n');
    const std::size_t column = line == std::string_view::npos ? byte : byte - line - 1;
    return std::to_string(std::ranges::count(before, '\n') + 1) + ":" + std::to_string(column + 1);
}

/// The texts of a user's file alone. Throws Error(language_damaged) and what read_text_file throws.
Language read_own(const fs::path& file) {
    const std::string text = read_text_file(file, largest_language_file);
    try {
        return {text, file.string()};
    } catch (const Error& error) {
        const std::string key = error.arguments().back().text;
        throw Error(ErrorCode::language_damaged,
                    {file.string(), key == "{" ? place_of_damage(text) : '"' + key + '"'});
    }
}

LanguageReport compared(const fs::path& file, const Language& own, const Language& english, bool whole) {
    LanguageReport report;
    report.file = file;
    report.texts = english.texts().size();
    for (const auto& [key, text] : english.texts()) {
        const auto found = own.texts().find(key);
        if (found == own.texts().end() || found->second.empty()) {
            report.lacking += whole ? 0 : 1;
        } else if (gaps_in(found->second) != gaps_in(text)) {
            report.other_gaps.push_back(key);
        }
    }
    for (const auto& [key, text] : own.texts()) {
        if (!english.texts().contains(key)) report.unknown.push_back(key);
    }
    return report;
}

/// "menu.open, menu.help, …": the first few.
std::string some_of(const std::vector<std::string>& keys) {
    std::string text;
    for (std::size_t i = 0; i < std::min(keys.size(), most_keys_named); ++i)
        text += (i == 0 ? "" : ", ") + keys[i];
    return keys.size() > most_keys_named ? text + ", …" : text;
}

}  // namespace

std::vector<Message> LanguageReport::messages() const {
    if (problem) return {*problem};
    if (file.empty()) return {};
    const std::string name = printable(file.string());
    std::vector<Message> said;
    if (lacking > 0)
        said.push_back({"language.lacking", {name, std::to_string(lacking), std::to_string(texts)}});
    if (!other_gaps.empty())
        said.push_back(
            {"language.other_gaps", {name, std::to_string(other_gaps.size()), some_of(other_gaps)}});
    if (!unknown.empty())
        said.push_back({"language.unknown", {name, std::to_string(unknown.size()), some_of(unknown)}});
    if (said.empty()) said.push_back({"language.whole", {name}});
    return said;
}

const LanguageEntry& LanguageOffer::after(const LanguageId& id) const {
    const auto found = std::ranges::find(all, id, &LanguageEntry::id);
    return found == all.end() || found + 1 == all.end() ? all.front() : *(found + 1);
}

std::string LanguageOffer::title_of(const LanguageId& id) const {
    const auto found = std::ranges::find(all, id, &LanguageEntry::id);
    return found == all.end() ? std::string(id.name()) : found->title;
}

std::vector<LanguageEntry> offered_languages(const fs::path& own) {
    std::vector<LanguageEntry> offered = LanguageOffer().all;
    for (const auto& [id, file] : files_in(own)) {
        if (!is_shipped(id)) offered.push_back({id, title_in(file, id)});
    }
    return offered;
}

LanguageId language_called(std::string_view name, std::string_view what,
                           std::span<const LanguageEntry> offered) {
    std::string names;
    for (const LanguageEntry& entry : offered) {
        if (entry.id.name() == name) return entry.id;
        names += (names.empty() ? "" : ", ") + std::string(entry.id.name());
    }
    throw Error(ErrorCode::choice_expected, {std::string(what), names, std::string(name)});
}

LoadedLanguage load_language(const LanguageFolders& folders, const LanguageId& id) {
    const Language english = Language::load(folders.shipped / "en.json");
    const std::string name = std::string(id.name()) + ".json";
    const bool shipped = is_shipped(id);
    const bool translated = shipped && id != LanguageId::en;
    LoadedLanguage loaded{translated ? Language::load(folders.shipped / name, &english) : english, {}};
    const fs::path file = folders.own / name;
    std::error_code unknown;
    if (shipped && (folders.own.empty() || !fs::exists(file, unknown))) return loaded;
    try {
        if (folders.own.empty()) throw unreadable(file, ENOENT);
        Language own = read_own(file);
        loaded.report = compared(file, own, english, shipped);
        own.fall_back_to(loaded.texts);
        loaded.texts = std::move(own);
    } catch (const Error& error) {
        loaded.report.problem = error;
    }
    return loaded;
}

Languages::Languages(LanguageFolders folders, const LanguageId& id)
    : folders_(std::move(folders)), id_(id), stamps_(stamps(folders_.own)) {
    offer_.all = offered_languages(folders_.own);
    load();
}

void Languages::load() {
    LoadedLanguage loaded = load_language(folders_, id_);
    texts_ = std::move(loaded.texts);
    offer_.shown = std::move(loaded.report);
}

bool Languages::choose(const LanguageId& id) {
    if (id == id_) return false;
    id_ = id;
    load();
    return true;
}

bool Languages::look_again() {
    std::vector<Stamp> now = stamps(folders_.own);
    if (now == stamps_) return false;
    stamps_ = std::move(now);
    offer_.all = offered_languages(folders_.own);
    load();
    return true;
}

std::vector<Languages::Stamp> Languages::stamps(const fs::path& folder) {
    std::vector<Stamp> found;
    for (const auto& [id, file] : files_in(folder)) {
        std::error_code gone;
        Stamp stamp{file, fs::last_write_time(file, gone), 0};
        stamp.bytes = fs::file_size(file, gone);
        found.push_back(std::move(stamp));
    }
    return found;
}

std::u32string Languages::own_characters() const {
    constexpr char32_t beyond_latin = 0x0250;
    if (offer_.shown.file.empty()) return {};
    std::set<char32_t> characters;
    for (const auto& [key, text] : texts_.texts()) {
        for (std::string_view rest = text; !rest.empty();) {
            const char32_t code = take_character(rest).code.value_or(0);
            if (code >= beyond_latin) characters.insert(code);
        }
    }
    return {characters.begin(), characters.end()};
}

}  // namespace patchlens::model
