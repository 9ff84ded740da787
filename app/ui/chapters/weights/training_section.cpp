// What a projection is trained with, and how the run goes.
#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "app/model/computing/training.h"
#include "app/ui/chapters/weights/factor_row.h"
#include "app/ui/chapters/weights/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/normalize_text.h"
#include "app/ui/widgets/segments.h"
#include "app/ui/widgets/slider.h"

namespace patchlens::ui::weights {
namespace {

using model::LearnFrom;

/// Two choices side by side, with their name before them.
template <typename Value, std::size_t count>
std::optional<Value> either(const Scene& scene, Column& column, const char* name, const char* label,
                            const std::array<const char*, count>& texts, Value chosen) {
    Context& context = scene.context;
    const Rect row = column.row(context.px(34));
    text_in(context, row, context.fonts.body, context.palette.text, context.language(label));
    std::vector<Segment> choices;
    for (std::size_t i = 0; i < count; ++i)
        choices.push_back({std::string(model::names_of<Value>[i].first), context.language(texts[i])});
    const float width = segments_width(context, choices);
    const Rect place = rect_at({row.max.x - width, row.min.y + context.px(3)}, width, context.px(28));
    const auto clicked = segments(context, name, place, choices, static_cast<std::size_t>(chosen));
    if (!clicked) return std::nullopt;
    return static_cast<Value>(*clicked);
}

/// A row for a number, whose refusals become messages.
template <typename Set>
void factor(const Scene& scene, Column& column, const FactorRow& row, const Set& set) {
    try {
        if (const auto value = factor_row(scene.context, column, row))
            scene.choose<model::Weights>([&](auto& choice) { set(choice, *value); });
    } catch (const Error& error) {
        scene.refuse(error);
    }
}

void choose_seed(const Scene& scene, Column& column) {
    constexpr std::int64_t last = 100;
    const int seed = scene.session.choice<model::Weights>().seed;
    const SliderAnswer answer = slider(scene.context, column,
                                       {"weights/seed",
                                        scene.context.language("lab.seed"),
                                        scene.context.language("lab.seed_help"),
                                        seed,
                                        {Track::Kind::linear, 0, last, {}},
                                        0,
                                        std::numeric_limits<int>::max(),
                                        0},
                                       scene.px(34));
    if (answer.refused) scene.refuse(*answer.refused);
    if (!answer.value) return;
    if (*answer.value < 0 || *answer.value > std::numeric_limits<int>::max()) {
        return scene.refuse(
            Error(ErrorCode::value_out_of_range,
                  {scene.context.language("lab.seed"), "0", std::to_string(std::numeric_limits<int>::max()),
                   std::to_string(*answer.value)}));
    }
    scene.choose<model::Weights>([&](auto& choice) { choice.seed = static_cast<int>(*answer.value); });
}

/// What of the run differs from what the module or the controls ask for now.
std::vector<std::string> differences(const Scene& scene, const model::TrainingProgress& run) {
    const model::Language& language = scene.context.language;
    const model::Weights::Choice& choice = scene.session.choice<model::Weights>();
    const model::ModuleOptions& module = scene.results.options;
    const ConvShape shape = module.config.conv_shape();
    const auto filters = [&](const ConvShape& of) {
        return language("lab.filters",
                        {grouped(of.embed_dim), std::to_string(of.in_chans), product(of.patch_size)});
    };
    std::vector<std::string> sentences;
    if (run.plan.shape != shape)
        sentences.push_back(language("lab.other_shape", {filters(run.plan.shape), filters(shape)}));
    if (run.plan.preprocess.normalize != module.normalize)
        sentences.push_back(
            language("lab.other_pixels", {normalize_text(language, run.plan.preprocess.normalize),
                                          normalize_text(language, module.normalize)}));
    const TrainingOptions& options = run.plan.options;
    if (options.method != choice.method || options.seed != static_cast<std::uint64_t>(choice.seed) ||
        run.plan.from_samples != (choice.from == LearnFrom::samples))
        sentences.emplace_back(language("lab.other_choice"));
    return sentences;
}

/// What the run has come to: edges, if there are any, and where its filters come from.
std::vector<std::string> told(const Scene& scene, const model::TrainingProgress& run) {
    const model::Language& language = scene.context.language;
    std::vector<std::string> sentences;
    const std::optional<double> share = run.edges.share;
    const std::string filters = grouped(run.plan.shape.embed_dim);
    if (share && run.edges.quarter_at) {
        sentences.push_back(
            language("lab.edges_since", {percent(*share), filters, grouped(*run.edges.quarter_at)}));
    } else if (share) {
        sentences.push_back(language("lab.edges", {percent(*share), filters}));
    }
    if (scene.context.training.active()) return sentences;
    const std::string from =
        run.plan.from_samples ? std::string(language("lab.from.samples")) : run.plan.picture;
    const bool sparse = run.plan.options.method == TrainingMethod::sparse;
    sentences.push_back(
        language("lab.earlier", {language(sparse ? "lab.sparse" : "lab.autoencoder"), grouped(run.steps),
                                 from, std::to_string(run.plan.options.seed)}));
    return sentences;
}

}  // namespace

void draw_training(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const model::Weights::Choice& choice = scene.session.choice<model::Weights>();
    section(context, column, language("lab.training"), model::Term::training);
    if (const auto method = either(scene, column, "weights/method", "lab.method",
                                   std::array{"lab.sparse", "lab.autoencoder"}, choice.method))
        scene.choose<model::Weights>([&](auto& wanted) { wanted.method = *method; });
    if (const auto from = either(scene, column, "weights/from", "lab.from",
                                 std::array{"lab.from.picture", "lab.from.samples"}, choice.from))
        scene.choose<model::Weights>([&](auto& wanted) { wanted.from = *from; });
    factor(scene, column,
           {"weights/learning_rate", language("lab.learning_rate"), language("lab.learning_rate_help"),
            choice.learning_rate, model::least_learning_rate, model::most_learning_rate},
           [](auto& wanted, double value) { wanted.learning_rate = value; });
    if (choice.method == TrainingMethod::sparse) {
        factor(scene, column,
               {"weights/sparseness", language("lab.sparseness"), language("lab.sparseness_help"),
                choice.sparseness, 0, model::most_sparseness},
               [](auto& wanted, double value) { wanted.sparseness = value; });
    }
    choose_seed(scene, column);
    column.gap(context.px(6));
    draw_losses(scene, column.row(context.px(168)));
    column.gap(context.px(8));
    const model::TrainingPointer run = context.training.progress();
    if (run && goes_on(scene)) {
        std::vector<std::string> sentences = told(scene, *run);
        std::ranges::move(differences(scene, *run), std::back_inserter(sentences));
        for (const std::string& sentence : sentences) {
            column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.small,
                                 context.palette.text, sentence));
            column.gap(context.px(6));
        }
    }
    const Press save = chip(context, "weights/save", {column.x, column.y}, language("lab.save"));
    column.gap(save.place.height() + context.px(14));
    if (save.clicked) scene.actions.emplace_back(model::SaveWeights{});
}

}  // namespace patchlens::ui::weights
