// A map, a vector, a picture: what stands on the right side and on the wrong side alike.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "app/ui/chapters/breakit/parts.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/vector_bars.h"
#include "app/ui/widgets/arrow.h"

namespace patchlens::ui::breakit {
namespace {

Rect cell_of(const Rect& map, Size cells, PatchPosition patch) {
    const float width = map.width() / static_cast<float>(cells.width);
    const float height = map.height() / static_cast<float>(cells.height);
    return rect_at({map.min.x + width * static_cast<float>(patch.column),
                    map.min.y + height * static_cast<float>(patch.row)},
                   width, height);
}

bool inside(Size cells, PatchPosition patch) {
    return patch.row < cells.height && patch.column < cells.width;
}

/// Marks the hovered and the selected patch where there are such cells.
void mark_cells(const Scene& scene, const Rect& map, Size cells) {
    Context& context = scene.context;
    const auto& hovered = context.hovered.patch;
    if (hovered && inside(cells, *hovered) && *hovered != scene.selected())
        marker(context, cell_of(map, cells, *hovered), Mark::hovered);
    if (inside(cells, scene.selected()))
        marker(context, cell_of(map, cells, scene.selected()), Mark::selected);
}

}  // namespace

float full_colour(const Scene& scene) {
    const auto& map = scene.results.map;
    return scene.context.pictures.range("breakit/full_colour", {map, 0, nullptr}, map->values()).largest();
}

std::optional<float> beyond_colours(const Scene& scene) {
    const model::Mistaken* mistaken = mistaken_of(scene);
    if (scene.session.place<model::Breakit>().view != model::BreakitView::map || asks(scene)) return {};
    if (mistaken == nullptr || !mistaken->output) return {};
    const Source source{scene.results.analyses.mistaken, 0, nullptr};
    const float largest =
        scene.context.pictures.range("breakit/wrong_numbers", source, mistaken->map.values()).largest();
    return largest > full_colour(scene) ? std::optional(largest) : std::nullopt;
}

void draw_numbers(const Scene& scene, const char* name, const Rect& place, const Tensor& map,
                  const std::shared_ptr<const void>& source, const PatchGrid& grid, float largest) {
    Context& context = scene.context;
    const Size cells{static_cast<int>(map.dimension(0)), static_cast<int>(map.dimension(1))};
    const auto paint = [&] { return signed_image(map.values(), cells, context.palette.diverging, largest); };
    const Source painted{source, std::bit_cast<std::int32_t>(largest), &context.palette};
    // Cells as far apart as patches are, so that the picture is recognised.
    const Rect shown = fitted(place, cells.width * grid.stride().width, cells.height * grid.stride().height);
    const Press press = pressable(context, name, shown, 0);
    picture(context, context.pictures.of(name, painted, paint), shown);
    mark_cells(scene, shown, cells);
    const auto under_mouse = [&] {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const auto index = [](float offset, float length, int count) {
            return std::clamp(static_cast<int>(offset / length * static_cast<float>(count)), 0, count - 1);
        };
        return PatchPosition{index(mouse.y - shown.min.y, shown.height(), cells.height),
                             index(mouse.x - shown.min.x, shown.width(), cells.width)};
    };
    const auto number = [&](PatchPosition patch) {
        return map[std::int64_t{patch.row} * cells.width + patch.column];
    };
    offer_menu(context, name, press, model::Term::feature_map, [&](bool at_mouse) {
        const PatchPosition patch = at_mouse ? under_mouse() : scene.selected();
        MenuLines lines;
        if (inside(cells, patch)) lines.push_back(copy_value(context, number(patch)));
        add_picture(context, lines, paint(), copy_name(scene.session, "map"));
        return lines;
    });
    if (!press.hovered && !press.held) return;
    const PatchPosition patch = under_mouse();
    context.hovering.patch = patch;
    if (press.held && scene.grid().contains(patch)) scene.select(patch);
    tooltip(context, {with_sign(number(patch)), place_text(patch)});
}

void draw_bars(const Scene& scene, const char* name, const Rect& place, std::span<const float> vector,
               float largest) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    const float label = line_height(context.fonts.mono_small);
    text_in(context, rect_at(place.min, place.width(), label), context.fonts.mono_small, palette.muted,
            "±" + without_plus(largest));
    const Rect plot{{place.min.x, place.min.y + label + context.px(2)}, place.max};
    const Press press = pressable(context, name, plot, 0);
    const float zero = std::floor(plot.centre().y);
    fill(context, {{plot.min.x, zero}, {plot.max.x, zero + context.px(1)}}, palette.edge);
    if (vector.empty() || plot.width() < 1) return;
    const std::vector<BarColumn> columns = bar_columns(vector, static_cast<int>(plot.width()));
    const float step = plot.width() / static_cast<float>(columns.size());
    const auto height = [&](float value) {
        return largest > 0 ? std::round(value / largest * (std::floor(plot.height() / 2) - 1)) : 0.0F;
    };
    const int dim = scene.results.selection.dim;
    const auto bar = [&](float left, float right, float top, float bottom, ImU32 colour) {
        if (bottom > top) fill(context, {{left, top}, {right, bottom}}, colour);
    };
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const BarColumn& column = columns[i];
        const float left = std::floor(plot.min.x + step * static_cast<float>(i));
        const float right =
            std::max(left + 1, std::floor(plot.min.x + step * static_cast<float>(i + 1)) - (step >= 4));
        const bool selected = dim >= column.first && dim <= column.last;
        const bool hovered = context.hovered.dim && *context.hovered.dim >= column.first &&
                             *context.hovered.dim <= column.last;
        const Rect whole{{left, plot.min.y}, {right, plot.max.y}};
        if (selected) column_marker(context, whole, Mark::selected);
        if (hovered && !selected) column_marker(context, whole, Mark::hovered);
        bar(left, right, zero - height(column.high), zero,
            selected ? palette.accent : palette.diverging.positive);
        bar(left, right, zero + 1, zero + 1 - height(column.low),
            selected ? palette.accent : palette.diverging.negative);
    }
    const auto under_mouse = [&] {
        const float at = (ImGui::GetIO().MousePos.x - plot.min.x) / step;
        const float last = static_cast<float>(columns.size() - 1);
        return strongest_of(vector, columns[static_cast<std::size_t>(std::clamp(at, 0.0F, last))]);
    };
    offer_menu(context, name, press, model::Term::embedding, [&](bool at_mouse) {
        MenuLines lines{
            copy_value(context, vector[static_cast<std::size_t>(at_mouse ? under_mouse() : dim)])};
        add_dimension(context, lines, dim, at_mouse ? under_mouse() : dim);
        return lines;
    });
    if (!press.hovered) return;
    const int over = under_mouse();
    context.hovering.dim = over;
    if (press.clicked) scene.select(over);
    tooltip(context,
            {context.language("inspector.dimension_value",
                              {std::to_string(over), with_sign(vector[static_cast<std::size_t>(over)])})});
}

