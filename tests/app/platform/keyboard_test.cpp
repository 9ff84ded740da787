// Keys by their labels on the layouts of several countries, and their order when frames are slow.
#include "app/platform/keyboard.h"

#include <map>
#include <string>
#include <vector>

#include <GLFW/glfw3.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/platform/key_labels.h"
#include "core/support/utf8.h"
#include "tests/app/fake_platform.h"

namespace patchlens::platform {
namespace {

using ::testing::ElementsAre;
using ui::compat::digit_key;
using ui::compat::Key;
using ui::compat::letter_key;

/// What the keys type without Shift, by their rows on a US keyboard: the digits' row from "1" to "=", then
/// the rows from "q" to "]", from "a" to "'" and from "z" to "/". A space for a dead key.
struct Layout {
    std::u32string digits;
    std::u32string upper;
    std::u32string middle;
    std::u32string lower;
};

const Layout us{U"1234567890-=", U"qwertyuiop[]", U"asdfghjkl;'", U"zxcvbnm,./"};
const Layout french{U"&é\"'(-è_çà)=", U"azertyuiop $", U"qsdfghjklmù", U"wxcvbn,;:!"};
const Layout german{U"1234567890ß ", U"qwertzuiopü+", U"asdfghjklöä", U"yxcvbnm,.-"};
const Layout russian{U"1234567890-=", U"йцукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю."};
const Layout greek{U"1234567890-=", U";ςερτυθιοπ[]", U"ασδφγηξκλ '", U"ζχψωβνμ,./"};
const Layout dvorak{U"1234567890[]", U"',.pyfgcrl/=", U"aoeuidhtns-", U";qjkxbmwvz"};
const Layout czech{U"+ěščřžýáíé= ", U"qwertzuiopú)", U"asdfghjklů§", U"yxcvbnm,.-"};

std::map<int, std::string> labels_of(const Layout& layout) {
    std::map<int, std::string> labels;
    const auto row = [&](std::string_view places, const std::u32string& typed) {
        for (std::size_t i = 0; i < places.size(); ++i)
            labels[places[i]] = typed.at(i) == U' ' ? std::string() : to_utf8(typed.at(i));
    };
    row("1234567890-=", layout.digits);
    row("QWERTYUIOP[]", layout.upper);
    row("ASDFGHJKL;'", layout.middle);
    row("ZXCVBNM,./", layout.lower);
    return labels;
}

KeyPress press_of(const Layout& layout, int place, bool shift = false) {
    const auto labels = labels_of(layout);
    const bool latin = has_latin_letters([&](int key) { return labels.at(key); });
    return {place, labels.at(place), latin, shift, false};
}

std::optional<Key> key_on(const Layout& layout, int place) {
    return key_of(press_of(layout, place));
}

TEST(KeyLabels, LettersAreWhereTheyArePrinted) {
    EXPECT_EQ(key_on(us, GLFW_KEY_A), letter_key('a'));
    EXPECT_EQ(key_on(french, GLFW_KEY_Q), letter_key('a'));
    EXPECT_EQ(key_on(french, GLFW_KEY_A), letter_key('q'));
    EXPECT_EQ(key_on(french, GLFW_KEY_W), letter_key('z'));
    EXPECT_EQ(key_on(french, GLFW_KEY_Z), letter_key('w'));
    EXPECT_EQ(key_on(french, GLFW_KEY_SEMICOLON), letter_key('m'));
    EXPECT_EQ(key_on(german, GLFW_KEY_Y), letter_key('z'));
    EXPECT_EQ(key_on(german, GLFW_KEY_Z), letter_key('y'));
    EXPECT_EQ(key_on(dvorak, GLFW_KEY_SEMICOLON), letter_key('s'));
    EXPECT_EQ(key_on(dvorak, GLFW_KEY_X), letter_key('q'));
}

TEST(KeyLabels, WithoutLatinLettersThePlaceCounts) {
    EXPECT_EQ(key_on(russian, GLFW_KEY_C), letter_key('c'));
    EXPECT_EQ(key_on(russian, GLFW_KEY_Z), letter_key('z'));
    EXPECT_EQ(key_on(greek, GLFW_KEY_A), letter_key('a'));
    EXPECT_EQ(key_on(greek, GLFW_KEY_Q), letter_key('q'));  // types ";"
    EXPECT_EQ(key_on(russian, GLFW_KEY_MINUS), Key::minus);
}

TEST(KeyLabels, WithoutLabelsThePlaceCounts) {
    const auto nameless = [](int place) { return KeyPress{place, "", false, false, false}; };
    EXPECT_EQ(key_of(nameless(GLFW_KEY_Q)), letter_key('q'));
    EXPECT_EQ(key_of(nameless(GLFW_KEY_EQUAL)), Key::equal);
    EXPECT_EQ(key_of(nameless(GLFW_KEY_7)), digit_key(7));
}

TEST(KeyLabels, AKeyThatTypesSomethingElseIsNotItsPlace) {
    EXPECT_EQ(key_on(german, GLFW_KEY_MINUS), std::nullopt);  // ß
    EXPECT_EQ(key_on(german, GLFW_KEY_EQUAL), std::nullopt);  // a dead key
    EXPECT_EQ(key_on(french, GLFW_KEY_MINUS), std::nullopt);  // )
    EXPECT_EQ(key_on(french, GLFW_KEY_M), std::nullopt);      // ,
}

TEST(KeyLabels, SignsAreWhereTheyArePrinted) {
    EXPECT_EQ(key_on(german, GLFW_KEY_RIGHT_BRACKET), Key::equal);  // +
    EXPECT_EQ(key_on(german, GLFW_KEY_SLASH), Key::minus);
    EXPECT_EQ(key_on(french, GLFW_KEY_6), Key::minus);
    EXPECT_EQ(key_on(french, GLFW_KEY_EQUAL), Key::equal);
}

TEST(KeyLabels, TheRowOfDigitsIsDigitsWhereTheyNeedShiftToo) {
    EXPECT_EQ(key_on(french, GLFW_KEY_0), digit_key(0));
    EXPECT_EQ(key_on(french, GLFW_KEY_2), digit_key(2));
    EXPECT_EQ(key_on(czech, GLFW_KEY_3), digit_key(3));
    EXPECT_EQ(shortcut_of(press_of(french, GLFW_KEY_2)), '2');
    EXPECT_EQ(shortcut_of(press_of(french, GLFW_KEY_0)), '0');
    EXPECT_EQ(shortcut_of(press_of(czech, GLFW_KEY_5)), '5');
}

TEST(KeyLabels, WhatIsTypedIsNotSaidTwice) {
    for (const int place : {GLFW_KEY_2, GLFW_KEY_G, GLFW_KEY_LEFT_BRACKET, GLFW_KEY_COMMA, GLFW_KEY_MINUS}) {
        EXPECT_EQ(shortcut_of(press_of(us, place)), 0) << place;
        EXPECT_EQ(shortcut_of(press_of(german, place)), 0) << place;
    }
    EXPECT_EQ(shortcut_of(press_of(french, GLFW_KEY_2, true)), 0);  // types "2"
    EXPECT_EQ(shortcut_of(press_of(french, GLFW_KEY_6)), 0);        // types "-"
    EXPECT_EQ(shortcut_of(press_of(russian, GLFW_KEY_SLASH)), 0);   // types "."
    EXPECT_EQ(shortcut_of(press_of(russian, GLFW_KEY_MINUS)), 0);
}

TEST(KeyLabels, WithoutLatinLettersAKeyStandsForWhatAUsKeyboardHasThere) {
    EXPECT_EQ(shortcut_of(press_of(russian, GLFW_KEY_G)), 'g');
    EXPECT_EQ(shortcut_of(press_of(russian, GLFW_KEY_G, true)), 'g');
    EXPECT_EQ(shortcut_of(press_of(russian, GLFW_KEY_LEFT_BRACKET)), '[');
    EXPECT_EQ(shortcut_of(press_of(russian, GLFW_KEY_RIGHT_BRACKET)), ']');
    EXPECT_EQ(shortcut_of(press_of(russian, GLFW_KEY_COMMA)), ',');
    EXPECT_EQ(shortcut_of(press_of(russian, GLFW_KEY_COMMA, true)), '<');
    EXPECT_EQ(shortcut_of(press_of(russian, GLFW_KEY_SEMICOLON)), 0);
}

TEST(KeyLabels, TheKeypadIsArrowsWithoutNumLockAndDigitsWithIt) {
    const auto keypad = [](int place, bool num_lock, bool shift = false) {
        return key_of({place, "", true, shift, num_lock});
    };
    EXPECT_EQ(keypad(GLFW_KEY_KP_8, false), Key::up);
    EXPECT_EQ(keypad(GLFW_KEY_KP_2, false), Key::down);
    EXPECT_EQ(keypad(GLFW_KEY_KP_4, false), Key::left);
    EXPECT_EQ(keypad(GLFW_KEY_KP_6, false), Key::right);
    EXPECT_EQ(keypad(GLFW_KEY_KP_7, false), Key::home);
    EXPECT_EQ(keypad(GLFW_KEY_KP_1, false), Key::end);
    EXPECT_EQ(keypad(GLFW_KEY_KP_9, false), Key::page_up);
    EXPECT_EQ(keypad(GLFW_KEY_KP_3, false), Key::page_down);
    EXPECT_EQ(keypad(GLFW_KEY_KP_DECIMAL, false), Key::remove);
    EXPECT_EQ(keypad(GLFW_KEY_KP_5, false), std::nullopt);
    EXPECT_EQ(keypad(GLFW_KEY_KP_8, true), digit_key(8));
    EXPECT_EQ(keypad(GLFW_KEY_KP_8, true, true), Key::up);
    EXPECT_EQ(keypad(GLFW_KEY_KP_ENTER, true), Key::enter);
    EXPECT_EQ(keypad(GLFW_KEY_KP_ADD, true), Key::equal);
}

// In order, even if frames are slow

/// ImGui alone: what consecutive frames see.
class Frames : public ::testing::Test {
protected:
    Frames() : context_(ImGui::CreateContext()) {
        ImGui::SetCurrentContext(context_);
        fake::prepare_input();
        fake::take_textures();
        ImGui::GetIO().DisplaySize = {100, 100};
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        ui::compat::build_atlas(*ImGui::GetIO().Fonts);
    }
    ~Frames() override { ImGui::DestroyContext(context_); }

