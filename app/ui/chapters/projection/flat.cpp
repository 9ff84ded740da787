#include "app/ui/chapters/projection/flat.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/ui/chapters/projection/cells.h"
#include "app/ui/chapters/projection/flat_layout.h"
#include "app/ui/chapters/projection/planes.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/channel_dividers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::projection {
namespace {

constexpr std::array row_names{"projection/flat/pixels", "projection/flat/weights",
                               "projection/flat/products"};

/// Only the pixel planes, from left to right, in a place of their own.
PlanesLayout small_planes(const Stage& stage, const Rect& place) {
    const Size patch = stage.patch();
    const float gap = stage.px(10);
    const float count = static_cast<float>(stage.channels());
    const float room = std::min((place.width() - (count - 1) * gap) / count, place.height());
    PlanesLayout layout;
    for (int channel = 0; channel < stage.channels(); ++channel) {
        const float x = place.min.x + static_cast<float>(channel) * (room + gap);
        PlanesLayout::Row& row = layout.rows.emplace_back();
        row.channel = channel;
        row.planes[0] = fitted(rect_at({x, place.min.y}, room, place.height()), patch.width, patch.height);
    }
    return layout;
}

void draw_small_planes(const Stage& stage, const PlanesLayout& layout, const Rect& captions) {
    for (const PlanesLayout::Row& row : layout.rows) {
        const Rect& place = row.planes[0];
        draw_plane(stage, Plane::pixels, row.channel, place,
                   "projection/pixels/" + std::to_string(row.channel));
        mark_terms(stage, row.channel, place);
        const float half = std::max(place.width() / 2, stage.px(10));
        const float middle = place.centre().x;
        text_in(stage.context, {{middle - half, captions.min.y}, {middle + half, captions.max.y}},
                stage.context.fonts.small, stage.ink_of(row.channel),
                channel_letter(row.channel, stage.channels()), Align::centre);
    }
}

/// The same as code, with its result.
void draw_dot_product(const Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const std::string dim = std::to_string(stage.shown.number.dim);
    const float line = stage.px(22);
    float y = place.min.y;
    const auto write = [&](const std::string& text, Colour colour) {
        text_in(context, rect_at({place.min.x, y}, place.width(), line), context.fonts.mono, colour, text);
        y += line;
    };
    write("patch.flatten()", context.palette.text);
    write("@ weight[" + dim + "].flatten()", context.palette.text);
    if (stage.results.options.config.bias) write("+ bias[" + dim + "]", context.palette.text);
    write("= " + with_sign(stage.shown.explanation->value),
          stage.other_dim() || stage.other_patch() ? context.palette.hovered : context.palette.accent);
}

/// Handles the mouse over the lines.
void touch_lines(Stage& stage, const FlatLines& lines) {
    for (std::size_t row = 0; row < all_planes.size(); ++row) {
        for (int line = 0; line < lines.lines; ++line) {
            const std::int64_t first = lines.first + std::int64_t{line} * lines.columns;
            if (first >= lines.count) break;
            const std::int64_t last = std::min(first + lines.columns, lines.count) - 1;
            const auto at = static_cast<int>(row);
            const Rect place{lines.cell(first, at).min, lines.cell(last, at).max};
            const std::string name = std::string(row_names.at(row)) + "/" + std::to_string(line);
            const Press press = pressable(stage.context, name.c_str(), place, 0);
            if (press.hovered || press.held) {
                const PixelPosition under =
                    cell_under(place, {1, static_cast<int>(last - first + 1)}, ImGui::GetIO().MousePos);
                stage.hovered_term = first + under.x;
                stage.hovered_plane = all_planes.at(row);
                const TermPlace at_pixel = place_of(stage.patch(), *stage.hovered_term);
                stage.context.hovering.pixel = PixelPosition{at_pixel.y, at_pixel.x};
                if (press.held) stage.look_at(*stage.hovered_term);
            } else if (press.clicked) {
                stage.look_at(first);
            }
            offer_term_menu(stage, name.c_str(), press, all_planes.at(row));
        }
    }
}

/// A bar where a channel begins, and its letter: left of its line, or below where it begins within a line.
void draw_channel_start(const Stage& stage, const FlatLines& lines, std::int64_t start) {
    Context& context = stage.context;
    const Rect top = lines.cell(start, 0);
    const Rect bottom = lines.cell(start, 2);
    const int channel = place_of(stage.patch(), start).channel;
    const float half = stage.px(2);
    fill(context, {{top.min.x - half, top.min.y - half}, {top.min.x + half, bottom.max.y + half}},
         stage.ink_of(channel));
    const float wide = channel_letters_width(context);
    const float high = channel_letters_height(context);
    const bool leads = (start - lines.first) % lines.columns == 0;
    const float middle = std::floor((top.min.y + bottom.max.y - high) / 2);
    text_in(context,
            rect_at(leads ? ImVec2{top.min.x - wide, middle} : ImVec2{top.min.x, bottom.max.y + half},
                    wide - stage.px(4), high),
            context.fonts.mono_small, stage.ink_of(channel), channel_letter(channel, stage.channels()));
}

void draw_lines(const Stage& stage, const FlatLines& lines) {
    Context& context = stage.context;
    const std::int64_t area = stage.patch().area();
    const float seam = stage.px(2);  // between pixels, weights and products
    for (std::size_t row = 0; row < all_planes.size(); ++row) {
        const Plane plane = all_planes.at(row);
        const auto form = form_in(stage, plane, {lines.width, lines.height - seam});
        for (std::int64_t term = lines.first; term < lines.first + lines.shown(); ++term) {
            const Rect cell = lines.cell(term, static_cast<int>(row));
            const Colour colour = stage.colour_in(plane, term);
            const Rect inner{cell.min, {cell.max.x, cell.max.y - seam}};
            fill(context, inner, colour);
            if (form) print_number(context, inner, printed_in(stage, plane, term), *form, colour);
        }
    }
    for (const std::int64_t start : channel_starts(stage.channels(), stage.patch())) {
        if (start >= lines.first && start < lines.first + lines.shown())
            draw_channel_start(stage, lines, start);
    }
    const auto mark = [&](std::int64_t term, Mark how) {
        if (term < lines.first || term >= lines.first + lines.shown()) return;
        for (int row = 0; row < 3; ++row)
            marker(context, lines.cell(term, row), how);
    };
    if (stage.hovered_term) {
        mark(*stage.hovered_term, Mark::hovered);
    } else if (context.hovered.pixel && context.hovered.pixel->y < stage.patch().height &&
               context.hovered.pixel->x < stage.patch().width) {
        for (int channel = 0; channel < stage.channels(); ++channel) {
            mark(channel * area + std::int64_t{context.hovered.pixel->y} * stage.patch().width +
                     context.hovered.pixel->x,
                 Mark::hovered);
        }
    }
    mark(stage.term(), Mark::selected);
}

}  // namespace

