// What a frame drew that its triangles no longer tell: its texts. With them, and without smoothed edges, the
// frame can be written as a drawing of lines and words (svg.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/ui/drawing/written.h"

namespace patchlens::ui {

/// A text as drawn, and where its letters' triangles are in the list's buffer of indices.
struct DrawnText {
    const ImDrawList* list = nullptr;
    int first = 0;
    int end = 0;
    const ImFont* font = nullptr;
    ImVec2 corner{0, 0};  ///< at the top left
    float width = 0;
    ImU32 colour = 0;
    std::string text;  ///< UTF-8
};

class Recording {
public:
    /// From the next frame on, edges are drawn without smoothing and texts are kept, until `stop`.
    void start();
    void stop();
    bool running() const { return running_; }

    void begin_frame() { texts_.clear(); }
    /// Draws the text, which may hold stand-ins of `written`.
    void draw_text(ImDrawList& list, ImFont* font, ImVec2 corner, ImU32 colour, std::string_view text,
                   const Written& written);
    const std::vector<DrawnText>& texts() const { return texts_; }

private:
    bool running_ = false;
    std::vector<DrawnText> texts_;
};

}  // namespace patchlens::ui
