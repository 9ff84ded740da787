// Frames as SVG: what ImGui drew comes back as rectangles, circles, lines, words and pictures.
#include "app/ui/drawing/svg.h"

#include <bit>
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/compat.h"
#include "app/ui/drawing/svg_elements.h"
#include "app/ui/shell/user_pictures.h"
#include "core/support/base64.h"
#include "tests/app/fake_platform.h"
#include "tests/app/screen.h"

namespace patchlens::ui {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr ImU32 red = IM_COL32(255, 0, 0, 255);
constexpr ImU32 blue = IM_COL32(0, 0, 255, 255);

ImTextureID texture_seven() {
    return std::bit_cast<ImTextureID>(std::uintptr_t{7});
}

/// 4x2 pixels of grey: 0, 10, 20, 30 and 40, 50, 60, 70.
Image eight_greys() {
    return {{2, 4}, 1, {0, 10, 20, 30, 40, 50, 60, 70}};
}

/// A frame of one list, drawn by the test.
class SvgTest : public testing::Test {
protected:
    SvgTest() : context_(ImGui::CreateContext()) {
        ImGui::SetCurrentContext(context_);
        fake::prepare_input();
        fake::take_textures();
        ImGui::GetIO().DisplaySize = {200, 100};
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        fonts_ = build_fonts({}, 1, {}, Characters::of_texts);
        recording_.start();
        ImGui::NewFrame();
        list_ = ImGui::GetBackgroundDrawList();
    }
    ~SvgTest() override { ImGui::DestroyContext(context_); }

    std::string drawn(const Rect& part = {{0, 0}, {200, 100}}) {
        ImGui::Render();
        return svg_of({*ImGui::GetDrawData(), recording_, fonts_,
                       [](ImTextureID id) {
                           return id == texture_seven() ? std::optional(eight_greys()) : std::nullopt;
                       }},
                      part, IM_COL32(1, 2, 3, 255), "a & b");
    }

