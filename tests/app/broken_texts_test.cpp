// Texts are broken into lines once for as long as they stand on the screen.
#include "app/ui/widgets/broken_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ::testing::ElementsAre;

constexpr float narrow = 40;
constexpr float wide = 400;

TEST(BrokenTexts, AreThoseThatTheLineBreakerMakes) {
    const Screen screen;
    const ImFont* font = ImGui::GetFont();
    ui::BrokenTexts texts;
    EXPECT_THAT(texts.of(font, "one two", wide).lines, ElementsAre("one two"));
    const ui::BrokenText& broken = texts.of(font, "one two", narrow);
    EXPECT_THAT(broken.lines, ElementsAre("one", "two"));
    EXPECT_GT(broken.widest, 0);
    EXPECT_LE(broken.widest, narrow);
    EXPECT_GT(texts.of(font, "one two", wide).widest, narrow);
}

TEST(BrokenTexts, AreKeptWhileTheyAreDrawn) {
    const Screen screen;
    ui::BrokenTexts texts;
    std::string text = "one two";
    const ui::BrokenText* first = &texts.of(ImGui::GetFont(), text, narrow);
    text = "something else";  // what is kept does not depend on the caller's text
    for (int frame = 0; frame < 3; ++frame) {
        texts.begin_frame();
        EXPECT_EQ(&texts.of(ImGui::GetFont(), "one two", narrow), first);
        EXPECT_THAT(first->lines, ElementsAre("one", "two"));
    }
    EXPECT_EQ(texts.size(), 1U);
}

TEST(BrokenTexts, AreForgottenOnceAFrameDoesWithoutThem) {
    const Screen screen;
    ui::BrokenTexts texts;
    texts.of(ImGui::GetFont(), "one two", narrow);
    texts.of(ImGui::GetFont(), "one two", wide);
    EXPECT_EQ(texts.size(), 2U);
    texts.begin_frame();
    texts.of(ImGui::GetFont(), "one two", narrow);
    EXPECT_EQ(texts.size(), 2U);
    texts.begin_frame();
    EXPECT_EQ(texts.size(), 1U);
    texts.begin_frame();
    EXPECT_EQ(texts.size(), 0U);
}

TEST(BrokenTexts, AreForgottenWithTheirFonts) {
    const Screen screen;
    ui::BrokenTexts texts;
    texts.of(ImGui::GetFont(), "one two", narrow);
    texts.begin_frame();
    texts.of(ImGui::GetFont(), "three", narrow);
    texts.clear();
    EXPECT_EQ(texts.size(), 0U);
}

}  // namespace
}  // namespace patchlens
