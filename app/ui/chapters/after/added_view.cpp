// One dimension of the tokens, of the positions, and of their sum.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "app/ui/chapters/after/parts.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui::after {

void draw_added(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Rect rest = below_kind_tools(scene, place);
    const model::Positions* positions = positions_in(scene);
    if (positions == nullptr || told_absent(scene, rest)) return;
    const int dim = scene.results.selection.dim;
    const std::vector<float> own = column_of(positions->table->numbers, dim);
    const std::span<const float> tokens = scene.results.map->values();
    std::vector<float> sum(own.size());
    std::ranges::transform(tokens, own, sum.begin(), std::plus<>());
    const float largest = std::max({largest_of(tokens), largest_of(own), largest_of(sum)});

    const float line = line_height(context.fonts.mono) + context.px(8);
    const float rows = 3 * vector_row_height(context) + context.px(10);
    const float legend = two_line_legend(context);
    const float sign = context.px(34);
    const float width = std::floor((rest.width() - 2 * sign) / 3);
    const float below = legend + line + rows + context.px(12);
    const Rect room{rest.min, {rest.min.x + width, rest.max.y - below}};
    // No higher than they are: what follows stands right below.
    const float high = cells_below_title(scene, room, scene.grid().grid()).height() + title_height(context);
    const Rect maps{rest.min, {rest.max.x, std::min(room.max.y, rest.min.y + high)}};
    const Size grid = scene.grid().grid();
    const auto draw = [&](int index, const char* name, const std::string& title,
                          std::span<const float> numbers, const Source& source) {
        const float left = maps.min.x + static_cast<float>(index) * (width + sign);
        const Rect box{{left, maps.min.y}, {left + width, maps.max.y}};
        if (box.height() < title_height(context) + 4) return;
        const Rect cells = cells_below_title(scene, box, grid);
        draw_title(scene, box, cells, title);
        const auto paint = [&] { return signed_image(numbers, grid, context.palette.diverging, largest); };
        const Texture& texture = context.pictures.of(name, source, paint);
        const PatchMap map = draw_patch_map(scene, name, cells, texture);
        const auto number = [&](PatchPosition patch) {
            return numbers[static_cast<std::size_t>(scene.grid().token(patch))];
        };
        offer_map_menu(scene, name, map, model::Term::position_embedding, "positions", number, paint);
        if (map.hovered) tooltip(context, {with_sign(number(*map.hovered)), patch_text(scene, *map.hovered)});
        if (index == 0) return;
        text_in(context, {{left - sign, cells.min.y}, {left, cells.max.y}}, context.fonts.heading,
                context.palette.text, index == 1 ? "+" : "=", Align::centre);
    };
    // New positions come with every result, so these are painted anew when anything that they show changes.
    const std::string number = std::to_string(dim);
    const auto source = [&](int part) {
        return Source{scene.results.analyses.positions, part, &context.palette};
    };
    draw(0, "after/map/tokens", context.language("after.added.tokens", {number}), tokens, source(0));
    draw(1, "after/map/positions", context.language("after.added.positions", {number}), own, source(1));
    draw(2, "after/map/sum", std::string(context.language("after.added.sum")), sum, source(2));

    const auto token = static_cast<std::size_t>(scene.grid().token(scene.selected()));
    Column under{rest.min.x, maps.max.y + context.px(10), rest.width()};
    const std::int64_t at = scene.grid().token(scene.selected());
    const std::vector<float>& vector = *scene.results.vector;
    const std::vector<float> place_vector = token_row(positions->table->numbers, at, nullptr);
    std::vector<float> both(vector.size());
    std::ranges::transform(vector, place_vector, both.begin(), std::plus<>());
    const float most = std::max({largest_of(vector), largest_of(place_vector), largest_of(both)});
    const std::array labels{context.language("after.added.row_token", {place_text(scene.selected())}),
                            std::string(context.language("after.added.row_position")),
                            std::string(context.language("after.added.row_sum"))};
    float label = 0;
    for (const std::string& text : labels)
        label = std::max(label, std::ceil(text_width(context.fonts.small, text)) + context.px(10));
    const float height = vector_row_height(context);
    draw_vector_row(scene, under.row(height), {"after/row/token", labels[0], label, most, vector});
    draw_vector_row(scene, under.row(height), {"after/row/position", labels[1], label, most, place_vector});
    draw_vector_row(scene, under.row(height), {"after/row/sum", labels[2], label, most, both});
    under.gap(context.px(6));
    const Rect row = under.row(line);
    const std::string position = with_sign(own[token]);
    const std::string equation =
        with_sign(tokens[token]) + " + (" + position + ") = " + with_sign(sum[token]);
    text_in(context, row, context.fonts.mono, context.palette.text, equation, Align::centre);
    context.probe.item("after/equation", row.min, row.max);
    const float wide = std::min(rest.width(), context.px(320));
    draw_legend(
        context,
        {{std::floor(rest.centre().x - wide / 2), rest.max.y - legend},
         {std::floor(rest.centre().x + wide / 2), rest.max.y}},
        signed_legend(context, unitless_title(context, context.language("after.added.legend")), largest));
}

}  // namespace patchlens::ui::after
