// The first three principal components of all the vectors, as colours and one by one.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/component_legend.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui {
namespace {

std::vector<float> scores_of(const PrincipalComponents& components, Eigen::Index component) {
    std::vector<float> scores(static_cast<std::size_t>(components.scores.rows()));
    for (std::size_t i = 0; i < scores.size(); ++i)
        scores[i] = components.scores(static_cast<Eigen::Index>(i), component);
    return scores;
}

/// The legend of one component's own map; its title is that of the picture's legend.
Legend component_legend(const Scene& scene, Eigen::Index component) {
    const Range range = score_range(scene.context, scene.results.analyses.components, component);
    return signed_legend(scene.context, {}, range.largest());
}

/// One component: its colour in the picture, the share of the variance it explains, its own map.
void draw_component(const Scene& scene, const Rect& place, Eigen::Index component) {
    Context& context = scene.context;
    const PrincipalComponents& components = *scene.results.analyses.components;
    const auto index = static_cast<std::size_t>(component);
    const Rect head{place.min, {place.max.x, place.min.y + context.px(24)}};
    const std::string share = percent(components.shares[index]);
    const float number = std::ceil(text_width(context.fonts.mono, share)) + 1;
    const std::string name = context.language("maps.component", {std::to_string(component + 1)}) + "  " +
                             channel_letter(static_cast<int>(component), 3);
    text_in(context, {head.min, {head.max.x - number, head.max.y}}, context.fonts.body,
            context.palette.channel.at(index), name);
    text_in(context, {{head.max.x - number, head.min.y}, head.max}, context.fonts.mono, context.palette.text,
            share, Align::right);
    const float top = head.max.y + context.px(2);
    const Rect bar{{place.min.x, top}, {place.max.x, top + context.px(6)}};
    fill(context, bar, context.palette.blank, context.px(3));
    const auto part = static_cast<float>(components.shares[index]);
    if (part > 0) {
        fill(context, {bar.min, {bar.min.x + bar.width() * part, bar.max.y}},
             context.palette.channel.at(index), context.px(3));
    }
    const std::string item = "maps/component/" + std::to_string(component);
    context.probe.item(item + "/share", head.min, bar.max);

    const float legend = legend_height(context, component_legend(scene, component), place.width());
    const Rect room{{place.min.x, bar.max.y + context.px(8)}, {place.max.x, place.max.y - legend}};
    if (room.height() < context.px(30)) return;
    draw_legend(context, {{place.min.x, room.max.y}, place.max}, component_legend(scene, component));
    const Source source{scene.results.analyses.components, component, &context.palette};
    const Texture& texture = context.pictures.of(item, source, [&] {
        const std::vector<float> scores = scores_of(components, component);
        return signed_image(scores, scene.results.grid.grid(), context.palette.diverging, largest_of(scores));
    });
    const PatchMap map = draw_patch_map(scene, item.c_str(), room, texture);
    offer_map_menu(
        scene, item.c_str(), map, model::Term::principal_component,
        "component-" + std::to_string(component + 1),
        [&](PatchPosition patch) {
            return static_cast<float>(components.scores(scene.results.grid.token(patch), component));
        },
        [&] {
            const std::vector<float> scores = scores_of(components, component);
            return signed_image(scores, scene.results.grid.grid(), context.palette.diverging,
                                largest_of(scores));
        });
    if (!map.hovered) return;
    const std::int64_t token = scene.results.grid.token(*map.hovered);
    tooltip(context, {with_sign(components.scores(token, component)), patch_text(scene, *map.hovered)});
}

void tell_scores(const Scene& scene, PatchPosition patch) {
    const PrincipalComponents& components = *scene.results.analyses.components;
    std::string scores;
    for (Eigen::Index i = 0; i < components.scores.cols(); ++i) {
        scores += std::string(scores.empty() ? "" : "  ") + channel_letter(static_cast<int>(i), 3) + " " +
                  with_sign(components.scores(scene.results.grid.token(patch), i));
    }
    tooltip(scene.context, {patch_text(scene, patch), scores});
}

}  // namespace

void draw_components_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const auto& components = results.analyses.components;
    if (!components) return;
    const ViewParts parts = parts_below(context, place, place.min.y);
    const float list = std::min(context.px(210), parts.picture.width() * 0.34F);
    const Rect room{parts.picture.min, {parts.picture.max.x - list - context.px(16), parts.picture.max.y}};
    const Texture& texture = context.pictures.of("maps/pca", {components, 0, nullptr}, [&] {
        return component_picture(*components, results.grid.grid());
    });
    const PatchMap map = draw_patch_map(scene, "maps/pca", room, texture);
    offer_map_menu(scene, "maps/pca", map, model::Term::pca, "pca", {},
                   [&] { return component_picture(*components, results.grid.grid()); });

    Column column{parts.picture.max.x - list, parts.picture.min.y, list};
    const float height = (parts.picture.height() - context.px(12) * 2) / 3;
    double explained = 0;
    int count = 0;
    for (Eigen::Index i = 0; i < components->scores.cols(); ++i) {
        draw_component(scene, column.row(height), i);
        column.gap(context.px(12));
        explained += components->shares[static_cast<std::size_t>(i)];
        count += components->shares[static_cast<std::size_t>(i)] > 0 ? 1 : 0;
    }
    const Rect bottom{parts.caption.min, parts.legend.max};
    const float words = std::floor(bottom.width() * 0.36F);
    view_caption(context, {bottom.min, {bottom.min.x + words, bottom.max.y}},
                 count == 0 ? std::string(context.language("maps.caption.no_pca"))
                 : count == 1
                     ? context.language("maps.caption.pca_one", {percent(explained)})
                     : context.language("maps.caption.pca", {std::to_string(count), percent(explained)}));
    draw_component_legend(context, {{bottom.min.x + words + context.px(14), bottom.min.y}, bottom.max},
                          components);
    if (map.hovered) tell_scores(scene, *map.hovered);
}

}  // namespace patchlens::ui
