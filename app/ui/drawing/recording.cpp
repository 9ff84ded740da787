#include "app/ui/drawing/recording.h"

#include <cfloat>

#include "app/ui/compat.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

void smooth_edges(bool smooth) {
    ImGuiStyle& style = ImGui::GetStyle();
    style.AntiAliasedLines = smooth;
    style.AntiAliasedFill = smooth;
}

}  // namespace

void Recording::start() {
    running_ = true;
    smooth_edges(false);
}

void Recording::stop() {
    running_ = false;
    smooth_edges(true);
}

void Recording::draw_text(ImDrawList& list, ImFont* font, ImVec2 corner, ImU32 colour, std::string_view text,
                          const Written& written) {
    const char* begin = text.data();
    const char* end = begin + text.size();
    const float size = compat::size_of(font);
    const int first = list.IdxBuffer.Size;
    list.AddText(font, size, corner, colour, begin, end);
    if (!running_ || list.IdxBuffer.Size == first) return;
    texts_.push_back({&list, first, list.IdxBuffer.Size, font, corner,
                      font->CalcTextSizeA(size, FLT_MAX, 0, begin, end).x, colour,
                      printable(written.without_stand_ins(text))});
}

}  // namespace patchlens::ui
