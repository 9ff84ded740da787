// All the vectors: which picture of them is shown, and in which order.
#pragma once

#include "app/model/chapters/chapter.h"

namespace patchlens::model {

/// Pictures of all the vectors.
enum class MapsView { filters, maps, tokens, similarity, components, norms, shapes };
enum class MapsOrder { number, variance };

template <>
inline constexpr auto names_of<MapsView> = std::to_array<Named<MapsView>>({
    {"filters", MapsView::filters},
    {"maps", MapsView::maps},
    {"tokens", MapsView::tokens},
    {"similarity", MapsView::similarity},
    {"pca", MapsView::components},
    {"norms", MapsView::norms},
    {"shapes", MapsView::shapes},
});
template <>
inline constexpr auto names_of<MapsOrder> = std::to_array<Named<MapsOrder>>({
    {"number", MapsOrder::number},
    {"variance", MapsOrder::variance},
});

/// The visible part of the matrix of tokens, and its zoom.
struct TokenView {
    double zoom = 1;      ///< 1: the whole matrix fills the view
    double row = 0.5;     ///< the point in the middle, 0 first to 1 last token, …
    double column = 0.5;  ///< … 0 first to 1 last dimension

    bool operator==(const TokenView&) const = default;
};

inline constexpr int largest_tile = 512;
inline constexpr double largest_matrix_zoom = 1 << 24;

struct Maps {
    struct Choice {
        bool operator==(const Choice&) const = default;
    };
    struct Place {
        MapsView view = MapsView::maps;
        MapsOrder order = MapsOrder::number;
        /// Whether each tile's colours are scaled to its own largest magnitude, not to that of all tiles.
        bool own_scale = true;
        bool planes = false;  ///< a filter's channels as signed planes, not as one colour picture
        int tile = 0;         ///< the side of a tile in logical pixels; 0: chosen to fit
        TokenView matrix;
        double step = 0;  ///< position between the shapes 0: [1, D, H', W'], 1: [1, D, N], 2: [1, N, D]
        bool playing = false;

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... maps) {
        using enum FieldRole;
        visit(place, "maps.view", maps.place.view...);
        visit(place, "maps.order", maps.place.order...);
        visit(place, "maps.own_scale", maps.place.own_scale...);
        visit(place, "maps.planes", maps.place.planes...);
        visit(place, "maps.tile", maps.place.tile...);
        visit(place, "maps.matrix.zoom", maps.place.matrix.zoom...);
        visit(place, "maps.matrix.row", maps.place.matrix.row...);
        visit(place, "maps.matrix.column", maps.place.matrix.column...);
        visit(place, "maps.step", maps.place.step...);
        visit(motion, "maps.playing", maps.place.playing...);
    }

    static void clamp(Choice&, Place& place, const Facts&) {
        place.tile = std::clamp(place.tile, 0, largest_tile);
        place.step = kept_within(place.step, 0, 2, 0);
        TokenView& matrix = place.matrix;
        matrix = {kept_within(matrix.zoom, 1, largest_matrix_zoom, 1), kept_within(matrix.row, 0, 1, 0),
                  kept_within(matrix.column, 0, 1, 0)};
    }

    static AnalysisRequest analyses(const Place& place) {
        return {.norms = place.view == MapsView::norms,
                .similarity = place.view == MapsView::similarity,
                .components = place.view == MapsView::components,
                .dimensions = true};
    }
};

}  // namespace patchlens::model
