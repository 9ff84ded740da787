#include "app/ui/widgets/clipboard_through.h"

#include <algorithm>

namespace patchlens::ui {
namespace {

std::string in_one_line(std::string text) {
    const std::size_t last = text.find_last_not_of("\r\n");
    text.erase(last == std::string::npos ? 0 : last + 1);
    std::erase(text, '\r');
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

ClipboardThrough::ClipboardThrough(Written& written) : written_(written), kept_(compat::clipboard()) {
    compat::Clipboard through;
    through.user = this;
    through.get = [](compat::ClipboardOwner owner) {
        return static_cast<ClipboardThrough*>(compat::clipboard_user(owner))->pasted();
    };
    through.set = [](compat::ClipboardOwner owner, const char* text) {
        static_cast<ClipboardThrough*>(compat::clipboard_user(owner))->copy(text);
    };
    compat::set_clipboard(through);
}

/// Restores ImGui's own clipboard functions during a call, because they may read their user data.
const char* ClipboardThrough::pasted() {
    const compat::Clipboard through = compat::clipboard();
    compat::set_clipboard(kept_);
    const char* text = ImGui::GetClipboardText();
    compat::set_clipboard(through);
    if (text == nullptr) return nullptr;
    text_ = written_.with_stand_ins(in_one_line(text));
    return text_.c_str();
}

void ClipboardThrough::copy(const char* text) {
    const compat::Clipboard through = compat::clipboard();
    compat::set_clipboard(kept_);
    ImGui::SetClipboardText(written_.without_stand_ins(text).c_str());
    compat::set_clipboard(through);
}

}  // namespace patchlens::ui
