#include "app/ui/chapters/projection/planes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/chapters/projection/cells.h"
#include "app/ui/chapters/projection/destination.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/widgets.h"
#include "core/unfold.h"

namespace patchlens::ui::projection {
namespace {

constexpr std::array plane_names{"projection/pixels/", "projection/weights/", "projection/products/"};

std::string name_of(std::size_t plane, int channel) {
    return plane_names.at(plane) + std::to_string(channel);
}

void draw_captions(const Stage& stage, const PlanesLayout& layout) {
    Context& context = stage.context;
    // A single channel has no letter at its left, so the caption names it.
    const bool alone = layout.rows.size() == 1 && stage.channels() > 1;
    const int channel = layout.rows.front().channel;
    const std::string letter =
        alone ? std::string(channel_letter(channel, stage.channels())) + "  " : std::string();
    const Colour quiet = alone ? stage.ink_of(channel) : context.palette.muted;
    const ImVec2 cell = cell_of(layout.rows.front().planes[0], stage.patch(), 0, 0).size();
    const auto caption = [&](std::size_t column, Plane plane, bool previewed) {
        ImFont* font = context.fonts.small;
        const Colour ink = previewed ? context.palette.hovered : quiet;
        const Rect& place = layout.captions.at(column);
        std::string text = letter + plane_title(stage, plane, cell);
        Rect line = place;
        if (text_width(font, text) > place.width()) {  // the unit stands below
            text = letter + plane_quantity(stage, plane);
            line.max.y = place.centre().y;
            text_in(context, {{place.min.x, line.max.y}, place.max}, font, ink,
                    context.language("legend.unit", {plane_unit(stage, plane, cell)}), Align::centre);
        }
        text_in(context, line, font, ink, text, Align::centre);
        term_at(context, line, font, text, term_of(plane), {}, Align::centre);
    };
    caption(0, Plane::pixels, stage.other_patch());
    caption(1, Plane::weights, stage.other_dim());
    caption(2, Plane::products, stage.other_patch() || stage.other_dim());
}

void draw_legends(Stage& stage, const PlanesLayout& layout) {
    const std::optional<int> alone =
        layout.rows.size() == 1 ? std::optional(layout.rows.front().channel) : std::nullopt;
    const model::Summation& sum = *stage.shown.summation;
    draw_legend(stage.context, layout.legends[0], pixels_legend(stage, alone));
    if (stage.session.stretch && layout.rows.size() > 1)
        explain_on_hover(stage.context, layout.legends[0], stage.context.language("legend.each_own"));
    draw_legend(stage.context, layout.legends[1], signed_legend(stage.context, {}, sum.largest_weight()));
    draw_legend(stage.context, layout.legends[2], signed_legend(stage.context, {}, sum.largest_term()));
    if (layout.bias.width() > 0 && stage.results.options.config.bias) {
        text_in(stage.context, layout.bias, stage.context.fonts.mono, stage.context.palette.text,
                "b " + with_sign(stage.shown.explanation->bias));
    }
}

/// While playing, dims the products that are not yet in the running sum.
void veil_what_follows(const Stage& stage, int channel, const Rect& place) {
    if (!stage.look.playing) return;
    const TermPlace at = stage.term_place();
    const ImU32 veil = stage.context.palette.scene.packed(0.72F);
    if (channel < at.channel) return;
    if (channel > at.channel) return fill(stage.context, place, veil);
    const Rect cell = cell_of(place, stage.patch(), at.y, at.x);
    fill(stage.context, {{cell.max.x, cell.min.y}, {place.max.x, cell.max.y}}, veil);
    fill(stage.context, {{place.min.x, cell.max.y}, place.max}, veil);
}

void draw_row(Stage& stage, const PlanesLayout::Row& row) {
    Context& context = stage.context;
    const Palette& palette = context.palette;
    const Colour ink = stage.ink_of(row.channel);
    if (row.letter.width() > 0) {
        text_in(context, row.letter, context.fonts.strong, ink,
                channel_letter(row.channel, stage.channels()));
    }
    for (std::size_t plane = 0; plane < row.planes.size(); ++plane) {
        draw_plane(stage, all_planes.at(plane), row.channel, row.planes.at(plane),
                   name_of(plane, row.channel));
    }
    veil_what_follows(stage, row.channel, row.planes[2]);
    for (const Rect& place : row.planes)
        mark_terms(stage, row.channel, place);
    text_in(context, row.signs[0], context.fonts.title, palette.muted, "×", Align::centre);
    text_in(context, row.signs[1], context.fonts.title, palette.muted, "=", Align::centre);
    if (row.sum.width() > 0) {
        const double sum = stage.shown.explanation->channel_sums.at(static_cast<std::size_t>(row.channel));
        text_in(context, row.sum, context.fonts.mono, ink, "∑ " + with_sign(sum));
    }
}

/// Frames all the pixels or all the weights that a hovered output value depends on.
void frame_sources(const Stage& stage, const PlanesLayout& layout) {
    Context& context = stage.context;
    const auto frame = [&](std::size_t plane) {
        for (const PlanesLayout::Row& row : layout.rows)
            outline(context, row.planes.at(plane).inset(-context.px(2)), context.palette.hovered,
                    context.px(2));
    };
    if (stage.other_patch()) frame(0);
    if (stage.other_dim()) frame(1);
}

/// The menu of one plane: the value of a cell, and the plane as a picture.
void offer_plane_menu(const Stage& stage, const Press& press, std::size_t plane, int channel) {
    const std::string name = name_of(plane, channel);
    offer_term_menu(stage, name.c_str(), press, all_planes.at(plane), [&](MenuLines& lines) {
        std::vector<float> values;
        for (std::int64_t i = 0; i < stage.patch().area(); ++i) {
            const std::int64_t term = std::int64_t{channel} * stage.patch().area() + i;
            values.push_back(static_cast<float>(stage.value_in(all_planes.at(plane), term)));
        }
        constexpr Ramp grey{dark_on_picture, light_on_picture};
        Image image =
            all_planes.at(plane) == Plane::pixels
                ? plane_image(values, stage.patch(), grey, range_of(values))
                : signed_image(values, stage.patch(), stage.context.palette.diverging, largest_of(values));
        std::string what = name.substr(name.find('/') + 1);
        std::ranges::replace(what, '/', '-');
        add_picture(stage.context, lines, std::move(image), copy_name(stage.session, what));
    });
}

}  // namespace

void touch_planes(Stage& stage, const PlanesLayout& layout, int planes) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    for (const PlanesLayout::Row& row : layout.rows) {
        for (std::size_t plane = 0; plane < static_cast<std::size_t>(planes); ++plane) {
            const Rect& place = row.planes.at(plane);
            const Press press = pressable(stage.context, name_of(plane, row.channel).c_str(), place, 0);
            if (press.hovered || press.held) {
                const PixelPosition pixel = cell_under(place, stage.patch(), mouse);
                stage.hovered_term = row_index(stage.patch(), row.channel, pixel.y, pixel.x);
                stage.hovered_plane = all_planes.at(plane);
                stage.context.hovering.pixel = pixel;
                if (press.held) stage.look_at(*stage.hovered_term);
            } else if (press.clicked) {
                stage.look_at(row_index(stage.patch(), row.channel, 0, 0));
            }
            offer_plane_menu(stage, press, plane, row.channel);
        }
    }
}

