#include "tests/app/tidy.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace patchlens {
namespace {

using Places = std::vector<std::pair<std::string, ui::Rect>>;

ui::Rect rect_of(const ImVec4& rectangle) {
    return ui::rect_at({rectangle.x, rectangle.y}, rectangle.z, rectangle.w);
}

/// Tolerates half a pixel on every side for rounding.
void expect_none_on_another(const Places& places, const std::string& what) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = i + 1; j < places.size(); ++j) {
            EXPECT_FALSE(places[i].second.inset(0.5F).overlaps(places[j].second.inset(0.5F)))
                << what << ": " << places[i].first << " and " << places[j].first;
        }
    }
}

}  // namespace

void expect_tidy(const Screen& screen, ImVec2 size, float scale, const std::string& what, LeastTexts least) {
    const ui::ScreenLayout layout = ui::arrange_screen(size, scale, screen.application->presenting());
    const auto in_one_part = [&](const ui::Rect& place) {
        const std::array parts{layout.rail,  layout.bar,       layout.parameters_handle, layout.parameters,
                               layout.scene, layout.inspector, layout.inspector_handle,  layout.status};
        return std::any_of(parts.begin(), parts.end(),
                           [&](const ui::Rect& part) { return part.contains(place); });
    };
    Places texts;
    std::size_t of_the_chapter = 0;
    for (const auto& text : screen.application->probe().texts()) {
        const ui::Rect place = rect_of(text.rectangle);
        EXPECT_FALSE(text.shortened) << what << ": " << text.text;
        EXPECT_TRUE(in_one_part(place)) << what << ": " << text.text;
        if (layout.scene.contains(place) || layout.inspector.contains(place)) ++of_the_chapter;
        texts.emplace_back(text.text, place);
    }
    EXPECT_GT(texts.size(), least.all) << what;
    EXPECT_GT(of_the_chapter, least.of_the_chapter) << what;
    expect_none_on_another(texts, what);
}

void expect_apart(const Screen& screen, const std::function<bool(std::string_view)>& counts,
                  const std::string& what) {
    Places widgets;
    for (const auto& [name, rectangle] : screen.application->probe().items()) {
        if (counts(name)) widgets.emplace_back(name, rect_of(rectangle));
    }
    expect_none_on_another(widgets, what);
}

}  // namespace patchlens
