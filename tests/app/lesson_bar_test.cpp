// The bar that walks through a lesson, and the box where a teacher makes one.
#include <gtest/gtest.h>

#include "app/model/lesson/lesson.h"
#include "app/model/state/actions.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ui::compat::Key;

/// Two steps: patch 16 with a sentence in both languages, patch 32 in the maps.
model::Session two_steps() {
    model::Session first;
    first.picture = sample("house.png");
    first.module.config.patch_size = {16, 16};
    first.patch = {3, 4};
    first.place<model::Explore>().dimension_open = true;  // as every screen of the tests begins
    model::Session second = first;
    second.module.config.patch_size = {32, 32};
    second.chapter = model::Chapter::maps;
    model::Lesson lesson = model::with_step({}, -1, first, {{"en", "Sixteen."}, {"zh-CN", "十六。"}});
    lesson = model::with_step(lesson, 0, second, {{"en", "Thirty-two."}});
    lesson.title = {{"en", "Sizes"}};
    first.handout = model::Handout{lesson};
    return first;
}

int patch_size_of(const Screen& screen) {
    return screen.session().module.config.patch_size.height;
}

TEST(LessonBar, IsThereWithALessonAlone) {
    EXPECT_FALSE(Screen().shows("lesson"));
    const Screen screen(two_steps());
    EXPECT_TRUE(screen.reads("Sizes"));
    EXPECT_TRUE(screen.mentions("Sixteen."));
    EXPECT_TRUE(screen.reads("1 / 2"));
    EXPECT_FALSE(screen.shows("lesson/back"));
    EXPECT_FALSE(screen.shows("lesson/return"));
}

TEST(LessonBar, SpeaksTheLanguageOfTheScreenWhereTheTeacherWroteIt) {
    model::Session session = two_steps();
    session.language = model::LanguageId::zh_cn;
    const Screen screen(session);
    EXPECT_TRUE(screen.mentions("十六。"));
    EXPECT_TRUE(screen.reads("Sizes")) << "the title is in English alone";
}

TEST(LessonBar, WalksThroughTheStepsByPressAndByKey) {
    Screen screen(two_steps());
    screen.click("lesson/next");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, model::Chapter::maps);
    EXPECT_EQ(patch_size_of(screen), 32);
    EXPECT_TRUE(screen.mentions("Thirty-two."));
    EXPECT_FALSE(screen.shows("lesson/next"));
    screen.click("lesson/back");
    screen.settle();
    EXPECT_EQ(patch_size_of(screen), 16);
    screen.type("n");
    screen.settle();
    EXPECT_EQ(patch_size_of(screen), 32);
}

TEST(LessonBar, LeadsBackToTheStepFromAstray) {
    Screen screen(two_steps());
    screen.key(Key::right);
    screen.settle();
    EXPECT_EQ(screen.session().patch, (PatchPosition{3, 5}));
    ASSERT_TRUE(screen.shows("lesson/return"));
    screen.click("lesson/return");
    screen.settle();
    EXPECT_EQ(screen.session().patch, (PatchPosition{3, 4}));
    EXPECT_FALSE(screen.shows("lesson/return"));
    screen.key(Key::right);
    screen.type("r");
    screen.settle();
    EXPECT_EQ(screen.session().patch, (PatchPosition{3, 4}));
}

TEST(LessonBox, MakesALessonOfScreens) {
    Screen screen;
    screen.key(Key::f10);
    screen.click("menu/lesson_add");
    screen.frames(3);
    ASSERT_TRUE(screen.shows("dialog/lesson"));
    screen.enter("lesson/step/0/text", "One.");
    screen.enter("lesson/title", "First");
    screen.click("lesson/add");
    screen.frames(3);
    screen.enter("lesson/step/1/text", "Two.");
    const model::Lesson made = screen.session().handout->lesson;
    EXPECT_EQ(made.title, (model::Texts{{"en", "First"}}));
    ASSERT_EQ(made.steps.size(), 2U);
    EXPECT_EQ(made.steps[0].text, (model::Texts{{"en", "One."}}));
    EXPECT_EQ(made.steps[1].text, (model::Texts{{"en", "Two."}}));
    EXPECT_EQ(screen.session().lesson_step, 1);
    screen.click("lesson/step/1/up");
    screen.frames(2);
    EXPECT_EQ(screen.session().handout->lesson.steps[0].text.at("en"), "Two.");
    screen.click("lesson/step/0/remove");
    screen.frames(2);
    ASSERT_EQ(screen.session().handout->lesson.steps.size(), 1U);
    screen.click("lesson/done");
    screen.frames(2);
    EXPECT_FALSE(screen.shows("dialog/lesson"));
    EXPECT_TRUE(screen.shows("lesson"));
}

}  // namespace
}  // namespace patchlens
