// Textures in a real OpenGL context without a display: what is drawn is read back.
#include "app/platform/gl_textures.h"

#include <array>
#include <functional>

#include <glad/gl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "app/platform/surfaceless_context.h"

namespace patchlens::platform {
namespace {

using Pixel = std::array<int, 3>;

Pixel pixel(const Image& image, int y, int x) {
    return {image.at(y, x, 0), image.at(y, x, 1), image.at(y, x, 2)};
}

/// A black screen of 16x16 pixels with pictures on it.
class GlTexturesTest : public testing::Test {
protected:
    GlTexturesTest() {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().DisplaySize = {16, 16};
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        ImGui_ImplOpenGL3_Init("#version 330 core");
    }
    ~GlTexturesTest() override {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui::DestroyContext();
    }

    /// The screen with the texture covering all of it.
    Image drawn(const ui::Texture& texture, ImVec2 from = {0, 0}, ImVec2 to = {1, 1}) {
        ImGui_ImplOpenGL3_NewFrame();
        ImGui::NewFrame();
        ImGui::GetBackgroundDrawList()->AddImage(texture.id(), {0, 0}, {16, 16}, from, to);
        ImGui::Render();
        glViewport(0, 0, 16, 16);
        glClearColor(0, 0, 0, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
        return framebuffer_.read();
    }
    Image drawn(const Image& image) { return drawn(*textures_.upload(image)); }

    SurfacelessContext context_;
    Framebuffer framebuffer_{{16, 16}};
    GlTextures textures_;
};

TEST_F(GlTexturesTest, TheFirstRowIsOnTop) {
    const Image screen = drawn({{2, 2}, 3, {10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120}});
    EXPECT_EQ(pixel(screen, 0, 0), (Pixel{10, 20, 30}));
    EXPECT_EQ(pixel(screen, 0, 15), (Pixel{40, 50, 60}));
    EXPECT_EQ(pixel(screen, 15, 0), (Pixel{70, 80, 90}));
    EXPECT_EQ(pixel(screen, 15, 15), (Pixel{100, 110, 120}));
}

TEST_F(GlTexturesTest, RowsWhoseBytesAreNoMultipleOfFourStayInPlace) {
    Image image{{4, 3}, 3, {}};  // 9 bytes per row
    for (int i = 0; i < 36; ++i)
        image.pixels.push_back(static_cast<std::uint8_t>(i));
    const Image screen = drawn(image);
    EXPECT_EQ(pixel(screen, 15, 15), (Pixel{33, 34, 35}));
    EXPECT_EQ(pixel(screen, 15, 0), (Pixel{27, 28, 29}));
}

TEST_F(GlTexturesTest, OneChannelIsGrey) {
    EXPECT_EQ(pixel(drawn({{1, 1}, 1, {77}}), 8, 8), (Pixel{77, 77, 77}));
}

TEST_F(GlTexturesTest, TheSecondOfTwoChannelsIsOpacity) {
    EXPECT_EQ(pixel(drawn({{1, 1}, 2, {200, 0}}), 8, 8), (Pixel{0, 0, 0}));
    EXPECT_EQ(pixel(drawn({{1, 1}, 2, {200, 255}}), 8, 8), (Pixel{200, 200, 200}));
}

TEST_F(GlTexturesTest, AlphaIsStraight) {
    // A fifth of the colour over black.
    EXPECT_EQ(pixel(drawn({{1, 1}, 4, {250, 100, 50, 51}}), 8, 8), (Pixel{50, 20, 10}));
}

TEST_F(GlTexturesTest, APictureMadeSmallerShowsTheMeanOfItsPixels) {
    Image stripes{{64, 64}, 1, {}};
    for (int i = 0; i < 64 * 64; ++i)
        stripes.pixels.push_back(i % 2 == 0 ? 0 : 200);
    const auto texture = textures_.upload(std::make_shared<const Pyramid>(pyramid(stripes)));
    EXPECT_TRUE(texture->complete());
    EXPECT_EQ(pixel(drawn(*texture), 8, 8), (Pixel{100, 100, 100}));
}

TEST_F(GlTexturesTest, ALargePictureGoesUpInPartsOneAFrame) {
    const Size size{1601, 3000};
    const auto texture = textures_.upload(std::make_shared<const Pyramid>(
        pyramid({size, 3, std::vector<std::uint8_t>(static_cast<std::size_t>(size.area() * 3), 90)})));
    EXPECT_EQ(texture->size(), size);
    int frames = 0;
    for (; !texture->complete(); ++frames)
        texture->refine();
    const std::int64_t bytes = size.area() * 3 * 4 / 3;  // a pyramid is a third larger than the picture
    EXPECT_EQ(frames, 1 + bytes / GlTextures::bytes_a_frame + 1);  // the first only allocates
    EXPECT_EQ(pixel(drawn(*texture), 15, 15), (Pixel{90, 90, 90}));
}

TEST_F(GlTexturesTest, WhileDetailsAreMissingTheSmallerPictureShows) {
    // Each pixel of a smaller level averages a black and a white pixel: only the largest level has stripes.
    Image stripes{{1200, 2400}, 3, {}};
    for (std::int64_t i = 0; i < stripes.size.area(); ++i)
        stripes.pixels.insert(stripes.pixels.end(), 3, i % 2 == 0 ? 0 : 200);
    const auto texture = textures_.upload(std::make_shared<const Pyramid>(pyramid(stripes)));
    const ImVec2 end{16.0F / 2400, 16.0F / 1200};
    EXPECT_FALSE(texture->complete());
    EXPECT_EQ(pixel(drawn(*texture, {0, 0}, end), 8, 8), (Pixel{100, 100, 100}));
    while (!texture->complete())
        texture->refine();
    EXPECT_EQ(pixel(drawn(*texture, {0, 0}, end), 8, 8), (Pixel{0, 0, 0}));
    EXPECT_EQ(pixel(drawn(*texture, {0, 0}, end), 8, 9), (Pixel{200, 200, 200}));
}

TEST_F(GlTexturesTest, APyramidLargerThanTheDeviceTakesBeginsWithTheLevelThatFits) {
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    const Image wide{
        {2, largest + 2}, 1, std::vector<std::uint8_t>(2 * static_cast<std::size_t>(largest + 2), 90)};
    const auto texture = textures_.upload(std::make_shared<const Pyramid>(pyramid(wide)));
    EXPECT_EQ(texture->size(), (Size{1, largest / 2 + 1}));
    EXPECT_EQ(pixel(drawn(*texture), 8, 8), (Pixel{90, 90, 90}));
}

TEST_F(GlTexturesTest, APictureLargerThanTheDeviceTakesIsHalvedUntilItFits) {
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    const Image wide{
        {2, largest + 2}, 1, std::vector<std::uint8_t>(2 * static_cast<std::size_t>(largest + 2), 90)};
    const auto texture = textures_.upload(wide);
    EXPECT_EQ(texture->size(), (Size{1, largest / 2 + 1}));
    EXPECT_EQ(pixel(drawn(wide), 8, 8), (Pixel{90, 90, 90}));
}

}  // namespace
}  // namespace patchlens::platform
