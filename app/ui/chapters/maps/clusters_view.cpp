// The clusters that k-means finds among the vectors, painted over the picture.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "app/ui/chapters/maps/cluster_paint.h"
#include "app/ui/chapters/maps/cluster_parts.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/segments.h"
#include "app/ui/widgets/slider.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui {
namespace {

using model::Maps;

void choose_count(const Scene& scene, Flow& flow) {
    Context& context = scene.context;
    const Rect place = flow.next(std::min(context.px(270), flow.room()));
    Column column{place.min.x, place.min.y, place.width()};
    SliderOptions options{"maps/clusters",
                          context.language("maps.clusters.count"),
                          context.language("help.clusters"),
                          scene.session.choice<Maps>().clusters,
                          {Track::Kind::linear, model::fewest_clusters, model::most_shown_clusters, {}},
                          model::fewest_clusters,
                          model::most_shown_clusters,
                          Maps::Choice{}.clusters};
    options.term = model::Term::k_means;
    const SliderAnswer answer = slider(context, column, options, place.height());
    if (answer.refused) scene.refuse(*answer.refused);
    if (!answer.value) return;
    const auto wanted =
        std::clamp<std::int64_t>(*answer.value, model::fewest_clusters, model::most_shown_clusters);
    if (wanted != *answer.value) {
        scene.refuse(Error(ErrorCode::value_out_of_range,
                           {"k", std::to_string(model::fewest_clusters),
                            std::to_string(model::most_shown_clusters), std::to_string(*answer.value)}));
        return;
    }
    scene.choose<Maps>([&](Maps::Choice& choice) { choice.clusters = static_cast<int>(wanted); });
}

void set_seed(const Scene& scene, std::int64_t seed) {
    scene.choose<Maps>([&](Maps::Choice& choice) { choice.cluster_seed = static_cast<std::uint64_t>(seed); });
}

/// The number that the first centres are drawn with, and the next one by a press.
void choose_seed(const Scene& scene, Flow& flow) {
    Context& context = scene.context;
    constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
    const auto seed = static_cast<std::int64_t>(scene.session.choice<Maps>().cluster_seed);
    const std::string label = context.language("maps.clusters.seed");
    const float name = std::ceil(text_width(context.fonts.mono, label)) + context.px(8);
    const float field = context.px(64);
    const char* again = context.language("maps.clusters.again");
    flow.keep_together(name + field + chip_width(context, again) + context.px(12));
    const Rect row = flow.next(name + field);
    term_in(context, {row.min, {row.min.x + name, row.max.y}}, context.fonts.mono, context.palette.text,
            label, model::Term::seed, context.language("help.cluster_seed"));
    const Rect at{{row.min.x + name, row.min.y + context.px(1)}, {row.max.x, row.max.y - context.px(1)}};
    if (const auto typed = entry(context, "maps/cluster_seed", at, std::to_string(seed))) {
        try {
            const std::int64_t value = whole_number(*typed, label, {0, largest});
            if (value < 0 || value > largest) {
                throw Error(ErrorCode::value_out_of_range,
                            {label, "0", std::to_string(largest), std::to_string(value)});
            }
            set_seed(scene, value);
        } catch (const Error& error) {
            scene.refuse(error);
        }
    }
    const Press next = flow.chip("maps/cluster_again", again);
    explain_on_hover(context, next.place, context.language("help.cluster_again"));
    if (next.clicked) set_seed(scene, seed == largest ? 0 : seed + 1);
}

/// Whether vectors are grouped by their direction alone, or as they are.
void choose_measure(const Scene& scene, Flow& flow) {
    const Context& context = scene.context;
    const model::Measure now = scene.session.choice<Maps>().clusters_by;
    const std::array choices{Segment{"cosine", context.language("maps.clusters.by_direction")},
                             Segment{"euclid", context.language("maps.clusters.by_distance")}};
    const Rect place = flow.next(segments_width(context, choices));
    const auto chosen =
        segments(scene.context, "maps/clusters_by", place, choices, static_cast<std::size_t>(now));
    if (!chosen) return;
    scene.choose<Maps>(
        [&](Maps::Choice& choice) { choice.clusters_by = static_cast<model::Measure>(*chosen); });
}

void choose_opacity(const Scene& scene, Flow& flow, float most) {
    Context& context = scene.context;
    const Rect place = flow.next(std::min(context.px(244), most));
    Column column{place.min.x, place.min.y, place.width()};
    const auto shown =
        static_cast<std::int64_t>(std::lround(scene.session.place<Maps>().cluster_opacity * 100));
    const SliderAnswer answer = slider(context, column,
                                       {"maps/cluster_opacity",
                                        context.language("overlay.opacity"),
                                        context.language("help.opacity"),
                                        shown,
                                        {Track::Kind::linear, 0, 100, {}},
                                        0,
                                        100,
                                        std::lround(Maps::Place{}.cluster_opacity * 100)},
                                       place.height());
    if (answer.refused) scene.refuse(*answer.refused);
    if (!answer.value) return;
    scene.look<Maps>([&](Maps::Place& look) {
        look.cluster_opacity = std::clamp(static_cast<double>(*answer.value) / 100, 0.0, 1.0);
    });
}

/// The picture, the clusters' colours over it, and the lines between them.
void paint_clusters(const Scene& scene, const Rect& cells) {
    Context& context = scene.context;
    const auto& clusters = scene.results.analyses.clusters;
    const Size grid = scene.results.grid.grid();
    const float cell = std::min(cells.width() / static_cast<float>(grid.width),
                                cells.height() / static_cast<float>(grid.height));
    const int texels = texels_per_cell(grid, cell / context.scale);
    draw_picture_of_patches(scene.context, scene.picture(), scene.grid(), cells);
    const Texture& colours = context.pictures.of("maps/clusters/colours", {clusters, texels, nullptr}, [&] {
        return cluster_colour_picture(clusters->found.labels, grid, texels);
    });
    const auto opacity = static_cast<float>(scene.session.place<Maps>().cluster_opacity);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddImage(colours.id(), cells.min, cells.max, {0, 0}, {1, 1}, light_on_picture.packed(opacity));
    const int lit = lit_cluster(scene).value_or(-3);
    const bool hovered = lit != cluster_of(scene.results, scene.selected()).value_or(-3);
    const std::int64_t part = (std::int64_t{texels} << 10) | ((lit + 8) << 1) | (hovered ? 1 : 0);
    const Texture& lines = context.pictures.of("maps/clusters/lines", {clusters, part, nullptr}, [&] {
        return cluster_line_picture(clusters->found.labels, grid, texels, lit,
                                    hovered ? hovered_on_picture : selected_on_picture);
    });
    draw.AddImage(lines.id(), cells.min, cells.max);
}

/// A swatch with its number for each cluster.
void draw_cluster_legend(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const std::size_t count = scene.results.analyses.clusters->found.sizes.size();
    const float width = std::min(
        context.px(34), std::floor(place.width() / static_cast<float>(std::max<std::size_t>(1, count))));
    const std::optional<int> lit = lit_cluster(scene);
    for (std::size_t i = 0; i < count; ++i) {
        const Rect cell = rect_at({place.max.x - width * static_cast<float>(count - i), place.min.y}, width,
                                  place.height());
        const std::string name = "maps/cluster_legend/" + std::to_string(i);
        act_for_cluster(scene, pressable(context, name.c_str(), cell, 0), i);
        const Rect swatch{{cell.min.x + context.px(1), cell.min.y},
                          {cell.max.x - context.px(1), cell.centre().y}};
        draw_cluster_swatch(scene, swatch, i);
        const bool own = lit == static_cast<int>(i);
        text_in(context, {{cell.min.x, swatch.max.y}, cell.max}, context.fonts.mono_small,
                own ? context.palette.accent : context.palette.text, std::to_string(i + 1), Align::centre);
    }
}

std::string caption_of(const Scene& scene) {
    const model::Language& language = scene.context.language;
    const model::TokenClusters& clusters = *scene.results.analyses.clusters;
    const Maps::Choice& choice = scene.session.choice<Maps>();
    if (clusters.wanted != choice.clusters || clusters.seed != choice.cluster_seed ||
        clusters.by != choice.clusters_by)
        return language("status.busy");
    return language("maps.caption.clusters",
                    {std::to_string(clusters.found.sizes.size()), grouped(scene.results.grid.num_patches())});
}

void tell_cluster(const Scene& scene, PatchPosition patch) {
    Context& context = scene.context;
    const auto cluster = cluster_of(scene.results, patch);
    const std::string which = cluster ? context.language("maps.cluster", {std::to_string(*cluster + 1)})
                                      : std::string(context.language("maps.clusters.none"));
    tooltip(context, {which, patch_text(scene, patch)});
}

}  // namespace

