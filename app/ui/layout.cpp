#include "app/ui/layout.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {
namespace {

constexpr float rail_height = 52;
constexpr float status_height = 30;
constexpr float parameters_width = 292;
constexpr float inspector_narrowest = 348;
constexpr float inspector_widest = 600;
constexpr float scene_extras = 150;  ///< height of everything above and below the picture in the scene

}  // namespace

Rect fitted(const Rect& place, double width, double height) {
    const double scale = std::min(place.width() / width, place.height() / height);
    const auto w = static_cast<float>(std::max(1.0, std::floor(width * scale)));
    const auto h = static_cast<float>(std::max(1.0, std::floor(height * scale)));
    return rect_at({std::floor(place.min.x + (place.width() - w) / 2),
                    std::floor(place.min.y + (place.height() - h) / 2)},
                   w, h);
}

ImVec2 smallest_screen(bool presenting) {
    const ImVec2 whole{1280, 800};
    return presenting ? ImVec2{whole.x - parameters_width, whole.y - status_height} : whole;
}

ScreenLayout arrange_screen(ImVec2 size, float scale, bool presenting) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const float top = px(rail_height);
    const float bottom = presenting ? size.y : std::max(top, size.y - px(status_height));
    const float left = presenting ? 0 : std::min(px(parameters_width), std::floor(size.x / 3));
    const float square_scene = (bottom - top) - px(scene_extras) + px(48);
    const float spare = std::floor(size.x - left - square_scene);
    const float narrowest = std::min(px(inspector_narrowest), std::floor(size.x / 3));
    const float inspector = std::clamp(spare, narrowest, std::max(narrowest, px(inspector_widest)));
    const float right = size.x - inspector;
    return {{{0, 0}, {size.x, top}},
            {{0, top}, {left, bottom}},
            {{left, top}, {right, bottom}},
            {{right, top}, {size.x, bottom}},
            {{0, bottom}, size}};
}

SceneLayout arrange_scene(const Rect& scene, float scale, int shape_rows) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const float left = scene.min.x + px(16);
    const float right = scene.max.x - px(16);
    const float toolbar_top = scene.min.y + px(12);
    const float toolbar_bottom = toolbar_top + px(30);
    const float rulers = px(20);  // above the picture; there is room for them at its left anyway
    const float shapes_bottom = scene.max.y - px(14);
    const float shapes_top = shapes_bottom - px(36) * static_cast<float>(shape_rows);
    const float caption_bottom = shapes_top - px(4);
    const float caption_top = caption_bottom - px(28);
    return {{{left, toolbar_top}, {right, toolbar_bottom}},
            {{left + px(8), toolbar_bottom + rulers}, {right - px(8), caption_top - px(4)}},
            {{left, caption_top}, {right, caption_bottom}},
            {{left, shapes_top}, {right, shapes_bottom}}};
}

}  // namespace patchlens::ui
