#include "app/ui/chapters/projection/destination.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters/projection/cells.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/vector_plot.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::projection {
namespace {

struct Places {
    Rect vector_caption;
    Rect vector;
    Rect vector_legend;  ///< empty where there is no room for the legends
    Rect number;
    Rect map;
    Rect map_caption;
    Rect map_legend;  ///< likewise
};

Places arrange_upright(const Context& context, const Rect& place, Size grid) {
    const float line = context.px(22);
    const float number = context.px(58);
    float arrows = context.px(26);
    const float strip = std::clamp(std::floor(place.height() * 0.2F), context.px(36), context.px(110));
    const float without = place.height() - 2 * line - strip - number - 2 * arrows;
    const float legends = two_line_legend(context);
    const bool room = without - 2 * legends >= context.px(130);
    const float rest = without - (room ? 2 * legends : 0);
    const Rect map =
        fitted(rect_at(place.min, place.width(), std::max(context.px(24), rest)), grid.width, grid.height);
    arrows += std::clamp(std::floor((rest - map.height()) / 2), 0.0F, context.px(60));
    Places places;
    float y = place.min.y;
    const auto cut = [&](float height) {
        const Rect row = rect_at({place.min.x, y}, place.width(), height);
        y += height;
        return row;
    };
    places.vector_caption = cut(line);
    places.vector = cut(strip);
    places.vector_legend = cut(room ? legends : 0);
    y += arrows;
    places.number = cut(number);
    y += arrows;
    places.map = cut(map.height());
    places.map = rect_at({map.min.x, places.map.min.y}, map.width(), map.height());
    places.map_caption = cut(line);
    places.map_legend = cut(room ? legends : 0);
    return places;
}

/// `number` is the width of the output value and its name.
Places arrange_across(const Context& context, const Rect& place, float number, Size grid) {
    const float line = context.px(22);
    const float arrows = context.px(34);
    const float map = std::min(std::floor(place.width() * 0.34F), context.px(150));
    const float strip = std::max(context.px(24), place.width() - map - number - 2 * arrows);
    const Rect upper{place.min, {place.max.x, place.max.y - line}};
    const Rect lower{{place.min.x, upper.max.y}, place.max};
    const auto part = [](const Rect& row, float from, float width) {
        return Rect{{row.min.x + from, row.min.y}, {row.min.x + from + width, row.max.y}};
    };
    const float at_number = strip + arrows;
    const float at_map = at_number + number + arrows;
    Places places;
    places.vector_caption = part(lower, 0, strip);
    places.vector = part(upper, 0, strip);
    places.number = part(upper, at_number, number);
    places.map = fitted(part(upper, at_map, map), grid.width, grid.height);
    places.map_caption = part(lower, at_map, map);
    return places;
}

/// Draws the strip and returns the cell of the value shown.
Rect draw_strip(Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const model::Results& results = stage.results;
    const int count = results.options.config.embed_dim;
    const int columns = strip_columns(count, place.size());
    const Size size{(count + columns - 1) / columns, columns};
    const PatchPosition patch = stage.shown.number.patch;
    const Source source{results.vector, results.grid.token(patch) * (count + 1) + columns, &context.palette};
    const Texture& texture = context.pictures.of("projection/vector", source, [&] {
        const std::vector<float> values = stage.other_patch() ? results.vector_of(patch) : *results.vector;
        return strip_image(values, columns, context.palette.diverging, largest_of(values));
    });
    const Press press = pressable(context, "projection/vector", place, 0);
    offer_menu(context, "projection/vector", press, model::Term::vector, [&](bool at_mouse) {
        const std::vector<float> values = stage.other_patch() ? results.vector_of(patch) : *results.vector;
        const PixelPosition under = cell_under(place, size, ImGui::GetIO().MousePos);
        const int dim = at_mouse ? std::min(under.y * columns + under.x, count - 1) : results.selection.dim;
        MenuLines lines{copy_value(context, values.at(static_cast<std::size_t>(dim)))};
        add_dimension(context, lines, results.selection.dim, dim);
        add_picture(context, lines,
                    strip_image(values, columns, context.palette.diverging, largest_of(values)),
                    copy_name(stage.session, "vector"));
        return lines;
    });
    picture(context, texture, place);
    const auto cell = [&](int dim) { return cell_of(place, size, dim / columns, dim % columns); };
    if (stage.hovered_plane == Plane::pixels)  // a pixel contributes to every value of the vector
        outline(context, place.inset(-context.px(2)), context.palette.hovered, context.px(2));
    if (stage.other_dim()) marker(context, cell(results.selection.dim), Mark::selected);
    if (press.hovered || press.held) {
        const PixelPosition under = cell_under(place, size, ImGui::GetIO().MousePos);
        const int dim = std::min(under.y * columns + under.x, count - 1);
        context.hovering.dim = dim;
        const std::string name = context.language(
            "inspector.dimension_value",
            {std::to_string(dim),
             with_sign(stage.other_patch() ? results.vector_of(patch).at(static_cast<std::size_t>(dim))
                                           : results.vector->at(static_cast<std::size_t>(dim)))});
        tooltip(context, {name, context.language("projection.sources_dim", {std::to_string(dim)})});
        if (press.held && dim != results.selection.dim) {
            stage.actions.emplace_back(model::SelectDimension{dim});
        }
    }
    return cell(stage.shown.number.dim);
}

/// Draws the map and returns the cell of the value shown.
Rect draw_map(Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const model::Results& results = stage.results;
    const Size grid = results.grid.grid();
    const int dim = stage.shown.number.dim;
    const Source source{results.map, dim, &context.palette};
    const Texture& texture = context.pictures.of("projection/map", source, [&] {
        const Tensor other = stage.other_dim() ? results.map_of(dim) : Tensor();
        const std::span<const float> values = stage.other_dim() ? other.values() : results.map->values();
        return signed_image(values, grid, context.palette.diverging, largest_of(values));
    });
    const Press press = pressable(context, "projection/map", place, 0);
    offer_menu(context, "projection/map", press, model::Term::feature_map, [&](bool at_mouse) {
        const Tensor map = results.map_of(dim);
        const PixelPosition under = cell_under(place, grid, ImGui::GetIO().MousePos);
        const PatchPosition patch = at_mouse ? PatchPosition{under.y, under.x} : results.selection.patch;
        MenuLines lines{copy_value(context, map[results.grid.token(patch)])};
        add_patch(context, lines, stage.session, patch);
        add_picture(context, lines,
                    signed_image(map.values(), grid, context.palette.diverging, largest_of(map.values())),
                    copy_name(stage.session, "map-" + std::to_string(dim)));
        return lines;
    });
    picture(context, texture, place);
    const auto cell = [&](PatchPosition patch) { return cell_of(place, grid, patch.row, patch.column); };
    if (stage.hovered_plane == Plane::weights)  // a weight is applied to every patch
        outline(context, place.inset(-context.px(2)), context.palette.hovered, context.px(2));
    if (stage.other_patch()) marker(context, cell(results.selection.patch), Mark::selected);
    if (press.hovered || press.held) {
        const PixelPosition under = cell_under(place, grid, ImGui::GetIO().MousePos);
        const PatchPosition patch{under.y, under.x};
        const std::string name = place_text(patch);
        context.hovering.patch = patch;
        tooltip(context, {context.language("view.patch", {name, grouped(results.grid.token(patch))}),
                          context.language("projection.sources_patch", {name})});
        if (press.held && patch != results.selection.patch)
            stage.actions.emplace_back(model::SelectPatch{patch});
    }
    return cell(stage.shown.number.patch);
}

/// The ends of the colours of the vector and of the map, which change with the number shown.
void draw_legends_of(const Stage& stage, const Places& places) {
    if (places.vector_legend.height() <= 0) return;
    Context& context = stage.context;
    const model::Results& results = stage.results;
    const PatchPosition patch = stage.shown.number.patch;
    const int dim = stage.shown.number.dim;
    const std::string title = unitless_title(context, context.language("legend.values"));
    const Range vector = context.pictures.range(
        "projection/vector", {results.vector, results.grid.token(patch)},
        [&] { return range_of(stage.other_patch() ? results.vector_of(patch) : *results.vector); });
    draw_legend(context, places.vector_legend, signed_legend(context, title, vector.largest()));
    const Range map = context.pictures.range("projection/map", {results.map, dim}, [&] {
        return stage.other_dim() ? range_of(results.map_of(dim).values()) : range_of(results.map->values());
    });
    draw_legend(context, places.map_legend, signed_legend(context, title, map.largest()));
}

std::string index_of(const std::string& name) {
    return name.substr(name.find('['));
}

void draw_number(Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const Colour ink =
        stage.other_patch() || stage.other_dim() ? context.palette.hovered : context.palette.accent;
    const float line = line_height(context.fonts.mono_small) + context.px(2);
    const std::string value = "= " + with_sign(stage.shown.explanation->value);
    const bool large = text_width(context.fonts.figure, value) <= place.width() &&
                       line_height(context.fonts.figure) + line <= place.height();
    ImFont* font = large ? context.fonts.figure : context.fonts.mono;
    const float height = line_height(font);
    const Rect upper = rect_at({place.min.x, place.centre().y - (height + line) / 2}, place.width(), height);
    const Rect lower = rect_at({place.min.x, upper.max.y}, place.width(), line);
    text_in(context, upper, font, ink, value, Align::centre);
    const std::string name = output_name(stage.shown.number);
    const bool fits = text_width(context.fonts.mono_small, name) <= place.width();
    text_in(context, lower, context.fonts.mono_small, context.palette.muted, fits ? name : index_of(name),
            Align::centre);
    context.probe.item("projection/number", place.min, place.max);
}

}  // namespace

