// What is asked and said of the mistakes, with the numbers of the current settings.
#include <algorithm>
#include <cstdint>

#include "app/model/code/code_text.h"
#include "app/model/code/mistaken_script.h"
#include "app/ui/chapters/breakit/parts.h"
#include "app/ui/drawing/numbers.h"

namespace patchlens::ui::breakit {
namespace {

std::string shape_text(const Shape& shape) {
    return "[" + model::list_text(shape) + "]";
}

Shape maps_shape(const Scene& scene, Size laid_out) {
    return {1, scene.dims(), laid_out.height, laid_out.width};
}

PatchGrid grid_with(const Scene& scene, Mistake mistake) {
    return {scene.grid().image(), scene.grid().patch(), sliding_with({mistake}, scene.grid())};
}

/// Of how many tokens there are: the right number, a misconception's, and what comes out, in ascending order.
Question how_many(const Scene& scene, Mistake mistake, std::int64_t guessed) {
    const std::int64_t answer = grid_with(scene, mistake).num_patches();
    std::vector<std::int64_t> numbers{answer};
    for (const std::int64_t other :
         {scene.grid().num_patches(), guessed, answer + 1, answer + 2, answer + 3}) {
        const bool known = std::ranges::find(numbers, other) != numbers.end();
        if (!known && other > 0 && numbers.size() < 3) numbers.push_back(other);
    }
    std::ranges::sort(numbers);
    Question asked;
    for (std::size_t i = 0; i < 3; ++i)
        asked.choices.at(i) = grouped(numbers.at(i));
    asked.right = static_cast<int>(std::ranges::find(numbers, answer) - numbers.begin());
    return asked;
}

/// How many of a filter's weights meet another pixel in the other flat order.
std::int64_t moved_weights(const ConvShape& shape) {
    if (shape.in_chans == 1) return 0;
    // channel * area + pixel = pixel * in_chans + channel where a weight stays.
    std::int64_t stay = 0;
    for (std::int64_t channel = 0; channel < shape.in_chans; ++channel)
        stay += channel * (shape.patch_size.area() - 1) % (shape.in_chans - 1) == 0 ? 1 : 0;
    return shape.fan_in() - stay;
}

/// The share of the picture's pixels that patches of `grid` reach.
double reached_share(const PatchGrid& grid) {
    const Size missed = grid.uncovered();
    const Size image = grid.image();
    return static_cast<double>(image.height - missed.height) * (image.width - missed.width) /
           static_cast<double>(image.area());
}

int right_answer(Mistake mistake) {
    switch (mistake) {
        case Mistake::unnormalised:
        case Mistake::patch_weights:
        case Mistake::no_bias:
            return 0;
        case Mistake::reshape:
        case Mistake::padding:
        case Mistake::bgr:
            return 2;
        default:
            return 1;
    }
}

/// The numbers that the texts of a mistake speak of.
std::vector<std::string> arguments_of(const Scene& scene, Mistake mistake) {
    const model::Results& results = scene.results;
    const ConvShape shape = results.module->shape();
    const PatchGrid& grid = results.grid;
    const std::int64_t area = shape.patch_size.area();
    const int dim = results.selection.dim;
    switch (mistake) {
        case Mistake::flat_order:
            return {grouped(moved_weights(shape)), grouped(shape.fan_in())};
        case Mistake::reshape: {
            const TokenNumber from =
                source_of_reshaped(results.explanation->token, dim, grid.num_patches(), shape.embed_dim);
            return {shape_text(maps_shape(scene, grid.grid())),
                    shape_text({1, grid.num_patches(), shape.embed_dim}),
                    grouped(dim),
                    place_text(results.selection.patch),
                    grouped(from.dim),
                    place_text(grid.position(from.token))};
        }
        case Mistake::overlap:
        case Mistake::gaps: {
            const PatchGrid wrong = grid_with(scene, mistake);
            return {product(wrong.stride()), product(shape.patch_size), product(wrong.grid()),
                    product(grid.grid()), percent(reached_share(wrong))};
        }
        case Mistake::padding: {
            const PatchGrid wrong = grid_with(scene, mistake);
            return {product({wrong.padding().height - grid.padding().height,
                             wrong.padding().width - grid.padding().width}),
                    product(wrong.grid()), product(grid.grid())};
        }
        case Mistake::no_bias:
            return {grouped(dim), with_sign(results.explanation->bias), grouped(grid.num_patches())};
        case Mistake::bytes:
            return {with_sign(results.explanation->bias)};
        case Mistake::patch_weights:
            return {product({2 * shape.patch_size.height, 2 * shape.patch_size.width}),
                    product(shape.patch_size), grouped(4 * shape.fan_in()), grouped(shape.fan_in())};
        case Mistake::swapped_sides:
            return {grouped(grid.grid().width), grouped(grid.grid().height)};
        case Mistake::one_channel:
            return {product(shape.patch_size), grouped(area), grouped(shape.fan_in()),
                    grouped(shape.in_chans)};
        case Mistake::unnormalised:
        case Mistake::bgr:
            break;
    }
    return {};
}

}  // namespace

Mistake mistake_of(const Scene& scene) {
    return scene.session.choice<model::Breakit>().mistake;
}

const model::Mistaken* mistaken_of(const Scene& scene) {
    const model::Mistaken* mistaken = scene.results.analyses.mistaken.get();
    const bool current =
        mistaken != nullptr && mistaken->mistakes == scene.session.choice<model::Breakit>().made();
    return current ? mistaken : nullptr;
}

std::string key_of(std::string_view prefix, Mistake mistake) {
    return std::string(prefix) + std::string(model::name_of(mistake));
}

std::string name_of_mistake(const Scene& scene, Mistake mistake) {
    return scene.context.language(key_of("breakit.name.", mistake).c_str());
}

std::string names_of_made(const Scene& scene) {
    const Mistakes made = scene.session.choice<model::Breakit>().made();
    std::string names;
    for (const auto& [name, mistake] : model::names_of<Mistake>) {
        if (made.has(mistake)) names += (names.empty() ? "" : " + ") + name_of_mistake(scene, mistake);
    }
    return names;
}

Question question_of(const Scene& scene, Mistake mistake) {
    const model::Language& language = scene.context.language;
    const std::vector<std::string> arguments = arguments_of(scene, mistake);
    Question asked;
    if (mistake == Mistake::overlap) {
        asked = how_many(scene, mistake, 4 * scene.grid().num_patches());
    } else if (mistake == Mistake::gaps) {
        asked = how_many(scene, mistake, scene.grid().num_patches() / 2);
    } else {
        asked.right = right_answer(mistake);
        for (std::size_t i = 0; i < asked.choices.size(); ++i) {
            const std::string key = key_of("breakit.choice.", mistake) + "." + std::to_string(i + 1);
            asked.choices.at(i) = language(key.c_str(), arguments);
        }
    }
    asked.question = language(key_of("breakit.ask.", mistake).c_str(), arguments);
    return asked;
}

bool asks(const Scene& scene) {
    const Mistake mistake = mistake_of(scene);
    const model::Breakit::Choice& choice = scene.session.choice<model::Breakit>();
    if (choice.made().count() > 1) return false;
    if (scene.session.place<model::Breakit>().answer(mistake) != model::not_predicted) return false;
    const model::Mistaken* mistaken = mistaken_of(scene);
    return mistaken == nullptr || !mistaken->useless();
}

std::string symptom_of(const Scene& scene, const model::Mistaken& mistaken) {
    const model::Language& language = scene.context.language;
    const float right = scene.results.explanation->value;
    switch (mistaken.symptom) {
        case model::Symptom::refused:
            return language("breakit.symptom.refused");
        case model::Symptom::shape:
            return language("breakit.symptom.shape",
                            {shape_text(maps_shape(scene, scene.grid().grid())),
                             shape_text(maps_shape(scene, mistaken.output->laid_out))});
        case model::Symptom::number:
            return language("breakit.symptom.number",
                            {place_text(scene.selected()), grouped(scene.results.selection.dim),
                             with_sign(right), with_sign(*mistaken.number)});
        case model::Symptom::elsewhere: {
            const std::int64_t token = scene.grid().token(*mistaken.first);
            return language("breakit.symptom.elsewhere",
                            {place_text(*mistaken.first), with_sign((*scene.results.map)[token]),
                             with_sign(mistaken.map[token])});
        }
        case model::Symptom::nothing:
            break;
    }
    return language("breakit.symptom.nothing");
}

std::string reason_of(const Scene& scene, Mistake mistake) {
    return scene.context.language(key_of("breakit.why.", mistake).c_str(), arguments_of(scene, mistake));
}

std::vector<std::string> reasons_of_made(const Scene& scene) {
    const model::Mistaken* mistaken = mistaken_of(scene);
    std::vector<std::string> reasons;
    if (mistaken == nullptr || mistaken->mistakes.count() < 2) return reasons;
    for (const auto& [name, mistake] : model::names_of<Mistake>) {
        const bool told =
            mistaken->refused ? mistake == mistaken->refused->mistake : mistaken->mistakes.has(mistake);
        if (!told) continue;
        const auto idle = mistaken->idle.find(mistake);
        const std::string reason =
            idle != mistaken->idle.end() ? useless_reason(scene, idle->second) : reason_of(scene, mistake);
        reasons.push_back(
            scene.context.language("breakit.reason_of", {name_of_mistake(scene, mistake), reason}));
    }
    return reasons;
}

std::string useless_reason(const Scene& scene, NoEffect reason) {
    constexpr std::array keys{
        "breakit.useless.one_channel",   "breakit.useless.one_pixel",   "breakit.useless.one_patch",
        "breakit.useless.one_dimension", "breakit.useless.same_stride", "breakit.useless.not_normalised",
        "breakit.useless.grey",          "breakit.useless.square_grid", "breakit.useless.no_bias"};
    return scene.context.language(keys.at(static_cast<std::size_t>(reason)), {product(scene.grid().grid())});
}

}  // namespace patchlens::ui::breakit
