// The languages to choose from: English and Chinese, which come with the program, and the user's own files,
// one a language: fr.json, pt-BR.json. What such a file lacks is said in English.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/state/language.h"
#include "app/model/state/language_id.h"
#include "app/model/state/message.h"

namespace patchlens::model {

/// Where language files are: LANG.json in each.
struct LanguageFolders {
    std::filesystem::path shipped;
    std::filesystem::path own;  ///< need not exist; empty where the user has no folder
};

/// A language to choose, and what it calls itself.
struct LanguageEntry {
    LanguageId id;
    std::string title;  ///< the file's text "menu.this_language", or the id
};

/// How a user's own file compares with the English texts.
struct LanguageReport {
    std::filesystem::path file;           ///< empty: there is none for this language
    std::size_t texts = 0;                ///< how many English has
    std::size_t lacking = 0;              ///< how many of them the file lacks
    std::vector<std::string> other_gaps;  ///< keys whose text fills other gaps ({0}) than the English one
    std::vector<std::string> unknown;     ///< keys that English does not have
    std::optional<Error> problem;         ///< why the file could not be read

    /// Whether anything about it should be mended.
    bool faulty() const { return lacking > 0 || !other_gaps.empty() || !unknown.empty(); }
    /// What there is to say, a sentence each; nothing without a file.
    std::vector<Message> messages() const;
};

/// What the menu offers, and what is to be said about the language on the screen.
struct LanguageOffer {
    std::vector<LanguageEntry> all{{LanguageId::en, "English"}, {LanguageId::zh_cn, "中文"}};
    LanguageReport shown;

    /// The entry that follows `id`; the first after the last and after a language that is not offered.
    const LanguageEntry& after(const LanguageId& id) const;
    /// What the language calls itself; its id where it is not offered.
    std::string title_of(const LanguageId& id) const;
};

/// English, Chinese, and the user's own in the order of their names. Files without a language's name are left
/// out.
std::vector<LanguageEntry> offered_languages(const std::filesystem::path& own);

/// The entry called `name`. Throws Error(choice_expected), naming `what` ("--lang") and every name.
LanguageId language_called(std::string_view name, std::string_view what,
                           std::span<const LanguageEntry> offered);

struct LoadedLanguage {
    Language texts;
    LanguageReport report;
};

/// The texts of a language: the user's own over those that come with the program, over English. An own file
/// that cannot be read is reported and left out. Throws what Language::load throws for files of the program.
LoadedLanguage load_language(const LanguageFolders& folders, const LanguageId& id);

/// The language on the screen and those to choose from, read again where the files change.
class Languages {
public:
    Languages(LanguageFolders folders, const LanguageId& id);

    /// Stays where it is; its content changes.
    const Language& texts() const { return texts_; }
    const LanguageOffer& offer() const { return offer_; }
    /// The texts' characters beyond Latin where they come from the user's own file, each once.
    std::u32string own_characters() const;

    /// Takes the texts of `id`; true if they were those of another language.
    bool choose(const LanguageId& id);
    /// Reads again what changed on the disk; true if anything did.
    bool look_again();

private:
    /// A file as it is on the disk: name, time, size.
    struct Stamp {
        std::filesystem::path file;
        std::filesystem::file_time_type time;
        std::uintmax_t bytes;
        bool operator==(const Stamp&) const = default;
    };
    static std::vector<Stamp> stamps(const std::filesystem::path& folder);
    void load();

    LanguageFolders folders_;
    LanguageId id_;
    std::vector<Stamp> stamps_;
    Language texts_{"{}", ""};
    LanguageOffer offer_;
};

}  // namespace patchlens::model
