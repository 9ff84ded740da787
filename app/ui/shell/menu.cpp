#include "app/ui/shell/menu.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/scale.h"
#include "app/ui/lesson/lesson_box.h"
#include "app/ui/shell/box.h"
#include "app/ui/shell/rail.h"
#include "app/ui/shell/switches.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr float menu_width = 372;
constexpr float menu_row_height = 29;
constexpr float between_groups = 9;
constexpr std::size_t recent_shown = 4;

/// Rows from top to bottom; pressing one emits an action.
class Rows {
public:
    Rows(Context& context, Column& column, model::Actions& actions)
        : context_(context), column_(column), actions_(actions) {}

    /// Emits `action` and closes the menu; true if it did.
    bool command(const char* name, std::string_view label, std::string_view keys, model::Action action,
                 bool possible = true) {
        if (!row(name, label, keys, possible).clicked || !possible) return false;
        actions_.emplace_back(model::ShowDialog{model::Dialog::none});
        actions_.push_back(std::move(action));
        return true;
    }
    /// Emits `action` and keeps the menu open, so that the effect can be seen.
    void choice(const char* name, std::string_view label, std::string_view keys, std::string_view value,
                model::Action action) {
        const Press press = row(name, label, keys, true, value);
        if (press.clicked) actions_.push_back(std::move(action));
    }
    void toggle(const char* name, std::string_view label, std::string_view keys, bool on,
                model::Action action) {
        const Press press = row(name, label, keys, true, {}, context_.px(32 + 14));
        const float height = context_.px(20);
        const Rect place =
            rect_at({press.place.max.x - context_.px(12 + 32), press.place.centre().y - height / 2},
                    context_.px(32), height);
        draw_switch(context_, place, on, press.hovered);
        if (press.clicked) actions_.push_back(std::move(action));
    }
    /// The scale, with a button on each side.
    void scale(std::string_view label, double chosen) {
        const Rect place = next();
        text_in(context_, {{place.min.x + context_.px(12), place.min.y}, {place.centre().x, place.max.y}},
                context_.fonts.body, context_.palette.text, label);
        const float side = context_.px(26);
        const float top = std::floor(place.centre().y - side / 2);
        const Rect more = rect_at({place.max.x - context_.px(10) - side, top}, side, side);
        const Rect less = rect_at({more.min.x - context_.px(58) - side, top}, side, side);
        step("menu/scale/less", less, minus_sign, chosen, -1);
        step("menu/scale/more", more, "+", chosen, 1);
        text_in(context_, {{less.max.x, place.min.y}, {more.min.x, place.max.y}}, context_.fonts.mono,
                context_.palette.text, std::to_string(static_cast<int>(chosen * 100 + 0.5)) + "%",
                Align::centre);
        text_in(context_, {{place.min.x, place.min.y}, {less.min.x - context_.px(10), place.max.y}},
                context_.fonts.mono_small, context_.palette.muted, "Ctrl + -", Align::right);
    }
    void line() {
        column_.gap(context_.px(between_groups / 2));
        fill(
            context_,
            rect_at({column_.x + context_.px(8), column_.y}, column_.width - context_.px(16), context_.px(1)),
            context_.palette.border);
        column_.gap(context_.px(between_groups / 2));
    }

private:
    Rect next() { return column_.row(context_.px(menu_row_height)); }

    /// A row with its shortcut at the right, to the left of `value` and of `reserved` pixels for anything
    /// else drawn there.
    Press row(const char* name, std::string_view label, std::string_view keys, bool possible,
              std::string_view value = {}, float reserved = 0) {
        const Palette& palette = context_.palette;
        const Rect place = next();
        const Press press = pressable(context_, name, place.inset(1));
        if (possible && press.hovered) fill(context_, place.inset(1), palette.raised, context_.px(6));
        float end = place.max.x - context_.px(12) - reserved;
        const auto put_left_of_end = [&](ImFont* font, std::string_view text) {
            if (text.empty()) return;
            const float start = end - text_width(font, text) - 1;
            text_in(context_, {{start, place.min.y}, {end, place.max.y}}, font, palette.muted, text,
                    Align::right);
            end = start - context_.px(14);
        };
        put_left_of_end(context_.fonts.body, value);
        put_left_of_end(context_.fonts.mono_small, keys);
        text_in(context_, {{place.min.x + context_.px(12), place.min.y}, {end, place.max.y}},
                context_.fonts.body, possible ? palette.text : palette.muted, label);
        return press;
    }

