#include "app/ui/widgets/text_field.h"

#include <imgui_internal.h>

#include "app/ui/widgets/clipboard_through.h"

namespace patchlens::ui {

void text_field(const char* id, Written& written, std::span<char> text, bool fresh,
                ImGuiInputTextFlags flags) {
    if (fresh) {
        // ImGui identifies a field by its id alone, and 1.86 would then undo steps outside the new text.
        if (ImGuiInputTextState* state = ImGui::GetInputTextState(ImGui::GetID(id))) state->ID = 0;
    }
    const ClipboardThrough clipboard(written);
    ImGui::InputText(id, text.data(), text.size(), flags);
}

}  // namespace patchlens::ui
