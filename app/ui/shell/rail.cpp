#include "app/ui/shell/rail.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/ui/chapters.h"
#include "app/ui/shell/back_button.h"
#include "app/ui/shell/switches.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr float between_chapters = 4;
constexpr float between_rail_groups = 15;
constexpr float beside_a_button = 8;
constexpr float beside_home = 14;

/// How chapters are written: in full, in short, or as their keys, the story and the current one in short.
enum class Names { whole, brief, keys };

/// What the rail shows, from the most to the least; the buttons it leaves out are also in the menu.
struct Fitting {
    Names names;
    float beside_a_name;
    bool quick;  ///< the buttons for language, colours and help
    bool title;  ///< the program's name
};
constexpr std::array fittings{Fitting{Names::whole, 26, true, true},   Fitting{Names::brief, 26, true, true},
                              Fitting{Names::brief, 16, true, true},   Fitting{Names::brief, 16, false, true},
                              Fitting{Names::brief, 12, false, false}, Fitting{Names::keys, 24, false, true},
                              Fitting{Names::keys, 14, false, false}};

bool begins_a_group(std::size_t index) {
    return index > 0 && group_of(chapters.at(index).chapter) != group_of(chapters.at(index - 1).chapter);
}

std::vector<std::string> names_of(const Context& context, Names how, model::Chapter current) {
    std::vector<std::string> names;
    for (const ChapterEntry& entry : chapters) {
        const bool named = entry.chapter == current || entry.chapter == model::Chapter::story;
        const char* key = how == Names::whole ? entry.name : entry.short_name;
        names.push_back(how == Names::keys && !named ? std::string(1, key_of(entry.chapter))
                                                     : context.language(key));
    }
    return names;
}

float width_of(const Context& context, const std::vector<std::string>& names, float beside_a_name) {
    float width = 0;
    for (std::size_t i = 0; i < names.size(); ++i)
        width += std::ceil(text_width(context.fonts.body, names[i])) + context.px(beside_a_name) +
                 context.px(begins_a_group(i) ? between_rail_groups : between_chapters);
    return width;
}

/// A chapter's button: plain, or for the current chapter raised with the accent below it.
bool chapter_button(Context& context, const ChapterEntry& entry, const std::string& label, const Rect& place,
                    bool current) {
    const std::string name = "rail/" + std::string(model::name_of(entry.chapter));
    const Press press = pressable(context, name.c_str(), place);
    const Palette& palette = context.palette;
    if (current || press.hovered) fill(context, place, palette.raised, context.px(7));
    if (current) {
        const float line = context.px(3);
        fill(context,
             {{place.min.x + context.px(8), place.max.y - line}, {place.max.x - context.px(8), place.max.y}},
             palette.accent, line / 2);
    }
    text_in(context, place, context.fonts.body, current || press.hovered ? palette.text : palette.muted,
            label, Align::centre);
    return press.clicked;
}

const char* other_theme(const model::Session& session) {
    return session.theme == model::Theme::dark ? "rail.light" : "rail.dark";
}

/// The labels of the switches beside the menu: what each switches to.
std::array<std::string, 3> quick_labels(const Context& context, const ShellView& shell) {
    return {shell.languages.after(shell.session.language).title, context.language(other_theme(shell.session)),
            context.language("rail.help")};
}

float width_of_quick(const Context& context, const ShellView& shell) {
    float width = 0;
    for (const std::string& label : quick_labels(context, shell))
        width += chip_width(context, label) + context.px(beside_a_button);
    return width;
}

/// The most frequent switches, beside the menu: language, colours, help.
void draw_quick(Context& context, const ShellView& shell, ImVec2 corner, model::Actions& actions) {
    const auto [language, theme, help] = quick_labels(context, shell);
    const auto pressed = [&](const char* name, const std::string& label) {
        const bool clicked = chip(context, name, corner, label).clicked;
        corner.x += chip_width(context, label) + context.px(beside_a_button);
        return clicked;
    };
    if (pressed("rail/language", language)) actions.emplace_back(switch_language(shell));
    if (pressed("rail/theme", theme)) actions.emplace_back(switch_theme(shell.session));
    if (pressed("rail/help", help)) actions.emplace_back(model::ShowDialog{model::Dialog::help});
}

