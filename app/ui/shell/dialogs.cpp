#include "app/ui/shell/dialogs.h"

#include "app/ui/compat.h"
#include "app/ui/lesson/lesson_box.h"
#include "app/ui/shell/about_box.h"
#include "app/ui/shell/box.h"
#include "app/ui/shell/glossary_box.h"
#include "app/ui/shell/help_box.h"
#include "app/ui/shell/menu.h"
#include "app/ui/shell/open_box.h"
#include "app/ui/shell/questions_box.h"
#include "app/ui/shell/save_box.h"

namespace patchlens::ui {
namespace {

constexpr float behind_a_box = 0.5F;
constexpr float behind_the_menu = 0;  // no shade: the effect of a choice in the menu should be visible

void draw(Context& context, const ShellView& shell, model::Dialog dialog, const Rect& rail,
          model::Actions& actions) {
    switch (dialog) {
        case model::Dialog::none:
            return;
        case model::Dialog::menu:
            return draw_menu(context, shell, rail, actions);
        case model::Dialog::open:
        case model::Dialog::open_second:
        case model::Dialog::open_weights:
        case model::Dialog::open_session:
            return draw_open_box(context, shell, dialog, actions);
        case model::Dialog::save_session:
            return draw_save_box(context, shell, model::FileKind::session, actions);
        case model::Dialog::save_picture:
            return draw_save_box(context, shell, model::FileKind::picture, actions);
        case model::Dialog::save_weights:
            return draw_save_box(context, shell, model::FileKind::weights, actions);
        case model::Dialog::save_results:
            return draw_save_box(context, shell, model::FileKind::table, actions);
        case model::Dialog::help:
            return draw_help_box(context, actions);
        case model::Dialog::about:
            return draw_about_box(context, shell, actions);
        case model::Dialog::glossary:
            return draw_glossary_box(context, shell, actions);
        case model::Dialog::questions:
            return draw_questions_box(context, actions);
        case model::Dialog::lesson:
            return draw_lesson_box(context, shell.session, actions);
    }
}

}  // namespace

void draw_dialog(Context& context, const ShellView& shell, model::Dialog dialog, const Rect& rail,
                 model::Actions& actions) {
    if (dialog == model::Dialog::none) return;
    context.focus.only_what_follows();
    context.probe.cover_texts();
    bool closes = shade(context, dialog == model::Dialog::menu ? behind_the_menu : behind_a_box);
    draw(context, shell, dialog, rail, actions);
    closes |= compat::pressed(compat::Key::escape, false);
    // Enter closes what only shows, unless it presses something in it.
    const bool shows = dialog == model::Dialog::help || dialog == model::Dialog::about;
    closes |= shows && context.focus.current().empty() && compat::pressed(compat::Key::enter, false);
    if (closes) actions.emplace_back(model::ShowDialog{model::Dialog::none});
}

}  // namespace patchlens::ui
