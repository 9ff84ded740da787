// The words of a chapter: the heading over its scene, the text beside it, and answers to what learners ask.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/context.h"

namespace patchlens::ui {

/// The scene's title, and a sentence about it.
/// Below it stands as much room as `longest` takes, another sentence that may stand there later. A
/// presentation shows the sentence when the mouse rests on the title.
void scene_heading(Context& context, Column& column, std::string_view title, std::string_view sentence,
                   std::string_view longest = {});

/// The chapter's text: sentences with their live numbers already in them, each a short paragraph.
void chapter_text(Context& context, Column& column, std::string_view title,
                  const std::vector<std::string>& sentences);

/// Learners' question `number` (1 to 25) and its answer with live numbers. The probe calls it
/// "question/NUMBER". A press on it, "question/NUMBER/show", goes to where the answer is seen.
void answered_question(Context& context, Column& column, int number, std::string_view answer);

}  // namespace patchlens::ui
