// Text fields: undo in them, what counts as a number, and that no typed text is lost.
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/state/half_width.h"
#include "app/model/state/typed_size.h"
#include "app/ui/compat.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using model::half_width;
using ui::compat::Key;

TEST(HalfWidth, DigitsAndSignsBecomeAscii) {
    EXPECT_EQ(half_width("０１２３４５６７８９"), "0123456789");
    EXPECT_EQ(half_width("－１６"), "-16");
    EXPECT_EQ(half_width("２２４×１６０"), "224x160");
    EXPECT_EQ(half_width("２２４ｘ１６０"), "224x160");
    EXPECT_EQ(half_width("３，４"), "3,4");
    EXPECT_EQ(half_width("　８　"), " 8 ");
    EXPECT_EQ(half_width("0.5"), "0.5");
}

TEST(HalfWidth, EverythingElseStaysAsItIs) {
    EXPECT_EQ(half_width("八个 é 🙂"), "八个 é 🙂");
    EXPECT_EQ(half_width("\xEF\xBC"), "\xEF\xBC");  // truncated
    EXPECT_EQ(half_width(""), "");
}

/// A text field, and the chapter it is in.
struct Field {
    const char* name;
    model::Chapter chapter = model::Chapter::explore;
};
std::ostream& operator<<(std::ostream& out, const Field& field) {
    return out << field.name;
}

ui::User user_in(const TemporaryFolder& folder) {
    ui::User user;
    user.settings.settings.hint_seen = true;
    user.home = folder.path();
    user.session_file = folder / "kept/session.json";
    return user;
}

class EveryField : public ::testing::TestWithParam<Field> {
protected:
    EveryField() : screen_(session(), {1600, 1000}, 1, {}, user_in(folder_)) {}

    static model::Session session() {
        model::Session session;
        session.chapter = GetParam().chapter;
        return session;
    }

    /// Opens the box first if the field is in one.
    void begin() {
        const std::string_view name = GetParam().name;
        if (name == "open/path") screen_.key(letter('o'), true);
        if (name == "save/path") screen_.key(letter('s'), true, true);
        screen_.frames(3);
        screen_.click(name);
    }
    static Key letter(char letter) { return ui::compat::letter_key(letter); }

    TemporaryFolder folder_;
    Screen screen_;
};

TEST_P(EveryField, UndoKnowsNothingOfWhatWasThereBefore) {
    begin();
    screen_.key(letter('a'), true);
    if (GetParam().name == std::string_view("save/path")) screen_.type((folder_ / "").string());
    screen_.type("7");
    screen_.type("5");
    screen_.type("3");
    screen_.key(Key::enter);
    screen_.settle();
    screen_.key(Key::escape);
    screen_.key(Key::escape);
    begin();
    const std::string before = screen_.typed();
    screen_.key(letter('z'), true);
    screen_.key(letter('z'), true);
    EXPECT_EQ(screen_.typed(), before);
    screen_.key(Key::end);
    screen_.type("x");
    EXPECT_EQ(screen_.typed(), before + "x");
    screen_.key(letter('z'), true);
    EXPECT_EQ(screen_.typed(), before);
    screen_.key(letter('y'), true);
    EXPECT_EQ(screen_.typed(), before + "x");
}

TEST_P(EveryField, LettersDigitsAndBracketsTypeAndTriggerNothing) {
    begin();
    const model::Session before = screen_.session();
    screen_.key(letter('a'), true);
    for (const char* typed :
         {"[", "]", ",", ".", "1", "2", "6", "g", "o", "p", "v", "t", "l", "m", "+", "-", "0"})
        screen_.type(typed);
    EXPECT_EQ(screen_.typed(), "[],.126gopvtlm+-0");
    EXPECT_EQ(screen_.session(), before);
}

INSTANTIATE_TEST_SUITE_P(Entries, EveryField,
                         ::testing::Values(Field{"params/patch_size/entry"}, Field{"params/img_size/entry"},
                                           Field{"inspector/dimension/entry"}, Field{"open/path"},
                                           Field{"save/path"}, Field{"words/entry", model::Chapter::words},
                                           Field{"maps/search", model::Chapter::maps},
                                           Field{"patches/row/entry", model::Chapter::patches}));

TEST(Entry, TwoSidesAreReadHeightFirst) {
    const auto sides = std::pair{240, 320};
    for (const char* text : {"240x320", "240X320", "240×320", " 240 x 320 ", "２４０ｘ３２０", "+240x+320"})
        EXPECT_EQ(model::typed_sides(text), sides) << text;
    for (const char* text : {"240", "", "x", "240x", "x320", "240x320x3", "a x b", "240x99999999999", "+-240x320"})
        EXPECT_FALSE(model::typed_sides(text)) << text;
}

TEST(Entry, ASearchBeginsAnewWithTheListsNextOpening) {
    Screen screen;
    screen.click("params/preset");
    screen.type("v");
    screen.type("i");
    screen.type("t");
    EXPECT_EQ(screen.typed(), "vit");
    screen.key(Key::escape);
    screen.click("params/preset");
    screen.key(ui::compat::letter_key('z'), true);
    screen.key(ui::compat::letter_key('z'), true);
    EXPECT_EQ(screen.typed(), "");
    screen.type("x");
    EXPECT_EQ(screen.typed(), "x");
}

TEST(Entry, WhatWasTypedCountsWhenAFieldAboveIsClicked) {
    Screen screen;
    screen.click("params/patch_size/entry");
    screen.key(Key::a, true);
    screen.type("32");
    screen.click("params/img_size/entry");
    screen.settle();
    EXPECT_EQ(screen.session().module.config.patch_size, (Size{32, 32}));
}

TEST(Entry, AFieldThatWentAwayIsNotTypedIntoWhenItComesBack) {
    Screen screen;
    screen.click("params/patch_size/entry");
    screen.key(Key::a, true);
    screen.type("32");
    screen.key(Key::f5);  // hides the parameters
    screen.frames(5);
    screen.key(Key::f5);
    screen.settle();
    EXPECT_EQ(screen.session().module.config.patch_size, (Size{8, 8}));
}

TEST(Entry, FullWidthDigitsAreDigits) {
    Screen screen;
    screen.enter("params/patch_size/entry", "３２");
    EXPECT_EQ(screen.session().module.config.patch_size, (Size{32, 32}));
    screen.enter("inspector/dimension/entry", "　１００ ");
    EXPECT_EQ(screen.session().dim, 100);
}

}  // namespace
}  // namespace patchlens
