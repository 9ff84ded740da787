#include "app/ui/layout.h"

#include <array>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "app/ui/chapters/explore/side_layout.h"
#include "app/ui/drawing/scale.h"

namespace patchlens::ui {
namespace {

struct Window {
    ImVec2 size;
    float scale;
};
constexpr std::array windows{std::pair{1280, 800}, std::pair{1600, 1000}, std::pair{1920, 1080},
                             std::pair{2560, 1440}};

/// The parts that lie beside each other: a folded panel's handle stands for the panel.
std::vector<Rect> parts_of(const ScreenLayout& layout) {
    std::vector<Rect> parts{layout.rail, layout.scene};
    parts.push_back(layout.folds_parameters() ? layout.parameters_handle : layout.parameters);
    parts.push_back(layout.folds_inspector() ? layout.inspector_handle : layout.inspector);
    for (const Rect& part : {layout.bar, layout.status}) {
        if (part.height() > 0) parts.push_back(part);
    }
    return parts;
}

void expect_covered(ImVec2 size, float scale, bool presenting = false) {
    const std::vector<Rect> parts = parts_of(arrange_screen(size, scale, presenting));
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
    for (const ImVec2 small : {ImVec2{900, 600}, ImVec2{640, 480}, ImVec2{640, 400}}) {
        expect_covered(small, 1);
        expect_covered(small, 1, true);
    }
}

TEST(Layout, PanelsFoldWhereTheSceneWouldBeTooNarrow) {
    const ScreenLayout roomy = arrange_screen({1280, 800}, 1);
    EXPECT_FALSE(roomy.folds_parameters() || roomy.folds_inspector());
    const ScreenLayout narrow = arrange_screen({1100, 800}, 1);
    EXPECT_FALSE(narrow.folds_parameters());
    EXPECT_TRUE(narrow.folds_inspector());
    const ScreenLayout small = arrange_screen({900, 600}, 1);
    EXPECT_TRUE(small.folds_parameters() && small.folds_inspector());
    EXPECT_TRUE(small.scene.contains(small.parameters));
    EXPECT_TRUE(small.scene.contains(small.inspector));
    EXPECT_GT(small.scene.width(), 840);
}

TEST(Layout, TheScaleFoldsPanelsAndIsNotCut) {
    const ScreenLayout layout = arrange_screen({1600, 1000}, 2);
    EXPECT_TRUE(layout.folds_parameters() && layout.folds_inspector());
    EXPECT_FLOAT_EQ(layout.rail.height(), 104);
}

TEST(Layout, APresentationLeavesSeventyPercentOfTheWindowToTheScene) {
    for (const Window& window : {Window{{1280, 800}, 1},
                                 {{900, 600}, 1},
                                 {{1920, 1080}, 1},
                                 {{1600, 1000}, 1},
                                 {{3840, 2160}, 2},
                                 {{1280, 800}, 2}}) {
        const ImVec2 size = window.size;
        const ScreenLayout layout = arrange_screen(size, window.scale * presentation_factor, true);
        EXPECT_GE(layout.scene.width() * layout.scene.height(), presented_part * size.x * size.y)
            << size.x << " at " << window.scale;
        EXPECT_EQ(layout.bar.height() > 0, window.scale < 2 || size.x > 1280) << size.x;
    }
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
