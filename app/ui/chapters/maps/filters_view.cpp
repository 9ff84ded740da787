// All filters as a scrollable wall of tiles.
#include "app/ui/chapters/maps/tile_tools.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/filter_pictures.h"
#include "app/ui/widgets/lead.h"

namespace patchlens::ui {
namespace {

PixelPosition pixel_of(const Scene& scene, const TileHit& hit) {
    const Size patch = scene.grid().patch();
    return {static_cast<int>(hit.y * patch.height), static_cast<int>(hit.x * patch.width)};
}

void tell_filter(const Scene& scene, const FilterPictures& pictures, const TileHit& hit) {
    const Range range = pictures.range(hit.dim);
    const PixelPosition pixel = pixel_of(scene, hit);
    tooltip(scene.context,
            {dimension_text(scene, hit.dim),
             scene.context.language("maps.weight_at", {std::to_string(pixel.y), std::to_string(pixel.x),
                                                       pictures.weights_at(hit.dim, hit.plane, pixel)}),
             range_text(scene, range.low, range.high),
             spread_text(scene, (*scene.results.analyses.dimensions)[static_cast<std::size_t>(hit.dim)]),
             lead_text(scene.context.language, model::ProjectionView::planes, "lead.double")});
    lead_on_double_click(scene, {model::ProjectionView::planes, scene.selected(), hit.dim});
}

}  // namespace

void draw_filters_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    wall_tools(scene, flow);
    const int channels = results.options.config.in_chans;
    const bool coloured = channels == 3 && !scene.session.place<model::Maps>().planes;
    if (channels == 3) {
        const char* colours = context.language(coloured ? "maps.colours.rgb" : "maps.colours.planes");
        if (flow.chip("maps/colours", colours, !coloured).clicked)
            scene.look<model::Maps>([&](auto& look) { look.planes = coloured; });
    }
    if (!results.analyses.largest_weights || !results.analyses.dimensions) return;

    const Size patch = results.grid.patch();
    const std::vector<float> scales = scales_of(scene, *results.analyses.largest_weights);
    const FilterPictures pictures(context, results.module->weight(), scales, coloured);
    const std::int64_t painted = (coloured ? 2 : 0) + (scene.session.place<model::Maps>().own_scale ? 1 : 0);
    const TileWall wall{
        .name = "maps",
        .count = scene.dims(),
        .side = scene.session.place<model::Maps>().tile,
        .resize = [&](int side) { resize_tiles(scene, side); },
        .texture =
            pictures.texture("maps/filters", {results.analyses.largest_weights, painted, &context.palette}),
        .plan = pictures.plan(),
        .planes = pictures.planes(),
        .aspect = pictures.aspect(),
        .order = order_of(scene),
        .range = [&](int dim) { return pictures.range(dim); },
        .print = [&](const Rect& picture, int dim, int plane) { pictures.print(picture, dim, plane); }};
    const Rect room = parts_below(context, place, column.y + context.px(10)).picture;
    size_tools(scene, flow, layout_of(scene, wall, {room.min, {room.max.x - context.px(12), room.max.y}}));
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    const Rect picture{parts.picture.min, {parts.picture.max.x - context.px(12), parts.picture.max.y}};
    const TilesDrawn tiles = draw_tiles(scene, wall, picture);
    if (tiles.hit) tell_filter(scene, pictures, *tiles.hit);
    offer_menu(context, "maps/atlas", tiles.press, model::Term::kernel, [&](bool at_mouse) {
        if (at_mouse && !tiles.hit) return MenuLines{};  // between the tiles
        const TileHit hit = at_mouse && tiles.hit ? *tiles.hit : TileHit{results.selection.dim, 0, 0, 0};
        MenuLines lines;
        if (!coloured && at_mouse && tiles.hit)
            lines.push_back(
                copy_value(context, pictures.weight_at(hit.dim, hit.plane, pixel_of(scene, hit))));
        add_dimension(context, lines, results.selection.dim, hit.dim);
        add_picture(context, lines, pictures.picture(hit.dim, hit.plane),
                    "filter-" + std::to_string(hit.dim));
        return lines;
    });

    view_caption(context, parts.caption,
                 context.language("maps.caption.filters",
                                  {grouped(scene.dims()), std::to_string(channels), product(patch)}));
    Legend legend = wall_legend(scene, "projection.weights", largest_of(*results.analyses.largest_weights));
    if (coloured)
        legend.stops = {dark_on_picture, light_on_picture};  // of each channel: dark, zero in the middle
    draw_legend(context, parts.legend, legend);
}

}  // namespace patchlens::ui
