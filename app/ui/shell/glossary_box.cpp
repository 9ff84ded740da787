#include "app/ui/shell/glossary_box.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <sstream>
#include <string>
#include <utility>

#include "app/model/state/half_width.h"
#include "app/ui/compat.h"
#include "app/ui/shell/box.h"
#include "app/ui/spot_text.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/search_field.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui {
namespace {

using compat::Key;
using model::Term;

constexpr float list_width = 340;
constexpr float term_row = 30;

std::string small_letters(std::string text) {
    for (char& letter : text)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

bool has_all(const std::string& text, std::string_view search) {
    std::istringstream words{std::string(search)};
    for (std::string word; words >> word;) {
        if (text.find(word) == std::string::npos) return false;
    }
    return true;
}

/// The place in `shown` of the term that is explained; the first where it is not among them.
std::size_t place_in(const std::vector<Term>& shown, Term term) {
    const auto found = std::ranges::find(shown, term);
    return found == shown.end() ? 0 : static_cast<std::size_t>(found - shown.begin());
}

/// Up and down by keys.
void move_by_keys(const std::vector<Term>& shown, Glossary& glossary, std::ptrdiff_t page) {
    std::ptrdiff_t step = 0;
    if (compat::pressed(Key::down)) ++step;
    if (compat::pressed(Key::up)) --step;
    if (compat::pressed(Key::page_down)) step += page;
    if (compat::pressed(Key::page_up)) step -= page;
    const auto now = static_cast<std::ptrdiff_t>(place_in(shown, glossary.term));
    const auto there = std::clamp<std::ptrdiff_t>(now + step, 0, std::ssize(shown) - 1);
    glossary.term = shown[static_cast<std::size_t>(there)];
}

/// A name without what stands in brackets behind it.
std::string short_name(std::string name) {
    for (const char* bracket : {" (", "（"}) {
        if (const std::size_t at = name.find(bracket); at != std::string::npos) name.resize(at);
    }
    return name;
}

void list_row(Context& context, const Rect& row, Term term, Glossary& glossary) {
    const std::string name = "glossary/" + std::string(model::entry_of(term).id);
    ImGui::SetCursorScreenPos(row.min);
    const bool pressed = ImGui::InvisibleButton(name.c_str(), row.size());
    if (press_counts(context, name) && pressed) glossary.term = term;
    if (!ImGui::IsItemVisible()) return;
    const Rect clip{ImGui::GetWindowDrawList()->GetClipRectMin(),
                    ImGui::GetWindowDrawList()->GetClipRectMax()};
    context.probe.item(name, {row.min.x, std::max(row.min.y, clip.min.y)},
                       {row.max.x, std::min(row.max.y, clip.max.y)});
    const bool chosen = term == glossary.term;
    const Palette& palette = context.palette;
    if (chosen || ImGui::IsItemHovered()) fill(context, row.inset(1), palette.blank, context.px(5));
    if (chosen)
        fill(
            context,
            rect_at({row.min.x + 1, row.min.y + context.px(5)}, context.px(3), row.height() - context.px(10)),
            palette.accent, context.px(1.5F));
    const std::string own = short_name(glossary_text(context.language, term, "name"));
    const std::string other = short_name(glossary_text(context.language, term, "other"));
    const Rect inside{{row.min.x + context.px(12), row.min.y}, {row.max.x - context.px(8), row.max.y}};
    const float left = std::min(std::ceil(text_width(context.fonts.body, own)) + 1, inside.width());
    text_in(context, {inside.min, {inside.min.x + left, inside.max.y}}, context.fonts.body, palette.text,
            own);
    const float rest = inside.min.x + left + context.px(10);
    if (rest < inside.max.x)
        text_in(context, {{rest, inside.min.y}, inside.max}, context.fonts.small, palette.muted, other,
                Align::right);
}

void draw_list(Context& context, const Rect& place, const std::vector<Term>& shown, Glossary& glossary) {
    fill(context, place, context.palette.field, context.px(6));
    context.probe.item("glossary/list", place.min, place.max);
    const Rect inside = place.inset(context.px(4));
    if (shown.empty()) {
        text_in(context, {inside.min, {inside.max.x, inside.min.y + context.px(40)}}, context.fonts.body,
                context.palette.muted, context.language("choice.nothing"), Align::centre);
        return;
    }
    const float height = context.px(term_row);
    const bool has_keys = context.focus.current().empty();
    const auto page = std::max<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(inside.height() / height) - 1);
    if (has_keys) move_by_keys(shown, glossary, page);
    ImGui::SetCursorScreenPos(inside.min);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
    ImGui::BeginChild("terms", inside.size(), false, ImGuiWindowFlags_NoNav);
    ImGui::PopStyleColor();
    if (std::exchange(glossary.listed, glossary.term) != glossary.term || ImGui::IsWindowAppearing()) {
        const float top = height * static_cast<float>(place_in(shown, glossary.term));
        ImGui::SetScrollY(std::clamp(ImGui::GetScrollY(), top + height - inside.height(), top));
    }
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    Column column{corner.x, corner.y, ImGui::GetContentRegionAvail().x};
    for (const Term term : shown)
        list_row(context, column.row(height), term, glossary);
    ImGui::EndChild();
}

/// Leads to where the term is shown, and closes the box.
void show_term(Term term, model::Actions& actions) {
    actions.emplace_back(model::ShowDialog{model::Dialog::none});
    actions.emplace_back(model::Lead{model::entry_of(term).spot});
}

void draw_related(Context& context, Column& column, Glossary& glossary) {
    float x = column.x;
    const float gap = context.px(8);
    Rect row = column.row(context.px(30));
    const Term shown = glossary.term;
    for (const Term related : model::entry_of(shown).related) {
        const std::string label = glossary_text(context.language, related, "name");
        const float width = chip_width(context, label);
        if (x > column.x && x + width > column.x + column.width) {
            column.gap(gap);
            row = column.row(context.px(30));
            x = column.x;
        }
        const std::string name = "glossary/related/" + std::string(model::entry_of(related).id);
        if (chip(context, name.c_str(), {x, row.min.y}, label).clicked) {
            glossary.term = related;
            context.editing.field = 0;  // the search might hide it
        }
        x += width + gap;
    }
}

void draw_term(Context& context, const Rect& place, Glossary& glossary, model::Actions& actions) {
    const Palette& palette = context.palette;
    const model::Language& language = context.language;
    const Term term = glossary.term;
    Column column{place.min.x, place.min.y, place.width()};
    const std::string name = glossary_text(language, term, "name");
    text_in(context, column.row(context.px(30)), context.fonts.title, palette.text, name);
    text_in(context, column.row(context.px(24)), context.fonts.body, palette.muted,
            glossary_text(language, term, "other"));
    column.gap(context.px(14));
    const std::string text = glossary_text(language, term, "text");
    const std::string_view whole = text;
    const std::size_t end = std::min(whole.find('\n'), whole.size());
    column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.body, palette.text,
                         whole.substr(0, end)));
    column.gap(context.px(14));
    if (end < whole.size()) {
        const std::string_view formula = whole.substr(end + 1);
        const float pad = context.px(10);
        const float height =
            paragraph_height(context, context.fonts.mono, formula, column.width - 2 * pad) + 2 * pad;
        const Rect box = column.row(height);
        fill(context, box, palette.field, context.px(6));
        paragraph(context, {box.min.x + pad, box.min.y + pad}, box.width() - 2 * pad, context.fonts.mono,
                  palette.text, formula);
        column.gap(context.px(14));
    }
    section(context, column, language("glossary.where"));
    const std::string spot = spot_text(language, model::entry_of(term).spot);
    const Rect shown = rect_at({column.x, column.y}, chip_width(context, spot), context.px(30));
    if (chip(context, "glossary/show", shown, spot, true).clicked) show_term(term, actions);
    text_in(context, {{shown.max.x + context.px(10), shown.min.y}, {place.max.x, shown.max.y}},
            context.fonts.small, palette.muted, language("glossary.enter"));
    column.gap(context.px(30 + 16));
    section(context, column, language("glossary.related"));
    draw_related(context, column, glossary);
}

}  // namespace

