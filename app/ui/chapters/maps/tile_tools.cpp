#include "app/ui/chapters/maps/tile_tools.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/chapters/maps/variance_text.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/widgets/slider.h"

namespace patchlens::ui {

std::span<const int> order_of(const Scene& scene) {
    const auto& order = scene.results.analyses.by_variance;
    if (scene.session.place<model::Maps>().order == model::MapsOrder::number || !order) return {};
    return *order;
}

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

void resize_tiles(const Scene& scene, int side) {
    scene.look<model::Maps>([&](model::Maps::Place& place) { place.tile = side; });
}

void size_tools(const Scene& scene, Flow& flow, const AtlasLayout& layout) {
    const int side = side_of(layout, scene.context.scale);
    const Context& context = scene.context;
    const std::string smaller(minus_sign);
    const char* fit = context.language("view.fit");
    flow.keep_together(chip_width(context, smaller) + chip_width(context, "+") + chip_width(context, fit) +
                       2 * context.px(6));
    if (flow.chip("maps/smaller", smaller).clicked) resize_tiles(scene, next_side(side, -1));
    if (flow.chip("maps/larger", "+").clicked) resize_tiles(scene, next_side(side, 1));
    const bool automatic = scene.session.place<model::Maps>().tile == 0;
    if (flow.chip("maps/fit", fit, automatic).clicked) resize_tiles(scene, 0);
}

std::string share_text(double share) {
    return std::to_string(std::lround(share * 100)) + "%";
}

std::vector<float> reaches_of_maps(const Scene& scene) {
    const auto& reaches = scene.results.analyses.reaches;
    const bool whole = scene.session.place<model::Maps>().whole_range || !reaches;
    return whole ? largest_of_maps(scene.results.analyses) : *reaches;
}

float reach_of_map(const Scene& scene) {
    const auto& reaches = scene.results.analyses.reaches;
    if (scene.session.place<model::Maps>().whole_range || !reaches)
        return largest_of(scene.results.map->values());
    return (*reaches)[static_cast<std::size_t>(scene.results.selection.dim)];
}

std::vector<float> scales_of(const Scene& scene, std::vector<float> own) {
    if (!scene.session.place<model::Maps>().own_scale) std::fill(own.begin(), own.end(), largest_of(own));
    return own;
}

Legend wall_legend(const Scene& scene, const char* quantity, float common, bool cut) {
    const Context& context = scene.context;
    const model::Language& language = context.language;
    std::string title = unitless_title(context, language(quantity));
    if (scene.session.place<model::Maps>().own_scale && cut) {
        const std::string share = share_text(model::shown_share);
        return signed_legend(context, std::move(title), language("maps.reach_low", {share}),
                             language("maps.reach_high", {share}));
    }
    if (scene.session.place<model::Maps>().own_scale)
        return signed_legend(context, std::move(title), language("maps.own_low"), language("maps.own_high"));
    return signed_legend(context, std::move(title), common, 4);
}

std::string range_text(const Scene& scene, double low, double high) {
    return scene.context.language("maps.range", {with_sign(low), with_sign(high)});
}

std::string spread_text(const Scene& scene, const Summary& summary) {
    return scene.context.language("maps.variance", {variance_text(summary.std)});
}

std::string dimension_text(const Scene& scene, int dim) {
    return scene.context.language("maps.dimension", {std::to_string(dim)});
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

}  // namespace patchlens::ui
