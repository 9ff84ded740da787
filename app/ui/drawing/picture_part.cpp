#include "app/ui/drawing/picture_part.h"

#include <algorithm>

#include "app/ui/drawing/grid_lines.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

void draw_picture_part(Context& context, const Texture& texture, Size image, const Rectangle& pixels,
                       const Rect& place, ImU32 tint) {
    const int top = std::clamp(pixels.top, 0, image.height);
    const int left = std::clamp(pixels.left, 0, image.width);
    const int bottom = std::clamp(pixels.top + pixels.height, top, image.height);
    const int right = std::clamp(pixels.left + pixels.width, left, image.width);
    const bool whole = bottom - top == pixels.height && right - left == pixels.width;
    if (!whole) draw_padded(context, place);
    if (bottom == top || right == left) return;
    const auto x = [&](int pixel) {
        return place.min.x +
               place.width() * static_cast<float>(pixel - pixels.left) / static_cast<float>(pixels.width);
    };
    const auto y = [&](int pixel) {
        return place.min.y +
               place.height() * static_cast<float>(pixel - pixels.top) / static_cast<float>(pixels.height);
    };
    const Rect inside = whole ? place : Rect{{x(left), y(top)}, {x(right), y(bottom)}};
    const auto part = [](int at, int of) { return static_cast<float>(at) / static_cast<float>(of); };
    ImGui::GetWindowDrawList()->AddImage(texture.id(), inside.min, inside.max,
                                         {part(left, image.width), part(top, image.height)},
                                         {part(right, image.width), part(bottom, image.height)}, tint);
}

}  // namespace patchlens::ui
