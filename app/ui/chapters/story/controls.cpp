#include "app/ui/chapters/story/controls.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/model/computing/module_weights.h"
#include "app/model/quiz/progress.h"
#include "app/ui/chapters/story/beats.h"
#include "app/ui/chapters/story/predictions.h"
#include "app/ui/chapters/story/progress.h"
#include "app/ui/chapters/story/timeline.h"
#include "app/ui/compat.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/transport.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {
namespace {

using Place = model::Story::Place;

constexpr int text_lines = 3;
constexpr float answers_height = 32;
constexpr float buttons_height = 34;
constexpr float widest_text = 680;

const Place& place_of(const Scene& scene) {
    return scene.session.place<model::Story>();
}

void set(const Scene& scene, const Place& wanted) {
    scene.look<model::Story>([&](Place& place) { place = wanted; });
}

void go_next(const Scene& scene, const World& world) {
    const Place& place = place_of(scene);
    set(scene, next(place, holds_of(place, world), scene.session.reduced_motion));
}

void play(const Scene& scene, const World& world) {
    const Place& place = place_of(scene);
    set(scene, play_or_pause(place, holds_of(place, world), scene.session.reduced_motion));
}

/// Whether a place is beyond where its beat waits: the scene shows the answer.
bool beyond(const Place& place, double hold) {
    return hold < 1 && place.fraction > hold + 1e-6;
}

/// What is asked and can be seen now: not before the beat has come there, and once the scene has shown the
/// answer only what was answered.
std::optional<Prediction> asked_now(const Scene& scene, const World& world) {
    const Place& place = place_of(scene);
    auto asked = prediction_of(scene, world, place.beat);
    if (!asked || place.fraction < asked->hold - 1e-6) return std::nullopt;
    if (beyond(place, asked->hold) && asked->chosen < 0) return std::nullopt;
    return asked;
}

void answer(const Scene& scene, const Prediction& asked, int chosen) {
    Place place = place_of(scene);
    place.answer(asked.asked) = asked.offer.answers.at(static_cast<std::size_t>(chosen));
    // The scene then shows it.
    if (scene.session.reduced_motion) {
        place.fraction = 1;
    } else if (place.fraction < 1) {
        place.going = 1;
    }
    set(scene, place);
}

/// The sentence and, below it, the question or what there is to say of the answer.
void draw_text(const Scene& scene, const World& world, const Rect& place) {
    Context& context = scene.context;
    const Place& at = place_of(scene);
    const auto asked = asked_now(scene, world);
    const int chosen = asked ? asked->chosen : -1;
    const model::StoryHalt* halt = model::story_halt(at.beat);
    const bool told = halt == nullptr || halt->fraction == 1 || beyond(at, halt->fraction) || chosen >= 0;
    const std::string told_now = sentence_of(scene, world, at.beat, told);
    const std::string below = !asked       ? ""
                              : chosen < 0 ? asked->question
                                           : asked->said.at(static_cast<std::size_t>(chosen));
    const float width = std::min(place.width(), context.px(widest_text));
    // One line stands in the middle; more begin at the same left edge.
    const auto write = [&](float y, ImFont* font, ImU32 colour, const std::string& text) {
        const float own = std::min(width, std::ceil(text_width(font, text)) + 1);
        return y + paragraph(context, {std::floor(place.centre().x - own / 2), y}, own, font, colour, text);
    };
    const float first = paragraph_height(context, context.fonts.heading, told_now, width);
    const float second = below.empty() ? 0 : paragraph_height(context, context.fonts.body, below, width);
    float y = std::floor(place.min.y + std::max(0.0F, (place.height() - first - second) / 2));
    y = write(y, context.fonts.heading, context.palette.text, told_now);
    if (!below.empty()) {
        const bool right = chosen < 0 || chosen == asked->offer.right();
        write(y, context.fonts.body, right ? context.palette.accent : context.palette.problem, below);
    }
    context.probe.item("story/text", place.min, place.max);
}

/// Chips beside each other in the middle of `place`; returns the one pressed, -1 for none.
int chips(Context& context, const Rect& place, const std::vector<std::string>& names,
          const std::vector<std::string>& labels, int selected) {
    const float gap = context.px(10);
    float width = -gap;
    for (const std::string& label : labels)
        width += chip_width(context, label) + gap;
    float x = std::floor(place.centre().x - width / 2);
    int pressed = -1;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const bool chosen = static_cast<int>(i) == selected;
        if (chip(context, names[i].c_str(), ImVec2{x, place.min.y}, labels[i], chosen).clicked)
            pressed = static_cast<int>(i);
        x += chip_width(context, labels[i]) + gap;
    }
    return pressed;
}

