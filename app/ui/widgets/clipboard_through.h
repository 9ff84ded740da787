// The clipboard as a text field of ImGui's may see it.
#pragma once

#include <string>

#include "app/ui/compat.h"
#include "app/ui/drawing/written.h"

namespace patchlens::ui {

/// While it lives, what is pasted into a field has stand-ins for what ImGui's characters cannot hold and
/// stands in one line, and what is copied from a field has none. Nothing of a pasted name is lost.
class ClipboardThrough {
public:
    explicit ClipboardThrough(Written& written);
    ~ClipboardThrough() { compat::set_clipboard(kept_); }
    ClipboardThrough(const ClipboardThrough&) = delete;
    ClipboardThrough& operator=(const ClipboardThrough&) = delete;

private:
    const char* pasted();
    void copy(const char* text);

    Written& written_;
    compat::Clipboard kept_;
    std::string text_;  ///< given to ImGui last
};

}  // namespace patchlens::ui
