// Beside the picture of the clusters: how the search went, and each cluster with its size and examples.
#include <algorithm>
#include <string>

#include "app/ui/chapters/maps/cluster_parts.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui {
namespace {

void draw_cluster(const Scene& scene, const Rect& row, std::size_t cluster) {
    Context& context = scene.context;
    const model::TokenClusters& clusters = *scene.results.analyses.clusters;
    const std::string name = "maps/cluster/" + std::to_string(cluster);
    const Press press = pressable(context, name.c_str(), row);
    act_for_cluster(scene, press, cluster);
    const int index = static_cast<int>(cluster);
    const bool own = cluster_of(scene.results, scene.selected()) == index;
    const bool lit = lit_cluster(scene) == index;
    if (own || lit) fill(context, row, context.palette.raised, context.px(5));
    if (lit || own) panel_marker(context, row, own ? Mark::selected : Mark::hovered, context.px(5));

    const float pad = context.px(8);
    const float side = row.height() - 2 * pad;
    const Rect swatch = rect_at({row.min.x + pad, row.min.y + pad}, side, side);
    draw_cluster_swatch(scene, swatch, cluster);
    const float number = context.px(26);
    text_in(context, {{swatch.max.x + context.px(6), row.min.y}, {swatch.max.x + number, row.max.y}},
            context.fonts.mono, context.palette.text, std::to_string(cluster + 1));
    float x = swatch.max.x + number + context.px(6);
    const std::string size = grouped(clusters.found.sizes[cluster]);
    const float width = text_width(context.fonts.mono, size) + pad;
    for (const std::int64_t token : clusters.examples[cluster]) {
        if (x + side > row.max.x - width - context.px(6)) break;
        draw_patch_pixels(scene, rect_at({x, swatch.min.y}, side, side), scene.results.grid.position(token));
        x += side + context.px(3);
    }
    text_in(context, {{row.max.x - width, row.min.y}, {row.max.x - pad, row.max.y}}, context.fonts.mono,
            context.palette.text, size, Align::right);
    offer_menu(context, name.c_str(), press, model::Term::cluster, [&](bool) {
        MenuLines lines{copy_value(context, static_cast<float>(clusters.found.sizes[cluster]))};
        if (const auto patch = middle_patch(scene.results, cluster))
            add_patch(context, lines, scene.session, *patch);
        return lines;
    });
}

}  // namespace

void draw_cluster_list(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const auto& clusters = scene.results.analyses.clusters;
    if (!clusters) return;
    const model::Language& language = context.language;
    section(context, column, language("maps.view.clusters"), model::Term::cluster);
    for (std::size_t i = 0; i < clusters->found.sizes.size(); ++i) {
        draw_cluster(scene, column.row(context.px(42)), i);
        column.gap(context.px(3));
    }
    column.gap(context.px(8));
    const float line = context.px(30);
    key_value(context, column, "maps/clusters/inertia", language("maps.clusters.inertia"),
              without_plus(clusters->found.inertia), line);
    key_value(context, column, "maps/clusters/iterations", language("maps.clusters.iterations"),
              std::to_string(clusters->found.iterations), line);
    key_value(context, column, "maps/clusters/settled", language("maps.clusters.settled"),
              language(clusters->found.settled ? "maps.clusters.yes" : "maps.clusters.no"), line);
    column.gap(context.px(12));
}

}  // namespace patchlens::ui
