// Every word the user sees, by key: assets/lang/en.json and zh-CN.json, with English for what a language
// lacks.
#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/picture/picture_note.h"

namespace patchlens::model {

class Language {
public:
    /// Parses a flat JSON object of strings; `fallback` (may be null) is copied under what is missing.
    /// Throws Error(asset_damaged) with the file's name.
    Language(std::string_view json, std::string_view name, const Language* fallback = nullptr);
    /// Reads a file. Throws also Error(file_unreadable).
    static Language load(const std::filesystem::path& path, const Language* fallback = nullptr);

    /// The text for `key`; a key nobody wrote shows itself, so that a mistake is seen.
    const char* operator()(const char* key) const;
    /// The text for `key` with {0}, {1}, … filled in.
    std::string operator()(const char* key, std::initializer_list<std::string> arguments) const;
    /// An error's sentence in this language; where it has none, the technical text.
    std::string sentence(const Error& error) const;
    /// What is to be said of a picture, in this language.
    std::string sentence(const PictureNote& note) const;
    /// What an error speaks of, in this language; `details` fill the word's own gaps.
    std::string word(Word word, std::span<const std::string> details = {}) const;

    const std::map<std::string, std::string, std::less<>>& texts() const { return texts_; }

private:
    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace patchlens::model
