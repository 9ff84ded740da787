// Nothing moves under the mouse: from the first frame on, every widget stays where it is, whatever arrives.
#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "app/model/state/names.h"
#include "core/weights/safetensors.h"
#include "tests/app/fake_platform.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using Places = std::map<std::string, ImVec4, std::less<>>;

Places places(const Screen& screen) {
    return screen.application->probe().items();
}

/// Expects every widget that is still there not to have moved.
void expect_unmoved(const Places& before, const Places& after, const std::string& what) {
    EXPECT_GT(before.size(), 10U) << what;
    for (const auto& [name, place] : before) {
        if (name.starts_with("toast/") || name == "tooltip") continue;
        const auto found = after.find(name);
        if (found == after.end()) continue;
        const ImVec4& there = found->second;
        EXPECT_TRUE(place.x == there.x && place.y == there.y && place.z == there.z && place.w == there.w)
            << what << ": " << name << " from " << place.x << ", " << place.y << ", " << place.z << " x "
            << place.w << " to " << there.x << ", " << there.y << ", " << there.z << " x " << there.w;
    }
}

/// The places whose names begin with one of `parts`.
Places of_parts(Places all, const std::vector<std::string>& parts) {
    std::erase_if(all, [&](const auto& item) {
        return std::none_of(parts.begin(), parts.end(),
                            [&](const std::string& part) { return item.first.starts_with(part); });
    });
    return all;
}

struct Window {
    ImVec2 size;
    float scale;
};

/// Every chapter in both languages, in windows of three sizes.
void in_every_chapter(
    const std::function<void(const model::Session&, const Window&, const std::string&)>& test) {
    for (const auto& [name, chapter] : model::names_of<model::Chapter>) {
        for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
            for (const Window& window :
                 {Window{{1280, 800}, 1}, Window{{1600, 1000}, 1}, Window{{3840, 2160}, 2}}) {
                model::Session session;
                session.chapter = chapter;
                session.language = language;
                test(session, window,
                     std::string(name) + (language == model::LanguageId::en ? ", English, " : ", Chinese, ") +
                         std::to_string(static_cast<int>(window.size.x)));
            }
        }
    }
}

TEST(Steady, FromTheFirstFrameToTheSettledOne) {
    in_every_chapter([](const model::Session& session, const Window& window, const std::string& what) {
        Screen screen(session, window.size, window.scale, {}, {}, Screen::Start::unsettled);
        screen.frames(1);
        const Places first = places(screen);
        screen.settle();
        expect_unmoved(first, places(screen), what);
    });
}

TEST(Steady, WhenAnotherPictureComes) {
    in_every_chapter([](const model::Session& session, const Window& window, const std::string& what) {
        Screen screen(session, window.size, window.scale);
        const Places before = places(screen);
        screen.application->open(sample("harbour.png"));
        screen.settle();
        expect_unmoved(before, places(screen), what);
    });
}

TEST(Steady, WhenAPictureWithNotesComes) {
    const TemporaryFolder folder;
    const auto deep = folder.put("deep.ppm", "P6\n300 200\n65535\n" + std::string(300 * 200 * 6, 'x'));
    in_every_chapter([&](const model::Session& session, const Window& window, const std::string& what) {
        Screen screen(session, window.size, window.scale);
        const Places before = places(screen);
        screen.application->open(deep);
        screen.settle();
        ASSERT_TRUE(screen.shows("picture/notes")) << what;
        expect_unmoved(before, places(screen), what);
    });
}

TEST(Steady, WhenWeightsAreLoaded) {
    const TemporaryFolder folder;
    Tensor kernel({512, 3, 8, 8});
    std::iota(kernel.values().begin(), kernel.values().end(), 0.0F);
    const Tensor bias({512});
    write_safetensors(folder / "vit.safetensors",
                      {{"patch_embed.proj.weight", kernel}, {"patch_embed.proj.bias", bias}});
    // The widgets below the weights file describe it, so they may move.
    const std::vector<std::string> parts{"rail/", "picture/", "params/", "explore/", "inspector/"};
    in_every_chapter([&](const model::Session& session, const Window& window, const std::string& what) {
        Screen screen(session, window.size, window.scale);
        const Places before = of_parts(places(screen), parts);
        screen.application->open(folder / "vit.safetensors");
        screen.settle();
        ASSERT_FALSE(screen.session().module.weights.empty()) << what;
        expect_unmoved(before, places(screen), what);
    });
}

/// Whether a widget is one that is pressed or read: parts of an animation move with it, buttons and prose
/// must not.
bool is_pressed(std::string_view name) {
    for (const std::string_view part : {"rail/", "picture/", "params/", "inspector/", "question/"}) {
        if (name.starts_with(part)) return true;
    }
    return name.ends_with("/play") || name.ends_with("/back") || name.ends_with("/forward");
}

