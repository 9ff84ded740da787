// The filters as a wall of tiles: as they are, or their principal components.
#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/chapters/weights/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/filter_pictures.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/tiles.h"
#include "app/ui/widgets/lead.h"

namespace patchlens::ui::weights {
namespace {

using model::WeightsView;

const model::Weights::Place& look_of(const Scene& scene) {
    return scene.session.place<model::Weights>();
}

/// What the wall shows: filters [count, C, ph, pw], and of each its largest magnitude.
struct Shown {
    const Tensor* filters = nullptr;
    std::vector<float> largest;
    std::shared_ptr<const void> source;
    bool components = false;
};

Shown shown_of(const Scene& scene) {
    const model::Analyses& analyses = scene.results.analyses;
    Shown shown;
    shown.components = look_of(scene).view == WeightsView::components;
    if (shown.components && analyses.filters) {
        shown.filters = &analyses.filters->pictures;
        shown.largest = analyses.filters->largest;
        shown.source = analyses.filters;
    } else if (!shown.components && analyses.largest_weights) {
        shown.filters = &scene.results.module->weight();
        shown.largest = *analyses.largest_weights;
        shown.source = analyses.largest_weights;
    }
    return shown;
}

void set_tile(const Scene& scene, int side) {
    scene.look<model::Weights>([&](auto& place) { place.tile = side; });
}

/// One colour picture or signed planes, each tile's own scale or one for all, smaller and larger tiles.
void wall_tools(const Scene& scene, Flow& flow, bool has_colours) {
    const model::Language& language = scene.context.language;
    const model::Weights::Place& look = look_of(scene);
    if (has_colours) {
        const bool coloured = !look.planes;
        if (flow.chip("weights/colours", language(coloured ? "maps.colours.rgb" : "maps.colours.planes"),
                      !coloured)
                .clicked)
            scene.look<model::Weights>([&](auto& place) { place.planes = coloured; });
    }
    const bool own = look.own_scale;
    if (flow.chip("weights/scale", language(own ? "maps.scale.own" : "maps.scale.common"), !own).clicked)
        scene.look<model::Weights>([&](auto& place) { place.own_scale = !own; });
}

void size_tools(const Scene& scene, Flow& flow, const AtlasLayout& layout) {
    const Context& context = scene.context;
    const int side = side_of(layout, context.scale);
    const std::string smaller(minus_sign);
    const char* fit = context.language("view.fit");
    flow.keep_together(chip_width(context, smaller) + chip_width(context, "+") + chip_width(context, fit) +
                       2 * context.px(6));
    if (flow.chip("weights/smaller", smaller).clicked) set_tile(scene, next_side(side, -1));
    if (flow.chip("weights/larger", "+").clicked) set_tile(scene, next_side(side, 1));
    if (flow.chip("weights/fit", fit, look_of(scene).tile == 0).clicked) set_tile(scene, 0);
}

PixelPosition pixel_under(const Scene& scene, const TileHit& hit) {
    const Size patch = scene.results.module->shape().patch_size;
    return {static_cast<int>(hit.y * patch.height), static_cast<int>(hit.x * patch.width)};
}

void tell_tile(const Scene& scene, const Shown& shown, const FilterPictures& pictures, const TileHit& hit) {
    const model::Language& language = scene.context.language;
    const PixelPosition pixel = pixel_under(scene, hit);
    const std::string weights = language("maps.weight_at", {std::to_string(pixel.y), std::to_string(pixel.x),
                                                            pictures.weights_at(hit.dim, hit.plane, pixel)});
    if (shown.components) {
        const double share = scene.results.analyses.filters->shares[static_cast<std::size_t>(hit.dim)];
        return tooltip(scene.context,
                       {language("lab.component", {std::to_string(hit.dim), percent(share)}), weights});
    }
    const Range range = pictures.range(hit.dim);
    tooltip(scene.context, {language("maps.dimension", {std::to_string(hit.dim)}), weights,
                            language("maps.range", {with_sign(range.low), with_sign(range.high)}),
                            lead_text(language, model::ProjectionView::planes, "lead.double")});
    lead_on_double_click(scene, {model::ProjectionView::planes, scene.selected(), hit.dim});
}

/// What is seen, in words.
std::string caption_text(const Scene& scene, const Shown& shown) {
    const model::Language& language = scene.context.language;
    const ConvShape shape = scene.results.module->shape();
    if (!shown.components) {
        return language("maps.caption.filters", {grouped(shape.embed_dim), std::to_string(shape.in_chans),
                                                 product(shape.patch_size)});
    }
    double sum = 0;
    for (const double share : scene.results.analyses.filters->shares)
        sum += share;
    return language("lab.caption.components",
                    {std::to_string(shown.filters->dimension(0)), grouped(shape.embed_dim), percent(sum)});
}

Legend legend_of_wall(const Scene& scene, const Shown& shown, bool coloured) {
    const Context& context = scene.context;
    std::string title = unitless_title(
        context, context.language(shown.components ? "lab.of_component" : "projection.weights"));
    Legend legend = look_of(scene).own_scale
                        ? signed_legend(context, std::move(title), context.language("maps.own_low"),
                                        context.language("maps.own_high"))
                        : signed_legend(context, std::move(title), largest_of(shown.largest), 4);
    if (coloured) legend.stops = {dark_on_picture, light_on_picture};
    return legend;
}

}  // namespace

void draw_wall(const Scene& scene, Flow& flow, const Rect& place) {
    Context& context = scene.context;
    const Shown shown = shown_of(scene);
    const int channels = scene.results.module->shape().in_chans;
    const bool coloured = channels == 3 && !look_of(scene).planes;
    wall_tools(scene, flow, channels == 3);
    if (shown.filters == nullptr) return;
    std::vector<float> scales = shown.largest;
    if (!look_of(scene).own_scale) std::ranges::fill(scales, largest_of(shown.largest));
    const FilterPictures pictures(context, *shown.filters, scales, coloured);
    const std::int64_t painted =
        (coloured ? 4 : 0) + (shown.components ? 2 : 0) + (look_of(scene).own_scale ? 1 : 0);
    const TileWall wall{
        .name = "weights",
        .count = static_cast<int>(shown.filters->dimension(0)),
        .side = look_of(scene).tile,
        .resize = [&](int side) { set_tile(scene, side); },
        .texture = pictures.texture("weights/wall", {shown.source, painted, &context.palette}),
        .plan = pictures.plan(),
        .planes = pictures.planes(),
        .aspect = pictures.aspect(),
        .order = {},
        .dimensions = !shown.components,
        .range = [&](int tile) { return pictures.range(tile); },
        .print = [&](const Rect& picture, int tile, int plane) { pictures.print(picture, tile, plane); }};
    const float scrollbar = context.px(12);
    const float legend_width = std::min(place.width() * 0.46F, context.px(300));
    const auto room_below = [&](float top) {
        return Rect{{place.min.x, top},
                    {place.max.x - scrollbar, place.max.y - two_line_legend(context) - context.px(8)}};
    };
    size_tools(scene, flow, layout_of(scene, wall, room_below(flow.bottom() + context.px(10))));
    const Rect picture = room_below(flow.bottom() + context.px(10));
    const TilesDrawn tiles = draw_tiles(scene, wall, picture);
    if (tiles.hit) tell_tile(scene, shown, pictures, *tiles.hit);
    offer_menu(context, "weights/atlas", tiles.press,
               shown.components ? model::Term::principal_component : model::Term::kernel, [&](bool at_mouse) {
                   if (at_mouse && !tiles.hit) return MenuLines{};  // between the tiles
                   const int selected = shown.components ? 0 : scene.results.selection.dim;
                   const TileHit hit = at_mouse && tiles.hit ? *tiles.hit : TileHit{selected, 0, 0, 0};
                   MenuLines lines;
                   if (!coloured && at_mouse && tiles.hit)
                       lines.push_back(copy_value(
                           context, pictures.weight_at(hit.dim, hit.plane, pixel_under(scene, hit))));
                   if (!shown.components) add_dimension(context, lines, selected, hit.dim);
                   add_picture(context, lines, pictures.picture(hit.dim, hit.plane),
                               (shown.components ? "component-" : "filter-") + std::to_string(hit.dim));
                   return lines;
               });
    const Rect bottom{{place.min.x, place.max.y - two_line_legend(context)}, place.max};
    const float caption_width = bottom.width() - legend_width - context.px(10);
    paragraph(context, bottom.min, caption_width, context.fonts.small, context.palette.muted,
              caption_text(scene, shown));
    draw_legend(context, {{bottom.max.x - legend_width, bottom.min.y}, bottom.max},
                legend_of_wall(scene, shown, coloured));
}

}  // namespace patchlens::ui::weights
