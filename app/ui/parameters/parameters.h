// The left panel: the picture and how it is fitted, the module's parameters, its weights, and at its foot,
// always visible where there is room, what follows from them.
#pragma once

#include "app/model/state/presets.h"
#include "app/ui/parameters/refusal.h"

namespace patchlens::ui {

/// `results` may be null; `presets` outlive the call.
void draw_parameters(Context& context, const model::Session& session, const model::Results* results,
                     std::span<const model::Preset> presets, ParametersMemory& memory, const Rect& place,
                     model::Actions& actions);

}  // namespace patchlens::ui
