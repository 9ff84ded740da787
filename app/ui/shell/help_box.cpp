#include "app/ui/shell/help_box.h"

#include <algorithm>
#include <array>
#include <span>

#include "app/model/chapters/list.h"
#include "app/ui/shell/box.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

struct Shortcut {
    const char* keys;
    const char* text;  ///< language key
};

constexpr std::array<const char*, 9> keys_of_chapters{"1",     "1  2",  "1 … 3", "1 … 4", "1 … 5",
                                                      "1 … 6", "1 … 7", "1 … 8", "1 … 9"};
constexpr const char* chapter_keys =
    keys_of_chapters[std::min(model::names_of<model::Chapter>.size(), keys_of_chapters.size()) - 1];

/// Shortcuts that explore the module.
constexpr std::array explored{
    Shortcut{"← ↑ → ↓", "help.key.arrows"},    Shortcut{"[  ]", "help.key.patch_size"},
    Shortcut{",  .", "help.key.dimension"},    Shortcut{"+  -  0", "help.key.zoom"},
    Shortcut{"Ctrl+← ↑ → ↓", "help.key.pan"},  Shortcut{"G", "help.key.grid"},
    Shortcut{"O", "help.key.overlay"},         Shortcut{"P", "help.key.pin"},
    Shortcut{"V", "help.key.vector"},          Shortcut{chapter_keys, "help.key.chapter"},
    Shortcut{"Space", "help.key.play"},        Shortcut{"Backspace", "help.key.back"},
    Shortcut{"Shift+F10", "help.key.context"}, Shortcut{"Ctrl+Shift+C", "help.key.copy"},
    Shortcut{"Ctrl+V", "help.key.paste"},
};

/// Shortcuts of the program itself.
constexpr std::array program{
    Shortcut{"Ctrl+O", "help.key.open"},
    Shortcut{"Ctrl+S", "help.key.save"},
    Shortcut{"Ctrl+Shift+S", "help.key.save_as"},
    Shortcut{"Ctrl+Shift+O", "help.key.open_session"},
    Shortcut{"Ctrl+Z  Ctrl+Y", "help.key.undo"},
    Shortcut{"T", "help.key.theme"},
    Shortcut{"L", "help.key.language"},
    Shortcut{"M", "help.key.motion"},
    Shortcut{"Ctrl + - 0", "help.key.scale"},
    Shortcut{"F5  F11", "help.key.presentation"},
    Shortcut{"A  D", "help.key.drawers"},
    Shortcut{"S", "help.key.light"},
    Shortcut{"F10", "help.key.menu"},
    Shortcut{"F2", "help.key.glossary"},
    Shortcut{"Tab  Enter", "help.key.tab"},
    Shortcut{"F1  Esc", "help.key.help"},
    Shortcut{"Ctrl+Q", "help.key.quit"},
};

void list(Context& context, Column& column, float keys_width, std::span<const Shortcut> shortcuts) {
    for (const auto& [keys, text] : shortcuts) {
        const Rect row = column.row(context.px(30));
        const float split = row.min.x + context.px(keys_width);
        text_in(context, {row.min, {split, row.max.y}}, context.fonts.mono, context.palette.text, keys);
        text_in(context, {{split, row.min.y}, row.max}, context.fonts.body, context.palette.muted,
                context.language(text));
    }
}

}  // namespace

void draw_help_box(Context& context, model::Actions& actions) {
    Box box(context, "dialog/help", 960, 640);
    Column& column = box.column;
    box_heading(context, column, context.language("help.title"), actions);
    const float gap = context.px(32);
    const float half = std::floor((column.width - gap) / 2);
    Column left{column.x, column.y, half};
    Column right{column.x + half + gap, column.y, half};
    list(context, left, 110, explored);
    list(context, right, 150, program);
    left.gap(context.px(12));
    paragraph(context, {left.x, left.y}, left.width, context.fonts.small, context.palette.muted,
              context.language("help.mouse"));
}

}  // namespace patchlens::ui
