// Text from people and files passes through ImGui's fields unchanged; characters the fonts lack are recorded.
#include "app/ui/drawing/written.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/support/utf8.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using ui::compat::Key;
using namespace std::string_literals;

/// Names as found in the wild: every script, an emoji, a rare Chinese character, a private one, Latin-1.
const std::vector<std::string>& names() {
    static const std::vector<std::string> all{"猫.png",     "Überblick.png",    "Ж ελ שלום.png", "😀🐱.png",
                                              "𠮷野家.png", "\xEE\x80\x80.png", "caf\xE9.png"s,  "plain.png"};
    return all;
}

void paste(Screen& screen, std::string_view item, const std::string& text) {
    ImGui::SetClipboardText(text.c_str());
    screen.click(item);
    screen.key(Key::a, true);
    ui::compat::feed_modifiers(true, false);
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddKeyEvent(ImGuiKey_V, true);
    screen.frames(1);
    ImGui::GetIO().AddKeyEvent(ImGuiKey_V, false);
#else
    ImGui::GetIO().KeysDown['V'] = true;
    screen.frames(1);
    ImGui::GetIO().KeysDown['V'] = false;
#endif
    ui::compat::feed_modifiers(false, false);
    screen.frames(2);
}

TEST(StandIns, LeadBackToWhatTheyStandFor) {
    ui::Written written;
    for (const std::string& name : names()) {
        const std::string inside = written.with_stand_ins(name);
        EXPECT_EQ(written.without_stand_ins(inside), name);
        EXPECT_TRUE(sizeof(ImWchar) > 2 || inside.find('\xF0') == std::string::npos) << inside;
    }
    EXPECT_EQ(written.with_stand_ins("a猫"), "a猫");
    EXPECT_NE(written.with_stand_ins("caf\xE9").find("\xEE"), std::string::npos);
}

TEST(StandIns, EndWithU_FFFD) {
    ui::Written written;
    for (std::size_t i = 0; i < ui::Written::most_stand_ins; ++i)
        written.with_stand_ins(to_utf8(0xE000) + to_utf8(static_cast<char32_t>(0xF0000 + i)));
    if (sizeof(ImWchar) == 2) {
        EXPECT_EQ(written.with_stand_ins(to_utf8(0x10FFFD)), "\xEF\xBF\xBD");
    }
}

TEST(Written, NotesWhatAFaceLacks) {
    model::Session session;
    session.chapter = model::Chapter::words;
    session.choice<model::Words>().sentence = "plain words";
    Screen screen(session);
    EXPECT_TRUE(screen.application->written().missing().empty());
    screen.enter("words/entry", "\xE0\xA4\xA8\xE0\xA4\xAE");  // Devanagari, which no font of the tests has
    EXPECT_EQ(screen.application->written().missing(), U"\x0928\x092E");
}

TEST(AnEntry, TakesWhatIsPastedAsItIs) {
    model::Session session;
    session.chapter = model::Chapter::words;
    for (const std::string& name : names()) {
        Screen screen(session);
        paste(screen, "words/entry", name);
        screen.key(Key::enter);
        EXPECT_EQ(screen.session().choice<model::Words>().sentence, name);
    }
}

TEST(AnEntry, TakesWhatAnInputMethodTypesAsItIs) {
    model::Session session;
    session.chapter = model::Chapter::words;
    for (const char* text : {"猫 Überblick", "a😀b🐱", "𠮷野家", "😀"}) {
        Screen screen(session);
        screen.enter("words/entry", text);
        EXPECT_EQ(screen.session().choice<model::Words>().sentence, text);
    }
}

TEST(AnEntry, TakesSeveralLinesAsOne) {
    model::Session session;
    session.chapter = model::Chapter::words;
    Screen screen(session);
    paste(screen, "words/entry", "one\r\ntwo\n");
    screen.key(Key::enter);
    EXPECT_EQ(screen.session().choice<model::Words>().sentence, "one two");
}

TEST(AnEntry, HoldsTheLongestPath) {
    model::Session session;
    session.chapter = model::Chapter::words;
    std::string path;
    while (path.size() < 4000)
        path += "/猫😀x";
    Screen screen(session);
    paste(screen, "params/weights/entry", path + ".safetensors");
    screen.key(Key::enter);
    screen.settle();
    EXPECT_FALSE(screen.messages().empty());
    EXPECT_THAT(screen.messages().front(), testing::HasSubstr("x.safetensors"));
}

TEST(TheOpenBox, OpensAnyPastedPath) {
    const TemporaryFolder folder;
    for (const std::string& name : names()) {
        const std::filesystem::path file = folder / name;
        std::filesystem::copy_file(sample("leaf.png"), file);
        for (const std::string& pasted : {file.string(), "  " + file.string() + "\n",
                                          "'" + file.string() + "'", "\"" + file.string() + "\""}) {
            Screen screen;
            screen.key(Key::o, true);
            screen.frames(3);
            paste(screen, "open/path", pasted);
            screen.key(Key::enter);
            screen.settle();
            EXPECT_EQ(screen.session().picture, file) << pasted;
            EXPECT_TRUE(screen.messages().empty()) << pasted;
        }
    }
}

}  // namespace
}  // namespace patchlens
