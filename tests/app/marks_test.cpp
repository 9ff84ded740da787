#include "app/ui/drawing/marks.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <imgui.h>

#include "tests/app/screen.h"

namespace patchlens::ui {
namespace {

/// What the last frame drew in one colour inside a place; fillings that let through are left out.
struct Drawn {
    int points = 0;
    Rect extent{{1e9F, 1e9F}, {-1e9F, -1e9F}};
};

Drawn drawn_in(Colour colour, const Rect& place) {
    Drawn drawn;
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int i = 0; i < data.CmdListsCount; ++i) {
        for (const ImDrawVert& vertex : data.CmdLists[i]->VtxBuffer) {
            const ImU32 alpha = vertex.col >> IM_COL32_A_SHIFT;
            if ((vertex.col | IM_COL32_A_MASK) != colour.packed() || (alpha != 0 && alpha != 255)) continue;
            if (!place.contains(vertex.pos)) continue;
            ++drawn.points;
            drawn.extent.min.x = std::min(drawn.extent.min.x, vertex.pos.x);
            drawn.extent.min.y = std::min(drawn.extent.min.y, vertex.pos.y);
            drawn.extent.max.x = std::max(drawn.extent.max.x, vertex.pos.x);
            drawn.extent.max.y = std::max(drawn.extent.max.y, vertex.pos.y);
        }
    }
    return drawn;
}

/// In the light theme no colour of the panels is one of the marks'.
model::Session light_session(PatchPosition patch = {19, 10}) {
    model::Session session;
    session.theme = model::Theme::light;
    session.patch = patch;
    return session;
}

TEST(Marks, SelectedHasTwoFramesHoveredOnePinnedNeither) {
    Screen screen(light_session());
    const Rect picture = screen.place("explore/picture");
    const Drawn selected = drawn_in(selected_on_picture, picture);
    ASSERT_GT(selected.points, 0);
    EXPECT_EQ(drawn_in(hovered_on_picture, picture).points, 0);
    screen.move_mouse({picture.min.x + 20, picture.min.y + 20});
    screen.frames(2);
    const Drawn hovered = drawn_in(hovered_on_picture, picture);
    ASSERT_GT(hovered.points, 0);
    EXPECT_GE(selected.points, 1.5 * hovered.points);

    screen.move_mouse({0, 0});
    screen.click("inspector/pin");
    screen.settle();
    const Drawn pinned = drawn_in(pinned_on_picture, picture);
    EXPECT_GT(pinned.points, 4 * 2 * 4);  // four corners of two strokes, and the round head
    EXPECT_LT(pinned.extent.min.x, selected.extent.min.x);
    EXPECT_GT(pinned.extent.max.x, selected.extent.max.x);
}

/// How far the selected patch's mark reaches beyond its cell, in pixels.
float reach(Screen& screen) {
    const Rect cell = screen.place("explore/selected");
    return cell.min.x - drawn_in(selected_on_picture, screen.place("explore/picture")).extent.min.x;
}

TEST(Marks, GrowWithTheInterface) {
    Screen small(light_session(), {1280, 800}, 1);
    const float once = reach(small);
    EXPECT_GE(once, 3);
    Screen large(light_session(), {2560, 1600}, 2);
    EXPECT_NEAR(reach(large), 2 * once, 2.1F);
}

TEST(Marks, StayWholeAtThePicturesEdge) {
    const auto points_inside = [](PatchPosition patch) {
        Screen screen(light_session(patch));
        return drawn_in(selected_on_picture, screen.place("explore/picture").inset(-2)).points;
    };
    const int whole = points_inside({19, 10});
    EXPECT_GT(whole, 0);
    for (const PatchPosition patch : {PatchPosition{0, 0}, {0, 31}, {31, 0}, {31, 31}})
        EXPECT_EQ(points_inside(patch), whole) << patch.row << ", " << patch.column;
}

TEST(Lists, HaveWholeBorders) {
    Screen screen;
    screen.click("params/fit");
    screen.frames(2);
    const Rect list = screen.place("params/fit/list");
    const Colour edge = palette_of(screen.session().theme).edge;
    const Rect extent =
        drawn_in(edge, {{list.min.x - 1, list.min.y - 1}, {list.max.x + 1, list.max.y + 1}}).extent;
    EXPECT_NEAR(extent.min.x, list.min.x, 1);
    EXPECT_NEAR(extent.min.y, list.min.y, 1);
    EXPECT_NEAR(extent.max.x, list.max.x, 1);
    EXPECT_NEAR(extent.max.y, list.max.y, 1);
    const ImDrawData& data = *ImGui::GetDrawData();
    const auto near = [](float a, float b) { return std::abs(a - b) < 0.99F; };
    bool whole = false;  // the list's own commands may draw on all of it
    for (int i = 0; i < data.CmdListsCount; ++i)
        for (const ImDrawCmd& command : data.CmdLists[i]->CmdBuffer)
            whole |= near(command.ClipRect.x, list.min.x) && near(command.ClipRect.y, list.min.y) &&
                     near(command.ClipRect.z, list.max.x) && near(command.ClipRect.w, list.max.y);
    EXPECT_TRUE(whole);
}

}  // namespace
}  // namespace patchlens::ui
