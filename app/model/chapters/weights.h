// Weights lab: how filters are shown, and what a projection is trained with.
#pragma once

#include "app/model/chapters/chapter.h"
#include "core/training/training_options.h"

namespace patchlens::model {

/// The filters as they are, their principal components (as figure 7 of the ViT paper shows them), or one
/// filter to paint.
enum class WeightsView { filters, components, paint };
/// Whose patches a projection is trained on: the picture on the screen, or all of the program's own.
enum class LearnFrom { picture, samples };

/// Which channels of a pixel a stroke of the brush changes.
enum class Brush { all, first, second, third, fourth };

template <>
inline constexpr auto names_of<Brush> = std::to_array<Named<Brush>>({
    {"all", Brush::all},
    {"first", Brush::first},
    {"second", Brush::second},
    {"third", Brush::third},
    {"fourth", Brush::fourth},
});
template <>
inline constexpr auto names_of<WeightsView> = std::to_array<Named<WeightsView>>({
    {"filters", WeightsView::filters},
    {"components", WeightsView::components},
    {"paint", WeightsView::paint},
});
template <>
inline constexpr auto names_of<LearnFrom> = std::to_array<Named<LearnFrom>>({
    {"picture", LearnFrom::picture},
    {"samples", LearnFrom::samples},
});

/// What the window's controls reach.
inline constexpr double least_learning_rate = 1e-5;
inline constexpr double most_learning_rate = 0.1;
inline constexpr double most_sparseness = 10;
/// With the means apart, so much more than core's default makes edges of noise soonest; the shipped weights
/// were learned with it.
inline constexpr double usual_sparseness = 8;
inline constexpr double usual_learning_rate = 5e-3;
/// TrainingOptions::settle_after of what is trained in the window: what has been learned by then stays,
/// however long it goes on.
inline constexpr std::int64_t settles_after = 150;
inline constexpr int largest_filter_tile = 512;

struct Weights {
    struct Choice {
        TrainingMethod method = TrainingMethod::sparse;
        LearnFrom from = LearnFrom::picture;
        double learning_rate = usual_learning_rate;
        double sparseness = usual_sparseness;
        int seed = 0;

        bool operator==(const Choice&) const = default;
    };
    struct Place {
        WeightsView view = WeightsView::filters;
        bool planes = false;       ///< a filter's channels as signed planes, not as one colour picture
        bool own_scale = true;     ///< each filter's colours reach to its own largest weight
        int tile = 0;              ///< the side of a tile in logical pixels; 0: chosen to fit
        bool log_loss = false;     ///< the axis of the loss is logarithmic
        Brush brush = Brush::all;  ///< which channels a stroke changes
        double strength = 1;       ///< what a stroke sets, in parts of the largest weight: -1 to 1

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... weights) {
        using enum FieldRole;
        visit(choice, "weights_lab.method", weights.choice.method...);
        visit(choice, "weights_lab.from", weights.choice.from...);
        visit(choice, "weights_lab.learning_rate", weights.choice.learning_rate...);
        visit(choice, "weights_lab.sparseness", weights.choice.sparseness...);
        visit(choice, "weights_lab.seed", weights.choice.seed...);
        visit(place, "weights_lab.view", weights.place.view...);
        visit(place, "weights_lab.planes", weights.place.planes...);
        visit(place, "weights_lab.own_scale", weights.place.own_scale...);
        visit(place, "weights_lab.tile", weights.place.tile...);
        visit(place, "weights_lab.log_loss", weights.place.log_loss...);
        visit(place, "weights_lab.brush", weights.place.brush...);
        visit(place, "weights_lab.strength", weights.place.strength...);
    }

    static void clamp(Choice& choice, Place& place, const Facts&) {
        choice.learning_rate =
            kept_within(choice.learning_rate, least_learning_rate, most_learning_rate, usual_learning_rate);
        choice.sparseness = kept_within(choice.sparseness, 0, most_sparseness, usual_sparseness);
        choice.seed = std::max(choice.seed, 0);
        place.tile = std::clamp(place.tile, 0, largest_filter_tile);
        place.strength = kept_within(place.strength, -1, 1, 1);
    }

    static AnalysisRequest analyses(const Place& place) {
        return {.dimensions = true, .filters = place.view == WeightsView::components};
    }
};

}  // namespace patchlens::model
