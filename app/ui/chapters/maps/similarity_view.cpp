// The similarity of every patch's vector to the selected one's, and the most similar patches.
#include <cmath>
#include <string>

#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/second_view.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui {
namespace {

void draw_nearest(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const std::vector<Neighbour>& nearest = *scene.results.analyses.nearest;
    if (nearest.empty()) return;  // there is one patch, as the panel says
    Column column{place.min.x, place.min.y, place.width()};
    text_in(context, column.row(context.px(24)), context.fonts.heading, context.palette.text,
            context.language("maps.nearest", {std::to_string(nearest.size())}));
    column.gap(context.px(6));
    const float count = static_cast<float>(model::shown_neighbours);
    const float height =
        std::min(context.px(58), std::floor((place.max.y - column.y) / count) - context.px(6));
    for (std::size_t i = 0; i < nearest.size(); ++i) {
        const Rect row = column.row(height);
        column.gap(context.px(6));
        const PatchPosition patch = scene.results.grid.position(nearest[i].token);
        const std::string name = "maps/nearest/" + std::to_string(i);
        const Press press = pressable(context, name.c_str(), row);
        if (press.hovered) context.hovering.patch = patch;
        const bool lit = press.hovered || context.hovered.patch == patch;
        fill(context, row, lit ? context.palette.raised : context.palette.panel, context.px(6));
        if (lit) outline(context, row, context.palette.hovered, context.px(1.5F), context.px(6));
        if (press.clicked) scene.select(patch);
        const float side = height - context.px(6);
        draw_patch_pixels(scene, rect_at({row.min.x + context.px(4), row.min.y + context.px(3)}, side, side),
                          patch);
        const Rect text{{row.min.x + side + context.px(12), row.min.y},
                        {row.max.x - context.px(8), row.max.y}};
        const std::string value = similarity_text(nearest[i].similarity);
        const float number = std::ceil(text_width(context.fonts.mono, value)) + 1;
        text_in(context, {text.min, {text.max.x - number - context.px(4), text.max.y}}, context.fonts.body,
                context.palette.text, place_text(patch));
        text_in(context, {{text.max.x - number, text.min.y}, text.max}, context.fonts.mono,
                context.palette.text, value, Align::right);
    }
}

/// Draws the picture beside or below the map, as the second picture's is; returns the place of the map.
Rect draw_first_picture(const Scene& scene, const Rect& room) {
    const MapAndPicture parts = map_and_picture(scene.context, room, patch_map_aspect(scene.grid()));
    draw_patch_map(scene, "maps/similarity/picture", parts.picture, [&](const Rect& cells) {
        draw_picture_of_patches(scene.context, scene.picture(), scene.grid(), cells);
    });
    return parts.map;
}

}  // namespace

void draw_similarity_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const auto& similarity = results.analyses.similarity;
    if (!similarity || !results.analyses.nearest) return;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    second_tools(scene, flow);
    const bool two = !scene.session.second.empty();
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    const float gap = context.px(16);
    const float right = two ? std::floor((parts.picture.width() - gap) / 2) : context.px(196);
    const Rect beside{{parts.picture.max.x - right, parts.picture.min.y}, parts.picture.max};
    Rect room{parts.picture.min, {beside.min.x - gap, parts.picture.max.y}};
    const Source source{similarity, 0, nullptr};
    const Range own = context.pictures.range("maps/similarity", source, *similarity);
    const Range range = two ? with_second(scene, own) : own;
    const auto paint = [&] { return sequential_image(*similarity, results.grid.grid(), sequential, range); };
    if (two) room = draw_first_picture(scene, room);
    const Source painted{similarity, part_of(range), nullptr};
    const Texture& texture = context.pictures.of("maps/similarity", painted, paint);
    const PatchMap map = draw_patch_map(scene, "maps/similarity", room, texture);
    offer_map_menu(
        scene, "maps/similarity", map, model::Term::cosine_similarity, "similarity",
        [&](PatchPosition patch) {
            return (*similarity)[static_cast<std::size_t>(results.grid.token(patch))];
        },
        paint);
    if (two) {
        draw_second(scene, beside, range);
    } else {
        draw_nearest(scene, beside);
    }
    const std::string most = two ? second_caption(scene) : std::string();
    view_caption(context, parts.caption,
                 most.empty()
                     ? context.language("maps.caption.similarity", {place_text(results.analyses.similar_to)})
                     : most);
    const std::string title = unitless_title(context, context.language("compare.cosine"));
    draw_legend(context, parts.legend,
                meaning(sequential_legend(title, range, true, 4), model::Term::cosine_similarity));
    if (!map.hovered) return;
    const auto token = static_cast<std::size_t>(results.grid.token(*map.hovered));
    tooltip(context, {similarity_text((*similarity)[token]), patch_text(scene, *map.hovered)});
}

}  // namespace patchlens::ui
