#include "app/ui/layout.h"

#include <cmath>

#include <gtest/gtest.h>

#include "app/ui/chapters/explore/side_layout.h"

namespace patchlens::ui {
namespace {

struct Window {
    ImVec2 size;
    float scale;
};
constexpr std::array windows{std::pair{1280, 800}, std::pair{1600, 1000}, std::pair{1920, 1080},
                             std::pair{2560, 1440}};

void expect_covered(ImVec2 size, float scale) {
    const ScreenLayout layout = arrange_screen(size, scale);
    const std::array parts{layout.rail, layout.parameters, layout.scene, layout.inspector, layout.status};
    float area = 0;
    for (const Rect& part : parts) {
        EXPECT_GT(part.width(), 0);
        EXPECT_GT(part.height(), 0);
        EXPECT_TRUE((Rect{{0, 0}, size}).contains(part));
        area += part.width() * part.height();
    }
    EXPECT_FLOAT_EQ(area, size.x * size.y);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (std::size_t j = i + 1; j < parts.size(); ++j)
            EXPECT_FALSE(parts[i].overlaps(parts[j])) << i << " and " << j;
    }
}

TEST(Layout, ThePartsCoverTheWindowWithoutOverlap) {
    for (const auto& [width, height] : windows) {
        const ImVec2 size{static_cast<float>(width), static_cast<float>(height)};
        expect_covered(size, 1);
        expect_covered({size.x * 2, size.y * 2}, 2);
    }
    expect_covered({3840, 2160}, 2);
    expect_covered({640, 480}, 1);
}

TEST(Layout, DoubleScaleIsTheSameScreenTwiceAsLarge) {
    const ScreenLayout one = arrange_screen({1920, 1080}, 1);
    const ScreenLayout two = arrange_screen({3840, 2160}, 2);
    EXPECT_FLOAT_EQ(two.scene.width(), 2 * one.scene.width());
    EXPECT_FLOAT_EQ(two.parameters.width(), 2 * one.parameters.width());
    EXPECT_FLOAT_EQ(two.status.height(), 2 * one.status.height());
}

TEST(Layout, TheSceneIsInOrderFromTopToBottom) {
    const Rect scene = arrange_screen({1280, 800}, 1).scene;
    for (const int rows : {1, 2, 3}) {
        const SceneLayout layout = arrange_scene(scene, 1, rows);
        EXPECT_LE(layout.toolbar.max.y, layout.picture.min.y);
        EXPECT_LE(layout.picture.max.y, layout.caption.min.y);
        EXPECT_LE(layout.caption.max.y, layout.shapes.min.y);
        EXPECT_GT(layout.picture.height(), 300);
        for (const Rect& part : {layout.toolbar, layout.picture, layout.caption, layout.shapes})
            EXPECT_TRUE(scene.contains(part));
    }
}

TEST(Layout, FittedKeepsProportionsAndIsCentred) {
    const Rect place{{10, 20}, {110, 220}};
    const Rect wide = fitted(place, 2, 1);
    EXPECT_FLOAT_EQ(wide.width(), 100);
    EXPECT_FLOAT_EQ(wide.height(), 50);
    EXPECT_FLOAT_EQ(wide.min.y, 95);
    EXPECT_TRUE(place.contains(fitted(place, 1, 100000)));
    EXPECT_GE(fitted(place, 1, 100000).width(), 1);
}

TEST(InspectorLayout, PlanesAndMapFillTheWidthForEveryNumberOfChannels) {
    for (const int channels : {1, 3, 4}) {
        for (const float width : {348.0F, 452.0F, 600.0F}) {
            const InspectorLayout layout = arrange_inspector({width, 718}, channels, 1);
            const auto count = static_cast<float>(channels);
            EXPECT_GT(layout.small, 30);
            EXPECT_GT(layout.large, layout.small);
            EXPECT_LE(layout.large + count * (layout.small + layout.gap), width - 32);
            EXPECT_GE(layout.plot, 96);
            EXPECT_GE(layout.strip, 32);
        }
    }
}

}  // namespace
}  // namespace patchlens::ui
