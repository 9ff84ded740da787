#include "app/ui/plots/channel_dividers.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

Rect part_of_channel(const Rect& place, Along along, int channels, int channel) {
    const bool rows = along == Along::rows;
    const float length = (rows ? place.height() : place.width()) / static_cast<float>(channels);
    const float from = std::floor(length * static_cast<float>(channel));
    return rows ? rect_at({place.min.x, place.min.y + from}, place.width(), length)
                : rect_at({place.min.x + from, place.min.y}, length, place.height());
}

}  // namespace

std::vector<std::int64_t> channel_starts(int channels, Size patch) {
    std::vector<std::int64_t> starts;
    for (int channel = 0; channel < channels; ++channel)
        starts.push_back(channel * patch.area());
    return starts;
}

float channel_letters_width(const Context& context) {
    return std::ceil(text_width(context.fonts.mono_small, "G")) + context.px(6);
}

float channel_letters_height(const Context& context) {
    return line_height(context.fonts.mono_small);
}

void draw_channel_lines(Context& context, const Rect& place, Along along, int channels) {
    const float line = std::max(1.0F, context.px(1.5F));
    for (int channel = 1; channel < channels; ++channel) {
        const Rect part = part_of_channel(place, along, channels, channel);
        fill(context,
             along == Along::rows ? rect_at(part.min, part.width(), line)
                                  : rect_at(part.min, line, part.height()),
             context.palette.scene);
    }
}

void draw_channel_dividers(Context& context, const Rect& place, Along along, int channels) {
    if (channels == 1) return;
    draw_channel_lines(context, place, along, channels);
    ImFont* font = context.fonts.mono_small;
    const bool rows = along == Along::rows;
    const float wide = channel_letters_width(context);
    const float high = channel_letters_height(context);
    for (int channel = 0; channel < channels; ++channel) {
        const Rect part = part_of_channel(place, along, channels, channel);
        if (rows ? part.height() < high : part.width() < wide) return;
        const Rect letter = rows ? rect_at({part.min.x - wide, std::floor(part.centre().y - high / 2)},
                                           wide - context.px(4), high)
                                 : rect_at({part.min.x, part.min.y - high}, part.width(), high);
        text_in(context, letter, font, context.palette.channel.at(static_cast<std::size_t>(channel)),
                channel_letter(channel, channels), rows ? Align::right : Align::centre);
    }
}

}  // namespace patchlens::ui
