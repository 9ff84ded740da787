#include "app/ui/lesson/lesson_box.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/ui/compat.h"
#include "app/ui/shell/box.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/widgets.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

constexpr float step_row = 38;
constexpr float step_field = 30;
constexpr float step_number = 36;
constexpr float step_gap = 6;

/// As much of what was typed as a lesson can hold.
std::string shortened(std::string text) {
    while (text.size() > model::longest_lesson_text)
        text.resize(without_last_character(text).size());
    return text;
}

/// The box while it is drawn.
class LessonBox {
public:
    LessonBox(Context& context, const model::Session& session, model::Actions& actions)
        : context_(context), session_(session), actions_(actions) {}

    void draw() {
        Box box(context_, "dialog/lesson", 860, 640);
        Column& column = box.column;
        box_heading(context_, column, context_.language("lesson.heading"), actions_);
        column.gap(paragraph(context_, {column.x, column.y}, column.width, context_.fonts.small,
                             context_.palette.muted, context_.language("lesson.text")));
        column.gap(context_.px(10));
        label(column, "lesson.title");
        const std::string title = written(lesson_.title);
        if (auto typed =
                entry(context_, "lesson/title", column.row(context_.px(step_field)), title, Align::left)) {
            model::Lesson changed = lesson_;
            changed.title =
                model::with_text(std::move(changed.title), language_, shortened(std::move(*typed)));
            set(std::move(changed), session_.lesson_step);
        }
        column.gap(context_.px(10));
        label(column, "lesson.steps");
        const float bottom = box.place.max.y - context_.px(20 + 30 + 12);
        draw_steps(
            {{box.place.min.x + context_.px(8), column.y}, {box.place.max.x - context_.px(8), bottom}});
        draw_buttons(
            {{column.x, bottom + context_.px(12)}, {column.x + column.width, bottom + context_.px(12 + 30)}});
    }

private:
    void label(Column& column, const char* key) {
        text_in(context_, column.row(context_.px(22)), context_.fonts.small, context_.palette.muted,
                context_.language(key));
    }

    /// What is written in the language of the screen.
    std::string written(const model::Texts& texts) const {
        const auto found = texts.find(language_);
        return found == texts.end() ? std::string() : found->second;
    }

    void draw_steps(const Rect& place) {
        Panel panel(context_, "lesson/steps", place);
        if (lesson_.steps.empty())
            panel.column.gap(paragraph(context_, {panel.column.x, panel.column.y}, panel.column.width,
                                       context_.fonts.body, context_.palette.muted,
                                       context_.language("lesson.none")));
        for (int i = 0; i < static_cast<int>(lesson_.steps.size()); ++i)
            draw_step(panel.column.row(context_.px(step_row)), i);
    }

    void draw_step(const Rect& row, int index) {
        const std::string name = "lesson/step/" + std::to_string(index);
        const model::LessonStep& step = lesson_.steps[static_cast<std::size_t>(index)];
        const float top = row.min.y + context_.px((step_row - step_field) / 2);
        const float bottom = top + context_.px(step_field);
        const bool shown = index == session_.lesson_step;
        const Rect number{{row.min.x, top}, {row.min.x + context_.px(step_number), bottom}};
        const Press press =
            chip(context_, (name + "/show").c_str(), number, std::to_string(index + 1), shown);
        explain_on_hover(context_, press.place, context_.language("lesson.show_help"));
        if (press.clicked) actions_.emplace_back(model::ShowStep{index});

        const float side = context_.px(step_field);
        float right = row.max.x;
        const Rect corner{{right - side, top}, {right, bottom}};
        if (cross(context_, (name + "/remove").c_str(), corner.inset(context_.px(2)),
                  context_.language("lesson.remove_help"))
                .clicked)
            remove(index);
        right = corner.min.x - context_.px(step_gap);
        const char* renew = context_.language("lesson.renew");
        right -= chip_width(context_, renew);
        const Press again = chip(context_, (name + "/renew").c_str(), ImVec2(right, top), renew);
        explain_on_hover(context_, again.place, context_.language("lesson.renew_help"));
        if (again.clicked) {
            model::Lesson changed = lesson_;
            changed.steps[static_cast<std::size_t>(index)].state = model::state_of_step(session_);
            set(std::move(changed), index);
        }
        right -= context_.px(step_gap);
        if (index > 0 && move_chip(name + "/up", "↑", "lesson.up_help", right, top)) move(index, -1);
        if (index == 0) right -= chip_width(context_, "↑") + context_.px(step_gap);

        const std::string text = written(step.text);
        const bool nowhere = context_.focus.current().empty() && context_.editing.field == 0;
        if (shown && text.empty() && nowhere && !ImGui::IsAnyItemActive() && !ImGui::IsMouseDown(0))
            compat::focus_next();
        const Rect field{{number.max.x + context_.px(step_gap), top}, {right, bottom}};
        if (auto typed = entry(context_, (name + "/text").c_str(), field, text, Align::left)) {
            model::Lesson changed = lesson_;
            model::Texts& texts = changed.steps[static_cast<std::size_t>(index)].text;
            texts = model::with_text(std::move(texts), language_, shortened(std::move(*typed)));
            set(std::move(changed), session_.lesson_step);
        }
    }

    bool move_chip(const std::string& name, const char* sign, const char* help, float& right, float top) {
        right -= chip_width(context_, sign);
        const Press press = chip(context_, name.c_str(), ImVec2(right, top), sign);
        explain_on_hover(context_, press.place, context_.language(help));
        right -= context_.px(step_gap);
        return press.clicked;
    }

    void draw_buttons(const Rect& row) {
        const char* add = context_.language("lesson.add");
        const char* done = context_.language("lesson.done");
        const float x = row.max.x - chip_width(context_, done);
        if (chip(context_, "lesson/done", {x, row.min.y}, done, true).clicked)
            actions_.emplace_back(model::ShowDialog{model::Dialog::none});
        if (lesson_.steps.size() >= model::most_steps) return;
        if (chip(context_, "lesson/add", row.min, add).clicked) {
            actions_.emplace_back(lesson_with_screen(session_));
            context_.focus.clear();
        }
    }

    void remove(int index) {
        model::Lesson changed = lesson_;
        changed.steps.erase(changed.steps.begin() + index);
        set(std::move(changed), session_.lesson_step - (session_.lesson_step > index ? 1 : 0));
    }

    void move(int index, int by) {
        model::Lesson changed = lesson_;
        std::swap(changed.steps[static_cast<std::size_t>(index)],
                  changed.steps[static_cast<std::size_t>(index + by)]);
        int shown = session_.lesson_step;
        if (shown == index) {
            shown = index + by;
        } else if (shown == index + by) {
            shown = index;
        }
        set(std::move(changed), shown);
    }

    void set(model::Lesson lesson, int step) {
        actions_.emplace_back(model::SetLesson{std::move(lesson), std::max(0, step)});
    }

    Context& context_;
    const model::Session& session_;
    model::Actions& actions_;
    const model::Lesson& lesson_ = session_.handout->lesson;
    std::string_view language_ = session_.language.name();
};

}  // namespace

model::SetLesson lesson_with_screen(const model::Session& session) {
    const model::Lesson& lesson = session.handout->lesson;
    const int after = lesson.steps.empty() ? -1 : session.lesson_step;
    return {model::with_step(lesson, after, session), after + 1};
}

void draw_lesson_box(Context& context, const model::Session& session, model::Actions& actions) {
    LessonBox(context, session, actions).draw();
}

}  // namespace patchlens::ui
