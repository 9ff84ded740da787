// The cosine similarities of all positions to all, as figure 7 of the ViT paper shows them, and those of the
// selected position enlarged.
#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters/after/parts.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui::after {
namespace {

/// Up to 1. The colours need a lower end even where a single position is compared with itself alone; both
/// ends are written with four decimals.
Range from_zero_where_all_are_one(float lowest) {
    return {lowest < 0.9999F ? lowest : 0, 1};
}

/// The maps side by side, with a dark line of one texel between them where they have more than one cell.
Image figure_image(const SimilarityFigure& figure, Range range) {
    const Size tiles = figure.tiles;
    const std::int64_t count = tiles.area();
    const int height = tiles.height + 1;
    const int width = tiles.width + 1;
    const ConstMatrixView numbers = figure.similarity.matrix(count);
    return table_image(
        std::int64_t{tiles.height} * height - 1, std::int64_t{tiles.width} * width - 1,
        [&](std::int64_t y, std::int64_t x) {
            if (y % height == tiles.height || x % width == tiles.width) return dark_on_picture;
            const std::int64_t map = y / height * tiles.width + x / width;
            const float number = numbers(map, y % height * tiles.width + x % width);
            return sequential((number - range.low) / (range.high - range.low));
        },
        std::int64_t{most_tiles} * (most_tiles + 1));
}

void draw_figure(const Scene& scene, const Rect& place, const SimilarityFigure& figure, Range range) {
    Context& context = scene.context;
    const Size stride = scene.grid().stride();
    const Rect cells = fitted(place, static_cast<double>(figure.tiles.width) * stride.width,
                              static_cast<double>(figure.tiles.height) * stride.height);
    const Press press = pressable(context, "after/figure", cells, 0);
    const Source source{scene.results.analyses.positions->figure, 0, nullptr};
    const auto paint = [&] { return figure_image(figure, range); };
    picture(context, context.pictures.of("after/figure", source, paint), cells);
    offer_menu(context, "after/figure", press, model::Term::position_embedding, [&](bool) {
        MenuLines lines;
        add_picture(context, lines, paint(), copy_name(scene.session, "position-similarity"));
        return lines;
    });
    const float width = cells.width() / static_cast<float>(figure.tiles.width);
    const float height = cells.height() / static_cast<float>(figure.tiles.height);
    const auto tile_at = [&](PatchPosition patch) {
        return rect_at({cells.min.x + width * static_cast<float>(patch.column / figure.step.width),
                        cells.min.y + height * static_cast<float>(patch.row / figure.step.height)},
                       width, height);
    };
    if (press.hovered || press.held) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const auto at = [](float offset, float side, int count, int step) {
            return std::clamp(static_cast<int>(offset / side), 0, count - 1) * step;
        };
        const PatchPosition patch{at(mouse.y - cells.min.y, height, figure.tiles.height, figure.step.height),
                                  at(mouse.x - cells.min.x, width, figure.tiles.width, figure.step.width)};
        context.hovering.patch = patch;
        if (press.held) scene.select(patch);
        tooltip(context, {patch_text(scene, patch)});
    }
    const auto& hovered = context.hovered.patch;
    if (hovered && scene.grid().contains(*hovered) && *hovered != scene.selected())
        marker(context, tile_at(*hovered), Mark::hovered);
    marker(context, tile_at(scene.selected()), Mark::selected);
}

}  // namespace

void draw_similarity(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Rect rest = below_kind_tools(scene, place);
    const model::Positions* positions = positions_in(scene);
    if (positions == nullptr || told_absent(scene, rest) || !positions->figure) return;
    const SimilarityFigure& figure = *positions->figure;
    const ViewParts parts = parts_below(context, rest, rest.min.y);
    const float gap = context.px(16);
    const float right = std::floor((parts.picture.width() - gap) * 0.36F);
    const Rect all{parts.picture.min, {parts.picture.max.x - right - gap, parts.picture.max.y}};
    const Rect one{{parts.picture.max.x - right, parts.picture.min.y}, parts.picture.max};
    const Rect all_cells = cells_below_title(scene, all, figure.tiles);
    const Rect one_cells = cells_below_title(scene, one, scene.grid().grid());
    const Range range = from_zero_where_all_are_one(figure.lowest);
    draw_title(scene, all, all_cells,
               figure.step == Size{1, 1} ? std::string(context.language("after.figure.all"))
                                         : context.language("after.figure.thinned", {product(figure.step)}));
    draw_figure(scene, all_cells, figure, range);
    draw_title(scene, one, one_cells,
               context.language("after.figure.one", {place_text(positions->similar_to)}));
    const std::vector<float>& similarity = *positions->similarity;
    const Range own{std::min(range.low, range_of(similarity).low), range.high};
    const auto paint = [&] { return sequential_image(similarity, scene.grid().grid(), sequential, own); };
    const Texture& texture =
        context.pictures.of("after/similarity", {positions->similarity, 0, nullptr}, paint);
    const PatchMap map = draw_patch_map(scene, "after/similarity", one_cells, texture);
    const auto number = [&](PatchPosition patch) {
        return similarity[static_cast<std::size_t>(scene.grid().token(patch))];
    };
    offer_map_menu(scene, "after/similarity", map, model::Term::cosine_similarity, "position-similarity",
                   number, paint);
    if (map.hovered) tooltip(context, {with_sign(number(*map.hovered)), patch_text(scene, *map.hovered)});
    view_caption(context, parts.caption, context.language("after.figure.caption"));
    draw_legend(
        context, parts.legend,
        meaning(sequential_legend(unitless_title(context, context.language("compare.cosine")), own, true, 4),
                model::Term::cosine_similarity));
}

}  // namespace patchlens::ui::after
