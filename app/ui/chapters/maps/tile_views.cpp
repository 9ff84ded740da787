// All filters and all feature maps as scrollable walls of tiles.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/ui/chapters/maps/atlas_paint.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/tiles.h"
#include "app/ui/chapters/maps/variance_text.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/cell_numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/slider.h"

namespace patchlens::ui {
namespace {

std::span<const int> order_of(const Scene& scene) {
    const auto& order = scene.results.analyses.by_variance;
    if (scene.session.place<model::Maps>().order == model::MapsOrder::number || !order) return {};
    return *order;
}

/// The controls both walls share: order, scale, search.
void wall_tools(const Scene& scene, Flow& flow) {
    const model::Language& language = scene.context.language;
    const bool by_variance = scene.session.place<model::Maps>().order == model::MapsOrder::variance;
    const char* order = language(by_variance ? "maps.order.variance" : "maps.order.number");
    if (flow.chip("maps/order", order, by_variance).clicked) {
        scene.look<model::Maps>([&](model::Maps::Place& place) {
            place.order = by_variance ? model::MapsOrder::number : model::MapsOrder::variance;
        });
    }
    const bool own = scene.session.place<model::Maps>().own_scale;
    if (flow.chip("maps/scale", language(own ? "maps.scale.own" : "maps.scale.common"), !own).clicked)
        scene.look<model::Maps>([&](model::Maps::Place& place) { place.own_scale = !own; });
    dimension_search(scene, flow);
}

/// Buttons for smaller and larger tiles, starting from the size in `layout`.
void size_tools(const Scene& scene, Flow& flow, const AtlasLayout& layout) {
    const int side = side_of(layout, scene.context.scale);
    const auto resize = [&](int step) {
        scene.look<model::Maps>([&](model::Maps::Place& place) { place.tile = next_side(side, step); });
    };
    const Context& context = scene.context;
    const std::string smaller(minus_sign);
    const char* fit = context.language("view.fit");
    flow.keep_together(chip_width(context, smaller) + chip_width(context, "+") + chip_width(context, fit) +
                       2 * context.px(6));
    if (flow.chip("maps/smaller", smaller).clicked) resize(-1);
    if (flow.chip("maps/larger", "+").clicked) resize(1);
    const bool automatic = scene.session.place<model::Maps>().tile == 0;
    if (flow.chip("maps/fit", fit, automatic).clicked)
        scene.look<model::Maps>([](model::Maps::Place& place) { place.tile = 0; });
}

/// The value at which each tile's colours saturate.
std::vector<float> scales_of(const Scene& scene, std::vector<float> own) {
    if (!scene.session.place<model::Maps>().own_scale) std::fill(own.begin(), own.end(), largest_of(own));
    return own;
}

/// The legend of a wall, with the common largest value at its ends, or that each tile has its own.
Legend wall_legend(const Scene& scene, const char* quantity, float common) {
    const Context& context = scene.context;
    const model::Language& language = context.language;
    std::string title = unitless_title(context, language(quantity));
    if (scene.session.place<model::Maps>().own_scale)
        return signed_legend(context, std::move(title), language("maps.own_low"), language("maps.own_high"));
    return signed_legend(context, std::move(title), common, 4);
}

std::string range_text(const Scene& scene, double low, double high) {
    return scene.context.language("maps.range", {with_sign(low), with_sign(high)});
}

/// The variance over all patches of a dimension's map.
std::string spread_text(const Scene& scene, const Summary& summary) {
    return scene.context.language("maps.variance", {variance_text(summary.std)});
}

std::string dimension_text(const Scene& scene, int dim) {
    return scene.context.language("maps.dimension", {std::to_string(dim)});
}

Range range_of_filter(ConstMatrixView filters, int dim) {
    return range_of({filters.row(dim).data(), static_cast<std::size_t>(filters.cols())});
}

/// Prints the numbers of a map or a plane in signed colours.
template <typename Value>
void print_signed(Context& context, const Rect& picture, Size size, float largest, const Value& value) {
    const auto form = form_for(context, cell_of(picture, size, 0, 0).size(), largest, true);
    if (!form || form->power != 0) return;
    print_numbers(context, picture, size, *form, value,
                  [&](int y, int x) { return context.palette.diverging(value(y, x), largest); });
}

/// Prints the weights of R, G and B under one another into the cells of a colour picture.
void print_coloured(Context& context, const Rect& picture, Size size, const float* weights, float largest) {
    const ImVec2 cell = cell_of(picture, size, 0, 0).size();
    const auto form = form_for(context, {cell.x, cell.y / 3}, largest, true);
    if (!form || form->power != 0) return;
    const auto shade = [&](float weight) {
        const float at = largest > 0 ? weight / largest * 127.5F + 127.5F : 127.5F;
        return static_cast<std::uint8_t>(std::clamp(at, 0.0F, 255.0F));
    };
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const float* first = weights + std::int64_t{y} * size.width + x;
            const std::array numbers{first[0], first[size.area()], first[2 * size.area()]};
            const Colour ground{shade(numbers[0]), shade(numbers[1]), shade(numbers[2])};
            const Rect whole = cell_of(picture, size, y, x);
            for (std::size_t channel = 0; channel < numbers.size(); ++channel) {
                const float top = whole.min.y + whole.height() * static_cast<float>(channel) / 3;
                print_number(context, rect_at({whole.min.x, top}, whole.width(), whole.height() / 3),
                             numbers.at(channel), *form, ground);
            }
        }
    }
}

