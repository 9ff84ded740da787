// What comes next: what a Vision Transformer does with the tokens before its first layer. The class token,
// positions, shuffled patches, and positions for another picture size.
#pragma once

#include "app/model/chapters/chapter.h"
#include "core/analysis/positions.h"

namespace patchlens::model {

enum class AfterView { class_token, added, similarity, shuffle, stretch };
/// How the table of positions is brought to another size: rightly, with a mistake, or not at all.
enum class StretchWay { right, class_row_left, other_sides, not_permuted, not_stretched };

template <>
inline constexpr auto names_of<PositionKind> = std::to_array<Named<PositionKind>>({
    {"sincos", PositionKind::sincos},
    {"drawn", PositionKind::drawn},
    {"file", PositionKind::file},
});
template <>
inline constexpr auto names_of<AfterView> = std::to_array<Named<AfterView>>({
    {"class-token", AfterView::class_token},
    {"added", AfterView::added},
    {"similarity", AfterView::similarity},
    {"shuffle", AfterView::shuffle},
    {"stretch", AfterView::stretch},
});
template <>
inline constexpr auto names_of<StretchWay> = std::to_array<Named<StretchWay>>({
    {"right", StretchWay::right},
    {"class-row-left", StretchWay::class_row_left},
    {"other-sides", StretchWay::other_sides},
    {"not-permuted", StretchWay::not_permuted},
    {"not-stretched", StretchWay::not_stretched},
});

/// The mistake in the table before it is stretched, if there is one.
constexpr std::optional<TableMistake> mistake_of(StretchWay way) {
    switch (way) {
        case StretchWay::class_row_left:
            return TableMistake::class_row_left;
        case StretchWay::other_sides:
            return TableMistake::other_sides;
        case StretchWay::not_permuted:
            return TableMistake::not_permuted;
        default:
            return std::nullopt;
    }
}

struct After {
    struct Choice {
        PositionKind kind = PositionKind::sincos;
        int seed = 0;      ///< of the shuffle
        int img_size = 0;  ///< the height of the other picture; 0: chosen to fit
        bool antialias = true;
        StretchWay way = StretchWay::right;

        bool operator==(const Choice&) const = default;
    };
    struct Place {
        AfterView view = AfterView::class_token;

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... after) {
        using enum FieldRole;
        visit(choice, "after.positions", after.choice.kind...);
        visit(choice, "after.seed", after.choice.seed...);
        visit(choice, "after.img_size", after.choice.img_size...);
        visit(choice, "after.antialias", after.choice.antialias...);
        visit(choice, "after.way", after.choice.way...);
        visit(place, "after.view", after.place.view...);
    }

    static void clamp(Choice& choice, Place&, const Facts&) {
        choice.seed = std::max(choice.seed, 0);
        choice.img_size = std::clamp(choice.img_size, 0, largest_img_size);
    }

    static AnalysisRequest analyses(const Choice& choice, const Place& place) {
        AnalysisRequest wanted{.scales = place.view == AfterView::class_token};
        PositionsRequest positions{.kind = choice.kind, .figure = place.view == AfterView::similarity};
        if (place.view == AfterView::shuffle) positions.shuffle = static_cast<std::uint64_t>(choice.seed);
        if (place.view == AfterView::stretch) {
            positions.stretch = {
                choice.img_size,
                choice.antialias ? Interpolation::antialiased : Interpolation::plain,
                mistake_of(choice.way),
            };
        }
        wanted.positions = positions;
        return wanted;
    }
};

}  // namespace patchlens::model
