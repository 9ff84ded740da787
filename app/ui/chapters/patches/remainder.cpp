#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters/patches/parts.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::patches {
namespace {

using model::Remainder;

/// Where patch `index` begins.
PixelPosition begin_of(const PatchGrid& grid, Size index) {
    return {index.height * grid.stride().height - grid.padding().height,
            index.width * grid.stride().width - grid.padding().width};
}

/// The bottom right corner of the picture, in pixels: the last two patches in each direction and the
/// remainder, padded to a whole patch.
Rectangle corner_of(const PatchGrid& grid) {
    const Size cells = grid_of_all_pixels(grid);
    const auto before = [&](int count) { return std::max(count - 2, 0); };
    const PixelPosition from = begin_of(grid, {before(grid.grid().height), before(grid.grid().width)});
    const PixelPosition last = begin_of(grid, {cells.height - 1, cells.width - 1});
    const int top = std::max(0, from.y);
    const int left = std::max(0, from.x);
    return {top, left, std::max(last.y + grid.patch().height, grid.image().height) - top,
            std::max(last.x + grid.patch().width, grid.image().width) - left};
}

/// Rows and columns of zeros after which no pixel is left over.
Size zeros_to_add(const PatchGrid& grid) {
    const Size cells = grid_of_all_pixels(grid);
    const PixelPosition last = begin_of(grid, {cells.height - 1, cells.width - 1});
    return {std::max(last.y + grid.patch().height - grid.image().height - grid.padding().height, 0),
            std::max(last.x + grid.patch().width - grid.image().width - grid.padding().width, 0)};
}

void draw_corner(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const PatchGrid& grid = scene.grid();
    const Remainder choice = scene.session.choice<model::Patches>().remainder;
    const Rectangle corner = corner_of(grid);
    const Size image = grid.image();
    const Rect frame = fitted(place, corner.width, corner.height);
    const auto place_of = [&](int top, int left, int bottom, int right) {
        const auto x = [&](int pixel) {
            return std::round(frame.min.x + frame.width() * static_cast<float>(pixel - corner.left) /
                                                static_cast<float>(corner.width));
        };
        const auto y = [&](int pixel) {
            return std::round(frame.min.y + frame.height() * static_cast<float>(pixel - corner.top) /
                                                static_cast<float>(corner.height));
        };
        return Rect{{x(left), y(top)}, {x(right), y(bottom)}};
    };
    fill(context, frame, context.palette.blank);
    draw_pixels(scene, {corner.top, corner.left, image.height - corner.top, image.width - corner.left},
                place_of(corner.top, corner.left, image.height, image.width));
    const Size covered = grid.covered();
    const int bottom = corner.top + corner.height;
    const int right = corner.left + corner.width;
    const bool left_over = grid.dropped() != Size{0, 0};
    if (left_over && choice == Remainder::drop) {
        draw_hatched(context, place_of(covered.height, corner.left, image.height, image.width));
        draw_hatched(context, place_of(corner.top, covered.width, covered.height, image.width));
    }
    const bool padded = left_over && choice == Remainder::pad;
    const int zeros_below = padded ? bottom : std::min(bottom, image.height + grid.padding().height);
    const int zeros_right = padded ? right : std::min(right, image.width + grid.padding().width);
    draw_padded(context, place_of(image.height, corner.left, zeros_below, zeros_right));
    draw_padded(context, place_of(corner.top, image.width, image.height, zeros_right));
    const Size cells = choice == Remainder::pad ? grid_of_all_pixels(grid) : grid.grid();
    const Size patch = grid.patch();
    const auto first = [](int count) { return std::max(count - 2, 0); };
    ImDrawList& drawn = *ImGui::GetWindowDrawList();
    drawn.PushClipRect(frame.min, frame.max, true);
    for (int row = first(grid.grid().height); row < cells.height; ++row) {
        for (int column = first(grid.grid().width); column < cells.width; ++column) {
            const PixelPosition begin = begin_of(grid, {row, column});
            const Rect cell = place_of(begin.y, begin.x, begin.y + patch.height, begin.x + patch.width);
            outline(context, cell, light_on_picture.packed(0.78F), context.px(1));
        }
    }
    drawn.PopClipRect();
    if (left_over && choice == Remainder::refuse) {
        fill(context, frame, dark_on_picture.packed(0.47F));
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        const float line = std::max(1.0F, context.px(2.5F));
        const Rect cross = frame.inset(frame.width() * 0.25F);
        draw.AddLine(cross.min, cross.max, wrong_on_picture, line);
        draw.AddLine({cross.min.x, cross.max.y}, {cross.max.x, cross.min.y}, wrong_on_picture, line);
    }
    outline(context, frame, context.palette.border, context.px(1));
    context.probe.item("patches/remainder", frame.min, frame.max);
}

std::string told(const Scene& scene) {
    const model::Language& language = scene.context.language;
    const PatchGrid& grid = scene.grid();
    const Size image = grid.image();
    const Size patch = grid.patch();
    const Size dropped = grid.dropped();
    if (dropped == Size{0, 0})
        return language("patches.remainder.none", {product(image), product(grid.grid()), product(patch)});
    const Size padded = grid_of_all_pixels(grid);
    switch (scene.session.choice<model::Patches>().remainder) {
        case Remainder::drop:
            return language("patches.remainder.dropped",
                            {product(grid.grid()), product(grid.covered()), product(image),
                             std::to_string(dropped.height), std::to_string(dropped.width)});
        case Remainder::refuse: {
            const bool height = dropped.height > 0;
            return language(height ? "patches.remainder.refused_height" : "patches.remainder.refused_width",
                            {std::to_string(height ? image.height : image.width),
                             std::to_string(height ? patch.height : patch.width)});
        }
        case Remainder::pad:
            break;
    }
    return language("patches.remainder.padded",
                    {std::to_string(zeros_to_add(grid).height), std::to_string(zeros_to_add(grid).width),
                     product(padded), grouped(padded.area() - grid.num_patches())});
}

/// A button that sets a size with a remainder, or one without.
void offer_size(const Scene& scene, ImVec2 corner, float right) {
    if (scene.session.module.fit == Fit::none) return;  // the picture's own size counts, not img_size
    Context& context = scene.context;
    const PatchGrid& grid = scene.grid();
    const Size patch = grid.patch();
    const bool by_height = patch.height > 1;
    const auto offer = [&](const char* name, const char* key, model::Side side, int size) {
        const std::string label = context.language(key, {std::to_string(size)});
        const float width = chip_width(context, label);
        if (corner.x + width > right) return;
        if (chip(context, name, corner, label).clicked)
            scene.actions.emplace_back(model::SetImgSize{side, size});
        corner.x += width + context.px(8);
    };
    const auto side_of = [](Size size, bool height) { return height ? size.height : size.width; };
    if (grid.dropped() == Size{0, 0}) {
        const auto size = size_that_leaves_some(side_of(grid.image(), by_height), side_of(patch, by_height),
                                                model::largest_img_size);
        if (size)
            offer("patches/remainder/try", "patches.remainder.try",
                  by_height ? model::Side::height : model::Side::width, *size);
        return;
    }
    const bool height = grid.dropped().height > 0;
    offer("patches/remainder/fit", "patches.remainder.fit", height ? model::Side::height : model::Side::width,
          side_of(grid.covered(), height));
}

/// Names how the remainder is drawn, at the right end of `line`.
void draw_legend_of_remainder(const Scene& scene, const Rect& line) {
    Context& context = scene.context;
    const Remainder choice = scene.session.choice<model::Patches>().remainder;
    if (scene.grid().dropped() == Size{0, 0} || choice == Remainder::refuse) return;
    const bool padded = choice == Remainder::pad;
    const std::string text = context.language(padded ? "legend.padded" : "legend.dropped");
    const float width = std::ceil(text_width(context.fonts.small, text)) + 1;
    text_in(context, {{line.max.x - width, line.min.y}, line.max}, context.fonts.small, context.palette.muted,
            text);
    const float side = context.px(14);
    const Rect swatch =
        rect_at({line.max.x - width - context.px(6) - 2 * side, std::floor(line.centre().y - side / 2)},
                2 * side, side);
    padded ? draw_padded(context, swatch) : draw_hatched(context, swatch);
    outline(context, swatch, context.palette.edge, context.px(1));
}

}  // namespace

