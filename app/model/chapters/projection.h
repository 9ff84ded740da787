// Patch to vector: how many of a number's products have been added up, and how the sum is drawn.
#pragma once

#include "app/model/chapters/chapter.h"

namespace patchlens::model {

/// One number as planes of products, as one long row, or as one cell of a matrix product.
enum class ProjectionView { planes, flat, matrix };

template <>
inline constexpr auto names_of<ProjectionView> = std::to_array<Named<ProjectionView>>({
    {"planes", ProjectionView::planes},
    {"flat", ProjectionView::flat},
    {"matrix", ProjectionView::matrix},
});

struct Projection {
    struct Choice {
        bool operator==(const Choice&) const = default;
    };
    struct Place {
        int term = 0;       ///< the current product, 0 to C*ph*pw - 1; the sum includes it and all before it
        double moment = 0;  ///< progress of the animation towards the next product, below 1
        bool one_channel = false;  ///< only the planes of the term's channel, large enough to read numbers
        bool playing = false;
        ProjectionView view = ProjectionView::planes;

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... projection) {
        using enum FieldRole;
        visit(place, "projection.term", projection.place.term...);
        visit(place, "projection.one_channel", projection.place.one_channel...);
        visit(place, "projection.view", projection.place.view...);
        visit(motion, "projection.moment", projection.place.moment...);
        visit(motion, "projection.playing", projection.place.playing...);
    }

    static void clamp(Choice&, Place& place, const Facts& facts) {
        place.term = static_cast<int>(std::clamp<std::int64_t>(place.term, 0, facts.products - 1));
        const bool between_terms = place.moment > 0 && place.moment < 1;
        if (!between_terms) place.moment = 0;
    }

    static AnalysisRequest analyses(const Place& place) {
        return {.path_difference = true, .scales = place.view == ProjectionView::matrix};
    }
};

}  // namespace patchlens::model
