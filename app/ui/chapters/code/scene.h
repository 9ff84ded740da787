// The chapter of the code: the module statement by statement in four notations, with what each touches.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_code(Context& context, const model::Session& session, const model::Results& results,
               const Rect& scene, model::Actions& actions);

/// What the current statement does, the variables so far, the chapter's text.
void draw_code_side(Context& context, const model::Session& session, const model::Results& results,
                    const Rect& side, model::Actions& actions);

/// How long a statement is shown while playing.
inline constexpr float seconds_per_statement = 3.5F;

}  // namespace patchlens::ui
