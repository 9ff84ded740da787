#include "app/ui/drawing/scale.h"

#include <algorithm>
#include <cmath>

#include "app/ui/layout.h"

namespace patchlens::ui {
namespace {

constexpr float smallest_scale = 0.5F;
/// In steps, so that fonts are not rebuilt for every pixel while a window is resized.
constexpr float step_when_limited = 0.05F;

}  // namespace

double next_ui_scale(double scale, int step) {
    if (step > 0) {
        const auto* larger = std::upper_bound(ui_scales.begin(), ui_scales.end(), scale + 1e-6);
        return larger == ui_scales.end() ? ui_scales.back() : *larger;
    }
    const auto* first = std::lower_bound(ui_scales.begin(), ui_scales.end(), scale - 1e-6);
    return first == ui_scales.begin() ? ui_scales.front() : *(first - 1);
}

float room_for_scale(ImVec2 size, bool presenting) {
    const ImVec2 needed = smallest_screen(presenting);
    return std::min(size.x / needed.x, size.y / needed.y);
}

float screen_scale(float content, double chosen, bool presenting, ImVec2 size) {
    const float wanted = content * static_cast<float>(chosen) * (presenting ? presentation_factor : 1);
    const float room = room_for_scale(size, presenting);
    if (wanted <= room) return wanted;
    return std::max(smallest_scale, std::floor(room / step_when_limited + 1e-3F) * step_when_limited);
}

}  // namespace patchlens::ui
