#include "app/ui/layout.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {
namespace {

constexpr float rail_height = 52;
constexpr float presented_rail_height = 36;
constexpr float bar_narrowest = 108;
constexpr float bar_widest = 168;
constexpr float bar_foot = 26;  ///< the handle below the bar
constexpr float status_height = 30;
constexpr float handle_width = 26;
constexpr float parameters_width = 292;
constexpr float inspector_narrowest = 348;
constexpr float inspector_widest = 600;
constexpr float drawer_width = 400;     ///< of the inspector
constexpr float scene_narrowest = 592;  ///< beside a panel
constexpr float scene_extras = 162;     ///< height of everything above and below the picture in the scene
constexpr float ruler_room = 20;        ///< above the picture; at its left there is room anyway
constexpr float caption_room = 40;

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
    float left = fold_left ? handle : px(parameters_width);
    const float slim = std::clamp(std::floor(size.x * 0.16F), px(bar_narrowest), px(bar_widest));
    const bool has_bar =
        presenting && (size.x - handle - slim) * (bottom - rail) >= presented_part * size.x * size.y;
    if (has_bar) left = slim;
    const bool fold_right = presenting || size.x - left < px(scene_narrowest + inspector_narrowest);

    const float square_scene = (bottom - rail) - px(scene_extras) + px(48);
    const float spare = std::floor(size.x - left - square_scene);
    const float inspector = std::clamp(spare, px(inspector_narrowest), px(inspector_widest));
    const float right = size.x - (fold_right ? handle : inspector);

    ScreenLayout layout;
    layout.rail = {{0, 0}, {size.x, rail}};
    layout.scene = {{left, rail}, {right, bottom}};
    layout.status = {{0, bottom}, size};
    layout.parameters = {{0, rail}, {left, bottom}};
    layout.inspector = {{right, rail}, {size.x, bottom}};
    if (fold_left) {
        layout.parameters_handle = layout.parameters;
        layout.parameters = {{left, rail}, {std::min(right, left + px(parameters_width)), bottom}};
    }
    if (has_bar) {
        layout.parameters_handle.min.y = bottom - px(bar_foot);
        layout.bar = {{0, rail}, {left, layout.parameters_handle.min.y}};
    }
    if (fold_right) {
        layout.inspector_handle = layout.inspector;
        layout.inspector = {{std::max(left, right - px(drawer_width)), rail}, {right, bottom}};
    }
    return layout;
}

ScreenLayout scene_alone(ScreenLayout layout) {
    layout.scene.min.x = layout.rail.min.x;
    layout.scene.max.x = layout.rail.max.x;
    layout.bar = layout.parameters_handle = layout.parameters = {};
    layout.inspector_handle = layout.inspector = {};
    return layout;
}

Rect ScreenLayout::messages() const {
    if (status.height() > 0) return status;
    return {rail.min, {rail.min.x + rail.width() * 0.6F, rail.max.y}};  // beside the way out
}

SceneLayout arrange_scene(const Rect& scene, float scale, int shape_rows) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const float left = scene.min.x + px(16);
    const float right = scene.max.x - px(16);
    const float toolbar_top = scene.min.y + px(12);
    const float toolbar_bottom = toolbar_top + px(30);
    const float shapes_bottom = scene.max.y - px(14);
    const float shapes_top = shapes_bottom - px(36) * static_cast<float>(shape_rows);
    const float caption_bottom = shapes_top - px(4);
    const float caption_top = caption_bottom - px(caption_room);
    return {{{left, toolbar_top}, {right, toolbar_bottom}},
            {{left + px(8), toolbar_bottom + px(ruler_room)}, {right - px(8), caption_top - px(4)}},
            {{left, caption_top}, {right, caption_bottom}},
            {{left, shapes_top}, {right, shapes_bottom}}};
}

SceneLayout arrange_presented_scene(const Rect& scene, float scale, bool captioned, ImVec2 picture,
                                    ImVec2 tools) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const Rect inside{{scene.min.x + px(12), scene.min.y + px(6)},
                      {scene.max.x - px(16), scene.max.y - px(8)}};
    const float bottom = inside.max.y - (captioned ? px(caption_room) : 0);
    const Rect caption{{inside.min.x + px(4), bottom}, inside.max};
    const float rulers = px(24);  // at the picture's left
    const Rect row{inside.min, {inside.max.x, inside.min.y + px(30)}};
    const Rect column{inside.min, {inside.min.x + tools.x, bottom}};
    const Rect below{{inside.min.x + rulers, row.max.y + px(ruler_room)}, {inside.max.x, bottom}};
    const Rect beside{{column.max.x + px(8) + rulers, inside.min.y + px(ruler_room)}, {inside.max.x, bottom}};
    const auto shown = [&](const Rect& place) { return fitted(place, picture.x, picture.y).width(); };
    const bool stands = tools.y <= column.height() && shown(beside) > shown(below);
    return {stands ? column : row, stands ? beside : below, caption, {caption.max, caption.max}};
}

}  // namespace patchlens::ui
