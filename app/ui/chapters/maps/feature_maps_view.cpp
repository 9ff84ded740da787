// All feature maps as a scrollable wall of tiles, or the only one as large as it can be.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/model/questions/numbers.h"
#include "app/ui/chapters/maps/one_filter.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/tile_tools.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/atlas_paint.h"
#include "app/ui/widgets/lead.h"

namespace patchlens::ui {
namespace {

PatchPosition patch_under(Size grid, const TileHit& hit) {
    return {static_cast<int>(hit.y * grid.height), static_cast<int>(hit.x * grid.width)};
}

void tell_map(const Scene& scene, const TileHit& hit) {
    const Size grid = scene.results.grid.grid();
    const PatchPosition patch = patch_under(grid, hit);
    scene.context.hovering.patch = patch;
    const std::int64_t token = scene.results.grid.token(patch);
    const Summary& summary = (*scene.results.analyses.dimensions)[static_cast<std::size_t>(hit.dim)];
    tooltip(scene.context, {dimension_text(scene, hit.dim),
                            patch_text(scene, patch) + "  " +
                                with_sign((*scene.results.tokens)[token * scene.dims() + hit.dim]),
                            range_text(scene, summary.min, summary.max), spread_text(scene, summary),
                            lead_text(scene.context.language, model::ProjectionView::planes, "lead.double")});
    lead_on_double_click(scene, {model::ProjectionView::planes, patch, hit.dim});
}

/// Colours up to nearly every number, or up to the largest.
void reach_switch(const Scene& scene, Flow& flow) {
    const bool whole = scene.session.place<model::Maps>().whole_range;
    const model::Language& language = scene.context.language;
    const std::string label = whole ? std::string(language("maps.reach.whole"))
                                    : language("maps.reach.most", {share_text(model::shown_share)});
    if (flow.chip("maps/reach", label, whole).clicked)
        scene.look<model::Maps>([&](model::Maps::Place& place) { place.whole_range = !whole; });
}

/// Only the map of the selected dimension, for when the full output is not kept.
void draw_one_map(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Tensor& map = *scene.results.map;
    const float words = context.px(96);
    paragraph(
        context, place.min, place.width(), context.fonts.body, context.palette.muted,
        context.language("maps.no_maps", {grouped(scene.dims()), grouped(scene.results.grid.num_patches()),
                                          std::to_string(scene.results.selection.dim)}));
    context.probe.item("maps/absent", place.min, {place.max.x, place.min.y + words});
    const float largest = reach_of_map(scene);
    const bool whole = scene.session.place<model::Maps>().whole_range;
    const ViewParts parts = parts_below(context, place, place.min.y + words);
    const Source source{scene.results.map, whole ? 1 : 0, &context.palette};
    const Texture& texture = context.pictures.of("maps/one", source, [&] {
        return signed_image(map.values(), scene.results.grid.grid(), context.palette.diverging, largest);
    });
    const PatchMap drawn = draw_patch_map(scene, "maps/map", parts.picture, texture);
    offer_map_menu(
        scene, "maps/map", drawn, model::Term::feature_map,
        "map-" + std::to_string(scene.results.selection.dim),
        [&](PatchPosition patch) { return map[scene.results.grid.token(patch)]; },
        [&] {
            return signed_image(map.values(), scene.results.grid.grid(), context.palette.diverging, largest);
        });
    draw_legend(
        context, parts.legend,
        signed_legend(context, unitless_title(context, context.language("legend.values")), largest, 4));
    if (!drawn.hovered) return;
    tooltip(context,
            {with_sign(map[scene.results.grid.token(*drawn.hovered)]), patch_text(scene, *drawn.hovered)});
}

}  // namespace

std::vector<float> largest_of_maps(const model::Analyses& analyses) {
    std::vector<float> largest;
    largest.reserve(analyses.dimensions->size());
    for (const Summary& summary : *analyses.dimensions) {
        const bool any = summary.count > 0;
        largest.push_back(any ? std::max(std::abs(summary.min), std::abs(summary.max)) : 0);
    }
    return largest;
}

void draw_feature_maps_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    if (!results.tokens) {
        dimension_search(scene, flow);
        reach_switch(scene, flow);
        return draw_one_map(scene, {{place.min.x, column.y + context.px(12)}, place.max});
    }
    const bool one = context.question == model::question::shared_weight;
    if (!one) {
        wall_tools(scene, flow);
        reach_switch(scene, flow);
    }
    if (!results.analyses.dimensions) return;

