// The norm of every patch's vector, as a map and as a histogram.
#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui {
namespace {

float norm_of(const Scene& scene, PatchPosition patch) {
    return (*scene.results.analyses.norms)[static_cast<std::size_t>(scene.results.grid.token(patch))];
}

/// The bin of a norm; the largest norm is in the last bin.
int bin_of(const Histogram& histogram, float length) {
    const auto bins = static_cast<int>(histogram.bins.size());
    const double at = (length - histogram.low) / (histogram.high - histogram.low) * bins;
    return std::isfinite(at) ? std::clamp(static_cast<int>(at), 0, bins - 1) : 0;
}

void draw_histogram(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Histogram& histogram = scene.results.analyses.norm_statistics->histogram;
    const Press press = pressable(context, "maps/histogram", place);
    const auto most = *std::max_element(histogram.bins.begin(), histogram.bins.end());
    const float label = line_height(context.fonts.mono_small) + context.px(4);
    const Rect plot{place.min, {place.max.x, place.max.y - label}};
    const float width = plot.width() / static_cast<float>(histogram.bins.size());
    const int selected = bin_of(histogram, norm_of(scene, scene.results.selection.patch));
    for (int bin = 0; bin < static_cast<int>(histogram.bins.size()); ++bin) {
        const std::int64_t count = histogram.bins[static_cast<std::size_t>(bin)];
        if (count == 0) continue;
        const float part = static_cast<float>(count) / static_cast<float>(most);
        const float height = std::max(context.px(2), std::round(plot.height() * part));
        const float left = std::floor(plot.min.x + width * static_cast<float>(bin));
        const float right =
            std::max(left + 1, std::floor(plot.min.x + width * static_cast<float>(bin + 1)) - 1);
        fill(context, {{left, plot.max.y - height}, {right, plot.max.y}},
             bin == selected ? context.palette.accent : context.palette.muted);
    }
    fill(context, {{plot.min.x, plot.max.y}, {plot.max.x, plot.max.y + context.px(1)}}, context.palette.edge);
    const Rect ends{{place.min.x, plot.max.y + context.px(2)}, place.max};
    text_in(context, ends, context.fonts.mono_small, context.palette.muted, without_plus(histogram.low));
    text_in(context, ends, context.fonts.mono_small, context.palette.muted, without_plus(histogram.high),
            Align::right);
    if (!press.hovered) return;
    const int bin = std::clamp(static_cast<int>((ImGui::GetIO().MousePos.x - plot.min.x) / width), 0,
                               static_cast<int>(histogram.bins.size()) - 1);
    tooltip(context, {context.language("maps.bin", {grouped(histogram.bins[static_cast<std::size_t>(bin)])}),
                      without_plus(histogram.edge(bin)) + " .. " + without_plus(histogram.edge(bin + 1))});
}

}  // namespace

void draw_norms_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const auto& norms = results.analyses.norms;
    if (!norms || !results.analyses.norm_statistics) return;
    const Summary& summary = results.analyses.norm_statistics->summary;
    const ViewParts parts = parts_below(context, place, place.min.y);
    const float list = context.px(196);
    const Rect room{parts.picture.min, {parts.picture.max.x - list - context.px(16), parts.picture.max.y}};
    const Range range{summary.min, summary.max};
    const Texture& texture = context.pictures.of("maps/norms", {norms, 0, nullptr}, [&] {
        return sequential_image(*norms, results.grid.grid(), sequential, range);
    });
    const PatchMap map = draw_patch_map(scene, "maps/norms", room, texture);
    offer_map_menu(
        scene, "maps/norms", map, model::Term::norm, "norms",
        [&](PatchPosition patch) { return norm_of(scene, patch); },
        [&] { return sequential_image(*norms, results.grid.grid(), sequential, range); });

    Column column{parts.picture.max.x - list, parts.picture.min.y, list};
    const model::Language& language = context.language;
    const float line = context.px(30);
    const bool several = results.grid.num_patches() > 1;
    if (several) {
        key_value(context, column, "maps/norm/min", language("maps.min"), without_plus(summary.min), line);
        key_value(context, column, "maps/norm/mean", language("maps.mean"), without_plus(summary.mean), line,
                  model::Term::mean);
        key_value(context, column, "maps/norm/max", language("maps.max"), without_plus(summary.max), line);
        key_value(context, column, "maps/norm/std", language("maps.std"), without_plus(summary.std), line,
                  model::Term::standard_deviation);
    }
    key_value(context, column, "maps/norm/selected",
              language("inspector.patch", {std::to_string(results.selection.patch.row),
                                           std::to_string(results.selection.patch.column)}),
              without_plus(norm_of(scene, results.selection.patch)), line);
    if (several) {
        column.gap(context.px(18));
        text_in(context, column.row(context.px(22)), context.fonts.small, context.palette.muted,
                language("maps.histogram"));
        column.gap(context.px(4));
        const float height = std::min(context.px(180), parts.picture.max.y - column.y);
        if (height > context.px(40)) draw_histogram(scene, column.row(height));
    }

    view_caption(context, parts.caption, language("maps.caption.norms", {grouped(scene.dims())}));
    draw_legend(context, parts.legend,
                meaning(sequential_legend(unitless_title(context, language("legend.norm")), range, false, 4),
                        model::Term::norm));
    if (map.hovered)
        tooltip(context, {without_plus(norm_of(scene, *map.hovered)), patch_text(scene, *map.hovered)});
}

}  // namespace patchlens::ui