void tell_filter(const Scene& scene, const TileHit& hit, bool coloured) {
    const Tensor& weight = scene.results.module->weight();
    const ConstMatrixView filters = weight.matrix(scene.dims());
    const Range range = range_of_filter(filters, hit.dim);
    const Size patch = scene.results.grid.patch();
    const int y = static_cast<int>(hit.y * patch.height);
    const int x = static_cast<int>(hit.x * patch.width);
    const auto channels = static_cast<int>(weight.dimension(1));
    std::string weights;
    for (int channel = 0; channel < channels; ++channel) {
        if (!coloured && channel != hit.plane) continue;
        const std::int64_t index = (std::int64_t{channel} * patch.height + y) * patch.width + x;
        weights += std::string(weights.empty() ? "" : "  ") + channel_letter(channel, channels) + " " +
                   with_sign(filters(hit.dim, index));
    }
    tooltip(scene.context,
            {dimension_text(scene, hit.dim),
             scene.context.language("maps.weight_at", {std::to_string(y), std::to_string(x), weights}),
             range_text(scene, range.low, range.high),
             spread_text(scene, (*scene.results.analyses.dimensions)[static_cast<std::size_t>(hit.dim)]),
             lead_text(scene.context.language, model::ProjectionView::planes, "lead.double")});
    lead_on_double_click(scene, {model::ProjectionView::planes, scene.selected(), hit.dim});
}

PatchPosition patch_under(Size grid, const TileHit& hit) {
    return {static_cast<int>(hit.y * grid.height), static_cast<int>(hit.x * grid.width)};
}

/// The weight under the mouse, in a wall of planes.
float weight_under(const Scene& scene, const TileHit& hit) {
    const Tensor& weight = scene.results.module->weight();
    const Size patch = scene.grid().patch();
    const int y = static_cast<int>(hit.y * patch.height);
    const int x = static_cast<int>(hit.x * patch.width);
    const std::int64_t plane = std::int64_t{hit.dim} * weight.dimension(1) + hit.plane;
    return weight[(plane * patch.height + y) * patch.width + x];
}

