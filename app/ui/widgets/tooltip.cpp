#include "app/ui/widgets/tooltip.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "app/ui/compat.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// Text in a rounded box, above everything.
class Box {
public:
    /// `wrap`: the widest line, or 0 for texts of one line each.
    Box(Context& context, std::vector<std::string> texts, ImFont* font, float wrap)
        : context_(context), texts_(std::move(texts)), font_(font) {
        std::erase(texts_, std::string());
        for (const std::string& text : texts_) {
            lines_.push_back(wrap > 0 ? context_.texts.of(font, text, wrap).lines
                                      : std::vector<std::string_view>{text});
            for (const std::string_view line : lines_.back())
                size_.x = std::max(size_.x, text_width(font_, line));
            size_.y += height_of(lines_.back()) + context_.px(3);
        }
        size_.x += 2 * pad_;
        size_.y += 2 * pad_ - context_.px(3);
    }

    ImVec2 size() const { return size_; }

    void draw(ImVec2 corner) const {
        ImDrawList& draw = *ImGui::GetForegroundDrawList();
        const Rect place = rect_at({std::floor(corner.x), std::floor(corner.y)}, size_.x, size_.y);
        const float thickness = context_.px(1);
        const Rect edge = place.inset((thickness - 1) / 2);
        draw.AddRectFilled(place.min, place.max, context_.palette.raised, context_.px(6));
        compat::add_outline(draw, edge.min, edge.max, context_.palette.edge, context_.px(6), thickness);
        const float x = std::floor(place.min.x + pad_);
        float y = std::floor(place.min.y + pad_);
        ImU32 colour = context_.palette.text;
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            const float top = y;
            for (const std::string_view line : lines_[i]) {
                const std::string drawn = context_.written.drawn(font_, line);
                put_text(context_, draw, font_, {x, y}, colour, drawn);
                y += line_height(font_);
            }
            context_.probe.text(texts_[i], {x, top, size_.x - 2 * pad_, y - top}, false);
            y += context_.px(3);
            colour = context_.palette.muted;
        }
        context_.probe.item("tooltip", place.min, place.max);
    }

private:
    float height_of(const std::vector<std::string_view>& lines) const {
        return line_height(font_) * static_cast<float>(lines.size());
    }

    Context& context_;
    std::vector<std::string> texts_;
    std::vector<std::vector<std::string_view>> lines_;  ///< of each text
    ImFont* font_;
    float pad_ = context_.px(10);
    ImVec2 size_{0, 0};
};

/// Whether a button is down, or the mouse has not left `place` since one was: what has just been pressed
/// needs no explanation, which would lie over what comes of it.
bool pressed_and_stayed(const Rect& place) {
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    const ImGuiID x = ImGui::GetID("tips/x");
    const ImGuiID y = ImGui::GetID("tips/y");
    const ImGuiID last = ImGui::GetID("tips/frame");
    const int frame = ImGui::GetFrameCount();
    const bool same = storage.GetFloat(x) == place.min.x && storage.GetFloat(y) == place.min.y;
    const bool stayed = same && storage.GetInt(last) >= frame - 1;
    if (!stayed && !ImGui::IsAnyMouseDown()) return false;
    storage.SetFloat(x, place.min.x);
    storage.SetFloat(y, place.min.y);
    storage.SetInt(last, frame);
    return true;
}

}  // namespace

ImVec2 place_beside(const Rect& clear, Beside wanted, ImVec2 mouse, ImVec2 size, ImVec2 window, float gap) {
    const auto inside = [](float at, float length, float room) {
        return std::clamp(at, 0.0F, std::max(0.0F, room - length));
    };
    const float x = inside(mouse.x - size.x / 2, size.x, window.x);
    const float above = clear.min.y - gap - size.y;
    const float below = clear.max.y + gap;
    const bool fits_above = above >= 0;
    const bool fits_below = below + size.y <= window.y;
    if (fits_above && (wanted == Beside::above || !fits_below)) return {x, above};
    if (fits_below) return {x, below};
    const float y = inside(mouse.y - size.y / 2, size.y, window.y);
    if (clear.min.x - gap - size.x >= 0) return {clear.min.x - gap - size.x, y};
    return {inside(clear.max.x + gap, size.x, window.x), y};
}

void tooltip_beside(Context& context, const Rect& clear, Beside wanted,
                    std::initializer_list<std::string> lines) {
    const Box box(context, lines, context.fonts.mono_small, 0);
    const ImGuiIO& io = ImGui::GetIO();
    box.draw(place_beside(clear, wanted, io.MousePos, box.size(), io.DisplaySize, context.px(6)));
}

void tooltip(Context& context, std::initializer_list<std::string> lines) {
    const Box box(context, lines, context.fonts.mono_small, 0);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    ImVec2 corner{mouse.x + context.px(18), mouse.y + context.px(14)};
    if (corner.x + box.size().x > window.x) corner.x = mouse.x - context.px(10) - box.size().x;
    if (corner.y + box.size().y > window.y) corner.y = mouse.y - context.px(10) - box.size().y;
    box.draw({std::max(0.0F, corner.x), std::max(0.0F, corner.y)});
}

void explain_on_hover(Context& context, const Rect& place, std::string_view text, Beside wanted) {
    explain_lines(context, place, {std::string(text)}, wanted);
}

void explain_lines(Context& context, const Rect& place, std::vector<std::string> texts, Beside wanted) {
    if (!ImGui::IsMouseHoveringRect(place.min, place.max)) return;
    if (pressed_and_stayed(place) || !ImGui::IsWindowHovered()) return;  // in this order: a held item hides it
    const Box box(context, std::move(texts), context.fonts.small, context.px(300));
    const ImGuiIO& io = ImGui::GetIO();
    box.draw(place_beside(place, wanted, io.MousePos, box.size(), io.DisplaySize, context.px(6)));
}

}  // namespace patchlens::ui
