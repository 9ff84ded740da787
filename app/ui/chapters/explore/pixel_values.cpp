#include "app/ui/chapters/explore/pixel_values.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

std::string pixel_text(const model::Results& results, PixelPosition pixel) {
    const int channels = results.options.config.in_chans;
    std::string text;
    for (int channel = 0; channel < channels; ++channel) {
        const Size size = results.grid.image();
        const std::int64_t index = (std::int64_t{channel} * size.height + pixel.y) * size.width + pixel.x;
        std::string number = with_sign((*results.pixels)[index], 3);
        if (number.front() == '+') number.erase(0, 1);
        text += (channel > 0 ? "  " : "") + std::string(channel_letter(channel, channels)) + " " + number;
    }
    return text;
}

void draw_pixel_values(const Scene& scene, const Camera& camera, const Rect& visible) {
    const Context& context = scene.context;
    const Image& image = *scene.results.image;
    ImFont* font = context.fonts.mono_small;
    const float line = compat::size_of(font) + context.px(2);
    const float needed = std::max(text_width(font, "000") + context.px(10),
                                  line * static_cast<float>(image.channels) + context.px(8));
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
            const int brightness =
                image.channels < 3 ? image.at(y, x, 0)
                                   : (image.at(y, x, 0) * 3 + image.at(y, x, 1) * 6 + image.at(y, x, 2)) / 10;
            const ImU32 colour = brightness > 130 ? IM_COL32(0, 0, 0, 220) : IM_COL32(255, 255, 255, 230);
            const ImVec2 centre = camera.to_screen(x + 0.5, y + 0.5);
            float top = centre.y - line * static_cast<float>(image.channels) / 2;
            for (int channel = 0; channel < image.channels; ++channel, top += line) {
                const std::string number = std::to_string(image.at(y, x, channel));
                draw.AddText(font, compat::size_of(font),
                             {std::floor(centre.x - text_width(font, number) / 2), std::floor(top)}, colour,
                             number.c_str());
            }
        }
    }
}

}  // namespace patchlens::ui