/// One tile of an atlas.
Image part_of(const Image& atlas, const Rectangle& texels) {
    Image part{{texels.height, texels.width}, atlas.channels, {}};
    part.pixels.reserve(static_cast<std::size_t>(part.size.area() * part.channels));
    for (int y = 0; y < texels.height; ++y) {
        for (int x = 0; x < texels.width; ++x) {
            for (int channel = 0; channel < atlas.channels; ++channel)
                part.pixels.push_back(atlas.at(texels.top + y, texels.left + x, channel));
        }
    }
    return part;
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
    const float largest = largest_of(map.values());
    const ViewParts parts = parts_below(context, place, place.min.y + words);
    const Source source{scene.results.map, 0, &context.palette};
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

void dimension_search(const Scene& scene, Flow& flow) {
    Context& context = scene.context;
    const std::string label = context.language("inspector.dimension");
    const float text = std::ceil(text_width(context.fonts.body, label)) + context.px(8);
    const Rect place = flow.next(text + context.px(66));
    text_in(context, {place.min, {place.min.x + text, place.max.y}}, context.fonts.body,
            context.palette.muted, label);
    const Rect field{{place.min.x + text, place.min.y + context.px(1)},
                     {place.max.x, place.max.y - context.px(1)}};
    const auto typed = entry(context, "maps/search", field, std::to_string(scene.results.selection.dim));
    if (!typed) return;
    try {
        const std::int64_t dim = whole_number(*typed, label, {0, scene.dims() - 1});
        if (dim < 0 || dim >= scene.dims()) {
            throw Error(
                ErrorCode::dimension_outside_vector,
                {std::to_string(dim), std::to_string(scene.dims()), std::to_string(scene.dims() - 1)});
        }
        scene.actions.emplace_back(model::SelectDimension{static_cast<int>(dim)});
    } catch (const Error& error) {
        scene.actions.emplace_back(model::ReportError{error});
    }
}

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

    const Tensor& weight = results.module->weight();
    const int planes = coloured ? 1 : channels;
    const Size patch = results.grid.patch();
    const AtlasPlan plan = plan_atlas(scene.dims() * planes, patch);
    const std::vector<float> scales = scales_of(scene, *results.analyses.largest_weights);
    const std::int64_t painted = (coloured ? 2 : 0) + (scene.session.place<model::Maps>().own_scale ? 1 : 0);
    const Source source{results.analyses.largest_weights, painted, &context.palette};
    const Texture& texture = context.pictures.of("maps/filters", source, [&] {
        return coloured ? paint_filters_rgb(weight, plan, scales)
                        : paint_filter_planes(weight, plan, scales, context.palette.diverging);
    });
    const ConstMatrixView filters = weight.matrix(scene.dims());
    const TileWall wall{
        .texture = texture,
        .plan = plan,
        .planes = planes,
        .aspect = static_cast<double>(patch.width) / patch.height,
        .order = order_of(scene),
        .range = [&](int dim) { return range_of_filter(filters, dim); },
        .print =
            [&](const Rect& picture, int dim, int plane) {
                const float largest = scales[static_cast<std::size_t>(dim)];
                if (coloured)
                    return print_coloured(context, picture, patch, filters.row(dim).data(), largest);
                const float* numbers = filters.row(dim).data() + plane * patch.area();
                print_signed(context, picture, patch, largest,
                             [&](int y, int x) { return numbers[std::int64_t{y} * patch.width + x]; });
            }};
    const Rect room = parts_below(context, place, column.y + context.px(10)).picture;
    size_tools(scene, flow, layout_of(scene, wall, {room.min, {room.max.x - context.px(12), room.max.y}}));
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    const Rect picture{parts.picture.min, {parts.picture.max.x - context.px(12), parts.picture.max.y}};
    const TilesDrawn tiles = draw_tiles(scene, wall, picture);
    if (tiles.hit) tell_filter(scene, *tiles.hit, coloured);
    offer_menu(context, "maps/atlas", tiles.press, model::Term::kernel, [&](bool at_mouse) {
        if (at_mouse && !tiles.hit) return MenuLines{};  // between the tiles
        const TileHit hit = at_mouse && tiles.hit ? *tiles.hit : TileHit{results.selection.dim, 0, 0, 0};
        MenuLines lines;
        if (!coloured && at_mouse && tiles.hit)
            lines.push_back(copy_value(context, weight_under(scene, hit)));
        add_dimension(context, lines, results.selection.dim, hit.dim);
        const Image all = coloured ? paint_filters_rgb(weight, plan, scales)
                                   : paint_filter_planes(weight, plan, scales, context.palette.diverging);
        add_picture(context, lines, part_of(all, plan.texels(hit.dim * planes + hit.plane)),
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

void draw_feature_maps_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    if (!results.tokens) {
        dimension_search(scene, flow);
        return draw_one_map(scene, {{place.min.x, column.y + context.px(12)}, place.max});
    }
    wall_tools(scene, flow);
    if (!results.analyses.dimensions) return;

    const Size grid = results.grid.grid();
    const AtlasPlan plan = plan_atlas(scene.dims(), grid);
    const std::vector<float> own = largest_of_maps(results.analyses);
    const std::vector<float> scales = scales_of(scene, own);
    const std::int64_t painted = scene.session.place<model::Maps>().own_scale ? 1 : 0;
    const Source source{results.tokens, painted, &context.palette};
    const Texture& texture = context.pictures.of("maps/maps", source, [&] {
        return paint_maps(results.tokens->matrix(results.grid.num_patches()), grid, plan, scales,
                          context.palette.diverging);
    });
    const TileWall wall{.texture = texture,
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
    const Rect room = parts_below(context, place, column.y + context.px(10)).picture;
    size_tools(scene, flow, layout_of(scene, wall, {room.min, {room.max.x - context.px(12), room.max.y}}));
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

    view_caption(context, parts.caption,
                 context.language("maps.caption.maps", {grouped(scene.dims()), product(grid)}));
    draw_legend(context, parts.legend, wall_legend(scene, "legend.values", largest_of(own)));
}

}  // namespace patchlens::ui
