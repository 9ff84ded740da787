// The signs of messages, told apart by shape: a disc with an i, a triangle with an exclamation mark, an
// octagon with a cross.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

enum class Notice { news, warning, error };

/// A sign about 2 * `radius` pixels high.
void draw_notice(Context& context, ImVec2 centre, float radius, Notice notice);

/// `text` with the word for its kind before it; news stands alone.
std::string notice_text(const model::Language& language, Notice notice, const std::string& text);

}  // namespace patchlens::ui