/// The answers to choose from, or the beat's own button.
void draw_answers(const Scene& scene, const World& world, const Rect& place) {
    Context& context = scene.context;
    const Place& at = place_of(scene);
    if (const auto asked = asked_now(scene, world)) {
        std::vector<std::string> labels;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < asked->choices.size(); ++i) {
            labels.push_back(std::to_string(i + 1) + " · " + asked->choices.at(i));
            names.push_back("story/answer/" + std::to_string(i + 1));
        }
        const int pressed = chips(context, place, names, labels, asked->chosen);
        if (pressed >= 0 && pressed != asked->chosen) answer(scene, *asked, pressed);
        return;
    }
    // Who answered the quiz's first round was sent here.
    const auto& quiz = scene.session.place<model::Quiz>();
    if (at.beat == model::story_beats - 1 && quiz.stage == model::QuizStage::between &&
        chips(context, place, {"story/second_round"}, {context.language("story.second_round")}, 0) == 0) {
        scene.look<model::Quiz>([](model::Quiz::Place& now) { now = second_round(now); });
        scene.actions.emplace_back(model::ShowChapter{model::Chapter::quiz});
    }
    const bool learned = model::are_learned(scene.session.module);
    if (at.beat == 10 &&
        chips(context, place, {"story/learned"},
              {context.language(learned ? "story.random" : "story.learned")}, learned ? -1 : 0) == 0)
        scene.actions.emplace_back(model::ShowLearned{!learned});
    if (at.beat == 11 && world.twins_known && !world.twins_equal && !context.busy) {
        const auto& samples = context.known_files.samples;
        const auto tiles =
            std::ranges::find_if(samples, [](const auto& path) { return path.stem() == "tiles"; });
        if (tiles != samples.end() &&
            chips(context, place, {"story/tiles"}, {context.language("story.tiles")}, 0) == 0) {
            scene.actions.emplace_back(model::OpenPicture{*tiles});
            // Its equal patches are asked about before anything is said of them.
            set(scene, at_time(at, at.beat + model::story_halt(at.beat)->fraction, {}));
        }
    }
}

/// The beats as dots on a line that is filled as far as the story has come; pressed, or pulled along.
void draw_dots(const Scene& scene, const World& world, const Rect& place) {
    Context& context = scene.context;
    const Place& at = place_of(scene);
    const float unit = place.width() / model::story_beats;
    const float y = place.centre().y;
    const auto x_of = [&](double time) {
        return place.min.x + unit * static_cast<float>(std::max(0.0, time - 0.5));
    };
    const float half = std::max(1.0F, context.px(1));
    fill(context, {{x_of(1), y - half}, {x_of(model::story_beats), y + half}}, context.palette.track);
    fill(context, {{x_of(1), y - half}, {std::max(x_of(1), x_of(time_of(at))), y + half}},
         context.palette.accent);
    for (int beat = 0; beat < model::story_beats; ++beat) {
        const ImVec2 centre{x_of(beat + 1), y};
        const Rect cell{{centre.x - unit / 2, place.min.y}, {centre.x + unit / 2, place.max.y}};
        const std::string name = "story/dot/" + std::to_string(beat + 1);
        const Press press = pressable(context, name.c_str(), cell);
        const bool here = beat == at.beat;
        const bool seen = beat < at.beat || (here && at.fraction == 1);
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        const float radius = context.px(here ? 6 : 4);
        draw.AddCircleFilled(centre, radius, seen || here ? context.palette.accent : context.palette.track);
        if (here) draw.AddCircle(centre, radius + context.px(3), context.palette.accent, 0, context.px(1.5F));
        if (press.hovered) {
            draw.AddCircle(centre, radius + context.px(2), context.palette.hovered, 0, context.px(1.5F));
            tooltip(context, {std::to_string(beat + 1) + "  " + name_of_beat(scene, beat)});
        }
        const bool pulled = press.held && ImGui::IsMouseDragging(ImGuiMouseButton_Left);
        if (pulled)
            set(scene,
                at_time(at, (ImGui::GetIO().MousePos.x - place.min.x) / unit + 0.5, holds_of(at, world)));
        else if (press.clicked && !ImGui::IsMouseDragging(ImGuiMouseButton_Left))
            set(scene, at_beat(at, beat, holds_of(at, world)));
    }
    context.probe.item("story/dots", place.min, place.max);
}

