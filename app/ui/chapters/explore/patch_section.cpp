#include <array>
#include <string>

#include "app/ui/chapters/explore/side_sections.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/patch_planes.h"
#include "app/ui/widgets/contrast_switch.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// A button that pins the selected patch, or unpins it if it is the pinned one.
void toggle_pin(const Inspection& at, ImVec2 corner, float height) {
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
    if (!press.clicked) return;
    at.actions.emplace_back(model::PinPatch{pinned ? std::nullopt : std::optional(at.session.patch)});
}

std::string pixel_numbers(const Inspection& at, PixelPosition pixel) {
    std::string text;
    for (int channel = 0; channel < at.channels(); ++channel) {
        const auto plane = channel_plane(at.results.explanation->pixels, channel, at.patch_size());
        text += (channel > 0 ? "  " : "") + std::string(channel_letter(channel, at.channels())) + " " +
                plane_number(plane, at.patch_size(), pixel, false);
    }
    return text;
}

void whole_patch(const Inspection& at, const Rect& place) {
    Context& context = at.context;
    const Rectangle pixels = at.results.grid.rectangle(at.results.selection.patch);
    const Rect square = fitted(place, at.patch_size().width, at.patch_size().height);
    const Size image = at.results.grid.image();
    const auto part = [](int offset, int whole) {
        return static_cast<float>(offset) / static_cast<float>(whole);
    };
    fill(context, square, context.palette.blank);
    const Texture& texture = context.pictures.of("picture", at.results.pyramid);
    ImGui::GetWindowDrawList()->AddImage(
        texture.id(), square.min, square.max,
        {part(pixels.left, image.width), part(pixels.top, image.height)},
        {part(pixels.left + pixels.width, image.width), part(pixels.top + pixels.height, image.height)});
    const model::Lead lead{model::Chapter::patches, at.selected()};
    const auto pressed = link_pixels(
        context, "inspector/patch", square, 0, at.patch_size(),
        [&](PixelPosition pixel) { return pixel_numbers(at, pixel); },
        lead_text(context.language, lead.to, "lead.shape"));
    if (pressed) at.actions.emplace_back(lead);
    outline(context, square, selected_on_picture, context.px(2));
}

/// The values of black and of full brightness when the contrast is not stretched.
Range full_range(const Inspection& at, int channel) {
    const ChannelScaling scaling = channel_scaling(at.results.options.normalize, at.channels());
    const auto index = static_cast<std::size_t>(channel);
    return {(0 - scaling.mean.at(index)) / scaling.std.at(index),
            (1 - scaling.mean.at(index)) / scaling.std.at(index)};
}

void colour_plane(const Inspection& at, int channel, const Rect& place) {
    Context& context = at.context;
    const Size patch = at.patch_size();
    const std::span<const float> values = channel_plane(at.results.explanation->pixels, channel, patch);
    const Rect upper{place.min, {place.max.x, place.min.y + at.layout.small}};
    const Rect square = fitted(upper, patch.width, patch.height);
    const std::string name = "inspector/plane/" + std::to_string(channel);
    const Range own = context.pictures.range(name, {at.results.explanation}, values);
    const Source source{at.results.explanation, at.session.stretch ? 1 : 0, nullptr};
    const Texture& texture = context.pictures.of(name, source, [&] {
        const bool stretched = at.session.stretch && own.high > own.low;  // one shade cannot be stretched
        return plane_image(values, patch, channel_ramp(channel, at.channels()),
                           stretched ? own : full_range(at, channel));
    });
    picture(context, texture, square);
    print_cells(context, square, patch, values, false);
    const auto pressed = link_pixels(
        context, name, square, 2 * at.caption_height(), patch,
        [&](PixelPosition pixel) {
            return std::string(channel_letter(channel, at.channels())) + " " +
                   plane_number(values, patch, pixel, false);
        },
        lead_text(context.language, model::ProjectionView::planes));
    if (pressed) at.actions.emplace_back(lead_to_product(at.results, channel, *pressed));
    const Rect below =
        rect_at({place.min.x, upper.max.y + context.px(4)}, at.layout.small, at.caption_height());
    text_in(context, below, context.fonts.mono_small,
            context.palette.channel.at(at.channels() == 1 ? 3 : static_cast<std::size_t>(channel)),
            channel_letter(channel, at.channels()));
    const Rect last = rect_at({place.min.x, below.max.y - context.px(2)},
                              at.layout.small + at.layout.gap - context.px(2), at.caption_height());
    const std::string low = without_plus(own.low, 2) + "..";
    const std::string high = without_plus(own.high, 2);
    const bool one_line = text_width(context.fonts.mono_small, low + high) <= last.width();
    if (!one_line)
        text_in(context, below, context.fonts.mono_small, context.palette.muted, low, Align::right);
    text_in(context, {last.min, {one_line ? last.max.x : below.max.x, last.max.y}}, context.fonts.mono_small,
            context.palette.muted, one_line ? low + high : high, one_line ? Align::left : Align::right);
}

}  // namespace

void patch_section(const Inspection& at) {
    const PatchPosition place = at.results.selection.patch;
    const std::string name =
        at.context.language("inspector.patch", {std::to_string(place.row), std::to_string(place.column)});
    const Rect heading = at.title(name);
    const float beside = text_width(at.context.fonts.heading, name) + at.context.px(12);
    toggle_pin(at, {heading.min.x + beside, heading.min.y}, heading.height());
    const Rect stretch{{heading.max.x - contrast_switch_width(at.context), heading.min.y}, heading.max};
    contrast_switch(at.context, "inspector/stretch", stretch, at.session.stretch, at.actions);
    const InspectorLayout& layout = at.layout;
    const Rect row = at.column.row(layout.large);
    whole_patch(at, {row.min, {row.min.x + layout.large, row.max.y}});
    float x = row.min.x + layout.large + layout.gap;
    for (int channel = 0; channel < at.channels(); ++channel, x += layout.small + layout.gap)
        colour_plane(at, channel, rect_at({x, row.min.y}, layout.small, row.height()));
    at.column.gap(at.context.px(14));
}

}  // namespace patchlens::ui