    ImGuiContext* context_;
    Fonts fonts_;
    Recording recording_;
    Written written_;
    ImDrawList* list_ = nullptr;
};

TEST(SvgNumberTest, HasAtMostTwoDecimalsAndNoMore) {
    EXPECT_EQ(svg_number(12), "12");
    EXPECT_EQ(svg_number(0.5F), "0.5");
    EXPECT_EQ(svg_number(1.006F), "1.01");
    EXPECT_EQ(svg_number(-0.001F), "0");
    EXPECT_EQ(svg_number(1e6F), "1000000");
}

TEST_F(SvgTest, TheFileSaysItsSizeGroundAndTitle) {
    EXPECT_THAT(drawn({{10, 20}, {110, 70}}),
                testing::AllOf(HasSubstr("width=\"100\" height=\"50\" viewBox=\"10 20 100 50\""),
                               HasSubstr("<title>a &amp; b</title>"), HasSubstr("fill=\"#010203\"")));
}

TEST_F(SvgTest, FilledShapesAreRectanglesCirclesAndPolygons) {
    list_->AddRectFilled({10, 20}, {30, 50}, red);
    list_->AddRectFilled({50, 20}, {90, 50}, blue, 6);
    list_->AddCircleFilled({120, 50}, 20, IM_COL32(0, 255, 0, 51));
    list_->AddTriangleFilled({1, 2}, {9, 2}, {5, 8}, red);
    const std::string svg = drawn();
    EXPECT_THAT(svg, HasSubstr("<rect x=\"10\" y=\"20\" width=\"20\" height=\"30\" fill=\"#ff0000\"/>"));
    EXPECT_THAT(svg,
                HasSubstr("<rect x=\"50\" y=\"20\" width=\"40\" height=\"30\" rx=\"6\" fill=\"#0000ff\"/>"));
    EXPECT_THAT(svg,
                HasSubstr("<circle cx=\"120\" cy=\"50\" r=\"20\" fill=\"#00ff00\" fill-opacity=\"0.2\"/>"));
    EXPECT_THAT(svg, HasSubstr("<polygon points=\"1,2 9,2 5,8\" fill=\"#ff0000\"/>"));
}

TEST_F(SvgTest, LinesAreLinesAndWhatGoesOnIsOnePolyline) {
    list_->AddLine({10, 10}, {40, 50}, red, 2);
    compat::add_polyline(*list_, std::vector<ImVec2>{{60, 10}, {70, 40}, {90, 20}}, blue, 1.5F);
    compat::add_outline(*list_, {100, 10}, {140, 40}, red, 0, 1);
    list_->AddCircle({170, 50}, 20.5F, blue, 0, 3);
    const std::string svg = drawn();
    EXPECT_THAT(svg, HasSubstr("<line x1=\"10.5\" y1=\"10.5\" x2=\"40.5\" y2=\"50.5\" stroke=\"#ff0000\" "
                               "stroke-width=\"2\"/>"));
    EXPECT_THAT(svg, HasSubstr("<polyline points=\"60,10 70,40 90,20\" fill=\"none\" stroke=\"#0000ff\" "
                               "stroke-width=\"1.5\"/>"));
    EXPECT_THAT(svg, HasSubstr("<rect x=\"100.5\" y=\"10.5\" width=\"39.01\" height=\"29.01\" fill=\"none\" "
                               "stroke=\"#ff0000\"/>"));
    EXPECT_THAT(svg, HasSubstr("<circle cx=\"170\" cy=\"50\" r=\"20\" fill=\"none\" stroke=\"#0000ff\" "
                               "stroke-width=\"3\"/>"));
}

TEST_F(SvgTest, AChangeOfColourIsAGradient) {
    list_->AddRectFilledMultiColor({10, 10}, {60, 20}, red, blue, blue, red);
    const std::string svg = drawn();
    EXPECT_THAT(svg, HasSubstr("x2=\"1\" y2=\"0\"><stop offset=\"0\" stop-color=\"#ff0000\""));
    EXPECT_THAT(svg, HasSubstr("<rect x=\"10\" y=\"10\" width=\"50\" height=\"10\" fill=\"url(#shade0)\"/>"));
}

TEST_F(SvgTest, TextIsTextInTheOrderInWhichItWasDrawn) {
    list_->AddRectFilled({0, 0}, {10, 10}, red);
    recording_.draw_text(*list_, fonts_.body, {12, 30}, blue, "a < b", written_);
    list_->AddRectFilled({20, 0}, {30, 10}, red);
    const std::string svg = drawn();
    const auto first = svg.find("<rect x=\"0\" y=\"0\" width=\"10\"");
    const auto text = svg.find("fill=\"#0000ff\">a &lt; b</text>");
    const auto last = svg.find("<rect x=\"20\"");
    ASSERT_NE(text, std::string::npos);
    EXPECT_LT(first, text);
    EXPECT_LT(text, last);
    EXPECT_THAT(svg, HasSubstr("<text class=\"face0\" x=\"12\" y=\"" +
                               svg_number(30 + fonts_.names[0].baseline) + "\""));
    EXPECT_THAT(svg, HasSubstr(".face0{font-family:"));
}

TEST_F(SvgTest, APartOfAPictureIsEmbeddedAloneAndTinted) {
    list_->AddImage(texture_seven(), {10, 10}, {50, 50}, {0.5F, 0}, {1, 0.5F}, IM_COL32(128, 128, 128, 255));
    const std::string svg = drawn();
    EXPECT_THAT(svg, HasSubstr("<svg x=\"10\" y=\"10\" width=\"40\" height=\"40\" viewBox=\"0 0 40 20\""));
    EXPECT_THAT(svg, HasSubstr("<image width=\"40\" height=\"20\""));
    const Image part{{1, 2}, 1, {10, 15}};  // half of 20 and 30
    EXPECT_THAT(svg, HasSubstr("data:image/png;base64," + base64(encode_png(enlarged(part, 20))) + "\""));
    EXPECT_THAT(svg, HasSubstr("image-rendering:pixelated"));
}

TEST_F(SvgTest, WhatIsCutOffStaysCutOffAndWhatIsOutsideIsLeftOut) {
    list_->PushClipRect({0, 0}, {20, 100});
    list_->AddRectFilled({10, 10}, {50, 20}, red);
    list_->AddCircleFilled({20, 50}, 10, blue);
    list_->PopClipRect();
    list_->AddRectFilled({150, 10}, {160, 20}, red);
    const std::string svg = drawn({{0, 0}, {100, 100}});
    EXPECT_THAT(svg, HasSubstr("<rect x=\"10\" y=\"10\" width=\"10\" height=\"10\" fill=\"#ff0000\"/>"));
    EXPECT_THAT(svg, HasSubstr("<clipPath id=\"clip0\"><rect x=\"0\" y=\"0\" width=\"20\" height=\"100\"/>"));
    EXPECT_THAT(svg, HasSubstr("<circle clip-path=\"url(#clip0)\" cx=\"20\" cy=\"50\" r=\"10\""));
    EXPECT_THAT(svg, Not(HasSubstr("x=\"150\"")));
}

TEST(SvgOfTheScreenTest, HasItsWordsAndFontsByName) {
    model::Session session;
    session.chapter = model::Chapter::explore;
    Screen screen(session);
    screen.application->record(true);
    screen.frames(1);
    const std::string whole = screen.application->svg(*screen.application->place_of("screen"));
    EXPECT_THAT(whole, HasSubstr(">patch_size</text>"));
    EXPECT_THAT(whole, HasSubstr("sans-serif"));
    const std::string scene = screen.application->svg(*screen.application->place_of("scene"));
    EXPECT_THAT(scene, Not(HasSubstr(">patch_size</text>")));
    EXPECT_LT(scene.size(), whole.size());
    EXPECT_FALSE(screen.application->place_of("no/such/widget"));
}

}  // namespace
}  // namespace patchlens::ui