void draw_clusters_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    Column column{place.min.x, place.min.y, place.width()};
    if (!results.tokens) {
        return explain_absence(context, place,
                               context.language("maps.no_clusters", {grouped(results.grid.num_patches()),
                                                                     grouped(scene.dims())}));
    }
    Flow flow(context, column);
    choose_count(scene, flow);
    choose_seed(scene, flow);
    choose_measure(scene, flow);
    choose_opacity(scene, flow, place.width());
    const auto& clusters = results.analyses.clusters;
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    if (!clusters) return view_caption(context, parts.caption, context.language("status.busy"));
    const PatchMap map = draw_patch_map(scene, "maps/clustered", parts.picture,
                                        [&](const Rect& cells) { paint_clusters(scene, cells); });
    offer_map_menu(
        scene, "maps/clustered", map, model::Term::cluster, "clusters",
        [&](PatchPosition patch) { return static_cast<float>(cluster_of(results, patch).value_or(-1) + 1); },
        [&] {
            constexpr int texels = 8;
            const int fit = texels_per_cell(results.grid.grid(), texels * 2);
            return cluster_colour_picture(clusters->found.labels, results.grid.grid(), fit);
        });
    const float legend = std::min(parts.legend.max.x - parts.caption.min.x, context.px(640)) * 0.6F;
    const float left = std::floor(parts.legend.max.x - legend);
    view_caption(context, {parts.caption.min, {left - context.px(12), parts.caption.max.y}},
                 caption_of(scene));
    draw_cluster_legend(scene, {{left, parts.legend.min.y}, parts.legend.max});
    if (map.hovered) tell_cluster(scene, *map.hovered);
}

}  // namespace patchlens::ui
