#include "app/ui/plots/pixel_numbers.h"

#include <cmath>

#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/labelled_switch.h"
#include "core/picture/preprocess.h"

namespace patchlens::ui {

bool wants_bytes(const Scene& scene) {
    return scene.session.place<model::Explore>().pixel_numbers == model::PixelNumbers::bytes;
}

double wanted_number(const Scene& scene, float seen, int channel) {
    if (!wants_bytes(scene)) return seen;
    const Range black_to_full = seen_range(scene.results, channel);
    return std::round(255 * (double{seen} - black_to_full.low) /
                      (double{black_to_full.high} - black_to_full.low));
}

double pixel_number(const Scene& scene, PixelPosition pixel, int channel) {
    const Size size = scene.results.grid.image();
    if (pixel.y < 0 || pixel.y >= size.height || pixel.x < 0 || pixel.x >= size.width)
        return wanted_number(scene, 0, channel);  // the padding
    const std::int64_t at = (std::int64_t{channel} * size.height + pixel.y) * size.width + pixel.x;
    return wanted_number(scene, (*scene.results.pixels)[at], channel);
}

std::string pixel_number_text(const Scene& scene, double number, int decimals) {
    return without_plus(number, wants_bytes(scene) ? 0 : decimals);
}

std::string pixel_text(const Scene& scene, PixelPosition pixel, int decimals) {
    const int channels = scene.results.options.config.in_chans;
    std::string text;
    for (int channel = 0; channel < channels; ++channel) {
        text += (channel > 0 ? "  " : "") + std::string(channel_letter(channel, channels)) + " " +
                pixel_number_text(scene, pixel_number(scene, pixel, channel), decimals);
    }
    return text;
}

std::string pixel_unit(const Scene& scene) {
    const model::Language& language = scene.context.language;
    if (wants_bytes(scene)) return language("pixels.bytes");
    const bool unchanged = scene.results.options.normalize == Normalize::none;
    return language(unchanged ? "pixels.ones" : "pixels.normalised");
}

std::string pixels_title(const Scene& scene) {
    const model::Language& language = scene.context.language;
    return language("legend.title", {language("projection.pixels"), pixel_unit(scene)});
}

Range seen_range(const model::Results& results, int channel) {
    const ChannelScaling scaling =
        channel_scaling(results.options.normalize, results.options.config.in_chans);
    const auto index = static_cast<std::size_t>(channel);
    return {(0 - scaling.mean.at(index)) / scaling.std.at(index),
            (1 - scaling.mean.at(index)) / scaling.std.at(index)};
}

float pixel_switches_width(const Context& context) {
    return labelled_switch_width(context, context.language("inspector.stretch")) + context.px(12) +
           labelled_switch_width(context, context.language("pixels.bytes"));
}

void pixel_switches(const Scene& scene, const std::string& prefix, const Rect& place) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const float numbers = labelled_switch_width(context, language("pixels.bytes"));
    const float contrast = labelled_switch_width(context, language("inspector.stretch"));
    const Rect right{{place.max.x - numbers, place.min.y}, place.max};
    const float left = right.min.x - context.px(12);
    if (labelled_switch(context, (prefix + "/stretch").c_str(),
                        {{left - contrast, place.min.y}, {left, place.max.y}}, language("inspector.stretch"),
                        language("help.stretch"), scene.session.stretch))
        scene.actions.emplace_back(model::StretchContrast{!scene.session.stretch});
    if (labelled_switch(context, (prefix + "/numbers").c_str(), right, language("pixels.bytes"),
                        language("help.pixel_numbers"), wants_bytes(scene))) {
        scene.look<model::Explore>([&](model::Explore::Place& look) {
            look.pixel_numbers = wants_bytes(scene) ? model::PixelNumbers::seen : model::PixelNumbers::bytes;
        });
    }
}

}  // namespace patchlens::ui
