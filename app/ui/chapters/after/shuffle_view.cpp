// The picture and its patches in another order, and what that does to the set of vectors.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "app/ui/chapters/after/parts.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"

namespace patchlens::ui::after {
namespace {

void seed_tools(const Scene& scene, Flow& flow) {
    Context& context = scene.context;
    const int seed = scene.session.choice<model::After>().seed;
    const auto choose = [&](int to) { scene.choose<model::After>([&](auto& choice) { choice.seed = to; }); };
    if (flow.chip("after/again", context.language("after.shuffle.again")).clicked &&
        seed < std::numeric_limits<int>::max())
        choose(seed + 1);
    const auto typed = typed_in(scene, flow,
                                {"after/seed",
                                 std::string(context.language("after.seed")),
                                 seed,
                                 {0, std::numeric_limits<int>::max()},
                                 80});
    if (typed) choose(*typed);
}

/// What a box says: which vectors were compared, how many both sets have, the largest difference of a
/// patch's, and the selected patch's vector before and after.
struct Verdict {
    const char* name;  ///< for the probe
    const char* title;
    std::int64_t common = 0;
    double largest = 0;
    std::vector<float> before;
    std::vector<float> after;
};

float verdict_height(const Context& context) {
    return line_height(context.fonts.strong) + line_height(context.fonts.mono) +
           line_height(context.fonts.mono_small) + 2 * vector_row_height(context) + context.px(32);
}

void draw_verdict(const Scene& scene, const Rect& box, const Verdict& verdict) {
    Context& context = scene.context;
    fill(context, box, context.palette.panel, context.px(6));
    Column column{box.min.x + context.px(12), box.min.y + context.px(8), box.width() - context.px(24)};
    text_in(context, column.row(line_height(context.fonts.strong) + context.px(2)), context.fonts.strong,
            context.palette.text, context.language(verdict.title));
    text_in(context, column.row(line_height(context.fonts.mono) + context.px(4)), context.fonts.mono,
            context.palette.text,
            context.language("after.shuffle.common",
                             {grouped(verdict.common), grouped(scene.grid().num_patches())}));
    text_in(context, column.row(line_height(context.fonts.mono_small) + context.px(2)),
            context.fonts.mono_small, context.palette.muted,
            context.language("after.shuffle.largest", {without_plus(verdict.largest)}));
    column.gap(context.px(4));
    const std::string before(context.language("after.shuffle.vector_before"));
    const std::string after(context.language("after.shuffle.vector_after"));
    const float width =
        std::ceil(std::max(text_width(context.fonts.small, before), text_width(context.fonts.small, after))) +
        context.px(10);
    const float largest = std::max(largest_of(verdict.before), largest_of(verdict.after));
    const std::string name = verdict.name;
    const float height = vector_row_height(context);
    draw_vector_row(scene, column.row(height), {name + "/before", before, width, largest, verdict.before});
    draw_vector_row(scene, column.row(height), {name + "/after", after, width, largest, verdict.after});
    context.probe.item(verdict.name, box.min, box.max);
}

}  // namespace

void draw_shuffle(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    Column column{place.min.x, place.min.y, place.width()};
    {
        Flow flow(context, column);
        kind_tools(scene, flow);
        seed_tools(scene, flow);
    }
    column.gap(context.px(8));
    const Rect rest{{place.min.x, column.y}, place.max};
    const model::Positions* positions = positions_in(scene);
    if (positions == nullptr) return;
    if (!positions->shuffle) {
        paragraph(context, rest.min, rest.width(), context.fonts.body, context.palette.muted,
                  context.language("after.absent.too_large",
                                   {grouped(scene.grid().num_patches()), grouped(scene.dims())}));
        context.probe.item("after/absent", rest.min, rest.max);
        return;
    }
    const model::Shuffle& shuffle = *positions->shuffle;
    const float gap = context.px(16);
    const float box = verdict_height(context);
    const float width = std::floor((rest.width() - gap) / 2);
    const Rect left{rest.min, {rest.min.x + width, rest.max.y - box - context.px(10)}};
    const Rect right{{left.max.x + gap, rest.min.y}, {rest.max.x, left.max.y}};
    const auto titled = [&](const Rect& part, const char* key) {
        const Rect cells = cells_below_title(scene, part, scene.grid().grid());
        draw_title(scene, part, cells, context.language(key));
        return cells;
    };
    const PatchMap before = draw_patch_map(
        scene, "after/before", titled(left, "after.shuffle.before"),
        [&](const Rect& cells) { draw_picture_of_patches(context, scene.picture(), scene.grid(), cells); });
    if (before.hovered) tooltip(context, {patch_text(scene, *before.hovered)});

    const Rect cells = titled(right, "after.shuffle.after");
    const Size grid = scene.grid().grid();
    const Press press = pressable(context, "after/shuffled", cells, 0);
    picture(context, context.pictures.of("after/shuffled", shuffle.picture), cells);
    if (press.hovered || press.held) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const auto at = [](float offset, float length, int count) {
            return std::clamp(static_cast<int>(offset / length * static_cast<float>(count)), 0, count - 1);
        };
        const PatchPosition there{at(mouse.y - cells.min.y, cells.height(), grid.height),
                                  at(mouse.x - cells.min.x, cells.width(), grid.width)};
        const PatchPosition own =
            scene.grid().position(shuffle.order[static_cast<std::size_t>(scene.grid().token(there))]);
        context.hovering.patch = own;
        if (press.held) scene.select(own);
        tooltip(context, {context.language("after.shuffle.here", {place_text(there), place_text(own)})});
    }
    const auto mark = [&](PatchPosition patch, Mark kind) {
        const PatchPosition at = scene.grid().position(shuffle.place_of(scene.grid().token(patch)));
        marker(context, patch_cell(scene.grid(), cells, at), kind);
    };
    const auto& hovered = context.hovered.patch;
    if (hovered && scene.grid().contains(*hovered) && *hovered != scene.selected())
        mark(*hovered, Mark::hovered);
    mark(scene.selected(), Mark::selected);

    const Rect first{{rest.min.x, rest.max.y - box}, {rest.min.x + width, rest.max.y}};
    const Rect second{{first.max.x + gap, first.min.y}, rest.max};
    const Tensor& tokens = *scene.results.tokens;
    const std::int64_t token = scene.grid().token(scene.selected());
    const std::int64_t went = shuffle.place_of(token);
    draw_verdict(scene, first,
                 {"after/without", "after.shuffle.without", shuffle.common, shuffle.largest,
                  token_row(tokens, token, nullptr), token_row(shuffle.tokens, went, nullptr)});
    if (shuffle.common_added) {
        const model::PositionTable* table = positions->table.get();
        draw_verdict(scene, second,
                     {"after/with", "after.shuffle.with", *shuffle.common_added, shuffle.largest_added,
                      token_row(tokens, token, table), token_row(shuffle.tokens, went, table)});
    } else {
        paragraph(context, second.min, second.width(), context.fonts.small, context.palette.muted,
                  absence(scene));
        context.probe.item("after/absent", second.min, second.max);
    }
}

}  // namespace patchlens::ui::after
