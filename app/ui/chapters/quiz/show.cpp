#include <optional>
#include <utility>

#include "app/ui/chapters/quiz/parts.h"

namespace patchlens::ui::quiz {
namespace {

using model::QuizKind;

/// Where what is asked is seen.
model::Spot seen_at(QuizKind kind) {
    switch (kind) {
        case QuizKind::patches:
        case QuizKind::dropped:
        case QuizKind::token:
        case QuizKind::patch_of_token:
        case QuizKind::halved:
            return model::Chapter::patches;
        case QuizKind::values:
        case QuizKind::products:
        case QuizKind::row_index:
        case QuizKind::biases:
            return model::ProjectionView::flat;
        case QuizKind::length:
        case QuizKind::parameters:
        case QuizKind::macs:
            return model::ProjectionView::matrix;
        case QuizKind::outputs:
        case QuizKind::bytes:
        case QuizKind::output_shape:
        case QuizKind::tokens_shape:
            return model::MapsView::shapes;
        case QuizKind::weight_shape:
        case QuizKind::larger_image:
            return model::MapsView::filters;
        case QuizKind::attention:
            return model::MapsView::similarity;
        case QuizKind::lossless:
            return model::MapsView::rebuilt;
        default:
            break;
    }
    return model::Chapter::explore;
}

/// The question of the 25 whose answer shows the same, at sizes of its own; 0 where the sizes matter.
int question_alike(QuizKind kind) {
    switch (kind) {
        case QuizKind::linear:
            return 2;
        case QuizKind::shared:
            return 4;
        case QuizKind::reshape:
            return 10;
        case QuizKind::twins:
            return 21;
        case QuizKind::doubled:
            return 22;
        case QuizKind::black:
            return 23;
        default:
            return 0;
    }
}

/// The module in which it is seen: the one that is asked about, or what it was to become.
PatchEmbedConfig seen_in(const model::QuizQuestion& question) {
    PatchEmbedConfig config = question.config;
    if (question.kind == QuizKind::halved)
        config.patch_size = {config.patch_size.height / 2, config.patch_size.width / 2};
    if (question.kind == QuizKind::larger_image)
        config.img_size = {2 * config.img_size.height, 2 * config.img_size.width};
    const std::int64_t values = config.conv_shape().fan_in();
    if (question.kind == QuizKind::lossless && values <= model::largest_embed_dim)
        config.embed_dim = static_cast<int>(values);
    return config;
}

std::optional<PatchPosition> patch_of(const model::QuizQuestion& question) {
    switch (question.kind) {
        case QuizKind::token:
        case QuizKind::patch_of_token:
        case QuizKind::begins:
            return question.patch;
        case QuizKind::patches_at:
            return question.config.grid_of(question.config.img_size).patch_at(question.pixel);
        default:
            return std::nullopt;
    }
}

}  // namespace

void show_answer(const Scene& scene, const model::QuizQuestion& question) {
    if (const int alike = question_alike(question.kind)) {
        scene.actions.emplace_back(model::ShowAnswer{alike});
        return;
    }
    model::Session there = scene.session;
    const Size img_size = there.module.config.img_size;
    there.module.config = seen_in(question);
    if (there.module.fit == Fit::none) there.module.config.img_size = img_size;  // the picture decides
    there.sides_linked &= !there.module.sides_differ();
    if (const auto patch = patch_of(question)) {
        there.patch = *patch;
        there.patch_place = {};
    }
    if (question.kind == QuizKind::row_index)
        there.place<model::Projection>().term = static_cast<int>(std::get<std::int64_t>(question.solution()));
    model::show(there, seen_at(question.kind));
    scene.actions.emplace_back(model::ShowQuizAnswer{std::move(there)});
}

}  // namespace patchlens::ui::quiz