void draw_flat(Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const float line = stage.px(22);
    const float planes_height = stage.px(92);
    const float count = static_cast<float>(stage.channels());
    const float planes_width =
        std::min(place.width() * 0.46F, count * planes_height + (count - 1) * stage.px(10));
    const Rect planes = rect_at(place.min, planes_width, planes_height);
    const Rect letters = rect_at({place.min.x, planes.max.y}, planes_width, line);
    const Rect number{{planes.max.x + stage.px(18), place.min.y}, {place.max.x, letters.max.y}};

    const Rect caption = rect_at({place.min.x, letters.max.y + stage.px(6)}, place.width(), line);
    const float legend_height = two_line_legend(context);
    const Rect legends = rect_at({place.min.x, place.max.y - legend_height}, place.width(), legend_height);
    const FlatLines lines =
        arrange_flat({{place.min.x + channel_letters_width(context), caption.max.y + stage.px(6)},
                      {place.max.x, legends.min.y - stage.px(4)}},
                     stage.patch(), stage.channels(), stage.term(), context.scale);
    const PlanesLayout small = small_planes(stage, planes);
    touch_planes(stage, small, 1);
    touch_lines(stage, lines);

    draw_small_planes(stage, small, letters);
    draw_dot_product(stage, number);
    text_in(context, caption, context.fonts.small, context.palette.muted,
            lines.all()
                ? context.language("projection.flat_rows", {grouped(lines.count)})
                : context.language("projection.flat_page", {grouped(lines.count), grouped(lines.first),
                                                            grouped(lines.first + lines.shown() - 1)}));
    draw_lines(stage, lines);
    const float third = legends.width() / 3;
    const auto titled = [&](float column, Plane plane, Legend legend) {
        legend.title = plane_title(stage, plane, {lines.width, lines.height});
        legend.term = term_of(plane);
        draw_legend(
            context,
            rect_at({legends.min.x + column * third, legends.min.y}, third - stage.px(18), legends.height()),
            legend);
    };
    const model::Summation& sum = *stage.shown.summation;
    titled(0, Plane::pixels, pixels_legend(stage, {}));
    titled(1, Plane::weights, signed_legend(context, {}, sum.largest_weight()));
    titled(2, Plane::products, signed_legend(context, {}, sum.largest_term()));
    if (stage.hovered_term && stage.hovered_plane)
        tell_term(stage, *stage.hovered_term, *stage.hovered_plane);
}

}  // namespace patchlens::ui::projection
