#include "tests/app/tidy.h"

#include <vector>

namespace patchlens {

void expect_tidy(const Screen& screen, ImVec2 size, float scale, const std::string& what) {
    const ui::ScreenLayout layout = ui::arrange_screen(size, scale);
    const ui::Rect window{{0, 0}, size};
    std::vector<std::pair<ui::Rect, std::string>> seen;
    for (const auto& text : screen.application->probe().texts()) {
        EXPECT_FALSE(text.shortened) << what << ": " << text.text;
        const ui::Rect place =
            ui::rect_at({text.rectangle.x, text.rectangle.y}, text.rectangle.z, text.rectangle.w);
        const bool in_panel = place.min.x >= layout.inspector.min.x && place.min.y >= layout.inspector.min.y;
        if (in_panel && place.max.y > layout.inspector.max.y) {
            EXPECT_LE(place.max.x, size.x) << what << ": " << text.text;
            continue;
        }
        EXPECT_TRUE(window.contains(place)) << what << ": " << text.text;
        seen.emplace_back(place.inset(0.5F), text.text);
    }
    EXPECT_GT(seen.size(), 40U) << what;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (std::size_t j = i + 1; j < seen.size(); ++j) {
            EXPECT_FALSE(seen[i].first.overlaps(seen[j].first))
                << what << ": " << seen[i].second << " and " << seen[j].second;
        }
    }
}

}  // namespace patchlens
