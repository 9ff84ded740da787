#include <algorithm>
#include <string>

#include "app/ui/chapters.h"
#include "app/ui/chapters/patches/parts.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::patches {
namespace {

std::string side_text(Size size) {
    return size.height == size.width ? std::to_string(size.height) : product(size);
}

/// Pixels that no patch reaches.
std::int64_t lost_pixels(const PatchGrid& grid) {
    const Size lost = grid.uncovered();
    return grid.image().area() -
           Size{grid.image().height - lost.height, grid.image().width - lost.width}.area();
}

std::string told_of_losses(const model::Language& language, const PatchGrid& grid) {
    const std::int64_t lost = lost_pixels(grid);
    if (grid.overlaps())
        return language(lost == 0 ? "patches.story.overlap" : "patches.story.overlap_lost",
                        {std::to_string(patches::most_patches_with_a_pixel(grid)), grouped(lost)});
    if (lost == 0) return std::string(language("patches.story.none_lost"));
    return language(grid.has_gaps() ? "patches.story.gaps" : "patches.story.lost", {grouped(lost)});
}

void draw_text(const Scene& scene, Column& column) {
    const model::Language& language = scene.context.language;
    const PatchGrid& grid = scene.grid();
    const PatchPosition patch = scene.selected();
    const std::int64_t values = scene.results.module->shape().fan_in();
    chapter_text(scene.context, column, language("patches.story.title"),
                 {language(grid.stride() == grid.patch() ? "patches.story.cut" : "patches.story.cut_sliding",
                           {product(grid.image()), product(grid.grid()), product(grid.patch()),
                            grouped(grid.num_patches()), side_text(grid.stride())}),
                  language("patches.story.order", {grouped(grid.num_patches()), std::to_string(patch.row),
                                                   std::to_string(patch.column), grouped(grid.token(patch))}),
                  language("patches.story.values", {grouped(values)}), told_of_losses(language, grid)});
}

/// What the scene leaves out in a presentation.
void show_figures(const Scene& scene, Column& column) {
    constexpr float height = 232;
    patches::draw_side_or_count(scene, column.row(scene.px(height)));
    column.gap(scene.px(16));
    patches::draw_remainder(scene, column.row(scene.px(height)));
    column.gap(scene.px(16));
}

/// The selected patch: its position and how many numbers it has.
void show_selected(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const PatchGrid& grid = scene.grid();
    const Rectangle pixels = grid.rectangle(scene.selected());
    section(context, column,
            language("patches.selected",
                     {std::to_string(scene.selected().row), std::to_string(scene.selected().column)}),
            model::Term::patch);
    const Rect row = column.row(context.px(104));
    const Rect frame = fitted(rect_at(row.min, row.height(), row.height()), pixels.width, pixels.height);
    fill(context, frame, context.palette.blank);
    patches::draw_pixels(scene, pixels, frame);
    marker(context, frame, Mark::selected);
    Column beside{row.min.x + row.height() + context.px(14), row.min.y,
                  row.width() - row.height() - context.px(14)};
    const float line = context.px(26);
    const auto range = [](int from, int count) {
        const std::string first = std::to_string(from);
        return count == 1 ? first : first + ".." + std::to_string(from + count - 1);
    };
    const ConvShape shape = scene.results.module->shape();
    key_value(context, beside, "patches/selected/token", language("patches.token"),
              grouped(grid.token(scene.selected())), line, model::Term::token);
    key_value(context, beside, "patches/selected/y", language("patches.pixel_rows"),
              range(pixels.top, pixels.height), line);
    key_value(context, beside, "patches/selected/x", language("patches.pixel_columns"),
              range(pixels.left, pixels.width), line);
    key_value(context, beside, "patches/selected/values", language("patches.values"), grouped(shape.fan_in()),
              line, model::Term::fan_in);
    column.gap(context.px(16));
}

/// Tokens and attention pairs for half, the current and twice the patch size.
void answer_smaller(const Scene& scene, Column& column) {
    const model::Language& language = scene.context.language;
    const PatchGrid& grid = scene.grid();
    const Size patch = grid.patch();
    std::string sides;
    std::string tokens;
    std::string pairs;
    const auto add = [&](Size size) {
        const bool fits = size.height >= 1 && size.width >= 1 && size.height <= grid.padded().height &&
                          size.width <= grid.padded().width;
        if (!fits) return;
        PatchEmbedConfig config = scene.results.options.config;
        config.patch_size = size;
        const std::int64_t count = config.grid_of(grid.image()).num_patches();
        const char* separator = sides.empty() ? "" : " / ";
        sides += separator + side_text(size);
        tokens += separator + grouped(count);
        pairs += separator + short_count(count * count);
    };
    add({patch.height / 2, patch.width / 2});
    add(patch);
    add({patch.height * 2, patch.width * 2});
    answered_question(scene.context, column, 19, language("patches.answer.19", {sides, tokens, pairs}));
}

/// The remainder that the patches do not cover, of this picture or of an example.
void answer_remainder(const Scene& scene, Column& column) {
    const model::Language& language = scene.context.language;
    const PatchGrid& now = scene.grid();
    const Size patch = now.patch();
    Size image = now.image();
    if (now.dropped() == Size{0, 0}) {
        const auto other = [&](int size, int side) {
            return patches::size_that_leaves_some(size, side, model::largest_img_size).value_or(size);
        };
        image = {other(image.height, patch.height), other(image.width, patch.width)};
    }
    PatchEmbedConfig config = scene.results.options.config;
    if (image != now.image()) config = {.patch_size = patch};  // an example of the plain cut
    const PatchGrid grid = config.grid_of(image);
    if (grid.dropped() == Size{0, 0}) {
        answered_question(scene.context, column, 15, language("patches.answer.15_never", {product(patch)}));
        answered_question(scene.context, column, 16, language("patches.answer.16_never"));
        return;
    }
    const Size padded = patches::grid_of_all_pixels(grid);
    const Size dropped = grid.dropped();
    answered_question(
        scene.context, column, 15,
        language("patches.answer.15", {product(image), product(grid.grid()), product(grid.covered()),
                                       std::to_string(dropped.height), std::to_string(dropped.width)}));
    answered_question(scene.context, column, 16,
                      language("patches.answer.16", {product(image), grouped(padded.area()),
                                                     grouped(padded.area() - grid.num_patches())}));
}

void answer(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const PatchGrid& grid = scene.grid();
    const PatchPosition patch = scene.selected();
    const std::string columns = std::to_string(grid.grid().width);
    const std::string token = grouped(grid.token(patch));
    const bool square = grid.patch().height == grid.patch().width;
    answered_question(context, column, 1,
                      language(grid.stride() != grid.patch() ? "patches.answer.1_sliding"
                               : square                      ? "patches.answer.1"
                                                             : "patches.answer.1_pair",
                               {side_text(grid.patch()), product(grid.grid()), grouped(grid.num_patches()),
                                side_text(grid.stride())}));
    const std::int64_t reached = grid.image().area() - lost_pixels(grid);
    const std::string overlap =
        grid.overlaps()
            ? language("patches.answer.6_overlap", {side_text(grid.stride()), side_text(grid.patch()),
                                                    std::to_string(patches::most_patches_with_a_pixel(grid)),
                                                    grouped(grid.num_patches())})
        : grid.has_gaps()
            ? language("patches.answer.6_gaps",
                       {side_text(grid.stride()), side_text(grid.patch()), grouped(lost_pixels(grid))})
            : language("patches.answer.6", {side_text(grid.patch()), grouped(reached)});
    answered_question(context, column, 6, overlap);
    answered_question(context, column, 8,
                      language("patches.answer.8",
                               {columns, std::to_string(patch.row), std::to_string(patch.column), token}));
    answer_remainder(scene, column);
    answer_smaller(scene, column);
    answered_question(
        context, column, 21,
        language("patches.answer.21", {token, grouped(scene.results.module->shape().fan_in())}));
}

}  // namespace

void draw_side(const Scene& scene) {
    Panel panel(scene);
    if (scene.context.presenting) show_figures(scene, panel.column);
    draw_text(scene, panel.column);
    show_selected(scene, panel.column);
    patches::draw_overlap(scene, panel.column);
    answer(scene, panel.column);
}

}  // namespace patchlens::ui::patches
