// All the vectors: which picture of them is shown, and in which order.
#pragma once

#include "app/model/chapters/chapter.h"

namespace patchlens::model {

/// Pictures of all the vectors.
enum class MapsView {
    filters,
    maps,
    tokens,
    similarity,
    neighbours,
    clusters,
    components,
    cloud,
    norms,
    shapes,
    rebuilt,
};
enum class MapsOrder { number, variance };

template <>
inline constexpr auto names_of<MapsView> = std::to_array<Named<MapsView>>({
    {"filters", MapsView::filters},
    {"maps", MapsView::maps},
    {"tokens", MapsView::tokens},
    {"similarity", MapsView::similarity},
    {"neighbours", MapsView::neighbours},
    {"clusters", MapsView::clusters},
    {"pca", MapsView::components},
    {"cloud", MapsView::cloud},
    {"norms", MapsView::norms},
    {"shapes", MapsView::shapes},
    {"rebuilt", MapsView::rebuilt},
});
template <>
inline constexpr auto names_of<Measure> = std::to_array<Named<Measure>>({
    {"cosine", Measure::cosine},
    {"euclid", Measure::euclid},
});
template <>
inline constexpr auto names_of<KeptFirst> = std::to_array<Named<KeptFirst>>({
    {"picture", KeptFirst::picture},
    {"weights", KeptFirst::weights},
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

/// How the cloud of tokens is turned and enlarged.
struct CloudView {
    double turn = 30;  ///< degrees around the upright axis, 0 to 360
    double tilt = 20;  ///< degrees, -90 from below to 90 from above
    double zoom = 1;   ///< 1: the whole cloud fits, however it is turned
    double right = 0;  ///< how far it is moved, in parts of the view's shorter side, …
    double down = 0;   ///< … -1 to 1

    bool operator==(const CloudView&) const = default;
};

inline constexpr double largest_cloud_zoom = 64;
inline constexpr int fewest_clusters = 2;
inline constexpr int most_shown_clusters = 16;

inline constexpr int largest_tile = 512;
/// What the difference of the rebuilt picture can be multiplied by; 0: as much as it needs.
inline constexpr std::array difference_gains{0, 1, 4, 16};
inline constexpr double largest_matrix_zoom = 1 << 24;

struct Maps {
    struct Choice {
        Measure measure = Measure::cosine;  ///< of the nearest patches
        int clusters = 6;                   ///< how many k-means looks for
        std::uint64_t cluster_seed = 0;
        /// The picture is rebuilt from vectors that a plain reshape of [1, D, H', W'] to [1, N, D] made.
        bool reshaped = false;
        Measure clusters_by = Measure::cosine;  ///< of directions, or of the vectors as they are
        int kept = 0;  ///< directions that the picture is rebuilt from; 0: all there are
        KeptFirst kept_first = KeptFirst::picture;

        bool operator==(const Choice&) const = default;
    };
    struct Place {
        MapsView view = MapsView::maps;
        MapsOrder order = MapsOrder::number;
        /// Whether each tile's colours are scaled to its own largest magnitude, not to that of all tiles.
        bool own_scale = true;
        bool whole_range = false;  ///< a map's colours reach to its largest number, not to most of them
        bool planes = false;       ///< a filter's channels as signed planes, not as one colour picture
        int tile = 0;              ///< the side of a tile in logical pixels; 0: chosen to fit
        TokenView matrix;
        double step = 0;  ///< position between the shapes 0: [1, D, H', W'], 1: [1, D, N], 2: [1, N, D]
        bool playing = false;
        double cluster_opacity = 0.8;  ///< of the clusters' colours over the picture
        CloudView cloud;
        bool turning = false;  ///< the cloud turns by itself
        int gain = 0;          ///< one of difference_gains

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... maps) {
        using enum FieldRole;
        visit(choice, "maps.measure", maps.choice.measure...);
        visit(choice, "maps.clusters", maps.choice.clusters...);
        visit(choice, "maps.cluster_seed", maps.choice.cluster_seed...);
        visit(choice, "maps.reshaped", maps.choice.reshaped...);
        visit(choice, "maps.clusters_by", maps.choice.clusters_by...);
        visit(choice, "maps.kept", maps.choice.kept...);
        visit(choice, "maps.kept_first", maps.choice.kept_first...);
        visit(place, "maps.view", maps.place.view...);
        visit(place, "maps.order", maps.place.order...);
        visit(place, "maps.own_scale", maps.place.own_scale...);
        visit(place, "maps.whole_range", maps.place.whole_range...);
        visit(place, "maps.planes", maps.place.planes...);
        visit(place, "maps.tile", maps.place.tile...);
        visit(place, "maps.matrix.zoom", maps.place.matrix.zoom...);
        visit(place, "maps.matrix.row", maps.place.matrix.row...);
        visit(place, "maps.matrix.column", maps.place.matrix.column...);
        visit(place, "maps.step", maps.place.step...);
        visit(motion, "maps.playing", maps.place.playing...);
        visit(place, "maps.cluster_opacity", maps.place.cluster_opacity...);
        visit(place, "maps.cloud.turn", maps.place.cloud.turn...);
        visit(place, "maps.cloud.tilt", maps.place.cloud.tilt...);
        visit(place, "maps.cloud.zoom", maps.place.cloud.zoom...);
        visit(place, "maps.cloud.right", maps.place.cloud.right...);
        visit(place, "maps.cloud.down", maps.place.cloud.down...);
        visit(motion, "maps.turning", maps.place.turning...);
        visit(place, "maps.gain", maps.place.gain...);
    }

    static void clamp(Choice& choice, Place& place, const Facts&) {
        choice.clusters = std::clamp(choice.clusters, fewest_clusters, most_shown_clusters);
        choice.kept = std::clamp(choice.kept, 0, largest_embed_dim);
        place.cluster_opacity = kept_within(place.cluster_opacity, 0, 1, 1);
        CloudView& cloud = place.cloud;
        cloud = {kept_within(cloud.turn, 0, 360, 0), kept_within(cloud.tilt, -90, 90, 0),
                 kept_within(cloud.zoom, 1, largest_cloud_zoom, 1), kept_within(cloud.right, -1, 1, 0),
                 kept_within(cloud.down, -1, 1, 0)};
        place.tile = std::clamp(place.tile, 0, largest_tile);
        place.step = kept_within(place.step, 0, 2, 0);
        if (std::ranges::find(difference_gains, place.gain) == difference_gains.end()) place.gain = 0;
        TokenView& matrix = place.matrix;
        matrix = {kept_within(matrix.zoom, 1, largest_matrix_zoom, 1), kept_within(matrix.row, 0, 1, 0),
                  kept_within(matrix.column, 0, 1, 0)};
    }

    static AnalysisRequest analyses(const Choice& choice, const Place& place) {
        AnalysisRequest wanted{
            .norms = place.view == MapsView::norms,
            .similarity = place.view == MapsView::similarity,
            .components = place.view == MapsView::components || place.view == MapsView::cloud,
            .dimensions = true,
            .second = place.view == MapsView::similarity,
        };
        if (place.view == MapsView::neighbours) {
            wanted.neighbours = true;
            wanted.measure = choice.measure;
        }
        if (place.view == MapsView::clusters) {
            wanted.clusters = choice.clusters;
            wanted.cluster_seed = choice.cluster_seed;
            wanted.clusters_by = choice.clusters_by;
        }
        if (place.view == MapsView::rebuilt)
            wanted.rebuilt = RebuildingRequest{choice.kept, place.gain, choice.reshaped, choice.kept_first};
        return wanted;
    }
};

}  // namespace patchlens::model