    const Size grid = results.grid.grid();
    const AtlasPlan plan = plan_atlas(scene.dims(), grid);
    const bool whole = scene.session.place<model::Maps>().whole_range;
    const std::vector<float> own = reaches_of_maps(scene);
    const std::vector<float> scales = scales_of(scene, own);
    const std::int64_t painted = (scene.session.place<model::Maps>().own_scale ? 1 : 0) + (whole ? 2 : 0);
    const Source source{results.tokens, painted, &context.palette};
    const Texture& texture = context.pictures.of("maps/maps", source, [&] {
        return paint_maps(results.tokens->matrix(results.grid.num_patches()), grid, plan, scales,
                          context.palette.diverging);
    });
    const TileWall wall{.name = "maps",
                        .count = scene.dims(),
                        .side = scene.session.place<model::Maps>().tile,
                        .resize = [&](int side) { resize_tiles(scene, side); },
                        .texture = texture,
                        .plan = plan,
                        .planes = 1,
                        .aspect = patch_map_aspect(results.grid),
                        .order = order_of(scene),
                        .range =
                            [&](int dim) {
                                const Summary& summary =
                                    (*results.analyses.dimensions)[static_cast<std::size_t>(dim)];
                                return Range{summary.min, summary.max};
                            },
                        .print =
                            [&](const Rect& picture, int dim, int) {
                                print_signed(context, picture, grid, scales[static_cast<std::size_t>(dim)],
                                             [&](int y, int x) {
                                                 const std::int64_t token = std::int64_t{y} * grid.width + x;
                                                 return (*results.tokens)[token * scene.dims() + dim];
                                             });
                            }};
    if (one) {
        column.y = place.min.y;  // there are no tools
        const float height = std::clamp(place.height() * 0.5F, context.px(120), context.px(300));
        draw_one_filter(scene, texture, plan, column.row(height));
    }
    const Rect room = parts_below(context, place, column.y + context.px(10)).picture;
    if (!one)
        size_tools(scene, flow,
                   layout_of(scene, wall, {room.min, {room.max.x - context.px(12), room.max.y}}));
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    const Rect picture{parts.picture.min, {parts.picture.max.x - context.px(12), parts.picture.max.y}};
    const TilesDrawn tiles = draw_tiles(scene, wall, picture);
    if (tiles.hit) tell_map(scene, *tiles.hit);
    offer_menu(context, "maps/atlas", tiles.press, model::Term::feature_map, [&](bool at_mouse) {
        if (at_mouse && !tiles.hit) return MenuLines{};  // between the tiles
        const bool over = at_mouse && tiles.hit;
        const int dim = over ? tiles.hit->dim : results.selection.dim;
        const PatchPosition patch = over ? patch_under(grid, *tiles.hit) : scene.selected();
        MenuLines lines{
            copy_value(context, (*results.tokens)[results.grid.token(patch) * scene.dims() + dim])};
        add_dimension(context, lines, results.selection.dim, dim);
        add_patch(context, lines, scene.session, patch);
        add_picture(context, lines,
                    signed_image(results.map_of(dim).values(), grid, context.palette.diverging,
                                 scales_of(scene, own)[static_cast<std::size_t>(dim)]),
                    copy_name(scene.session, "map-" + std::to_string(dim)));
        return lines;
    });

    const Summary& selected = (*results.analyses.dimensions)[static_cast<std::size_t>(results.selection.dim)];
    view_caption(context, parts.caption,
                 whole
                     ? context.language("maps.caption.maps", {grouped(scene.dims()), product(grid)})
                     : context.language("maps.caption.maps_cut",
                                        {grouped(scene.dims()), product(grid), share_text(model::shown_share),
                                         std::to_string(results.selection.dim), with_sign(selected.min),
                                         with_sign(selected.max)}));
    draw_legend(context, parts.legend, wall_legend(scene, "legend.values", largest_of(own), !whole));
}

}  // namespace patchlens::ui
