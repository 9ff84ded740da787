#include "app/ui/layout.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {
namespace {

constexpr float rail_height = 52;
constexpr float presented_rail_height = 40;
constexpr float bar_height = 46;
constexpr float status_height = 30;
constexpr float handle_width = 26;
constexpr float parameters_width = 292;
constexpr float inspector_narrowest = 348;
constexpr float inspector_widest = 600;
constexpr float drawer_width = 400;     ///< of the inspector
constexpr float scene_narrowest = 592;  ///< beside a panel
constexpr float scene_extras = 162;     ///< height of everything above and below the picture in the scene

}  // namespace

Rect fitted(const Rect& place, double width, double height) {
    const double scale = std::min(place.width() / width, place.height() / height);
    const auto w = static_cast<float>(std::max(1.0, std::floor(width * scale)));
    const auto h = static_cast<float>(std::max(1.0, std::floor(height * scale)));
    return rect_at({std::floor(place.min.x + (place.width() - w) / 2),
                    std::floor(place.min.y + (place.height() - h) / 2)},
                   w, h);
}

ScreenLayout arrange_screen(ImVec2 size, float scale, bool presenting) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const float handle = std::min(px(handle_width), std::floor(size.x / 8));
    const float rail = px(presenting ? presented_rail_height : rail_height);
    const float bottom = presenting ? size.y : std::max(rail, size.y - px(status_height));
    const bool fold_left = presenting || size.x < px(parameters_width + scene_narrowest + handle_width);
    const float left = fold_left ? handle : px(parameters_width);
    const bool fold_right = presenting || size.x - left < px(scene_narrowest + inspector_narrowest);

    const float square_scene = (bottom - rail) - px(scene_extras) + px(48);
    const float spare = std::floor(size.x - left - square_scene);
    const float inspector = std::clamp(spare, px(inspector_narrowest), px(inspector_widest));
    const float right = size.x - (fold_right ? handle : inspector);

    float top = rail;
    if (presenting) {
        const float with_bar = rail + px(bar_height);
        if ((right - left) * (bottom - with_bar) >= presented_part * size.x * size.y) top = with_bar;
    }
    ScreenLayout layout;
    layout.rail = {{0, 0}, {size.x, rail}};
    layout.bar = {{0, rail}, {size.x, top}};
    layout.scene = {{left, top}, {right, bottom}};
    layout.status = {{0, bottom}, size};
    layout.parameters = {{0, top}, {left, bottom}};
    layout.inspector = {{right, top}, {size.x, bottom}};
    if (fold_left) {
        layout.parameters_handle = layout.parameters;
        layout.parameters = {{left, top}, {std::min(right, left + px(parameters_width)), bottom}};
    }
    if (fold_right) {
        layout.inspector_handle = layout.inspector;
        layout.inspector = {{std::max(left, right - px(drawer_width)), top}, {right, bottom}};
    }
    return layout;
}

Rect ScreenLayout::messages() const {
    if (status.height() > 0) return status;
    if (bar.height() > 0) return bar;
    return {{rail.min.x, scene.max.y - std::min(rail.height(), scene.height())}, {rail.max.x, scene.max.y}};
}

SceneLayout arrange_scene(const Rect& scene, float scale, int shape_rows, bool captioned) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const float left = scene.min.x + px(16);
    const float right = scene.max.x - px(16);
    const float toolbar_top = scene.min.y + px(12);
    const float toolbar_bottom = toolbar_top + px(30);
    const float rulers = px(20);  // above the picture; there is room for them at its left anyway
    const float shapes_bottom = scene.max.y - px(14);
    const float shapes_top = shapes_bottom - px(36) * static_cast<float>(shape_rows);
    const float caption_bottom = shapes_top - px(4);
    const float caption_top = caption_bottom - (captioned ? px(40) : 0);
    return {{{left, toolbar_top}, {right, toolbar_bottom}},
            {{left + px(8), toolbar_bottom + rulers}, {right - px(8), caption_top - px(4)}},
            {{left, caption_top}, {right, caption_bottom}},
            {{left, shapes_top}, {right, shapes_bottom}}};
}

}  // namespace patchlens::ui
