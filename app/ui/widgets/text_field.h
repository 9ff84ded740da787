// ImGui's text field, in the one place it is used.
#pragma once

#include <span>

#include <imgui.h>

#include "app/ui/drawing/written.h"

namespace patchlens::ui {

/// A field of the current item's width in which `text` is edited (UTF-8, ends with 0). `fresh`: the text in
/// it is new, so what ImGui keeps of an earlier one in the same field, above all its undo, does not fit it
/// and is forgotten. What ImGui's characters cannot hold has the stand-ins of `written`, typed and pasted
/// too.
void text_field(const char* id, Written& written, std::span<char> text, bool fresh,
                ImGuiInputTextFlags flags = 0);

}  // namespace patchlens::ui
