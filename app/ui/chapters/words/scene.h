// The chapter "words": a sentence, a number for each word, a vector for each number, and the bridge to
// patches.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_words(Context& context, const model::Session& session, const model::Results& results,
                const Rect& scene, model::Actions& actions);
void draw_words_side(Context& context, const model::Session& session, const model::Results& results,
                     const Rect& side, model::Actions& actions);

}  // namespace patchlens::ui