    /// What one frame sees: "C" for Ctrl, what was typed, the keys that went down.
    std::string frame(bool entering_text = false) {
        ImGui::GetIO().WantTextInput = entering_text;
        keyboard_.feed();
        ImGui::NewFrame();
        std::string seen = ImGui::GetIO().KeyCtrl ? "C" : "";
        for (const ImWchar typed : ui::compat::typed_characters())
            seen += static_cast<char>(typed);
        if (ui::compat::pressed(Key::a, false)) seen += "<a>";
        if (ui::compat::pressed(Key::backspace, false)) seen += "<backspace>";
        if (ui::compat::pressed(Key::enter, false)) seen += "<enter>";
        ImGui::EndFrame();
        fake::take_textures();
        return seen;
    }

    /// What the frames see until no events are waiting, without the frames that see nothing.
    std::vector<std::string> seen() {
        std::vector<std::string> frames;
        while (keyboard_.waiting()) {
            const std::string one = frame();
            if (!one.empty()) frames.push_back(one);
        }
        return frames;
    }

    void tap(Key key, Modifiers modifiers = {}) {
        keyboard_.press(key, true, modifiers);
        keyboard_.press(key, false, modifiers);
    }

    Keyboard keyboard_;

private:
    ImGuiContext* context_;
};

TEST_F(Frames, AKeyPressedAndLetGoBetweenTwoFramesIsSeen) {
    tap(Key::enter);
    EXPECT_THAT(seen(), ElementsAre("<enter>"));
    tap(Key::enter);
    tap(Key::enter);
    EXPECT_THAT(seen(), ElementsAre("<enter>", "<enter>"));
}

TEST_F(Frames, ControlCountsForTheKeyItWasHeldFor) {
    keyboard_.hold({true});
    tap(Key::a, {true});
    keyboard_.hold({});
    keyboard_.character('5');
    tap(Key::enter);
    EXPECT_THAT(seen(), ElementsAre("C<a>", "C", "5<enter>"));
}

TEST_F(Frames, WhatIsTypedAfterAKeyComesAfterIt) {
    keyboard_.character('b');
    keyboard_.character('c');
    tap(Key::backspace);
    keyboard_.character('d');
    EXPECT_THAT(seen(), ElementsAre("bc<backspace>", "d"));
}

TEST_F(Frames, WhatFollowsEnterWaitsUntilNoTextIsEntered) {
    tap(Key::enter);
    tap(Key::backspace);
    EXPECT_EQ(frame(true), "<enter>");
    EXPECT_EQ(frame(true), "");  // ImGui still reports that text is being entered
    EXPECT_EQ(frame(), "<backspace>");
}

TEST_F(Frames, PressesAreCountedAsTheyAreSeenAndRepeatsAreNot) {
    keyboard_.key(GLFW_KEY_ENTER, 36, GLFW_PRESS, 0);
    EXPECT_EQ(keyboard_.presses(), 0U) << "no frame has seen it";
    seen();
    EXPECT_EQ(keyboard_.presses(), 1U);
    keyboard_.key(GLFW_KEY_ENTER, 36, GLFW_REPEAT, 0);
    keyboard_.key(GLFW_KEY_ENTER, 36, GLFW_REPEAT, 0);
    seen();
    EXPECT_EQ(keyboard_.presses(), 1U);
    keyboard_.key(GLFW_KEY_ENTER, 36, GLFW_RELEASE, 0);
    keyboard_.key(GLFW_KEY_ENTER, 36, GLFW_PRESS, 0);
    seen();
    EXPECT_EQ(keyboard_.presses(), 2U);
}

TEST_F(Frames, AShortcutIsNoText) {
    keyboard_.shortcut('2');
    EXPECT_EQ(frame(), "2");
    keyboard_.shortcut('2');
    EXPECT_EQ(frame(true), "");
    EXPECT_FALSE(keyboard_.waiting());
}

}  // namespace
}  // namespace patchlens::platform