/// The way out of a presentation, at the left of `button`; returns its left edge.
float draw_leave(Context& context, const Rect& rail, const Rect& button, model::Actions& actions) {
    const bool wide = rail.width() >= context.px(760);
    const char* label = context.language(wide ? "rail.leave" : "rail.leave_short");
    const float left = button.min.x - context.px(beside_a_button) - chip_width(context, label);
    const Press press = chip(context, "rail/leave", {left, button.min.y}, label, true);
    if (press.clicked) actions.emplace_back(model::Present{false});
    explain_on_hover(context, press.place, context.language("rail.leave_help"));
    return left;
}

/// The chapters from `x` to `end`, closer together where they would not fit, a line between their groups.
void draw_chapters(Context& context, model::Chapter current, const std::vector<std::string>& names,
                   float beside_a_name, float x, float end, const Rect& rail, model::Actions& actions) {
    const float squeeze = std::min(1.0F, (end - x) / std::max(1.0F, width_of(context, names, beside_a_name)));
    const float margin = std::min(context.px(9), std::floor((rail.height() - context.px(32)) / 2));
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const ChapterEntry& entry = chapters.at(i);
        const float before =
            std::floor(context.px(begins_a_group(i) ? between_rail_groups : between_chapters) * squeeze);
        if (begins_a_group(i)) {
            const float line = std::floor(x + before / 2);
            fill(context, {{line, rail.min.y + 2 * margin}, {line + context.px(1), rail.max.y - 2 * margin}},
                 context.palette.border);
        }
        x += before;
        const float width = std::floor(
            (std::ceil(text_width(context.fonts.body, names[i])) + context.px(beside_a_name)) * squeeze);
        const Rect chapter = rect_at({x, rail.min.y + margin}, width, rail.height() - 2 * margin);
        if (chapter_button(context, entry, names[i], chapter, entry.chapter == current))
            actions.emplace_back(model::ShowChapter{entry.chapter});
        explain_on_hover(context, chapter,
                         context.language("rail.chapter", {context.language(group_name(entry.chapter)),
                                                           context.language(entry.name),
                                                           std::string(1, key_of(entry.chapter))}));
        x += width;
    }
}

}  // namespace

Rect menu_button(const Context& context, const Rect& rail) {
    const float width = chip_width(context, context.language("rail.menu"));
    const float height = context.px(30);
    return rect_at(
        {rail.max.x - context.px(16) - width, rail.min.y + std::floor((rail.height() - height) / 2)}, width,
        height);
}

void draw_rail(Context& context, const ShellView& shell, const Rect& place, model::Actions& actions) {
    const model::Session& session = shell.session;
    fill(context, place, context.palette.panel);
    fill(context, {{place.min.x, place.max.y - context.px(1)}, place.max}, context.palette.border);
    const Rect button = menu_button(context, place);
    const float end = shell.presenting ? draw_leave(context, place, button, actions) : button.min.x;

    const float left = place.min.x + context.px(12);
    const float room_end = end - context.px(12);
    const float beside_menu = width_of_quick(context, shell);
    const auto begin = [&](const Fitting& fitting) {
        return left + home_width(context, fitting.title) + context.px(beside_home);
    };
    const auto fits = [&](const Fitting& fitting) {
        if (fitting.quick && shell.presenting) return false;
        const float names =
            width_of(context, names_of(context, fitting.names, session.chapter), fitting.beside_a_name);
        return begin(fitting) + names + (fitting.quick ? beside_menu : 0) <= room_end;
    };
    const auto* found = std::ranges::find_if(fittings, fits);
    const Fitting& fitting = found != fittings.end() ? *found : fittings.back();
    const float x = begin(fitting);
    draw_home(context, shell, {{left, place.min.y}, {x - context.px(beside_home), place.max.y}}, actions);
    draw_chapters(context, session.chapter, names_of(context, fitting.names, session.chapter),
                  fitting.beside_a_name, x, room_end, place, actions);
    if (fitting.quick) draw_quick(context, shell, {button.min.x - beside_menu, button.min.y}, actions);
    if (chip(context, "rail/menu", button.min, context.language("rail.menu")).clicked) {
        actions.emplace_back(model::ShowDialog{model::Dialog::menu});
    }
}

}  // namespace patchlens::ui