void draw_buttons(const Scene& scene, const World& world, const Rect& place) {
    Context& context = scene.context;
    const Place& at = place_of(scene);
    const model::Language& language = context.language;
    const float gap = context.px(8);
    const float top = std::floor(place.centre().y - context.px(15));
    const bool last = at.beat == model::story_beats - 1;
    const float back_width = chip_width(context, language("story.back"));
    if (chip(context, "story/back", ImVec2{place.min.x, top}, language("story.back")).clicked)
        set(scene, back(at, scene.session.reduced_motion));
    const Rect turn = rect_at({place.min.x + back_width + gap, top}, context.px(38), context.px(30));
    const Press pressed = pressable(context, "story/play", turn, context.px(15));
    fill(context, turn, context.palette.raised, context.px(15));
    outline(context, turn, pressed.hovered ? context.palette.hovered : context.palette.edge, context.px(1),
            context.px(15));
    const bool moves = at.going != 0;
    if (moves) {
        for (const float offset : {-4.0F, 4.0F})
            fill(context,
                 rect_at(
                     {turn.centre().x + context.px(offset) - context.px(2), turn.centre().y - context.px(6)},
                     context.px(4), context.px(12)),
                 context.palette.text);
    } else {
        arrow_head(turn.centre(), context.px(12), 1, context.palette.text);
    }
    if (pressed.clicked) play(scene, world);

    const float explore_width = chip_width(context, language("story.explore"));
    const float explore = place.max.x - explore_width;
    if (chip(context, "story/explore", ImVec2{explore, top}, language("story.explore"), last).clicked)
        scene.actions.emplace_back(model::ShowChapter{model::Chapter::explore});
    const float next_left = explore - gap - chip_width(context, language("story.next"));
    if (chip(context, "story/next", ImVec2{next_left, top}, language("story.next"), !last).clicked)
        go_next(scene, world);
    draw_dots(scene, world,
              {{turn.max.x + context.px(6), place.min.y}, {next_left - context.px(6), place.max.y}});
}

/// At the first start the first beat has this one button.
void draw_begin(const Scene& scene, const World& world, const Rect& place) {
    Context& context = scene.context;
    if (chips(context, place, {"story/next"}, {context.language("story.begin")}, 0) == 0)
        go_next(scene, world);
}

}  // namespace

float controls_height(const Context& context) {
    return static_cast<float>(text_lines) * std::ceil(line_height(context.fonts.heading) * 1.15F) +
           context.px(answers_height + buttons_height + 3 * 8);
}

void draw_controls(const Scene& scene, const World& world, const Rect& place) {
    Context& context = scene.context;
    const float gap = context.px(8);
    const Rect buttons{{place.min.x, place.max.y - context.px(buttons_height)}, place.max};
    const Rect answers{{place.min.x, buttons.min.y - gap - context.px(answers_height)},
                       {place.max.x, buttons.min.y - gap}};
    draw_text(scene, world, {place.min, {place.max.x, answers.min.y - gap}});
    if (context.first_minute && time_of(place_of(scene)) == 1) return draw_begin(scene, world, answers);
    draw_answers(scene, world, answers);
    draw_buttons(scene, world, buttons);
}

void read_input(const Scene& scene, const World& world, const Rect& scene_place) {
    Context& context = scene.context;
    if (!context.has_keys) return;
    const ImGuiIO& io = ImGui::GetIO();
    const Place& at = place_of(scene);
    const bool over = scene_place.contains(io.MousePos) && ImGui::IsWindowHovered();
    if (over && io.MouseWheel != 0 && !io.KeyCtrl) {
        constexpr double beats_a_notch = 0.125;
        set(scene, at_time(at, time_of(at) - double{io.MouseWheel} * beats_a_notch, holds_of(at, world)));
    }
    if (io.WantTextInput || io.KeyCtrl || io.KeyAlt) return;
    const auto asked = asked_now(scene, world);
    if (asked) {  // while the answers are there to be pressed, digits mean them and no chapters
        context.focus.take_digits();
        for (const ImWchar character : compat::typed_characters()) {
            const int chosen = static_cast<int>(character) - '1';
            if (chosen < 0 || chosen >= model::prediction_choices) continue;
            if (chosen != asked->chosen) answer(scene, *asked, chosen);
            return;
        }
    }
    if (context.focus.current().empty() && compat::pressed(compat::Key::space, false))
        return play(scene, world);
    if (context.focus.arrows_taken()) return;
    context.focus.take_arrows();
    if (compat::pressed(compat::Key::right)) return go_next(scene, world);
    if (compat::pressed(compat::Key::left)) set(scene, back(at, scene.session.reduced_motion));
}

void go_on(const Scene& scene, const World& world) {
    const Place& at = place_of(scene);
    if (at.going != 0) set(scene, later(at, double{seconds_to_play()}, holds_of(at, world)));
}

}  // namespace patchlens::ui::story
