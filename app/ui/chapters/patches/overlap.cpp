#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters/patches/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::patches {
namespace {

constexpr int toy_patches = 3;  ///< the toy picture is this many patches high and wide

/// Shades the patches that contain the middle pixel, out of all patches with this stride.
void draw_toy(const Scene& scene, const Rect& frame, Size stride) {
    Context& context = scene.context;
    const Size patch = scene.grid().patch();
    const Size toy{toy_patches * patch.height, toy_patches * patch.width};
    const PixelPosition pixel{toy.height / 2, toy.width / 2};
    const auto place_of = [&](int top, int left, int height, int width) {
        const float zoom_x = frame.width() / static_cast<float>(toy.width);
        const float zoom_y = frame.height() / static_cast<float>(toy.height);
        return rect_at(
            {frame.min.x + zoom_x * static_cast<float>(left), frame.min.y + zoom_y * static_cast<float>(top)},
            zoom_x * static_cast<float>(width), zoom_y * static_cast<float>(height));
    };
    fill(context, frame, context.palette.field);
    const auto each_patch = [&](const auto& draw_patch) {
        for (int top = 0; top + patch.height <= toy.height; top += stride.height) {
            for (int left = 0; left + patch.width <= toy.width; left += stride.width) {
                const bool holds = pixel.y >= top && pixel.y < top + patch.height && pixel.x >= left &&
                                   pixel.x < left + patch.width;
                draw_patch(place_of(top, left, patch.height, patch.width), holds);
            }
        }
    };
    each_patch(
        [&](const Rect& place, bool) { outline(context, place, context.palette.border, context.px(1)); });
    each_patch([&](const Rect& place, bool holds) {
        if (!holds) return;
        fill(context, place, context.palette.accent.packed(0.22F));
        outline(context, place, context.palette.accent, context.px(1));
    });
    Rect lit = place_of(pixel.y, pixel.x, 1, 1);
    const float grow = std::max(0.0F, (context.px(5) - std::min(lit.width(), lit.height())) / 2);
    lit = lit.inset(-grow);
    fill(context, lit, context.palette.hovered);
    outline(context, frame, context.palette.border, context.px(1));
}

}  // namespace

int patches_with_pixel(int at, int length, int patch, int stride) {
    if (at < 0 || at >= length || patch > length) return 0;
    const int last = std::min(at / stride, (length - patch) / stride);
    const int first = at < patch ? 0 : (at - patch) / stride + 1;
    return std::max(0, last - first + 1);
}

int most_patches_with_a_pixel(const PatchGrid& grid) {
    const auto most = [](int patch, int stride) { return (patch + stride - 1) / stride; };
    return most(grid.patch().height, grid.stride().height) * most(grid.patch().width, grid.stride().width);
}

void draw_overlap(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const PatchGrid& grid = scene.grid();
    const Size patch = grid.patch();
    const Size half{std::max(1, patch.height / 2), std::max(1, patch.width / 2)};
    const bool own = grid.stride() != patch;
    section(context, column, language("patches.overlap.title"), model::Term::stride);
    const float gap = context.px(16);
    const float width = std::min(std::floor((column.width - gap) / 2), context.px(180));
    const float text = context.px(36);
    const Rect row = column.row(std::floor(width * 0.8F) + text);
    const auto shown_stride = [](Size stride) {
        return stride.height == stride.width ? std::to_string(stride.height) : product(stride);
    };
    const auto toy = [&](float left, Size stride, const char* name) {
        const Rect above{{left, row.min.y}, {left + width, row.max.y - text}};
        draw_toy(scene, fitted(above, patch.width, patch.height), stride);
        const auto along = [](int side, int step) {
            return patches_with_pixel(toy_patches * side / 2, toy_patches * side, side, step);
        };
        const int sharing = along(patch.height, stride.height) * along(patch.width, stride.width);
        const Rect first{{left, above.max.y}, {left + width, above.max.y + text / 2}};
        const Rect second{{left, first.max.y}, {left + width, row.max.y}};
        text_in(context, first, context.fonts.mono_small, context.palette.text,
                language("patches.overlap.stride", {shown_stride(stride)}), Align::centre);
        text_in(context, second, context.fonts.small, context.palette.muted,
                first_that_fits(
                    context.fonts.small, second.width(),
                    {language("patches.overlap.count", {std::to_string(sharing)}), std::to_string(sharing)}),
                Align::centre);
        context.probe.item(name, above.min, second.max);
    };
    const bool can_overlap = half != patch;  // a stride below 1 pixel does not exist
    toy(row.min.x, grid.stride(), "patches/overlap/stride");
    if (own) {
        toy(row.min.x + width + gap, patch, "patches/overlap/whole");
    } else if (can_overlap) {
        toy(row.min.x + width + gap, half, "patches/overlap/half");
    }
    column.gap(context.px(4));
    const std::string told =
        grid.overlaps()
            ? language("patches.overlap.text_overlap",
                       {product(patch), product(grid.stride()),
                        std::to_string(most_patches_with_a_pixel(grid)), grouped(grid.num_patches())})
        : own ? language("patches.overlap.text_gaps", {product(patch), product(grid.stride())})
              : std::string(language(can_overlap ? "patches.overlap.text" : "patches.overlap.text_never",
                                     {product(patch)}));
    column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.small,
                         context.palette.muted, told));
    if (own || can_overlap) {
        column.gap(context.px(6));
        const std::string label = language(own ? "patches.overlap.back" : "patches.overlap.try",
                                           {shown_stride(own ? patch : half)});
        const Press press =
            chip(context, own ? "patches/overlap/back" : "patches/overlap/try", {column.x, column.y}, label);
        column.gap(press.place.height());
        explain_on_hover(context, press.place, language("help.stride"));
        if (press.clicked) {
            model::ModuleOptions module = scene.session.module;
            module.config.stride = own ? std::nullopt : std::optional(half);
            scene.actions.emplace_back(model::SetModule{module});
        }
    }
    column.gap(context.px(16));
}

}  // namespace patchlens::ui::patches
