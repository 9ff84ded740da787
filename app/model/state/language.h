// Every text the user sees, by key: assets/lang/en.json and zh-CN.json, with English for what a language
// lacks.
#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/picture/picture_note.h"

namespace patchlens::model {

class Language {
public:
    /// Parses a flat JSON object of strings; missing keys are taken from `fallback` (may be null). Throws
    /// Error(asset_damaged) with the file's name.
    Language(std::string_view json, std::string_view name, const Language* fallback = nullptr);
    /// Reads a file. Also throws Error(file_unreadable).
    static Language load(const std::filesystem::path& path, const Language* fallback = nullptr);

    /// The text for `key`; for an unknown key the key itself, so that the mistake is visible.
    const char* operator()(const char* key) const;
    /// The text for `key` with {0}, {1}, … filled in.
    std::string operator()(const char* key, std::initializer_list<std::string> arguments) const;
    std::string operator()(const char* key, const std::vector<std::string>& arguments) const;
    /// An error's sentence in this language, or the technical text if it has none.
    std::string sentence(const Error& error) const;
    /// The same for the screen, where negative numbers have a true minus.
    std::string shown(const Error& error) const;
    /// A note about a picture, in this language.
    std::string sentence(const PictureNote& note) const;
    /// The name of what an error is about, in this language; `details` fill its placeholders.
    std::string word(Word word, std::span<const std::string> details = {}) const;

    /// Takes from `other` what is missing or empty here.
    void fall_back_to(const Language& other);

    const std::map<std::string, std::string, std::less<>>& texts() const { return texts_; }

private:
    std::string told(const Error& error, std::string_view minus) const;

    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace patchlens::model
