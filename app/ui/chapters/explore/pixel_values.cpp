#include "app/ui/chapters/explore/pixel_values.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/plots/pixel_numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// The colour of a pixel as it is shown.
Colour pixel_colour(const Image& image, int y, int x) {
    const auto channel = [&](int index) { return static_cast<std::uint8_t>(image.at(y, x, index)); };
    if (image.channels < 3) return {channel(0), channel(0), channel(0)};
    return {channel(0), channel(1), channel(2)};
}

/// "R G B from the top (0 to 255)"
std::string legend_text(const Scene& scene) {
    const int channels = scene.results.options.config.in_chans;
    if (channels == 1) return pixels_title(scene);
    std::string letters;
    for (int channel = 0; channel < channels; ++channel)
        letters += (channel > 0 ? " " : "") + std::string(channel_letter(channel, channels));
    return scene.context.language("pixels.from_top", {letters, pixel_unit(scene)});
}

/// Says in the lower left corner of the picture which numbers are printed.
void draw_plate(const Scene& scene, const Rect& visible) {
    Context& context = scene.context;
    const std::string text = legend_text(scene);
    const float height = line_height(context.fonts.small) + context.px(8);
    const float width = std::ceil(text_width(context.fonts.small, text)) + context.px(16);
    const float apart = context.px(8);
    const Rect plate = rect_at({visible.min.x + apart, visible.max.y - apart - height}, width, height);
    if (!visible.contains(plate)) return;
    fill(context, plate, context.palette.raised, context.px(4));
    outline(context, plate, context.palette.border, context.px(1), context.px(4));
    text_in(context, plate, context.fonts.small, context.palette.text, text, Align::centre);
    context.probe.item("explore/pixel_numbers", plate.min, plate.max);
}

}  // namespace

void draw_pixel_values(const Scene& scene, const Camera& camera, const Rect& visible) {
    Context& context = scene.context;
    const Image& image = *scene.results.image;
    ImFont* font = context.fonts.mono_small;
    const float line = line_height(font);
    constexpr int decimals = 2;
    const bool signs = !wants_bytes(scene) && scene.results.options.normalize != Normalize::none;
    const char* widest = wants_bytes(scene) ? "000" : signs ? "-0.00" : "0.00";
    const float needed = std::max(text_width(font, widest) + context.px(6),
                                  line * static_cast<float>(image.channels) + context.px(4));
    if (camera.zoom < needed) return;
    const auto clamped = [](double value, int most) {
        return std::clamp(static_cast<int>(std::floor(value)), 0, most - 1);
    };
    const int first_x = clamped(camera.x_at(visible.min.x), image.size.width);
    const int last_x = clamped(camera.x_at(visible.max.x), image.size.width);
    const int first_y = clamped(camera.y_at(visible.min.y), image.size.height);
    const int last_y = clamped(camera.y_at(visible.max.y), image.size.height);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (int y = first_y; y <= last_y; ++y) {
        for (int x = first_x; x <= last_x; ++x) {
            const ImU32 ink = ink_on(pixel_colour(image, y, x));
            const ImVec2 centre = camera.to_screen(x + 0.5, y + 0.5);
            float top = centre.y - line * static_cast<float>(image.channels) / 2;
            for (int channel = 0; channel < image.channels; ++channel, top += line) {
                const std::string number =
                    pixel_number_text(scene, pixel_number(scene, {y, x}, channel), decimals);
                put_text(context, draw, font,
                         {std::floor(centre.x - text_width(font, number) / 2), std::floor(top)}, ink, number);
            }
        }
    }
    draw_plate(scene, visible);
}

}  // namespace patchlens::ui
