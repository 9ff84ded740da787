// The parts of the scene: a question that is asked, and what stands before, between and after the rounds.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/scene.h"

namespace patchlens::ui::quiz {

inline const model::Quiz::Place& place_of(const Scene& scene) {
    return scene.session.place<model::Quiz>();
}
inline void set(const Scene& scene, const model::Quiz::Place& wanted) {
    scene.look<model::Quiz>([&](model::Quiz::Place& place) { place = wanted; });
}

/// The widest text, in logical pixels: longer lines are hard to read.
inline constexpr float widest = 720;

/// The question, its answers, what there is to say of the answer, and the buttons below.
void draw_question(const Scene& scene, const Rect& place);
/// The height it needs at `width` pixels.
float question_height(const Scene& scene, float width);
/// Digits, Enter and arrows.
void read_keys(const Scene& scene);

/// The settings in lines that break between two of them, and in none.
std::string settings_in_lines(const ImFont* font, std::string_view settings, float width);
/// The module on the screen; its img_size is the size that it sees.
PatchEmbedConfig module_now(const Scene& scene);

/// Before the first round: what is asked, of which module, how long it takes, and the best scores.
void draw_beginning(const Scene& scene, const Rect& place);
float beginning_height(const Scene& scene, float width);
/// A new quiz about the module as it is now.
void begin(const Scene& scene);
/// After a round: what came out, and where one goes on.
void draw_results(const Scene& scene, const Rect& place);
float results_height(const Scene& scene, float width);

/// Goes to where the question's module and its answer are seen, or what is alike among the 25 questions;
/// Back leads back to exactly where one was.
void show_answer(const Scene& scene, const model::QuizQuestion& question);

enum class Mark { right, wrong, skipped };
/// A tick, a cross or a line around `centre`.
void draw_mark(const Context& context, ImVec2 centre, Mark mark);

}  // namespace patchlens::ui::quiz
