// All filters and all feature maps as walls of tiles.
#include <algorithm>
#include <cmath>

#include "app/ui/chapters/maps/atlas_paint.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/tiles.h"
#include "app/ui/chapters/maps/variance_text.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/slider.h"

namespace patchlens::ui {
namespace {

std::span<const int> order_of(const MapsFrame& frame) {
    const auto& order = frame.results.analyses.by_variance;
    if (frame.session.place<model::Maps>().order == model::MapsOrder::number || !order) return {};
    return *order;
}

/// Order, scale, search: what both walls let choose.
void wall_tools(const MapsFrame& frame, Flow& flow) {
    const model::Language& language = frame.context.language;
    const bool by_variance = frame.session.place<model::Maps>().order == model::MapsOrder::variance;
    const char* order = language(by_variance ? "maps.order.variance" : "maps.order.number");
    if (flow.chip("maps/order", order, by_variance).clicked) {
        frame.look([&](model::Maps::Place& place) {
            place.order = by_variance ? model::MapsOrder::number : model::MapsOrder::variance;
        });
    }
    const bool own = frame.session.place<model::Maps>().own_scale;
    if (flow.chip("maps/scale", language(own ? "maps.scale.own" : "maps.scale.common"), !own).clicked)
        frame.look([&](model::Maps::Place& place) { place.own_scale = !own; });
    dimension_search(frame, flow);
}

/// Smaller and larger tiles; where `layout` says how large they are now.
void size_tools(const MapsFrame& frame, Flow& flow, const AtlasLayout& layout) {
    const int side = side_of(layout, frame.context.scale);
    const auto resize = [&](int step) {
        frame.look([&](model::Maps::Place& place) { place.tile = next_side(side, step); });
    };
    if (flow.chip("maps/smaller", "-").clicked) resize(-1);
    if (flow.chip("maps/larger", "+").clicked) resize(1);
    const bool automatic = frame.session.place<model::Maps>().tile == 0;
    if (flow.chip("maps/fit", frame.context.language("view.fit"), automatic).clicked)
        frame.look([](model::Maps::Place& place) { place.tile = 0; });
}

/// What each tile's colours are full at.
std::vector<float> scales_of(const MapsFrame& frame, std::vector<float> own) {
    if (!frame.session.place<model::Maps>().own_scale) std::fill(own.begin(), own.end(), largest_of(own));
    return own;
}

/// Ends of the legend: the largest of all, or that each tile has its own.
std::pair<std::string, std::string> ends_of(const MapsFrame& frame, float common) {
    const model::Language& language = frame.context.language;
    if (frame.session.place<model::Maps>().own_scale)
        return {language("maps.own_low"), language("maps.own_high")};
    return {with_sign(-static_cast<double>(common)), with_sign(common)};
}

std::string range_text(const MapsFrame& frame, double low, double high) {
    return frame.context.language("maps.range", {with_sign(low), with_sign(high)});
}

/// The variance over all patches of a dimension's map.
std::string spread_text(const MapsFrame& frame, const Summary& summary) {
    return frame.context.language("maps.variance", {variance_text(summary.std)});
}

std::string dimension_text(const MapsFrame& frame, int dim) {
    return frame.context.language("maps.dimension", {std::to_string(dim)});
}

void tell_filter(const MapsFrame& frame, const TileHit& hit, bool coloured) {
    const Tensor& weight = frame.results.module->weight();
    const ConstMatrixView filters = weight.matrix(frame.dims());
    const Range range = range_of({filters.row(hit.dim).data(), static_cast<std::size_t>(filters.cols())});
    const Size patch = frame.results.grid.patch();
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
    tooltip(frame.context,
            {dimension_text(frame, hit.dim),
             frame.context.language("maps.weight_at", {std::to_string(y), std::to_string(x), weights}),
             range_text(frame, range.low, range.high),
             spread_text(frame, (*frame.results.analyses.dimensions)[static_cast<std::size_t>(hit.dim)])});
}

void tell_map(const MapsFrame& frame, const TileHit& hit) {
    const Size grid = frame.results.grid.grid();
    const PatchPosition patch{static_cast<int>(hit.y * grid.height), static_cast<int>(hit.x * grid.width)};
    frame.context.hovering.patch = patch;
    const std::int64_t token = frame.results.grid.token(patch);
    const Summary& summary = (*frame.results.analyses.dimensions)[static_cast<std::size_t>(hit.dim)];
    tooltip(frame.context, {dimension_text(frame, hit.dim),
                            patch_text(frame, patch) + "  " +
                                with_sign((*frame.results.tokens)[token * frame.dims() + hit.dim]),
                            range_text(frame, summary.min, summary.max), spread_text(frame, summary)});
}

/// The map of the selected dimension alone, where all of them are not kept.
void draw_one_map(const MapsFrame& frame, const Rect& place) {
    Context& context = frame.context;
    const Tensor& map = *frame.results.map;
    const float words = context.px(96);
    paragraph(
        context, place.min, place.width(), context.fonts.body, context.palette.muted,
        context.language("maps.no_maps", {grouped(frame.dims()), grouped(frame.results.grid.num_patches()),
                                          std::to_string(frame.results.selection.dim)}));
    context.probe.item("maps/absent", place.min, {place.max.x, place.min.y + words});
    const float largest = largest_of(map.values());
    const ViewParts parts = parts_below(context, place, place.min.y + words);
    const Source source{frame.results.map, 0, &context.palette};
    const Texture& texture = context.pictures.of("maps/one", source, [&] {
        return signed_image(map.values(), frame.results.grid.grid(), context.palette.diverging, largest);
    });
    const PatchMap drawn = draw_patch_map(frame, "maps/map", parts.picture, texture);
    signed_legend(context, parts.legend, with_sign(-static_cast<double>(largest)), with_sign(largest));
    if (!drawn.hovered) return;
    tooltip(context,
            {with_sign(map[frame.results.grid.token(*drawn.hovered)]), patch_text(frame, *drawn.hovered)});
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

void dimension_search(const MapsFrame& frame, Flow& flow) {
    Context& context = frame.context;
    const std::string label = context.language("inspector.dimension");
    const float text = std::ceil(text_width(context.fonts.body, label)) + context.px(8);
    const Rect place = flow.next(text + context.px(66));
    text_in(context, {place.min, {place.min.x + text, place.max.y}}, context.fonts.body,
            context.palette.muted, label);
    const Rect field{{place.min.x + text, place.min.y + context.px(1)},
                     {place.max.x, place.max.y - context.px(1)}};
    const auto typed = entry(context, "maps/search", field, std::to_string(frame.results.selection.dim));
    if (!typed) return;
    try {
        const std::int64_t dim = whole_number(*typed, label);
        if (dim < 0 || dim >= frame.dims()) {
            throw Error(
                ErrorCode::dimension_outside_vector,
                {std::to_string(dim), std::to_string(frame.dims()), std::to_string(frame.dims() - 1)});
        }
        frame.actions.emplace_back(model::SelectDimension{static_cast<int>(dim)});
    } catch (const Error& error) {
        frame.actions.emplace_back(model::ReportError{error});
    }
}

void draw_filters_view(const MapsFrame& frame, const Rect& place) {
    Context& context = frame.context;
    const model::Results& results = frame.results;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    wall_tools(frame, flow);
    const int channels = results.options.config.in_chans;
    const bool coloured = channels == 3 && !frame.session.place<model::Maps>().planes;
    if (channels == 3) {
        const char* colours = context.language(coloured ? "maps.colours.rgb" : "maps.colours.planes");
        if (flow.chip("maps/colours", colours, !coloured).clicked)
            frame.look([&](model::Maps::Place& place) { place.planes = coloured; });
    }
    if (!results.analyses.filters || !results.analyses.dimensions) return;

    const int planes = coloured ? 1 : channels;
    const Size patch = results.grid.patch();
    const AtlasPlan plan = plan_atlas(frame.dims() * planes, patch);
    const std::vector<float> scales = scales_of(frame, *results.analyses.filters);
    const std::int64_t painted = (coloured ? 2 : 0) + (frame.session.place<model::Maps>().own_scale ? 1 : 0);
    const Source source{results.analyses.filters, painted, &context.palette};
    const Texture& texture = context.pictures.of("maps/filters", source, [&] {
        const Tensor& weight = results.module->weight();
        return coloured ? paint_filters_rgb(weight, plan, scales)
                        : paint_filter_planes(weight, plan, scales, context.palette.diverging);
    });
    const TileWall wall{texture, plan, planes, static_cast<double>(patch.width) / patch.height,
                        order_of(frame)};
    const Rect room = parts_below(context, place, column.y + context.px(10)).picture;
    size_tools(frame, flow, layout_of(frame, wall, {room.min, {room.max.x - context.px(12), room.max.y}}));
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    const Rect picture{parts.picture.min, {parts.picture.max.x - context.px(12), parts.picture.max.y}};
    if (const auto hit = draw_tiles(frame, wall, picture)) tell_filter(frame, *hit, coloured);

    text_in(context, parts.caption, context.fonts.small, context.palette.muted,
            context.language("maps.caption.filters",
                             {grouped(frame.dims()), std::to_string(channels), product(patch)}));
    const auto [low, high] = ends_of(frame, largest_of(*results.analyses.filters));
    if (coloured) {
        ramp_legend(context, parts.legend, {{0, 0, 0}, {255, 255, 255}}, low, high);
    } else {
        signed_legend(context, parts.legend, low, high);
    }
}

void draw_feature_maps_view(const MapsFrame& frame, const Rect& place) {
    Context& context = frame.context;
    const model::Results& results = frame.results;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    if (!results.tokens) {
        dimension_search(frame, flow);
        return draw_one_map(frame, {{place.min.x, column.y + context.px(12)}, place.max});
    }
    wall_tools(frame, flow);
    if (!results.analyses.dimensions) return;

    const Size grid = results.grid.grid();
    const AtlasPlan plan = plan_atlas(frame.dims(), grid);
    const std::vector<float> own = largest_of_maps(results.analyses);
    const std::int64_t painted = frame.session.place<model::Maps>().own_scale ? 1 : 0;
    const Source source{results.tokens, painted, &context.palette};
    const Texture& texture = context.pictures.of("maps/maps", source, [&] {
        return paint_maps(results.tokens->matrix(results.grid.num_patches()), grid, plan,
                          scales_of(frame, own), context.palette.diverging);
    });
    const TileWall wall{texture, plan, 1, patch_map_aspect(results.grid), order_of(frame)};
    const Rect room = parts_below(context, place, column.y + context.px(10)).picture;
    size_tools(frame, flow, layout_of(frame, wall, {room.min, {room.max.x - context.px(12), room.max.y}}));
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    const Rect picture{parts.picture.min, {parts.picture.max.x - context.px(12), parts.picture.max.y}};
    if (const auto hit = draw_tiles(frame, wall, picture)) tell_map(frame, *hit);

    text_in(context, parts.caption, context.fonts.small, context.palette.muted,
            context.language("maps.caption.maps", {grouped(frame.dims()), product(grid)}));
    const auto [low, high] = ends_of(frame, largest_of(own));
    signed_legend(context, parts.legend, low, high);
}

}  // namespace patchlens::ui
