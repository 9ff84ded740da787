#include "app/ui/widgets/text_field.h"

#include <imgui_internal.h>

#include "app/ui/widgets/clipboard_through.h"

namespace patchlens::ui {
namespace {

/// Puts the halves of a typed character that ImWchar cannot hold together again.
struct Typed {
    Written& written;
    char32_t first_half = 0;

    static int filter(ImGuiInputTextCallbackData* data) {
        return static_cast<Typed*>(data->UserData)->take(data->EventChar) ? 0 : 1;
    }
    /// False where the other half is still to come.
    bool take(ImWchar& character) {
        if ((character & 0xFC00) == 0xD800) {
            first_half = character;
            return false;
        }
        if ((character & 0xFC00) != 0xDC00) return true;
        const char32_t whole = 0x10000 + ((first_half & 0x3FF) << 10U) + (character & 0x3FF);
        character = static_cast<ImWchar>(first_half == 0 ? 0xFFFD : written.with_stand_in(whole));
        return true;
    }
};

}  // namespace

void text_field(const char* id, Written& written, std::span<char> text, bool fresh,
                ImGuiInputTextFlags flags) {
    if (fresh) {
        // ImGui identifies a field by its id alone, and 1.86 would then undo steps outside the new text.
        if (ImGuiInputTextState* state = ImGui::GetInputTextState(ImGui::GetID(id))) state->ID = 0;
    }
    const ClipboardThrough clipboard(written);
    Typed typed{written};
    ImGui::InputText(id, text.data(), text.size(), flags | ImGuiInputTextFlags_CallbackCharFilter,
                     Typed::filter, &typed);
}

}  // namespace patchlens::ui