void draw_rebuilt(const Scene& scene, const char* name, const Rect& place,
                  const std::shared_ptr<const Pyramid>& pyramid, const PatchGrid& grid) {
    Context& context = scene.context;
    const Size size = grid.image();
    const Rect shown = fitted(place, size.width, size.height);
    const Press press = pressable(context, name, shown, 0);
    picture(context, context.pictures.of(name, pyramid), shown);
    const float scale = shown.width() / static_cast<float>(size.width);
    const auto frame = [&](PatchPosition patch, Mark mark) {
        if (!grid.contains(patch)) return;
        const Rectangle pixels = grid.inside(patch);
        marker(context,
               rect_at({shown.min.x + scale * static_cast<float>(pixels.left),
                        shown.min.y + scale * static_cast<float>(pixels.top)},
                       scale * static_cast<float>(pixels.width), scale * static_cast<float>(pixels.height)),
               mark);
    };
    if (context.hovered.patch && *context.hovered.patch != scene.selected())
        frame(*context.hovered.patch, Mark::hovered);
    frame(scene.selected(), Mark::selected);
    offer_menu(context, name, press, model::Term::patch, [&](bool) {
        MenuLines lines;
        add_picture(context, lines, Image(pyramid->front()), copy_name(scene.session, "rebuilt"));
        return lines;
    });
    if (!press.hovered && !press.held) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const auto patch = grid.patch_at({static_cast<int>((mouse.y - shown.min.y) / scale),
                                      static_cast<int>((mouse.x - shown.min.x) / scale)});
    if (!patch) return;
    context.hovering.patch = *patch;
    if (press.held && scene.grid().contains(*patch)) scene.select(*patch);
    tooltip(context, {place_text(*patch)});
}

void point_at(Context& context, const Rect& place, float limit) {
    const Rect around = place.inset(-context.px(4));
    const float line = std::max(1.0F, context.px(2));
    const ImU32 colour = context.palette.problem;
    compat::add_outline(*ImGui::GetWindowDrawList(), around.min, around.max, colour, context.px(6), line);
    const float length = context.px(22);
    if (around.max.x + length <= limit) {
        arrow(context, {around.max.x + length, around.centre().y}, {around.max.x + line, around.centre().y},
              colour);
    }
    context.probe.item("breakit/symptom", around.min, around.max);
}

}  // namespace patchlens::ui::breakit