TEST(Steady, WhilePlaying) {
    int played = 0;
    in_every_chapter([&](const model::Session& session, const Window& window, const std::string& what) {
        Screen screen(session, window.size, window.scale);
        Places before = places(screen);
        std::erase_if(before, [](const auto& item) { return !is_pressed(item.first); });
        const model::Session resting = screen.session();
        screen.key(ui::compat::Key::space);
        played += screen.session() != resting ? 1 : 0;
        for (int look = 0; look < 6; ++look) {
            screen.frames(20);
            expect_unmoved(before, places(screen), what);
        }
    });
    EXPECT_GE(played, 3 * 2 * 3) << "patches, projection and code play, in two languages and three windows";
}

TEST(Steady, WhenTheDimensionGainsADigit) {
    model::Session session;
    session.dim = 9;
    Screen screen(session, {2560, 1440});
    ASSERT_TRUE(screen.shows("explore/overlay/norm"));
    const Places before = of_parts(places(screen), {"explore/"});
    for (const char* dimension : {"10", "11", "99", "100", "444", "511"}) {
        screen.enter("inspector/dimension/entry", dimension);
        ASSERT_EQ(screen.session().dim, std::stoi(dimension));
        expect_unmoved(before, places(screen), dimension);
    }
}

TEST(Steady, WhenAMessageComes) {
    in_every_chapter([](const model::Session& session, const Window& window, const std::string& what) {
        Screen screen(session, window.size, window.scale);
        const Places before = places(screen);
        screen.application->show_error(Error(ErrorCode::file_empty, {"a.png"}));
        screen.frames(2);
        expect_unmoved(before, places(screen), what);
    });
}

TEST(Steady, WhenAnOverlayIsSwitchedOn) {
    for (const char* overlay : {"explore/overlay/norm", "explore/overlay/pca"}) {
        Screen screen({}, {1920, 1080});
        const Places before = places(screen);
        screen.click(overlay);
        expect_unmoved(before, places(screen), overlay);
    }
}

TEST(Steady, WhenAValueIsRefusedUnderItsSlider) {
    for (const char* option :
         {"params/img_size", "params/patch_size", "params/in_chans", "params/embed_dim"}) {
        Screen screen({}, {1600, 1000});
        const Places before = places(screen);
        screen.enter(std::string(option) + "/entry", "2000000");
        ASSERT_TRUE(screen.shows(std::string(option) + "/why")) << option;
        expect_unmoved(before, places(screen), option);
    }
}

TEST(Steady, WhenWeightsAreRefused) {
    const TemporaryFolder folder;
    write_safetensors(folder / "other.safetensors", {{"head.weight", Tensor({10, 768})}});
    for (const char* file : {"none.safetensors", "other.safetensors"}) {
        Screen screen({}, {1600, 1100});
        const Places before = places(screen);
        screen.enter("params/weights/entry", (folder / file).string());
        ASSERT_TRUE(screen.shows("params/weights/why")) << file;
        expect_unmoved(before, places(screen), file);
        EXPECT_GT(screen.place("params/weights/why").min.x, screen.place("costs/patches").max.x) << file;
    }
}

TEST(Steady, WhenAnotherViewOfTheProjectionIsChosen) {
    for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        model::Session session;
        session.chapter = model::Chapter::projection;
        session.language = language;
        Screen screen(session, {1280, 800});
        const Places before = of_parts(places(screen), {"projection/view/", "projection/play"});
        for (const char* view :
             {"projection/view/channel", "projection/view/flat", "projection/view/matrix"}) {
            screen.click(view);
            const Places now = of_parts(places(screen), {"projection/view/"});
            EXPECT_EQ(now.size(), 4U) << view;
            for (const auto& [name, place] : now) {
                EXPECT_EQ(place.x, before.at(name).x) << name << " in " << view;
                EXPECT_EQ(place.y, before.at(name).y) << name << " in " << view;
            }
        }
    }
}

TEST(Steady, TheSideOfAnotherChapterBeginsAtItsTop) {
    model::Session session;
    session.chapter = model::Chapter::patches;
    Screen screen(session, {1280, 800});
    const float top = screen.place("question/1").min.y;
    screen.wheel({1200, 400}, -20);
    ASSERT_LT(screen.place("question/1").min.y, top) << "scrolled";
    screen.type("3");
    screen.settle();
    screen.type("4");
    screen.settle();
    EXPECT_EQ(screen.place("question/1").min.y, top);
}

TEST(Steady, WhileASliderIsDragged) {
    for (const char* option :
         {"params/img_size", "params/patch_size", "params/in_chans", "params/embed_dim"}) {
        Screen screen({}, {1600, 1000});
        Places before = places(screen);
        const ui::Rect track = screen.place(option);
        screen.move_mouse({track.min.x + 8, track.centre().y});
        screen.press();
        for (float x = track.min.x + 8; x < track.max.x - 8; x += 9) {
            fake::feed_mouse({x, track.centre().y});
            screen.frames(2);
            screen.application->settle();
            screen.frames(1);
            Places now = places(screen);
            std::erase_if(now, [](const auto& item) { return !item.first.starts_with("params/"); });
            expect_unmoved(before, now, option);
        }
        screen.release();
    }
}

}  // namespace
}  // namespace patchlens
