#include "app/ui/parameters/before_after.h"

#include <algorithm>
#include <cmath>

#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/arrow.h"
#include "core/picture/preprocess.h"

namespace patchlens::ui {
namespace {

const char* channels_key(int channels) {
    switch (channels) {
        case 1:
            return "picture.grey";
        case 2:
            return "picture.grey_alpha";
        case 3:
            return "picture.rgb";
        default:
            return "picture.rgba";
    }
}

/// The height, the width and the channels: "333 × 500 · RGB".
/// Darkens what a crop leaves out, if anything, and draws a line around what it keeps.
void draw_kept(Context& context, const Rect& whole, const Rect& part) {
    const auto x = [&](float t) { return std::round(whole.min.x + whole.width() * t); };
    const auto y = [&](float t) { return std::round(whole.min.y + whole.height() * t); };
    const Rect kept{{x(part.min.x), y(part.min.y)}, {x(part.max.x), y(part.max.y)}};
    if (kept.contains(whole)) return;
    constexpr ImU32 shade = dark_on_picture.packed(0.6F);
    fill(context, {whole.min, {kept.min.x, whole.max.y}}, shade);
    fill(context, {{kept.max.x, whole.min.y}, whole.max}, shade);
    fill(context, {{kept.min.x, whole.min.y}, {kept.max.x, kept.min.y}}, shade);
    fill(context, {{kept.min.x, kept.max.y}, {kept.max.x, whole.max.y}}, shade);
    frame_on_picture(context, kept, light_on_picture);
}

}  // namespace

Rect kept_part(Size picture, Size img_size) {
    const double scale = std::max(static_cast<double>(img_size.height) / picture.height,
                                  static_cast<double>(img_size.width) / picture.width);
    const auto half = [&](int side, int whole) {
        return static_cast<float>(std::min(1.0, side / (whole * scale)) / 2);
    };
    const ImVec2 reach{half(img_size.width, picture.width), half(img_size.height, picture.height)};
    return {{0.5F - reach.x, 0.5F - reach.y}, {0.5F + reach.x, 0.5F + reach.y}};
}

void draw_before_after(Controls& controls) {
    Context& context = controls.context;
    const float height = context.px(controls.tight ? 40 : 78);
    const float between = context.px(24);
    const Rect row = controls.column.row(height);
    const float side = std::floor((row.width() - between) / 2);
    const Rect before = rect_at(row.min, side, height);
    const Rect after = rect_at({row.max.x - side, row.min.y}, side, height);
    const Rect captions = controls.column.row(context.px(20));
    fill(context, before, context.palette.field, context.px(5));
    fill(context, after, context.palette.field, context.px(5));
    const ImVec2 middle{std::floor(row.centre().x), std::floor(row.centre().y)};
    arrow(context, {middle.x - context.px(6), middle.y}, {middle.x + context.px(6), middle.y},
          context.palette.muted);
    context.probe.item("picture/before", before.min, before.max);
    context.probe.item("picture/after", after.min, after.max);
    if (!context.loaded.picture) return;

    const model::ModuleOptions& module = controls.session.module;
    const Image& opened = context.loaded.picture->decoded.image;
    const Size size = opened.size;
    const Rect whole = fitted(before, size.width, size.height);
    picture(context, context.pictures.thumbnail("thumbnail", context.loaded.thumbnail), whole);
    if (module.fit == Fit::crop) draw_kept(context, whole, kept_part(size, module.config.img_size));
    const auto caption = [&](const Rect& frame, const Image& image) {
        const std::string sides = product(image.size);
        const std::string channels = controls.language(channels_key(image.channels));
        text_in(context, {{frame.min.x, captions.min.y}, {frame.max.x, captions.max.y}}, context.fonts.small,
                context.palette.muted,
                first_that_fits(context.fonts.small, frame.width(), {sides + " · " + channels, sides}),
                Align::centre);
    };
    caption(before, opened);
    explain_on_hover(context, before, controls.language("help.before"));
    explain_on_hover(context, after, controls.language("help.after"));
    if (controls.results == nullptr) return;

    const Image& fitted_picture = *controls.results->image;
    picture(context, context.pictures.of("picture", controls.results->pyramid),
            fitted(after, fitted_picture.size.width, fitted_picture.size.height));
    caption(after, fitted_picture);
}

void draw_pixel_ranges(Controls& controls) {
    Context& context = controls.context;
    controls.column.gap(context.px(3));
    // The height is the same before the first result and for any number of channels, so that nothing below
    // moves.
    const float line = context.px(16);
    const Rect all = controls.column.row(4 * line);
    if (controls.results == nullptr) return;
    const model::Results& results = *controls.results;
    const int channels = results.options.config.in_chans;
    const ChannelScaling scaling = channel_scaling(results.options.normalize, channels);
    const auto at = [&](int channel, float pixel) {
        const auto index = static_cast<std::size_t>(channel);
        return (pixel - scaling.mean[index]) / scaling.std[index];
    };
    float least = 0;
    float most = 1;
    for (int channel = 0; channel < channels; ++channel) {
        least = std::min(least, at(channel, 0));
        most = std::max(most, at(channel, 1));
    }
    const Rect bars{{all.min.x + context.px(96), all.min.y}, all.max};
    text_in(context, {all.min, {bars.min.x, all.min.y + line}}, context.fonts.small, context.palette.muted,
            controls.language("picture.range"));
    ImFont* font = context.fonts.small;
    const float numbers = std::ceil(text_width(font, "−0.000 .. −0.000"));
    const float letter = context.px(14);
    const Rect axis{{bars.min.x + letter, bars.min.y}, {bars.max.x - numbers - context.px(6), bars.max.y}};
    const auto x = [&](float value) {
        return std::round(axis.min.x + axis.width() * (value - least) / (most - least));
    };
    for (int channel = 0; channel < channels; ++channel) {
        const auto index = static_cast<std::size_t>(channel);
        const model::PixelRange range = results.pixel_ranges[index];
        const Rect row =
            rect_at({bars.min.x, bars.min.y + line * static_cast<float>(channel)}, bars.width(), line);
        const Colour colour = channels == 1 ? context.palette.text : context.palette.channel[index];
        text_in(context, row, font, colour, channel_letter(channel, channels));
        const float middle = std::floor(row.centre().y);
        const auto bar = [&](float from, float to, ImU32 shade, float half) {
            fill(context, {{x(from), middle - half}, {std::max(x(to), x(from) + 1), middle + half}}, shade,
                 1);
        };
        bar(at(channel, 0), at(channel, 1), context.palette.track, context.px(2));
        bar(range.low, range.high, colour, context.px(2));
        text_in(context, row, font, context.palette.text,
                without_plus(range.low, 3) + " .. " + without_plus(range.high, 3), Align::right);
    }
    const float bottom = bars.min.y + line * static_cast<float>(channels);
    fill(context, {{x(0), bars.min.y}, {x(0) + 1, bottom}}, context.palette.muted);
    context.probe.item("picture/range", bars.min, bars.max);
    explain_on_hover(context, all, controls.language("help.range"));
}

}  // namespace patchlens::ui
