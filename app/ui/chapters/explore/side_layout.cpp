#include "app/ui/chapters/explore/side_layout.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {

InspectorLayout arrange_inspector(ImVec2 size, int channels, float scale, bool compares, bool open) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    InspectorLayout layout;
    layout.gap = px(12);
    const float extra = px(42);  // two lines of text below a small square, beside the large one
    const auto count = static_cast<float>(channels);
    const float width = size.x - px(32);
    layout.small = std::floor((width - extra - count * layout.gap) / (count + 1));
    layout.small = std::min(layout.small, px(size.y > px(860) ? 150 : 110));
    layout.large = layout.small + extra;

    const float fixed = px(14 * 2 + 28 * 2 + 26 + 14 + 32 + 8 + 2 + 20 + 10 + 40 + 46) + 2 * layout.large;
    const float comparison = compares ? px(26 + 4 + 3 * 24 + 6 + 20 + 10 + 72) : 0;
    const float text_sum = px(76);
    const float chart_sum = px(30) + px(22) * (count + 2) + px(18);
    const float least_plots = px(96 + 32);
    float spare = size.y - fixed - comparison - least_plots;
    if (!open) spare += layout.large + text_sum;
    layout.steps = spare >= chart_sum;
    spare = std::max(0.0F, spare - (layout.steps ? chart_sum : text_sum));
    layout.plot = std::floor(px(96) + std::min(spare * 0.7F, px(190)));
    layout.strip = std::floor(px(32) + std::min(spare * 0.3F, px(70)));
    layout.difference = px(72);
    return layout;
}

}  // namespace patchlens::ui
