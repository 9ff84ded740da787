#include "app/ui/chapters/maps/one_filter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/filter_pictures.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

void draw_tile(const Texture& texture, const AtlasPlan& plan, int tile, const Rect& place) {
    const Rectangle texels = plan.texels(tile);
    const Size whole = plan.size();
    const auto u = [&](int x) { return static_cast<float>(x) / static_cast<float>(whole.width); };
    const auto v = [&](int y) { return static_cast<float>(y) / static_cast<float>(whole.height); };
    ImGui::GetWindowDrawList()->AddImage(texture.id(), place.min, place.max, {u(texels.left), v(texels.top)},
                                         {u(texels.left + texels.width), v(texels.top + texels.height)});
}

/// The selected filter: one colour picture, or its channels side by side. Returns its place.
Rect draw_filter(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const auto& largest = scene.results.analyses.largest_weights;
    if (!largest) return place;
    const bool coloured = scene.results.options.config.in_chans == 3;
    const FilterPictures pictures(context, scene.results.module->weight(), *largest, coloured);
    const Texture& texture =
        pictures.texture("maps/one_filter", {largest, coloured ? 1 : 0, &context.palette});
    const Rect all = fitted(place, pictures.aspect() * pictures.planes(), 1);
    const float width = all.width() / static_cast<float>(pictures.planes());
    for (int plane = 0; plane < pictures.planes(); ++plane) {
        draw_tile(texture, pictures.plan(), scene.results.selection.dim * pictures.planes() + plane,
                  rect_at({all.min.x + width * static_cast<float>(plane), all.min.y}, width, all.height()));
    }
    context.probe.item("maps/one/filter", all.min, all.max);
    return all;
}

}  // namespace

void draw_one_filter(const Scene& scene, const Texture& maps, const AtlasPlan& plan, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const std::string dim = std::to_string(results.selection.dim);
    const std::array captions{context.language("maps.one.patches", {grouped(results.grid.num_patches())}),
                              context.language("maps.one.filter", {dim}),
                              context.language("maps.one.map", {dim})};
    const std::array signs{"×", "="};
    const float caption = context.px(20);
    const float sign = context.px(28);
    const float width = std::floor((place.width() - 2 * sign) / 3);
    std::array<Rect, 3> places;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const float left = place.min.x + static_cast<float>(i) * (width + sign);
        places.at(i) = {{left, place.min.y}, {left + width, place.max.y - caption}};
        if (i < signs.size())
            text_in(context, rect_at({left + width, place.min.y}, sign, place.height() - caption),
                    context.fonts.title, context.palette.muted, signs.at(i), Align::centre);
    }
    const auto name = [&](std::size_t i, const Rect& picture) {
        text_in(context, rect_at({places.at(i).min.x, picture.max.y + context.px(2)}, width, caption),
                context.fonts.small, context.palette.text, captions.at(i), Align::centre);
    };
    const double aspect = patch_map_aspect(results.grid);
    const Rect patches = fitted(places[0], aspect, 1);
    draw_picture_of_patches(context, scene.picture(), results.grid, patches);
    name(0, patches);
    name(1, draw_filter(scene, places[1]));
    const Rect map = fitted(places[2], aspect, 1);
    draw_tile(maps, plan, results.selection.dim, map);
    name(2, map);
    for (const Rect& cells : {patches, map})
        marker(context, patch_cell(results.grid, cells, scene.selected()), Mark::selected);
    context.probe.item("maps/one/map", map.min, map.max);
}

}  // namespace patchlens::ui
