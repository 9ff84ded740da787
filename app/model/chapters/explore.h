// Explore: which part of the picture is shown, which overlay it has, and how the vector is drawn.
#pragma once

#include <algorithm>
#include <array>

#include "app/model/chapters/chapter.h"

namespace patchlens::model {

/// The overlay on the picture: none, the map of the selected dimension, the norm of every patch's vector, its
/// cosine similarity to the selected patch's vector, or the first three principal components as colours.
enum class Overlay { none, dimension, norm, similarity, components };
/// How the numbers of a vector are arranged.
enum class VectorView { order, sorted, histogram };
/// Which numbers are written for pixels: what the module sees, or the picture's own from 0 to 255.
enum class PixelNumbers { seen, bytes };

template <>
inline constexpr auto names_of<Overlay> = std::to_array<Named<Overlay>>({
    {"none", Overlay::none},
    {"dimension", Overlay::dimension},
    {"norm", Overlay::norm},
    {"similarity", Overlay::similarity},
    {"pca", Overlay::components},
});
template <>
inline constexpr auto names_of<VectorView> = std::to_array<Named<VectorView>>({
    {"order", VectorView::order},
    {"sorted", VectorView::sorted},
    {"histogram", VectorView::histogram},
});
template <>
inline constexpr auto names_of<PixelNumbers> = std::to_array<Named<PixelNumbers>>({
    {"seen", PixelNumbers::seen},
    {"bytes", PixelNumbers::bytes},
});

/// Which part of the picture is shown.
struct PictureView {
    double zoom = 1;  ///< 1: the whole picture just fits
    double x = 0.5;   ///< the point in the middle, 0 left to 1 right, …
    double y = 0.5;   ///< … 0 top to 1 bottom

    bool operator==(const PictureView&) const = default;
};

inline constexpr double largest_zoom = 4096;
/// What the selected patch's pixels can be multiplied by: as they are, all zeros, doubled.
inline constexpr std::array patch_factors{1, 0, 2};

struct Explore {
    struct Choice {
        int times = 1;  ///< one of patch_factors; only Explore shows what comes of it

        bool operator==(const Choice&) const = default;
    };
    struct Place {
        PictureView view;
        Overlay overlay = Overlay::none;
        double overlay_opacity = 1;  ///< 0: only the picture, 1: only the overlay
        VectorView vector_view = VectorView::order;
        bool grid_lines = true;
        PixelNumbers pixel_numbers = PixelNumbers::seen;  ///< in every chapter
        bool dimension_open = false;                      ///< one number of the vector, taken apart below it

        bool operator==(const Place&) const = default;
    };

    /// Their keys are at the top level of a saved session, as before there were other chapters.
    static void each_field(auto&& visit, auto... explore) {
        using enum FieldRole;
        visit(choice, "patch_times", explore.choice.times...);
        visit(place, "view.zoom", explore.place.view.zoom...);
        visit(place, "view.x", explore.place.view.x...);
        visit(place, "view.y", explore.place.view.y...);
        visit(place, "overlay", explore.place.overlay...);
        visit(place, "overlay_opacity", explore.place.overlay_opacity...);
        visit(place, "vector_view", explore.place.vector_view...);
        visit(place, "grid_lines", explore.place.grid_lines...);
        visit(place, "pixel_numbers", explore.place.pixel_numbers...);
        visit(place, "dimension_open", explore.place.dimension_open...);
    }

    static void clamp(Choice& choice, Place& place, const Facts&) {
        if (std::ranges::find(patch_factors, choice.times) == patch_factors.end()) choice.times = 1;
        PictureView& view = place.view;
        view = {kept_within(view.zoom, 1, largest_zoom, 1), kept_within(view.x, 0, 1, 0),
                kept_within(view.y, 0, 1, 0)};
        place.overlay_opacity = kept_within(place.overlay_opacity, 0, 1, 1);
    }

    static AnalysisRequest analyses(const Place& place) {
        return {.norms = place.overlay == Overlay::norm,
                .similarity = place.overlay == Overlay::similarity,
                .components = place.overlay == Overlay::components};
    }
};

}  // namespace patchlens::model
