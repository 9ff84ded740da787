// The words of a lesson as JSON: {"title": {"en": …}, "steps": [{"text": {"en": …, "zh-CN": …}, "state":
// …}]}. What a step's state is, the session's text knows (session_text.cpp).
#pragma once

#include "app/model/files/json_fields.h"
#include "app/model/lesson/lesson.h"

namespace patchlens::model {

/// The lesson without its steps. Throws DamagedKey, "lesson.title".
Lesson lesson_from(const ParsedJson& json);
/// A step without its state. Throws DamagedKey, "text".
LessonStep step_from(const ParsedJson& json);

}  // namespace patchlens::model
