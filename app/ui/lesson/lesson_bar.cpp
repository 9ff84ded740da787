#include "app/ui/lesson/lesson_bar.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/compat.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr float bar_padding = 8;
constexpr float bar_row = 30;
constexpr float bar_gap = 6;

/// The bar's buttons, from the right. One that cannot be pressed keeps its place.
class LessonButtons {
public:
    LessonButtons(const Scene& scene, const Rect& row) : scene_(scene), row_(row), right_(row.max.x) {}

    void button(const char* name, const char* label, const char* help, bool possible, bool accent,
                int shows) {
        Context& context = scene_.context;
        const char* text = context.language(label);
        right_ -= chip_width(context, text);
        if (possible) {
            const Press press = chip(context, name, {right_, row_.min.y}, text, accent);
            explain_on_hover(context, press.place, context.language(help));
            if (press.clicked) scene_.actions.emplace_back(model::ShowStep{shows});
        }
        right_ -= context.px(bar_gap);
    }
    void count(int number, std::size_t steps) {
        Context& context = scene_.context;
        const std::string text = std::to_string(number) + " / " + std::to_string(steps);
        const float wide = std::ceil(text_width(context.fonts.mono_small, text)) + 1;
        text_in(context, {{right_ - wide, row_.min.y}, {right_, row_.max.y}}, context.fonts.mono_small,
                context.palette.muted, text, Align::right);
        right_ -= wide + context.px(2 * bar_gap);
    }
    float left() const { return right_; }

private:
    const Scene& scene_;
    Rect row_;
    float right_;
};

float width_of_buttons(const Context& context, std::size_t steps) {
    float width = context.px(5 * bar_gap) + 2;
    for (const char* label : {"lesson.next", "lesson.back", "lesson.return"})
        width += chip_width(context, context.language(label));
    const std::string count = std::to_string(steps) + " / " + std::to_string(steps);
    return width + std::ceil(text_width(context.fonts.mono_small, count));
}

}  // namespace

float draw_lesson(const Scene& scene) {
    const model::Session& session = scene.session;
    const model::Lesson& lesson = session.handout->lesson;
    if (lesson.steps.empty()) return 0;
    Context& context = scene.context;
    const int last = static_cast<int>(lesson.steps.size()) - 1;
    const int step = std::clamp(session.lesson_step, 0, last);
    const std::string_view language = session.language.name();
    const std::string title = model::text_in(lesson.title, language);
    const std::string sentence = model::text_in(lesson.steps[static_cast<std::size_t>(step)].text, language);
    const float padding = context.px(bar_padding);
    const float width = scene.place.width() - 2 * padding - context.px(4);
    const float free = width - width_of_buttons(context, lesson.steps.size());
    // A lesson without a title has its sentence beside the buttons, where it is short.
    const bool one_row =
        sentence.empty() || (title.empty() && text_width(context.fonts.body, sentence) < free);
    const float words = one_row ? 0 : paragraph_height(context, context.fonts.body, sentence, width);
    const float height = std::ceil(padding + context.px(bar_row) + words + padding);
    const Rect place = rect_at(scene.place.min, scene.place.width(), height);
    const float line = std::max(1.0F, std::floor(context.scale));
    fill(context, place, context.palette.panel);
    fill(context, {{place.min.x, place.max.y - line}, place.max}, context.palette.border);
    fill(context, {place.min, {place.min.x + context.px(4), place.max.y}}, context.palette.accent);
    context.probe.item("lesson", place.min, place.max);

    Column column{place.min.x + padding + context.px(4), place.min.y + padding, width};
    const Rect row = column.row(context.px(bar_row));
    const bool astray = model::wandered(session);
    LessonButtons buttons(scene, row);
    buttons.button("lesson/next", "lesson.next", "lesson.next_help", step < last, !astray, step + 1);
    buttons.button("lesson/back", "lesson.back", "lesson.back_help", step > 0, false, step - 1);
    if (astray) buttons.button("lesson/return", "lesson.return", "lesson.return_help", true, true, step);
    buttons.count(step + 1, lesson.steps.size());
    const Rect free_place{row.min, {std::max(row.min.x, buttons.left()), row.max.y}};
    if (!title.empty())
        text_in(context, free_place, context.fonts.heading, context.palette.text, title);
    else if (one_row)
        text_in(context, free_place, context.fonts.body, context.palette.text, sentence);
    if (!one_row)
        paragraph(context, {column.x, column.y}, width, context.fonts.body, context.palette.text, sentence);
    return height;
}

void read_lesson_keys(const model::Session& session, model::Actions& actions) {
    const auto& steps = session.handout->lesson.steps;
    const ImGuiIO& io = ImGui::GetIO();
    if (steps.empty() || io.KeyCtrl || io.KeyAlt || io.WantTextInput) return;
    for (const ImWchar character : compat::typed_characters()) {
        if (character == 'n' || character == 'N') {
            const int wanted = session.lesson_step + (io.KeyShift ? -1 : 1);
            if (wanted >= 0 && wanted < static_cast<int>(steps.size()))
                actions.emplace_back(model::ShowStep{wanted});
        }
        if ((character == 'r' || character == 'R') && model::wandered(session))
            actions.emplace_back(model::ShowStep{session.lesson_step});
    }
}

}  // namespace patchlens::ui