void draw_planes(Stage& stage, const PlanesLayout& layout) {
    draw_captions(stage, layout);
    for (const PlanesLayout::Row& row : layout.rows)
        draw_row(stage, row);
    frame_sources(stage, layout);
    draw_legends(stage, layout);
    if (stage.hovered_term && stage.hovered_plane)
        tell_term(stage, *stage.hovered_term, *stage.hovered_plane);
}

void draw_gathering(const Stage& stage, const PlanesLayout& layout, const Rect& number) {
    if (!layout.beside || layout.rows.size() < 2) return;
    const bool previewed = stage.other_patch() || stage.other_dim();
    const Colour ink = previewed ? stage.context.palette.hovered : stage.context.palette.accent;
    std::vector<float> heights;
    for (const PlanesLayout::Row& row : layout.rows)
        heights.push_back(row.sum.centre().y);
    if (stage.results.options.config.bias) heights.push_back(layout.bias.centre().y);
    const float x = layout.bias.max.x + stage.px(8);
    const float line = std::max(1.0F, stage.px(1.5F));
    const float y = number.min.y + number.height() / 4;
    fill(stage.context, {{x, std::min(heights.front(), y)}, {x + line, std::max(heights.back(), y) + line}},
         ink);
    for (const float height : heights)
        fill(stage.context, {{x - stage.px(5), height}, {x, height + line}}, ink);
    arrow(stage.context, {x, y}, {number.min.x + stage.px(6), y}, ink);
}

}  // namespace patchlens::ui::projection