std::vector<Term> terms_with(const model::Language& language, std::string_view search) {
    const std::string wanted = small_letters(model::half_width(search));
    std::vector<Term> found;
    const auto add = [&](const auto& fits) {
        for (const model::TermEntry& entry : model::terms) {
            const auto text = [&](const char* part) {
                return small_letters(glossary_text(language, entry.term, part));
            };
            const std::array names{text("name"), text("other"), std::string(entry.id)};
            const bool known = std::ranges::find(found, entry.term) != found.end();
            if (!known && fits(names, text("text"))) found.push_back(entry.term);
        }
    };
    const auto joined = [](const auto& names) { return names[0] + " " + names[1] + " " + names[2]; };
    add([&](const auto& names, const auto&) { return std::ranges::find(names, wanted) != names.end(); });
    add([&](const auto& names, const auto&) {
        return std::ranges::any_of(names, [&](const std::string& name) { return name.starts_with(wanted); });
    });
    add([&](const auto& names, const auto&) { return has_all(joined(names), wanted); });
    add([&](const auto& names, const auto& text) { return has_all(joined(names) + " " + text, wanted); });
    return found;
}

void draw_glossary_box(Context& context, const ShellView& shell, model::Actions& actions) {
    const model::Language& language = context.language;
    Glossary& glossary = shell.glossary;
    Box box(context, "dialog/glossary", 960, 640);
    Column& column = box.column;
    box_heading(context, column, language("glossary.title"), actions);
    column.gap(context.px(4));

    const Rect rest{{column.x, column.y}, {column.x + column.width, box.place.max.y - context.px(20)}};
    const float left = std::min(context.px(list_width), std::floor(rest.width() * 0.42F));
    const Rect field = rect_at(rest.min, left, context.px(34));
    const std::string search =
        search_field(context, "glossary/search", field, ImGui::GetID("glossary/search/text"));
    const std::vector<Term> shown = terms_with(language, search);
    const bool found = !shown.empty();
    if (found) glossary.term = shown[place_in(shown, glossary.term)];
    draw_list(context, {{rest.min.x, field.max.y + context.px(8)}, {field.max.x, rest.max.y}}, shown,
              glossary);
    if (found) draw_term(context, {{field.max.x + context.px(28), rest.min.y}, rest.max}, glossary, actions);
    const bool confirmed = context.focus.current().empty() && compat::pressed(Key::enter, false);
    if (found && confirmed) show_term(glossary.term, actions);
}

}  // namespace patchlens::ui
