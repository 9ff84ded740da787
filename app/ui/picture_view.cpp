#include "app/ui/picture_view.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/camera.h"
#include "app/ui/compat.h"
#include "app/ui/grid_lines.h"
#include "app/ui/numbers.h"
#include "app/ui/raster.h"
#include "app/ui/widgets.h"

namespace patchlens::ui {
namespace {

std::string place_text(PatchPosition patch) {
    return "(" + std::to_string(patch.row) + ", " + std::to_string(patch.column) + ")";
}

/// What the module sees of one pixel: "R 0.851  G 0.796  B 0.690".
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

/// The pixels' 0..255 printed in them, where they are large enough to read.
void draw_pixel_values(Context& context, const Image& image, const Camera& camera, const Rect& visible) {
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

void draw_picture(Context& context, const model::Session& session, const model::Results& results,
                  const Camera& camera, const Rect& area) {
    const Size size = results.grid.image();
    const Rect place = camera.to_screen({0, 0, size.height, size.width});
    fill(context, place, context.palette.track);
    picture(context, context.pictures.of("picture", results.image, Sampling::smooth), place);
    if (session.overlay == model::Overlay::dimension) {
        const Tensor& map = *results.map;
        const Source source{results.map, 0, &context.palette};
        const Texture& texture = context.pictures.of("inspector/map", source, Sampling::nearest, [&] {
            return signed_image(map.values(), results.grid.grid(), context.palette.diverging,
                                largest_of(map.values()));
        });
        const Size covered = results.grid.covered();
        picture(context, texture, camera.to_screen({0, 0, covered.height, covered.width}));
    }
    draw_dropped(context, results.grid, camera, area);
    if (session.grid_lines) {
        draw_grid_lines(context, results.grid, camera, area);
        draw_token_numbers(context, results.grid, camera, area);
    }
    draw_pixel_values(context, *results.image, camera, area);
}

void tell_about_mouse(Context& context, const model::Results& results, PixelPosition pixel,
                      const std::optional<PatchPosition>& patch) {
    const model::Language& language = context.language;
    const std::string where = language("view.pixel", {std::to_string(pixel.y), std::to_string(pixel.x)}) +
                              "  " + pixel_text(results, pixel);
    if (!patch) {
        tooltip(context, {language("view.dropped_pixel"), where});
        return;
    }
    tooltip(context,
            {language("view.patch", {place_text(*patch), grouped(results.grid.token(*patch))}), where});
}

void handle_view(Context& context, const model::Session& session, Size image, const Rect& area, bool hovered,
                 bool held, model::Actions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    if (hovered && io.MouseWheel != 0) {
        const model::View view = zoomed(session.view, image, area, io.MousePos, std::pow(1.25, io.MouseWheel),
                                        largest_pixel * context.scale);
        if (view != session.view) actions.emplace_back(model::SetView{view});
    }
    const bool pulled = (hovered || held) && (ImGui::IsMouseDown(ImGuiMouseButton_Right) ||
                                              ImGui::IsMouseDown(ImGuiMouseButton_Middle));
    if (pulled && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
        actions.emplace_back(model::SetView{panned(session.view, image, area, io.MouseDelta)});
    }
}

}  // namespace

void draw_picture_view(Context& context, const model::Session& session, const model::Results& results,
                       const Rect& area, model::Actions& actions) {
    const Size image = results.grid.image();
    const Camera camera = camera_of(session.view, image, area);
    const Rect whole = camera.to_screen({0, 0, image.height, image.width});
    const Rect shown{{std::max(whole.min.x, area.min.x), std::max(whole.min.y, area.min.y)},
                     {std::min(whole.max.x, area.max.x), std::min(whole.max.y, area.max.y)}};
    const Press press = pressable(context, "explore/picture", shown, 0);
    handle_view(context, session, image, area, press.hovered, press.held, actions);

    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(area.min, area.max, true);
    draw_picture(context, session, results, camera, shown);

    if (press.hovered || press.held) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const PixelPosition pixel{
            std::clamp(static_cast<int>(std::floor(camera.y_at(mouse.y))), 0, image.height - 1),
            std::clamp(static_cast<int>(std::floor(camera.x_at(mouse.x))), 0, image.width - 1)};
        const auto patch = results.grid.patch_at(pixel);
        if (patch) context.hovering.patch = patch;
        if (patch == results.selection.patch) {
            const Rectangle inside = results.grid.rectangle(*patch);
            context.hovering.pixel = PixelPosition{pixel.y - inside.top, pixel.x - inside.left};
        }
        if (press.held && patch && *patch != session.patch) actions.emplace_back(model::SelectPatch{*patch});
        tell_about_mouse(context, results, pixel, patch);
    }

    const Rect selected = camera.to_screen(results.grid.rectangle(results.selection.patch));
    if (context.hovered.patch && results.grid.contains(*context.hovered.patch) &&
        *context.hovered.patch != results.selection.patch) {
        const Rect place = camera.to_screen(results.grid.rectangle(*context.hovered.patch));
        fill(context, place, hovered_on_picture.packed(0.22F));
        marker(context, place, hovered_on_picture);
    }
    marker(context, selected, selected_on_picture);
    if (context.hovered.pixel) {
        const Rectangle patch = results.grid.rectangle(results.selection.patch);
        const Rect pixel = camera.to_screen(
            {patch.top + context.hovered.pixel->y, patch.left + context.hovered.pixel->x, 1, 1});
        if (pixel.width() >= context.px(3)) outline(context, pixel, hovered_on_picture, 1);
    }
    draw.PopClipRect();
    context.probe.item("explore/selected", selected.min, selected.max);
}

}  // namespace patchlens::ui