std::string output_name(const model::Selection& number) {
    return "y[0, " + std::to_string(number.dim) + ", " + std::to_string(number.patch.row) + ", " +
           std::to_string(number.patch.column) + "]";
}

Rect draw_destination(Stage& stage, const Rect& place, bool upright) {
    Context& context = stage.context;
    const float name =
        std::ceil(text_width(context.fonts.mono_small, index_of(output_name(stage.shown.number))));
    const Size grid = stage.results.grid.grid();
    const Places places =
        upright ? arrange_upright(context, place, grid)
                : arrange_across(context, place, std::max(name, stage.px(96)) + stage.px(8), grid);
    const bool previewed = stage.other_patch() || stage.other_dim();
    const Colour ink = previewed ? context.palette.hovered : context.palette.accent;
    const Mark mark = previewed ? Mark::hovered : Mark::selected;
    const model::Selection& number = stage.shown.number;

    draw_number(stage, places.number);
    const Rect in_vector = draw_strip(stage, places.vector);
    const Rect in_map = draw_map(stage, places.map);
    if (upright) {
        arrow(stage.context, {places.number.centre().x, places.number.min.y + stage.px(2)},
              {in_vector.centre().x, std::max(places.vector.max.y, places.vector_legend.max.y) + stage.px(4)},
              ink);
        arrow(stage.context, {places.number.centre().x, places.number.max.y - stage.px(2)},
              {in_map.centre().x, places.map.min.y - stage.px(4)}, ink);
    } else {
        arrow(stage.context, {places.number.min.x, places.number.centre().y},
              {places.vector.max.x + stage.px(4), in_vector.centre().y}, ink);
        arrow(stage.context, {places.number.max.x, places.number.centre().y},
              {places.map.min.x - stage.px(4), in_map.centre().y}, ink);
    }
    marker(context, in_vector, mark);
    marker(context, in_map, mark);
    const std::string dims = std::to_string(stage.results.options.config.embed_dim);
    text_in(context, places.vector_caption, context.fonts.small, context.palette.muted,
            first_that_fits(context.fonts.small, places.vector_caption.width(),
                            {context.language("projection.in_vector", {std::to_string(number.dim), dims}),
                             context.language("maps.dimension", {std::to_string(number.dim)})}),
            Align::centre);
    text_in(context, places.map_caption, context.fonts.small, context.palette.muted,
            context.language("projection.in_map",
                             {std::to_string(number.patch.row), std::to_string(number.patch.column)}),
            Align::centre);
    draw_legends_of(stage, places);
    return places.number;
}

}  // namespace patchlens::ui::projection
