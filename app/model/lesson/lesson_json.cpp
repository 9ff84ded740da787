#include "app/model/lesson/lesson_json.h"

#include <algorithm>

#include "app/model/state/kept_keys.h"

namespace patchlens::model {
namespace {

constexpr std::size_t longest_language = 35;  // bytes of a name: RFC 5646, 4.4.1

/// The texts under `key`, damaged as `reported`.
Texts texts_in(const ParsedJson& object, const char* key, const char* reported) {
    Texts texts;
    if (!object.contains(key)) return texts;
    const ParsedJson& json = object[key];
    JsonReader::require(json.is_object(), reported);
    for (const auto& [language, text] : json.items()) {
        const bool named = !language.empty() && language.size() <= longest_language;
        JsonReader::require(
            named && text.is_string() && text.get_ref<const std::string&>().size() <= longest_lesson_text,
            reported);
        texts.emplace(language, text.get<std::string>());
    }
    return texts;
}

}  // namespace

Lesson lesson_from(const ParsedJson& json) {
    JsonReader::require(json.is_object(), "lesson");
    Lesson lesson;
    lesson.title = texts_in(json, "title", "lesson.title");
    lesson.kept = kept_keys(json, {"title", "steps"});
    return lesson;
}

LessonStep step_from(const ParsedJson& json) {
    JsonReader::require(json.is_object(), "text");
    LessonStep step;
    step.text = texts_in(json, "text", "text");
    step.kept = kept_keys(json, {"text", "state"});
    return step;
}

}  // namespace patchlens::model
