// The second half of a double press does not act on a widget that has come under the mouse in between.
#include "app/ui/widgets/double_press.h"

#include <numeric>

#include <gtest/gtest.h>

#include "core/weights/safetensors.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

constexpr int past_a_double_press = static_cast<int>(ui::DoublePress::seconds * 60) + 2;

TEST(DoublePress, IsMeantForWhatItBeganOn) {
    Screen screen;
    ui::DoublePress presses;
    const auto astray = [&](const char* name) {
        presses.begin(name, 6);
        return presses.astray();
    };
    screen.move_mouse({300, 300});
    EXPECT_FALSE(astray("first"));
    EXPECT_FALSE(astray("first"));
    EXPECT_TRUE(astray("second"));
    EXPECT_TRUE(astray("second")) << "a third press is no more meant for it";
    screen.frames(past_a_double_press);
    EXPECT_FALSE(astray("second")) << "there was time to see it";
    screen.move_mouse({304, 300});
    EXPECT_TRUE(astray("first")) << "a hand is not still";
    screen.move_mouse({330, 300});
    EXPECT_FALSE(astray("third")) << "the mouse went there";
}

TEST(DoublePress, OnAButtonDoesNotCloseTheBoxThatItOpens) {
    Screen screen;
    const ImVec2 open = screen.centre("picture/open");
    screen.click(open);
    ASSERT_TRUE(screen.shows("dialog/open"));
    screen.click(open);
    EXPECT_TRUE(screen.shows("dialog/open"));
    screen.frames(past_a_double_press);
    screen.click(open);
    EXPECT_FALSE(screen.shows("dialog/open"));
}

/// A file whose axes may be in either of two orders, so that the panel asks which.
std::filesystem::path open_question(const TemporaryFolder& folder) {
    Tensor kernel({24, 4, 4, 3});
    std::iota(kernel.values().begin(), kernel.values().end(), 0.0F);
    write_safetensors(folder / "both.safetensors", {{"patch_embed.proj.weight", kernel}});
    return folder / "both.safetensors";
}

TEST(DoublePress, OnAnAnswerAboutWeightsTakesNoOthers) {
    const TemporaryFolder folder;
    const std::filesystem::path file = open_question(folder);
    int something_there = 0;  // under the mouse, once the question is gone
    for (float height = 800; height <= 1100; height += 15) {
        Screen screen({}, {1600, height});
        screen.application->open(file);
        screen.settle();
        screen.frames(2);
        const ImVec2 answer = screen.centre("params/weights/mlx");
        screen.click(answer);
        ASSERT_EQ(screen.session().module.weights, file) << height;
        const model::Session answered = screen.session();
        screen.click(answer);
        EXPECT_EQ(screen.session(), answered) << height;
        screen.frames(past_a_double_press);
        screen.click(answer);
        if (screen.session() != answered) ++something_there;
        if (screen.place("params/weights/random").height() < 20) continue;  // scrolled out of sight
        screen.click("params/weights/random");
        EXPECT_TRUE(screen.session().module.weights.empty()) << height;
    }
    EXPECT_GT(something_there, 0) << "or no press could have gone astray";
}

}  // namespace
}  // namespace patchlens
