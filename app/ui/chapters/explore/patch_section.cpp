#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/explore/side_sections.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/picture_part.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/cell_numbers.h"
#include "app/ui/plots/patch_planes.h"
#include "app/ui/plots/pixel_numbers.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/normalize_text.h"
#include "app/ui/widgets/segments.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// A button that pins the selected patch, or unpins it if it is the pinned one; returns its right edge.
float toggle_pin(const Inspection& at, ImVec2 corner, float height) {
    Context& context = at.context;
    const bool pinned = at.session.pinned == at.session.patch;
    const std::string label = context.language(pinned ? "inspector.unpin" : "inspector.pin");
    const float width = text_width(context.fonts.small, label) + context.px(34);
    const Rect place = rect_at(corner, width, height);
    const float rounding = place.height() / 2;
    const Press press = pressable(context, "inspector/pin", place, rounding);
    const Colour colour = context.palette.pinned;
    if (press.hovered) fill(context, place, context.palette.raised, rounding);
    outline(context, place,
            pinned ? colour : (press.hovered ? context.palette.hovered : context.palette.edge), context.px(1),
            rounding);
    const float icon = context.px(14);
    pin_icon(context, rect_at({place.min.x + context.px(8), place.centre().y - icon / 2}, icon, icon),
             colour);
    text_in(context,
            {{place.min.x + context.px(25), place.min.y}, {place.max.x - context.px(7), place.max.y}},
            context.fonts.small, context.palette.text, label);
    explain_on_hover(context, place, context.language("help.pin"));
    if (press.clicked)
        at.actions.emplace_back(model::PinPatch{pinned ? std::nullopt : std::optional(at.session.patch)});
    return place.max.x;
}

/// What the patch's pixels are multiplied by: a choice at the right end of `row`, right of `left` where there
/// is room.
void choose_times(const Inspection& at, const Rect& row, float left) {
    Context& context = at.context;
    std::vector<Segment> choices;
    for (const int times : model::patch_factors)
        choices.push_back({std::to_string(times), "× " + std::to_string(times)});
    const float width =
        std::min(segments_width(context, choices), std::max(row.max.x - left, context.px(84)));
    const Rect place{{row.max.x - width, row.min.y}, row.max};
    const auto now = std::ranges::find(model::patch_factors, at.session.choice<model::Explore>().times);
    const auto chosen = segments(context, "inspector/times", place, choices,
                                 static_cast<std::size_t>(now - model::patch_factors.begin()));
    explain_on_hover(
        context, place,
        context.language("help.times", {zero_text(context.language, at.results.options.normalize)}));
    if (!chosen) return;
    at.choose<model::Explore>(
        [&](model::Explore::Choice& choice) { choice.times = model::patch_factors.at(*chosen); });
}

/// The pixel of the picture at `pixel` of the selected patch.
PixelPosition in_picture(const Inspection& at, PixelPosition pixel) {
    const Rectangle patch = at.results.grid.rectangle(at.results.selection.patch);
    return {patch.top + pixel.y, patch.left + pixel.x};
}

/// A part of a picture as a picture; what reaches beyond the picture is the padding's zeros.
Image part_of(const Image& image, const Rectangle& part) {
    Image cut{{part.height, part.width}, image.channels, {}};
    for (int y = part.top; y < part.top + part.height; ++y) {
        for (int x = part.left; x < part.left + part.width; ++x) {
            const bool inside = y >= 0 && x >= 0 && y < image.size.height && x < image.size.width;
            for (int channel = 0; channel < image.channels; ++channel)
                cut.pixels.push_back(inside ? image.at(y, x, channel) : std::uint8_t{0});
        }
    }
    return cut;
}

void whole_patch(const Inspection& at, const Rect& place) {
    Context& context = at.context;
    const Rectangle pixels = at.results.grid.rectangle(at.results.selection.patch);
    const Rect square = fitted(place, at.patch_size().width, at.patch_size().height);
    const Size image = at.results.grid.image();
    fill(context, square, context.palette.blank);
    const Texture& texture = context.pictures.of("picture", at.results.pyramid);
    draw_picture_part(context, texture, image, pixels, square);
    const model::Lead lead{model::Chapter::patches, at.selected()};
    const PlaneTouch touch = link_pixels(
        context, "inspector/patch", square, 0, at.patch_size(),
        [&](PixelPosition pixel) { return pixel_text(at, in_picture(at, pixel), 4); },
        lead_text(context.language, lead.to, "lead.shape"));
    if (touch.pressed) at.actions.emplace_back(lead);
    offer_menu(context, "inspector/patch", touch.press, model::Term::patch, [&](bool) {
        MenuLines lines;
        add_patch(context, lines, at.session, at.results.selection.patch);
        add_picture(context, lines, part_of(*at.results.image, pixels), copy_name(at.session, "patch"));
        return lines;
    });
    marker(context, square, Mark::selected);
}