Size grid_of_all_pixels(const PatchGrid& grid) {
    const Size dropped = grid.dropped();
    const auto more = [](int left, int stride) { return (left + stride - 1) / stride; };
    return {grid.grid().height + more(dropped.height, grid.stride().height),
            grid.grid().width + more(dropped.width, grid.stride().width)};
}

std::optional<int> size_that_leaves_some(int size, int patch, int largest) {
    if (patch < 2) return std::nullopt;
    for (int round = (size - 1) / 10 * 10; round > patch && round > size - 40; round -= 10) {
        if (round % patch != 0) return round;
    }
    for (const int next : {size - 1, size + 1}) {
        if (next > patch && next <= largest && next % patch != 0) return next;
    }
    return std::nullopt;
}

void draw_remainder(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    draw_legend_of_remainder(scene, rect_at(place.min, place.width(), context.px(22)));
    text_in(context, {place.min, {place.max.x, place.min.y + context.px(22)}}, context.fonts.heading,
            context.palette.text, context.language("patches.remainder.title"));
    float x = place.min.x;
    const float top = place.min.y + context.px(28);
    const auto choose = [&](const char* name, const char* label, Remainder remainder) {
        const Press press = chip(context, name, {x, top}, label,
                                 scene.session.choice<model::Patches>().remainder == remainder);
        x = press.place.max.x + context.px(8);
        if (press.clicked)
            scene.choose<model::Patches>(
                [&](model::Patches::Choice& choice) { choice.remainder = remainder; });
    };
    choose("patches/remainder/drop", context.language("patches.remainder.drop"), Remainder::drop);
    choose("patches/remainder/refuse", context.language("patches.remainder.refuse"), Remainder::refuse);
    choose("patches/remainder/pad", context.language("patches.remainder.pad"), Remainder::pad);

    const Rect below{{place.min.x, top + context.px(40)}, place.max};
    const float side = std::min(below.height(), std::floor(below.width() * 0.4F));
    const Rect frame = rect_at(below.min, side, std::min(side, below.height()));
    draw_corner(scene, frame);
    const float left = frame.max.x + context.px(14);
    const float height = paragraph(context, {left, below.min.y}, below.max.x - left, context.fonts.small,
                                   context.palette.text, told(scene));
    offer_size(scene, {left, below.min.y + height + context.px(8)}, below.max.x + 1);
}

}  // namespace patchlens::ui::patches
