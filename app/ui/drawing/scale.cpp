#include "app/ui/drawing/scale.h"

#include <algorithm>

namespace patchlens::ui {
double next_ui_scale(double scale, int step) {
    if (step > 0) {
        const auto* larger = std::upper_bound(ui_scales.begin(), ui_scales.end(), scale + 1e-6);
        return larger == ui_scales.end() ? ui_scales.back() : *larger;
    }
    const auto* first = std::lower_bound(ui_scales.begin(), ui_scales.end(), scale - 1e-6);
    return first == ui_scales.begin() ? ui_scales.front() : *(first - 1);
}

float screen_scale(float content, double chosen, bool presenting) {
    return content * static_cast<float>(chosen) * (presenting ? presentation_factor : 1);
}

}  // namespace patchlens::ui
