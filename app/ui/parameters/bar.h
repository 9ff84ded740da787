// The parameters in a slim column, for a presentation: each with its name above it, numbers with a step down
// and a step up.
#pragma once

#include <span>

#include "app/model/state/presets.h"
#include "app/ui/parameters/refusal.h"

namespace patchlens::ui {

/// As many as `place` has room for, the most important first; all of them are in the parameters' panel.
/// `results` may be null.
void draw_parameter_bar(Context& context, const model::Session& session, const model::Results* results,
                        std::span<const model::Preset> presets, ParametersMemory& memory, const Rect& place,
                        model::Actions& actions);

}  // namespace patchlens::ui