    void step(const char* name, const Rect& place, std::string_view sign, double chosen, int direction) {
        const Press press = pressable(context_, name, place);
        fill(context_, place, press.hovered ? context_.palette.raised : context_.palette.field,
             context_.px(5));
        outline(context_, place, context_.palette.edge, context_.px(1), context_.px(5));
        text_in(context_, place, context_.fonts.mono, context_.palette.text, sign, Align::centre);
        if (press.clicked) actions_.emplace_back(model::SetUiScale{next_ui_scale(chosen, direction)});
    }

    Context& context_;
    Column& column_;
    model::Actions& actions_;
};

float height_of(const Context& context, std::size_t recent) {
    const auto rows = static_cast<float>(19 + recent);
    return context.px(16) + rows * context.px(menu_row_height) + 4 * 2 * context.px(between_groups / 2);
}

}  // namespace

void draw_menu(Context& context, const ShellView& shell, const Rect& rail, model::Actions& actions) {
    const model::Language& language = context.language;
    const model::Session& session = shell.session;
    const std::size_t recent = std::min(recent_shown, shell.settings.recent.size());
    const Rect button = menu_button(context, rail);
    const float width = context.px(menu_width);
    Box box(context, "dialog/menu",
            rect_at({button.max.x - width, button.max.y + context.px(8)}, width, height_of(context, recent)));
    Rows rows(context, box.column, actions);
    const auto shows = [](model::Dialog dialog) { return model::ShowDialog{dialog}; };

    rows.command("menu/open", language("menu.open"), "Ctrl+O", shows(model::Dialog::open));
    for (std::size_t i = 0; i < recent; ++i) {
        const auto& path = shell.settings.recent[i];
        rows.command(("menu/recent/" + std::to_string(i)).c_str(), "    " + path.filename().string(), {},
                     model::OpenPicture{path});
    }
    rows.command("menu/open_session", language("menu.open_session"), "Ctrl+Shift+O",
                 shows(model::Dialog::open_session));
    rows.command("menu/save_session", language("menu.save_session"), "Ctrl+S", model::SaveSession{});
    rows.command("menu/save_session_as", language("menu.save_session_as"), "Ctrl+Shift+S",
                 shows(model::Dialog::save_session));
    const model::Lesson& lesson = session.handout->lesson;
    if (rows.command("menu/lesson_add", language("menu.lesson_add"), {}, lesson_with_screen(session),
                     lesson.steps.size() < model::most_steps))
        actions.emplace_back(shows(model::Dialog::lesson));
    rows.command("menu/lesson", language("menu.lesson"), {}, shows(model::Dialog::lesson));
    rows.line();
    rows.command("menu/undo", language("menu.undo"), "Ctrl+Z", model::Undo{}, shell.can_undo);
    rows.command("menu/redo", language("menu.redo"), "Ctrl+Y", model::Redo{}, shell.can_redo);
    rows.line();
    const bool dark = session.theme == model::Theme::dark;
    rows.choice("menu/language", language("menu.language"), "L", shell.languages.title_of(session.language),
                switch_language(shell));
    rows.choice("menu/theme", language("menu.theme"), "T", language(dark ? "rail.dark" : "rail.light"),
                switch_theme(session));
    rows.scale(language("menu.scale"), shell.ui_scale);
    rows.toggle("menu/presentation", language("menu.presentation"), "F5 F11", shell.presenting,
                model::Present{!shell.presenting});
    rows.toggle("menu/motion", language("menu.reduced_motion"), "M", session.reduced_motion,
                model::ReduceMotion{!session.reduced_motion});
    rows.toggle("menu/speech", language("menu.speech"), "F4", shell.settings.speech,
                model::SetSpeech{!shell.settings.speech});
    rows.line();
    rows.command("menu/glossary", language("menu.glossary"), "F2", shows(model::Dialog::glossary));
    rows.command("menu/questions", language("menu.questions"), "F3", shows(model::Dialog::questions));
    rows.command("menu/help", language("menu.help"), "F1", shows(model::Dialog::help));
    rows.command("menu/about", language("menu.about"), {}, shows(model::Dialog::about));
    rows.line();
    rows.command("menu/quit", language("menu.quit"), "Ctrl+Q", model::Quit{});

    if (compat::pressed(compat::Key::down)) context.focus.move(1);
    if (compat::pressed(compat::Key::up)) context.focus.move(-1);
    const std::string_view at = context.focus.current();
    if (at.starts_with("menu/scale/")) {
        if (compat::pressed(compat::Key::left))
            actions.emplace_back(model::SetUiScale{next_ui_scale(shell.ui_scale, -1)});
        if (compat::pressed(compat::Key::right))
            actions.emplace_back(model::SetUiScale{next_ui_scale(shell.ui_scale, 1)});
    }
}

}  // namespace patchlens::ui
