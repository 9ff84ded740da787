// The words of a chapter: the heading over its scene, the text beside it, and answers to what learners ask.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "app/ui/context.h"

namespace patchlens::ui {

/// What the scene shows, and in a sentence how.
void scene_heading(Context& context, Column& column, std::string_view title, std::string_view sentence);

/// The chapter's text: sentences with their live numbers already in them, each a short paragraph.
void story(Context& context, Column& column, std::string_view title,
           std::initializer_list<std::string> sentences);

/// Question `number` of those learners bring (1 to 25) and its answer with live numbers. The probe knows it
/// as "question/NUMBER".
void answered_question(Context& context, Column& column, int number, std::string_view question,
                       std::string_view answer);

}  // namespace patchlens::ui
