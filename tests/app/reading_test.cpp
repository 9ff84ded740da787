// Reading aloud: which sentence would be said, in which language, in which order.
#include "app/ui/reading.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/shell/speech.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ui::compat::Key;

/// Notes what would be said, and in which language.
class Notes : public ui::Speech {
public:
    void say(std::string text, const model::LanguageId& language) override {
        said.emplace_back(std::move(text), language.name());
    }
    std::optional<model::Message> take_problem() override { return std::exchange(problem, std::nullopt); }

    std::vector<std::pair<std::string, std::string>> said;
    std::optional<model::Message> problem;
};

ui::User listener(ui::Speech* speech, bool on = true) {
    ui::User user;
    user.settings.settings.speech = on;
    user.settings.settings.hint_seen = true;
    user.speech = speech;
    return user;
}

model::Session in(model::Chapter chapter, model::LanguageId language = model::LanguageId::en) {
    model::Session session;
    session.chapter = chapter;
    session.language = language;
    return session;
}

TEST(ReadingAloud, IsOffUntilTheMenuSwitchesItOn) {
    Notes notes;
    Screen screen({}, {1280, 800}, 1, {}, listener(&notes, false));
    screen.key(Key::f4);
    EXPECT_THAT(notes.said, IsEmpty());
    EXPECT_THAT(screen.messages(), Contains(english()("message.speech_off")));
    screen.key(Key::f10);
    screen.click("menu/speech");
    EXPECT_THAT(notes.said, ElementsAre(Pair(english()("speech.on"), "en")));
    EXPECT_TRUE(screen.application->settings().speech);
    screen.click("menu/speech");
    EXPECT_FALSE(screen.application->settings().speech);
}

TEST(ReadingAloud, SaysTheSentenceOfTheBeatInTheLanguageOfTheScreen) {
    Notes notes;
    Screen screen(in(model::Chapter::story, model::LanguageId::zh_cn), {1280, 800}, 1, {}, listener(&notes));
    screen.key(Key::f4);
    screen.key(Key::right);
    screen.frames(200);
    screen.key(Key::f4);
    EXPECT_THAT(notes.said, ElementsAre(Pair(chinese()("story.beat.1", {"5"}), "zh-CN"),
                                        Pair(chinese()("story.beat.2", {"122"}), "zh-CN")));
}

TEST(ReadingAloud, SaysTheWidgetThatTabIsOnFirstItsLabelThenItsValue) {
    Notes notes;
    Screen screen(in(model::Chapter::explore), {1600, 1000}, 1, {}, listener(&notes));
    screen.key(Key::f4);
    screen.focus("rail/words");
    screen.key(Key::f4);
    screen.focus("params/patch_size/entry");
    screen.key(Key::f4);
    screen.focus("explore/fit");
    screen.key(Key::f4);
    EXPECT_THAT(notes.said,
                ElementsAre(Pair(english()("chapter.explore"), "en"), Pair(english()("chapter.words"), "en"),
                            Pair("patch_size, 8", "en"),
                            Pair(english()("view.fit") + std::string(", ") + english()("tip.fit"), "en")));
}

TEST(ReadingAloud, SaysOnlyWhatLiesAboveInABox) {
    Notes notes;
    Screen screen(in(model::Chapter::explore), {1280, 800}, 1, {}, listener(&notes));
    screen.key(Key::f10);
    screen.focus("menu/about");
    screen.key(Key::f4);
    EXPECT_THAT(notes.said, ElementsAre(Pair(english()("menu.about"), "en")));
}

TEST(ReadingAloud, SaysOnTheScreenWhatIsMissing) {
    Notes notes;
    {
        Screen screen({}, {1280, 800}, 1, {}, listener(&notes));
        notes.problem = model::Message("message.speech_silent");
        screen.frames(2);
        EXPECT_THAT(screen.messages(), ElementsAre(english()("message.speech_silent")));
    }
    Screen without({}, {1280, 800}, 1, {}, listener(nullptr));
    without.key(Key::f4);
    EXPECT_THAT(without.messages(), ElementsAre(english()("message.speech_missing")));
}

}  // namespace
}  // namespace patchlens
