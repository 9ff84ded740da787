// The parts of the scene in which mistakes are made, and what is said of them.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/chapters/breakit.h"
#include "app/ui/scene.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::breakit {

/// The mistake that is looked at, and what comes out with all that are made; null until it is computed.
Mistake mistake_of(const Scene& scene);
const model::Mistaken* mistaken_of(const Scene& scene);
/// The language key of a mistake: "breakit.name.bgr" for "breakit.name.".
std::string key_of(std::string_view prefix, Mistake mistake);
std::string name_of_mistake(const Scene& scene, Mistake mistake);
/// "BGR + bias forgotten"
std::string names_of_made(const Scene& scene);
/// Of several made together, each with its reason; of one none, as the scene has it. Where PyTorch refuses
/// one, the reason of that alone.
std::vector<std::string> reasons_of_made(const Scene& scene);

/// What the learner predicts of one mistake.
struct Question {
    std::string question;
    std::array<std::string, 3> choices;
    int right = 0;
};
Question question_of(const Scene& scene, Mistake mistake);
/// Whether the wrong side waits for a prediction: of a single mistake that changes something.
bool asks(const Scene& scene);

/// Where the mistakes are seen first, with the numbers.
std::string symptom_of(const Scene& scene, const model::Mistaken& mistaken);
/// Why, in one sentence with live numbers; of a mistake without effect, why not.
std::string reason_of(const Scene& scene, Mistake mistake);
std::string useless_reason(const Scene& scene, NoEffect reason);
/// The session's module changed so that the mistake does have an effect; nothing where that takes another
/// picture or other weights.
std::optional<model::ModuleOptions> with_effect(const Scene& scene, NoEffect reason);

/// Looks at another mistake, in the view in which it is seen best.
void look_at(const Scene& scene, Mistake mistake);
/// Makes `mistake` besides, or no longer.
void combine(const Scene& scene, Mistake mistake, bool made);

/// Question and answers, or what came out and why; as high as the higher of the two.
float words_height(const Scene& scene, float width);
void draw_words(const Scene& scene, const Rect& place);
/// What explains: a presentation leaves it to the panel.
std::vector<std::string> explained(const Scene& scene);
/// Keys: digits answer, Page Up and Page Down go from mistake to mistake.
void read_keys(const Scene& scene);

/// Right beside wrong, with a ring around the first symptom.
void draw_sides(const Scene& scene, const Rect& place);
/// The right map's largest number: the one of full colour on both sides.
float full_colour(const Scene& scene);
/// The wrong map's largest number where it is seen and has no colour of its own; else nothing.
std::optional<float> beyond_colours(const Scene& scene);
/// One number for each patch, laid out as `grid` says; `largest`: the number of full colour. Hovers and
/// selects.
void draw_numbers(const Scene& scene, const char* name, const Rect& place, const Tensor& map,
                  const std::shared_ptr<const void>& source, const PatchGrid& grid, float largest);
/// A vector as bars, up to ±largest.
void draw_bars(const Scene& scene, const char* name, const Rect& place, std::span<const float> vector,
               float largest);
/// A picture of `grid`, with the selected patch marked.
void draw_rebuilt(const Scene& scene, const char* name, const Rect& place,
                  const std::shared_ptr<const Pyramid>& pyramid, const PatchGrid& grid);
/// A ring around what is seen first, and at its right an arrow that points at it if it ends before `limit`.
void point_at(Context& context, const Rect& place, float limit);

}  // namespace patchlens::ui::breakit
