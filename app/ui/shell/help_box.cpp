#include "app/ui/shell/help_box.h"

#include <algorithm>
#include <array>
#include <span>

#include "app/model/chapters/list.h"
#include "app/ui/compat.h"
#include "app/ui/shell/box.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr float key_row_height = 30;
constexpr float keys_width = 140;

struct Shortcut {
    const char* keys;
    const char* text;  ///< language key
};

constexpr const char* all_chapters = model::names_of<model::Chapter>.size() > 10  ? "1 … 9  B  Q"
                                     : model::names_of<model::Chapter>.size() > 9 ? "1 … 9  B"
                                                                                  : "1 … 9";

/// Shortcuts of the chapters and of what one sees of them.
constexpr std::array of_chapters{
    Shortcut{"← ↑ → ↓", "help.key.arrows"},
    Shortcut{"[  ]", "help.key.patch_size"},
    Shortcut{",  .", "help.key.dimension"},
    Shortcut{"+  -  0", "help.key.zoom"},
    Shortcut{"Ctrl+← ↑ → ↓", "help.key.pan"},
    Shortcut{"G", "help.key.grid"},
    Shortcut{"O", "help.key.overlay"},
    Shortcut{"P", "help.key.pin"},
    Shortcut{"V", "help.key.vector"},
    Shortcut{all_chapters, "help.key.chapter"},
    Shortcut{"← →", "help.key.story"},
    Shortcut{"1  2  3  4", "help.key.story_answer"},
    Shortcut{"PgUp  PgDn", "help.key.mistakes"},
    Shortcut{"Space", "help.key.mistake_shown"},
    Shortcut{"Space", "help.key.play"},
    Shortcut{"Backspace", "help.key.back"},
    Shortcut{"Shift+F10", "help.key.context"},
    Shortcut{"S", "help.key.light"},
    Shortcut{"W", "help.key.learned"},
    Shortcut{"N  R", "help.key.lesson"},
};

/// Shortcuts of the program itself.
constexpr std::array of_the_program{
    Shortcut{"Ctrl+O", "help.key.open"},          Shortcut{"Ctrl+S", "help.key.save"},
    Shortcut{"Ctrl+Shift+S", "help.key.save_as"}, Shortcut{"Ctrl+Shift+O", "help.key.open_session"},
    Shortcut{"Ctrl+Shift+C", "help.key.copy"},    Shortcut{"Ctrl+V", "help.key.paste"},
    Shortcut{"Ctrl+Z  Ctrl+Y", "help.key.undo"},  Shortcut{"T", "help.key.theme"},
    Shortcut{"L", "help.key.language"},           Shortcut{"M", "help.key.motion"},
    Shortcut{"Ctrl + - 0", "help.key.scale"},     Shortcut{"F5  F11", "help.key.presentation"},
    Shortcut{"A  D", "help.key.drawers"},         Shortcut{"F10", "help.key.menu"},
    Shortcut{"F2", "help.key.glossary"},          Shortcut{"F3", "help.key.questions"},
    Shortcut{"Tab  Enter", "help.key.tab"},       Shortcut{"F1  Esc", "help.key.help"},
    Shortcut{"F4", "help.key.read_aloud"},        Shortcut{"Ctrl+Q", "help.key.quit"},
};

void list(Context& context, Column& column, std::span<const Shortcut> shortcuts) {
    for (const auto& [keys, text] : shortcuts) {
        const Rect row = column.row(context.px(key_row_height));
        const float split = row.min.x + context.px(keys_width);
        text_in(context, {row.min, {split, row.max.y}}, context.fonts.mono, context.palette.text, keys);
        text_in(context, {{split, row.min.y}, row.max}, context.fonts.body, context.palette.muted,
                context.language(text));
    }
}

/// The way to the glossary, left of the heading's cross.
void offer_glossary(Context& context, const Column& heading, model::Actions& actions) {
    const char* label = context.language("menu.glossary");
    const float right = heading.x + heading.width - context.px(30);
    const Press press =
        chip(context, "help/glossary", {right - chip_width(context, label), heading.y}, label);
    if (press.clicked || compat::pressed(compat::Key::f2, false)) actions.emplace_back(model::OpenGlossary{});
}

}  // namespace

void draw_help_box(Context& context, model::Actions& actions) {
    const float rows =
        key_row_height * static_cast<float>(std::max(of_chapters.size(), of_the_program.size()));
    Box box(context, "dialog/help", 1060, 20 + 38 + 14 + rows + 14 + 66);
    offer_glossary(context, box.column, actions);
    box_heading(context, box.column, context.language("help.title"), actions);
    const float edge = context.px(8);
    Panel panel(context, "keys",
                {{box.place.min.x + edge, box.column.y}, {box.place.max.x - edge, box.place.max.y - edge}});
    Column& column = panel.column;
    const bool two = column.width >= context.px(900);
    const float gap = context.px(32);
    const float width = two ? std::floor((column.width - gap) / 2) : column.width;
    Column left{column.x, column.y, width};
    list(context, left, of_chapters);
    Column right = two ? Column{column.x + width + gap, column.y, width} : left;
    list(context, right, of_the_program);
    column.y = std::max(left.y, right.y) + context.px(8);
    column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.small,
                         context.palette.muted, context.language("help.mouse")));
}

}  // namespace patchlens::ui
