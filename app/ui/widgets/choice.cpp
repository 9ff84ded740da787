#include "app/ui/widgets/choice.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <sstream>

#include "app/ui/compat.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/search_field.h"

namespace patchlens::ui {
namespace {

using compat::Key;

constexpr ImGuiWindowFlags list_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                        ImGuiWindowFlags_NoBackground;
constexpr int most_rows = 11;  ///< longer lists scroll

std::string lowered(std::string text) {
    for (char& letter : text)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

/// The field with the chosen item and the arrow of a drop-down list.
Press draw_field(Context& context, const Rect& field, const ChoiceOptions& options) {
    const Palette& palette = context.palette;
    const Press press = pressable(context, options.name, field);
    fill(context, field, palette.field, context.px(5));
    outline(context, field, press.hovered ? palette.hovered : palette.edge, context.px(1), context.px(5));
    const ImVec2 sign{field.max.x - context.px(13), std::floor(field.centre().y) + context.px(1)};
    const float half = context.px(4);
    ImGui::GetWindowDrawList()->AddTriangleFilled({sign.x - half, sign.y - half / 2},
                                                  {sign.x, sign.y + half / 2},
                                                  {sign.x + half, sign.y - half / 2}, palette.muted);
    const Rect inside{{field.min.x + context.px(9), field.min.y},
                      {field.max.x - context.px(20), field.max.y}};
    const bool fits = text_width(context.fonts.body, options.shown) <= inside.width();
    text_in(context, inside, fits ? context.fonts.body : context.fonts.small, palette.text, options.shown);
    return press;
}

/// The list while it is open.
class List {
public:
    List(Context& context, const Rect& field, const ChoiceOptions& options, ImGuiStorage& memory, ImGuiID id)
        : context_(context), field_(field), options_(options), memory_(memory), id_(id) {}

    /// Between OpenPopup and the list's end.
    std::optional<int> draw(const std::vector<ChoiceItem>& items) {
        const float width = std::max(field_.width(), options_.list_width);
        const float pad = context_.px(6);
        const float row_height = context_.px(30);
        const float search_height = options_.searchable ? context_.px(40) : 0;
        const int rows = std::clamp(static_cast<int>(items.size()), 1, most_rows);
        explanation_height_ = 0;
        for (const ChoiceItem& item : items) {
            if (item.explanation.empty()) continue;
            const float height =
                paragraph_height(context_, context_.fonts.small, item.explanation, width - context_.px(20));
            explanation_height_ = std::max(explanation_height_, height + context_.px(12));
        }
        const float height =
            2 * pad + search_height + row_height * static_cast<float>(rows) + explanation_height_;
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        const float gap = context_.px(4);
        ImVec2 corner{field_.max.x - width, field_.max.y + gap};
        if (corner.y + height > screen.y) corner.y = field_.min.y - gap - height;
        corner = {std::max(gap, corner.x), std::max(gap, std::min(corner.y, screen.y - height))};
        box_ = rect_at(corner, width, height);
        ImGui::SetNextWindowPos(box_.min);
        ImGui::SetNextWindowSize(box_.size());
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
        const bool open = ImGui::BeginPopup(options_.name, list_flags);
        ImGui::PopStyleVar();
        if (!open) return std::nullopt;
        fresh_ = ImGui::IsWindowAppearing();
        fill(context_, box_, context_.palette.raised, context_.px(7));
        outline(context_, box_, context_.palette.edge, context_.px(1), context_.px(7));
        context_.probe.item(std::string(options_.name) + "/list", box_.min, box_.max);

        Column column{box_.min.x + pad, box_.min.y + pad, width - 2 * pad};
        std::string search;
        if (options_.searchable) {
            const Rect row = column.row(search_height);
            search = search_field(context_, std::string(options_.name) + "/search",
                                  {row.min, {row.max.x, row.max.y - context_.px(8)}}, id_);
        }
        std::vector<int> shown;
        for (int i = 0; i < static_cast<int>(items.size()); ++i) {
            if (matches(items[static_cast<std::size_t>(i)], search)) shown.push_back(i);
        }
        move_by_keys(shown);
        std::optional<int> chosen =
            draw_rows(column.row(row_height * static_cast<float>(rows)), row_height, items, shown);
        explain(column, items, shown);

        const bool confirmed = !fresh_ && compat::pressed(Key::enter, false);
        if (confirmed && marked_ >= 0) chosen = marked_;
        memory_.SetInt(id_, marked_);
        if (chosen || (!fresh_ && compat::pressed(Key::escape, false))) ImGui::CloseCurrentPopup();
        ImGui::EndPopup();
        return chosen;
    }

private:
    void move_by_keys(const std::vector<int>& shown) {
        marked_ = fresh_ ? options_.chosen : memory_.GetInt(id_, options_.chosen);
        if (shown.empty()) {
            marked_ = -1;
            return;
        }
        const auto found = std::find(shown.begin(), shown.end(), marked_);
        auto place = found == shown.end() ? std::ptrdiff_t{-1} : found - shown.begin();
        const std::ptrdiff_t last = std::ssize(shown) - 1;
        const std::ptrdiff_t before = place;
        if (!fresh_) {
            if (compat::pressed(Key::down)) ++place;
            if (compat::pressed(Key::up)) --place;
            if (compat::pressed(Key::page_down)) place += most_rows - 1;
            if (compat::pressed(Key::page_up)) place -= most_rows - 1;
            if (!options_.searchable && compat::pressed(Key::home)) place = 0;
            if (!options_.searchable && compat::pressed(Key::end)) place = last;
        }
        place = std::clamp<std::ptrdiff_t>(place, 0, last);
        moved_ = fresh_ || place != before;
        marked_ = shown[static_cast<std::size_t>(place)];
    }

    std::optional<int> draw_rows(const Rect& place, float row_height, const std::vector<ChoiceItem>& items,
                                 const std::vector<int>& shown) {
        std::optional<int> chosen;
        ImGui::SetCursorScreenPos(place.min);
        ImGui::BeginChild("rows", place.size(), false,
                          ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground |
                              (std::ssize(shown) > most_rows ? 0 : ImGuiWindowFlags_NoScrollbar));
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        Column column{corner.x, corner.y, ImGui::GetContentRegionAvail().x};
        for (const int index : shown) {
            const Rect row = column.row(row_height);
            if (draw_row(row, items[static_cast<std::size_t>(index)], index)) chosen = index;
        }
        if (shown.empty()) {
            text_in(context_, column.row(row_height).inset(context_.px(4)), context_.fonts.body,
                    context_.palette.muted, context_.language("choice.nothing"));
        }
        ImGui::EndChild();
        return chosen;
    }

    bool draw_row(const Rect& row, const ChoiceItem& item, int index) {
        ImGui::SetCursorScreenPos(row.min);
        const bool pressed = ImGui::InvisibleButton(item.name.c_str(), row.size());
        const bool clicked = press_counts(context_, std::string(options_.name) + "/" + item.name) && pressed;
        const bool hovered = ImGui::IsItemHovered();
        const ImVec2 moved = ImGui::GetIO().MouseDelta;
        if (hovered && (moved.x != 0 || moved.y != 0)) marked_ = index;
        if (moved_ && index == marked_) ImGui::SetScrollHereY();
        if (!ImGui::IsItemVisible()) return clicked;
        context_.probe.item(std::string(options_.name) + "/" + item.name, row.min, row.max);
        const Palette& palette = context_.palette;
        if (index == marked_) {
            fill(context_, row, palette.blank, context_.px(5));
            outline(context_, row, palette.hovered, context_.px(1), context_.px(5));
        }
        if (index == options_.chosen) {  // a tick, so that it is not shown by colour alone
            const ImVec2 tick{row.min.x + context_.px(13), std::floor(row.centre().y)};
            const float size = context_.px(4);
            const ImVec2 points[] = {{tick.x - size, tick.y},
                                     {tick.x - size / 4, tick.y + size * 0.75F},
                                     {tick.x + size, tick.y - size * 0.75F}};
            compat::add_polyline(*ImGui::GetWindowDrawList(), points, palette.accent, context_.px(2));
        }
        const Rect inside{{row.min.x + context_.px(24), row.min.y}, {row.max.x - context_.px(8), row.max.y}};
        const float detail =
            item.detail.empty() ? 0 : text_width(context_.fonts.mono_small, item.detail) + context_.px(10);
        text_in(context_, {inside.min, {inside.max.x - detail, inside.max.y}}, context_.fonts.body,
                palette.text, item.label);
        text_in(context_, inside, context_.fonts.mono_small, palette.muted, item.detail, Align::right);
        return clicked;
    }

    void explain(Column& column, const std::vector<ChoiceItem>& items, const std::vector<int>& shown) {
        if (explanation_height_ == 0 || marked_ < 0 || shown.empty()) return;
        fill(context_,
             {{column.x, column.y + context_.px(3)}, {column.x + column.width, column.y + context_.px(4)}},
             context_.palette.border);
        const std::string& text = items[static_cast<std::size_t>(marked_)].explanation;
        paragraph(context_, {column.x + context_.px(4), column.y + context_.px(8)},
                  box_.width() - context_.px(20), context_.fonts.small, context_.palette.muted, text);
    }

    Context& context_;
    const Rect& field_;
    const ChoiceOptions& options_;
    ImGuiStorage& memory_;  ///< keeps which item is marked from frame to frame
    ImGuiID id_;
    Rect box_{};
    float explanation_height_ = 0;
    int marked_ = -1;     ///< what Enter chooses
    bool moved_ = false;  ///< by keys: scroll to it
    bool fresh_ = false;  ///< opened in this frame: the list ignores the key that opened it
};

}  // namespace

bool matches(const ChoiceItem& item, std::string_view search) {
    const std::string text = lowered(item.label + " " + item.name + " " + item.detail);
    std::istringstream words{lowered(std::string(search))};
    for (std::string word; words >> word;) {
        if (text.find(word) == std::string::npos) return false;
    }
    return true;
}

float choice_width(const Context& context, std::span<const ChoiceItem> items) {
    float width = 0;
    for (const ChoiceItem& item : items)
        width = std::max(width, text_width(context.fonts.body, item.label));
    return std::ceil(width) + context.px(44);
}

bool a_list_is_open() {
    return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

std::optional<int> choice(Context& context, const Rect& field, const ChoiceOptions& options,
                          const std::function<std::vector<ChoiceItem>()>& items) {
    const Press press = draw_field(context, field, options);
    const ImGuiID id = ImGui::GetID((std::string(options.name) + "/marked").c_str());
    const bool open = ImGui::IsPopupOpen(options.name);
    if (!open && context.editing.field == id) context.editing.field = 0;
    if (!open && !press.clicked) return std::nullopt;
    if (!open) ImGui::OpenPopup(options.name);
    return List(context, field, options, *ImGui::GetStateStorage(), id).draw(items());
}

}  // namespace patchlens::ui
