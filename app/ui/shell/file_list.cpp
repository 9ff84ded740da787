#include "app/ui/shell/file_list.h"

#include <algorithm>

#include "app/ui/compat.h"
#include "app/ui/widgets/widgets.h"
#include "core/support/text.h"

namespace patchlens::ui {
namespace {

using compat::Key;

constexpr float file_row_height = 44;
constexpr int thumbnail_slots = 64;  // textures are reused as the list scrolls

void draw_folder(Context& context, const Rect& place) {
    const float height = place.height() * 0.62F;
    const Rect body = rect_at({place.min.x, place.centre().y - height / 2}, place.width(), height);
    const ImU32 colour = context.palette.muted;
    fill(context, {{body.min.x, body.min.y - height * 0.16F}, {body.centre().x, body.centre().y}}, colour,
         context.px(2));
    fill(context, body, colour, context.px(3));
}

/// The row that the pressed keys lead to, if any.
std::optional<int> row_by_keys(const Browser& browser, int page) {
    const int last = static_cast<int>(browser.content()->entries.size()) - 1;
    int row = browser.current();
    if (compat::pressed(Key::down)) ++row;
    if (compat::pressed(Key::up)) --row;
    if (compat::pressed(Key::page_down)) row += page;
    if (compat::pressed(Key::page_up)) row -= page;
    if (!ImGui::GetIO().WantTextInput) {
        if (compat::pressed(Key::home, false)) row = 0;
        if (compat::pressed(Key::end, false)) row = last;
    }
    if (row == browser.current()) return std::nullopt;
    return std::clamp(row, 0, last);
}

bool list_row(Context& context, Browser& browser, int index, const Rect& place, bool marked) {
    const model::FolderEntry& entry = browser.content()->entries[static_cast<std::size_t>(index)];
    const std::string name = entry.path.filename().string();
    ImGui::SetCursorScreenPos(place.min);
    ImGui::PushID(index);
    compat::push_no_tab_stop();
    const bool pressed = ImGui::InvisibleButton("row", place.size());
    const bool clicked = press_counts(context, entry.path.native()) && pressed;
    compat::pop_no_tab_stop();
    const bool hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    context.probe.item("open/entry/" + name, place.min, place.max);
    if (hovered || marked) fill(context, place.inset(1), context.palette.raised, context.px(6));
    if (marked) outline(context, place.inset(1), context.palette.hovered, context.px(1.5F), context.px(6));
    const bool picture = !entry.folder && browser.kind() == model::FileKind::picture;
    file_row(context, place, "open/slot/" + std::to_string(index % thumbnail_slots),
             picture ? browser.thumbnail(entry.path) : nullptr, entry.folder, name,
             entry.folder ? std::string() : bytes_text(entry.bytes));
    return clicked;
}

}  // namespace

void file_row(Context& context, const Rect& place, const std::string& slot,
              const std::shared_ptr<const Image>& thumbnail, bool folder, std::string_view name,
              std::string_view right) {
    const float side = place.height() - context.px(8);
    const Rect icon = rect_at({place.min.x + context.px(8), place.min.y + context.px(4)}, side, side);
    if (thumbnail) {
        const Texture& texture = context.pictures.thumbnail(slot, thumbnail);
        picture(context, texture, fitted(icon, thumbnail->size.width, thumbnail->size.height), context.px(3));
    } else if (folder) {
        draw_folder(context, icon.inset(context.px(5)));
    } else {
        outline(context, icon.inset(context.px(5)), context.palette.edge, context.px(1), context.px(3));
    }
    const float right_width = right.empty() ? 0 : text_width(context.fonts.mono_small, right) + 1;
    const float right_start = place.max.x - context.px(12) - right_width;
    text_in(context, {{icon.max.x + context.px(12), place.min.y}, {right_start - context.px(8), place.max.y}},
            context.fonts.body, context.palette.text, name);
    text_in(context, {{right_start, place.min.y}, {place.max.x - context.px(12), place.max.y}},
            context.fonts.mono_small, context.palette.muted, right, Align::right);
}

std::optional<model::FolderEntry> file_list(Context& context, Browser& browser, const Rect& place,
                                            bool enter) {
    const bool focused = context.focus.item("open/list");
    context.probe.item("open/list", place.min, place.max);
    fill(context, place, context.palette.field, context.px(6));
    outline(context, place, focused ? context.palette.hovered : context.palette.edge,
            context.px(focused ? 2 : 1), context.px(6));
    const model::Folder* folder = browser.content();
    if (folder == nullptr || folder->entries.empty()) {
        const model::Language& language = context.language;
        std::string text = language("status.reading");
        if (folder != nullptr)
            text = folder->problem ? language.shown(*folder->problem) : language("open.nothing");
        text_in(context, place.inset(context.px(16)), context.fonts.body, context.palette.muted, text,
                Align::centre);
        return std::nullopt;
    }
    const float height = context.px(file_row_height);
    const auto count = static_cast<int>(folder->entries.size());
    const bool has_keys = focused || context.focus.current().empty();
    if (has_keys) {
        const int page = std::max(1, static_cast<int>(place.height() / height) - 1);
        if (const auto row = row_by_keys(browser, page)) browser.move_to(*row);
    }
    std::optional<model::FolderEntry> chosen;
    const Rect inside = place.inset(context.px(4));
    ImGui::SetCursorScreenPos(inside.min);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
    ImGui::BeginChild("list", inside.size(), false, ImGuiWindowFlags_NoNav);
    ImGui::PopStyleColor();
    const float whole = height * static_cast<float>(count);
    if (browser.take_moved()) {  // scroll just far enough to show the current row
        const float row_top = height * static_cast<float>(browser.current());
        const float top = std::clamp(ImGui::GetScrollY(), row_top + height - inside.height(), row_top);
        ImGui::SetScrollY(top);
    }
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float bar = whole > inside.height() ? ImGui::GetStyle().ScrollbarSize : 0;
    const int first = std::max(0, static_cast<int>(ImGui::GetScrollY() / height));
    const int last = std::min(count, first + static_cast<int>(inside.height() / height) + 2);
    browser.show_rows(first, last);
    for (int i = first; i < last; ++i) {
        const Rect row =
            rect_at({corner.x, corner.y + height * static_cast<float>(i)}, inside.width() - bar, height);
        const bool marked = i == browser.current() && has_keys;
        if (list_row(context, browser, i, row, marked)) chosen = folder->entries[static_cast<std::size_t>(i)];
    }
    ImGui::SetCursorScreenPos({corner.x, corner.y + whole - 1});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
    if (has_keys && enter && browser.current() >= 0) {
        chosen = folder->entries[static_cast<std::size_t>(browser.current())];
    }
    return chosen;
}

}  // namespace patchlens::ui
