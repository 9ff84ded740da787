#include "app/model/state/language.h"

#include <utility>

#include "app/model/files/json_text.h"
#include "app/model/files/text_file.h"
#include "app/model/state/sentence.h"

namespace patchlens::model {

Language::Language(std::string_view json, std::string_view name, const Language* fallback) {
    const auto parsed = parse_json(json);
    if (!parsed.is_object()) throw Error(ErrorCode::asset_damaged, {std::string(name), "{"});
    for (const auto& [key, text] : parsed.items()) {
        if (!text.is_string()) throw Error(ErrorCode::asset_damaged, {std::string(name), key});
        texts_.emplace(key, text.get<std::string>());
    }
    if (fallback != nullptr) texts_.insert(fallback->texts_.begin(), fallback->texts_.end());
}

void Language::fall_back_to(const Language& other) {
    std::erase_if(texts_, [](const auto& text) { return text.second.empty(); });
    texts_.insert(other.texts_.begin(), other.texts_.end());
}

Language Language::load(const std::filesystem::path& path, const Language* fallback) {
    return {read_text_file(path), path.filename().string(), fallback};
}

const char* Language::operator()(const char* key) const {
    const auto found = texts_.find(std::string_view(key));
    return found == texts_.end() ? key : found->second.c_str();
}

std::string Language::operator()(const char* key, std::initializer_list<std::string> arguments) const {
    return fill((*this)(key), {arguments.begin(), arguments.size()});
}

std::string Language::operator()(const char* key, const std::vector<std::string>& arguments) const {
    return fill((*this)(key), arguments);
}

std::string Language::sentence(const Error& error) const {
    return told(error, "-");
}

std::string Language::shown(const Error& error) const {
    return told(error, "−");
}

std::string Language::told(const Error& error, std::string_view minus) const {
    const auto found = texts_.find("error." + std::string(error.name()));
    if (found == texts_.end()) return error.what();
    const auto negative = [](const std::string& text) {
        return text.size() > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9';
    };
    std::vector<std::string> said;
    for (const Argument& argument : error.arguments()) {
        std::string text = argument.word ? word(*argument.word, argument.details) : argument.text;
        if (negative(text)) text.replace(0, 1, minus);
        said.push_back(std::move(text));
    }
    return fill(found->second, said);
}

std::string Language::word(Word word, std::span<const std::string> details) const {
    const auto found = texts_.find("word." + std::string(name_of(word)));
    return found == texts_.end() ? std::string(name_of(word)) : fill(found->second, details);
}

std::string Language::sentence(const PictureNote& note) const {
    const auto found = texts_.find("note." + std::string(note.name()));
    return found == texts_.end() ? std::string(note.name()) : fill(found->second, note.arguments);
}

}  // namespace patchlens::model
