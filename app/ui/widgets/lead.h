// Leads: things on the screen that go to where they are explained. A small arrow marks them, and a tooltip
// says where they go. Backspace, or the button in the rail, comes back.
#pragma once

#include <optional>
#include <string>

#include "app/ui/scene.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// The lead from the selected number to the sum that makes it.
model::Lead lead_to_sum(const model::Results& results);

/// The same at the product of one pixel of the patch in one channel.
model::Lead lead_to_product(const model::Results& results, int channel, PixelPosition pixel);
/// What a tooltip says of a press on a thing that leads to `spot`; `says` as in lead_over().
std::string lead_text(const model::Language& language, const model::Spot& spot, const char* says = "lead.to");

/// Follows `to` when the thing under the mouse is pressed twice.
void lead_on_double_click(const Scene& scene, const model::Lead& to);

/// The small arrow, around `centre`.
void lead_mark(const Context& context, ImVec2 centre, bool hovered);
/// The width that an arrow takes beside what it belongs to.
float lead_width(const Context& context);

/// A button with an arrow and nothing else.
void lead_button(const Scene& scene, const char* name, const Rect& place, const model::Lead& to);

/// Makes what is drawn at `place` lead to `to`, with an arrow around `mark`, if any. `says` is the language
/// key of the tooltip, with a gap for where it goes.
Press lead_over(const Scene& scene, const char* name, const Rect& place, std::optional<ImVec2> mark,
                const model::Lead& to, const char* says = "lead.to");

}  // namespace patchlens::ui
