#include "app/ui/chapters/code/listing_view.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/code/script.h"
#include "app/ui/chapters/code/highlight.h"
#include "app/ui/chapters/code/notation_names.h"
#include "app/ui/compat.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

class Lines {
public:
    Lines(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run,
          std::optional<model::CodePart> touched, const CodeLayout& layout)
        : context_(scene.context),
          results_(scene.results),
          look_(scene.session.place<model::Code>()),
          theme_(scene.session.theme),
          listing_(listing),
          now_(run.at(look_.step)),
          caller_(run.caller(look_.step)),
          touched_(touched),
          row_(layout.row),
          font_(layout.small ? context_.fonts.mono_small : context_.fonts.mono),
          corner_(ImGui::GetCursorScreenPos()),
          width_(layout.code.width()) {}

    /// Draws one statement; true if it was clicked.
    bool draw(int index) {
        const model::CodeStep& step = listing_.at(index);
        const Rect place = rect_at({corner_.x, corner_.y + row_ * static_cast<float>(step.first_row)}, width_,
                                   row_ * static_cast<float>(step.rows()));
        const bool current = index == now_.statement;
        const float margin = context_.px(4);  // the focus ring stays inside the window
        const Rect box{{place.min.x + margin, place.min.y}, {place.max.x - margin, place.max.y}};
        const Press press =
            pressable(context_, ("code/line/" + std::to_string(index)).c_str(), box, context_.px(4));
        if (current || press.hovered)
            fill(context_, box, context_.palette.raised.packed(current ? 1 : 0.5F), context_.px(4));
        if (current) mark_current(box);
        if (index == caller_) mark_caller(box);
        if (touched(step.line)) mark_touched(box);
        for (int row = 0; row < step.rows(); ++row)
            draw_line(step, row, current);
        if (current) scroll_here(place);
        // Without a focus, the keyboard means the current statement.
        if (current || press.hovered || press.focused) offer_line_menu(press, index);
        return press.clicked;
    }

    void number_blank_lines() {
        for (int row = 0, step = 0; row < listing_.rows; ++row) {
            while (step + 1 < static_cast<int>(listing_.steps.size()) &&
                   listing_.at(step + 1).first_row <= row)
                ++step;
            const model::CodeStep& before = listing_.at(step);
            const int end = before.first_row + before.rows();
            if (row >= end) draw_number(row, before.first_line + before.lines() + row - end, false);
        }
    }

    /// Tells ImGui the height of the contents.
    void finish() const {
        ImGui::SetCursorScreenPos({corner_.x, corner_.y + row_ * static_cast<float>(listing_.rows) - 1});
        ImGui::Dummy({1, 1});
    }

private:
    float text_left() const { return corner_.x + context_.px(56); }

    bool touched(model::CodeLine line) const {
        if (!touched_) return false;
        const std::vector<model::CodePart> parts = model::parts_of(line);
        return std::ranges::find(parts, *touched_) != parts.end();
    }

    void offer_line_menu(const Press& press, int index) {
        const std::string name = "code/line/" + std::to_string(index);
        offer_menu(context_, name.c_str(), press, {}, [&](bool) {
            std::string text;
            for (const std::string& line : listing_.at(index).source())
                text += (text.empty() ? "" : "\n") + line;
            const std::string shown = text.substr(std::min(text.find_first_not_of(' '), text.size()));
            return MenuLines{copy_text(context_.language("context.copy_line"), text,
                                       model::Message::literal(shown.substr(0, shown.find('\n')))),
                             {"program", context_.language("context.copy_program"),
                              model::CopyText{model::code_script(results_, look_.notation, context_.language),
                                              {"code.copied", {notation_name(look_.notation)}}}}};
        });
    }

    /// A bar at the left, an arrow beside the number (to the left where a call comes back), and while playing
    /// the time that has passed on this step.
    void mark_current(const Rect& box) {
        outline(context_, box, context_.palette.border, std::max(1.0F, context_.px(1)), context_.px(4));
        const float bar = context_.px(3);
        fill(context_, {box.min, {box.min.x + bar, box.max.y}}, context_.palette.accent, bar / 2);
        const ImVec2 centre{box.min.x + context_.px(11), box.min.y + row_ / 2};
        arrow_head(centre, context_.px(8), now_.turn == model::RunStep::Turn::comes_back ? -1.0F : 1.0F,
                   context_.palette.accent);
        if (!look_.playing) return;
        const float part = static_cast<float>(look_.shown);
        const float line = std::max(1.0F, context_.px(2));
        fill(context_, {{box.min.x, box.max.y - line}, {box.min.x + box.width() * part, box.max.y}},
             context_.palette.accent);
    }

