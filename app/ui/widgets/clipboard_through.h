// The clipboard as ImGui's text fields can handle it.
#pragma once

#include <string>

#include "app/ui/compat.h"
#include "app/ui/drawing/written.h"

namespace patchlens::ui {

/// While it exists, text pasted into a field is put on one line and gets stand-ins for characters that ImGui
/// cannot hold, and text copied from a field gets the characters back. Nothing of a pasted name is lost.
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
    std::string text_;  ///< the last text returned to ImGui
};

}  // namespace patchlens::ui