/// The letter of a channel and its shades, from the low end to the high one.
void plane_legend(const Inspection& at, int channel, const Rect& place, Range ends) {
    Context& context = at.context;
    ImFont* font = context.fonts.mono_small;
    const std::string letter = channel_letter(channel, at.channels());
    const Rect upper = rect_at(place.min, place.width(), at.caption_height());
    const Rect lower =
        rect_at({place.min.x, upper.max.y - context.px(2)}, place.width(), at.caption_height());
    text_in(context, upper, font,
            context.palette.channel.at(at.channels() == 1 ? 3 : static_cast<std::size_t>(channel)), letter);
    const std::string low = pixel_number_text(at, wanted_number(at, ends.low, channel), 2);
    const std::string high = pixel_number_text(at, wanted_number(at, ends.high, channel), 2);
    const bool two_lines = text_width(font, low) + text_width(font, high) + context.px(4) <= place.width();
    if (two_lines) {
        const float left = upper.min.x + text_width(font, letter) + context.px(5);
        const float middle = std::floor(upper.centre().y);
        const Ramp ramp = channel_ramp(channel, at.channels());
        ImGui::GetWindowDrawList()->AddRectFilledMultiColor(
            {left, middle - context.px(4)}, {upper.min.x + at.layout.small, middle + context.px(4)},
            ramp.dark, ramp.bright, ramp.bright, ramp.dark);
    }
    text_in(context, two_lines ? lower : upper, font, context.palette.muted, low,
            two_lines ? Align::left : Align::right);
    text_in(context, lower, font, context.palette.muted, high, Align::right);
}

void colour_plane(const Inspection& at, int channel, const Rect& place) {
    Context& context = at.context;
    const Size patch = at.patch_size();
    const std::span<const float> values = channel_plane(at.results.explanation->pixels, channel, patch);
    const Rect upper{place.min, {place.max.x, place.min.y + at.layout.small}};
    const Rect square = fitted(upper, patch.width, patch.height);
    const std::string name = "inspector/plane/" + std::to_string(channel);
    const Range own = context.pictures.range(name, {at.results.explanation}, values);
    const bool stretched = at.session.stretch && own.high > own.low;  // one shade cannot be stretched
    const Range ends = stretched ? own : seen_range(at.results, channel);
    const Ramp ramp = channel_ramp(channel, at.channels());
    const Source source{at.results.explanation, at.session.stretch ? 1 : 0, nullptr};
    const Texture& texture =
        context.pictures.of(name, source, [&] { return plane_image(values, patch, ramp, ends); });
    picture(context, texture, square);
    const ImVec2 cell = cell_of(square, patch, 0, 0).size();
    const auto form =
        wants_bytes(at) ? byte_form(context, cell) : form_for(context, cell, own.largest(), own.low < 0);
    const auto value = [&](int y, int x) {
        return values[static_cast<std::size_t>(std::int64_t{y} * patch.width + x)];
    };
    if (form && form->power == 0) {
        print_numbers(
            context, square, patch, *form,
            [&](int y, int x) { return wanted_number(at, value(y, x), channel); },
            [&](int y, int x) { return ramp((value(y, x) - ends.low) / (ends.high - ends.low)); });
    }
    const PlaneTouch touch = link_pixels(
        context, name, square, 2 * at.caption_height(), patch,
        [&](PixelPosition pixel) {
            return std::string(channel_letter(channel, at.channels())) + " " +
                   pixel_number_text(at, wanted_number(at, value(pixel.y, pixel.x), channel));
        },
        lead_text(context.language, model::ProjectionView::planes));
    if (touch.pressed) at.actions.emplace_back(lead_to_product(at.results, channel, *touch.pressed));
    offer_menu(context, name.c_str(), touch.press, model::Term::pixel, [&](bool at_mouse) {
        const PixelPosition pixel = at_mouse ? touch.under.value_or(PixelPosition{}) : PixelPosition{};
        MenuLines lines{
            copy_value(context, static_cast<float>(wanted_number(at, value(pixel.y, pixel.x), channel)))};
        add_picture(context, lines, plane_image(values, patch, ramp, ends),
                    copy_name(at.session, "plane-" + std::string(channel_letter(channel, at.channels()))));
        return lines;
    });
    plane_legend(at, channel,
                 {{place.min.x, upper.max.y + context.px(4)},
                  {place.min.x + at.layout.small + at.layout.gap - context.px(10), place.max.y}},
                 ends);
}

}  // namespace

void patch_section(const Inspection& at) {
    const PatchPosition place = at.results.selection.patch;
    const std::string name =
        at.context.language("inspector.patch", {std::to_string(place.row), std::to_string(place.column)});
    const Rect heading = at.title(name);
    term_at(at.context, heading, at.context.fonts.heading, name, model::Term::patch);
    const float beside = text_width(at.context.fonts.heading, name) + at.context.px(12);
    const float pin = toggle_pin(at, {heading.min.x + beside, heading.min.y}, heading.height());
    choose_times(at, heading, pin + at.context.px(8));
    const Rect how = at.column.row(at.context.px(22));
    text_in(at.context, {how.min, {how.max.x - pixel_switches_width(at.context), how.max.y}},
            at.context.fonts.small, at.context.palette.muted, pixels_title(at));
    pixel_switches(at, "inspector", how);
    at.column.gap(at.context.px(4));
    const InspectorLayout& layout = at.layout;
    const Rect row = at.column.row(layout.large);
    whole_patch(at, {row.min, {row.min.x + layout.large, row.max.y}});
    float x = row.min.x + layout.large + layout.gap;
    for (int channel = 0; channel < at.channels(); ++channel, x += layout.small + layout.gap)
        colour_plane(at, channel, rect_at({x, row.min.y}, layout.small, row.height()));
    at.column.gap(at.context.px(14));
}

}  // namespace patchlens::ui