    /// A frame without a ground: the call that waits for the function to come back.
    void mark_caller(const Rect& box) {
        outline(context_, box, context_.palette.border, std::max(1.0F, context_.px(1)), context_.px(4));
        const float bar = context_.px(3);
        fill(context_, {box.min, {box.min.x + bar, box.max.y}}, context_.palette.muted, bar / 2);
    }

    void mark_touched(const Rect& box) {
        const float bar = context_.px(3);
        fill(context_, {{box.max.x - bar, box.min.y}, box.max}, context_.palette.hovered, bar / 2);
    }

    void draw_number(int row, int line, bool current) {
        const std::string number = std::to_string(line);
        const Rect place = rect_at({corner_.x + context_.px(16), corner_.y + row_ * static_cast<float>(row)},
                                   context_.px(28), row_);
        text_in(context_, place, context_.fonts.mono_small,
                current ? context_.palette.text : context_.palette.muted, number, Align::right);
    }

    void draw_line(const model::CodeStep& step, int row, bool current) {
        if (row < step.lines()) draw_number(step.first_row + row, step.first_line + row, current);
        const std::string& line = step.text[static_cast<std::size_t>(row)];
        const float height = compat::size_of(font_);
        const float top = corner_.y + row_ * static_cast<float>(step.first_row + row);
        ImVec2 at{text_left(), std::floor(top + (row_ - height) / 2)};
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        for (const CodeSpan& span : highlighted(line, look_.notation)) {
            put_text(context_, draw, font_, at, colour_of(span.kind, theme_), span.text);
            at.x += text_width(font_, span.text);
        }
        context_.probe.text(line, {text_left(), at.y, at.x - text_left(), height},
                            at.x > corner_.x + width_ - context_.px(4));
    }

    /// Scrolls to the statement when it becomes current, no further than it must; after that the wheel may
    /// scroll away.
    void scroll_here(const Rect& place) {
        ImGuiStorage& storage = *ImGui::GetStateStorage();
        const ImGuiID id = ImGui::GetID("scrolled to");
        if (storage.GetInt(id, -1) == now_.statement) return;
        storage.SetInt(id, now_.statement);
        const float margin = 2 * row_;
        const float top = ImGui::GetWindowPos().y;
        const float above = place.min.y - top - margin;
        const float below = place.max.y + margin - top - ImGui::GetWindowHeight();
        if (above < 0) {
            ImGui::SetScrollY(ImGui::GetScrollY() + above);
        } else if (below > 0) {
            ImGui::SetScrollY(ImGui::GetScrollY() + below);
        }
    }

    Context& context_;
    const model::Results& results_;
    const model::Code::Place& look_;
    model::Theme theme_;
    const model::CodeListing& listing_;
    model::RunStep now_;
    int caller_;
    std::optional<model::CodePart> touched_;
    float row_;
    ImFont* font_;
    ImVec2 corner_;
    float width_;
};

}  // namespace

float listing_width(const Context& context) {
    const std::string longest(model::longest_code_line, '0');
    return text_width(context.fonts.mono, longest) + context.px(56 + 12);
}

std::optional<int> draw_listing(const Scene& scene, const model::CodeListing& listing,
                                const model::CodeRun& run, std::optional<model::CodePart> touched,
                                const CodeLayout& layout) {
    ImGui::SetCursorScreenPos(layout.code.min);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
    ImGui::BeginChild("code", layout.code.size(), false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleColor();
    Lines lines(scene, listing, run, touched, layout);
    std::optional<int> clicked;
    for (int i = 0; i < static_cast<int>(listing.steps.size()); ++i) {
        if (lines.draw(i)) clicked = i;
    }
    lines.number_blank_lines();
    lines.finish();
    draw_scroll_mark(scene.px(3.5F));
    ImGui::EndChild();
    return clicked;
}

}  // namespace patchlens::ui
