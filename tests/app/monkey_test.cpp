// Twenty thousand random events: whatever a user presses, types and drags, the session stays valid and the
// screen shows it.
#include <array>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "app/ui/chapters.h"
#include "tests/app/fake_platform.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

constexpr int runs = 20;
constexpr int events_in_a_run = 1000;

class Monkey {
public:
    Monkey(Screen& screen, unsigned seed) : screen_(screen), random_(seed) {}

    int upto(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)); }
    template <typename Values>
    auto one_of(const Values& values) {
        return values[static_cast<std::size_t>(upto(static_cast<int>(values.size())))];
    }

    void event() {
        switch (upto(8)) {
            case 0:
            case 1:
                return move();
            case 2:
            case 3:
                return fake::feed_button(upto(8) == 0 ? 1 : 0, upto(2) == 0);
            case 4:
                return fake::feed_wheel(static_cast<float>(upto(9) - 4));
            case 5:
                return screen_.key(one_of(keys), upto(4) == 0, upto(4) == 0);
            case 6:
                return ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(one_of(letters)));
            default:
                return;
        }
    }

private:
    static constexpr std::array keys{
        ui::compat::Key::left, ui::compat::Key::right, ui::compat::Key::up,      ui::compat::Key::down,
        ui::compat::Key::tab,  ui::compat::Key::enter, ui::compat::Key::space,   ui::compat::Key::escape,
        ui::compat::Key::f1,   ui::compat::Key::z,     ui::compat::Key::page_up, ui::compat::Key::page_down,
        ui::compat::Key::home, ui::compat::Key::end,   ui::compat::Key::y,       ui::compat::Key::o};
    static constexpr std::string_view letters = "[],.+-0123456789gtpvoxe \\\"'/";

    /// Moves the mouse anywhere, or to one of the widgets.
    void move() {
        const auto& items = screen_.application->probe().items();
        if (upto(3) == 0 || items.empty()) {
            const ImVec2 size = ImGui::GetIO().DisplaySize;
            return fake::feed_mouse({static_cast<float>(upto(static_cast<int>(size.x))),
                                     static_cast<float>(upto(static_cast<int>(size.y)))});
        }
        const auto item = std::next(items.begin(), upto(static_cast<int>(items.size())));
        const ImVec4 place = item->second;
        fake::feed_mouse({place.x + place.z * static_cast<float>(upto(100)) / 100,
                          place.y + place.w * static_cast<float>(upto(100)) / 100});
    }

    Screen& screen_;
    std::mt19937 random_;
};

class RandomEvents : public ::testing::TestWithParam<int> {};

TEST_P(RandomEvents, LeaveAPossibleSessionAndItsOwnPicture) {
    const int run = GetParam();
    model::Session session;
    session.chapter = ui::chapters.at(static_cast<std::size_t>(run) % ui::chapters.size()).chapter;
    session.theme = run % 2 == 0 ? model::Theme::dark : model::Theme::light;
    session.language = run % 3 == 0 ? model::LanguageId::zh_cn : model::LanguageId::en;
    Screen screen(session, run % 4 == 0 ? ImVec2{1600, 1000} : ImVec2{1280, 800});
    Monkey monkey(screen, static_cast<unsigned>(run));
    for (int i = 0; i < events_in_a_run; ++i) {
        monkey.event();
        screen.frames(1);
        const model::Session& now = screen.session();
        ASSERT_NO_THROW(validate(now.module.config));
        ASSERT_LT(now.dim, now.module.config.embed_dim);
        const std::string saved = model::to_json(now);
        ASSERT_EQ(model::to_json(model::session_from_json(saved)), saved);
    }
    screen.settle();
    const model::ResultsPointer results = screen.application->results();
    EXPECT_EQ(results->options, screen.session().module);
    EXPECT_EQ(results->selection.patch, screen.session().patch);
    EXPECT_EQ(results->selection.dim, screen.session().dim);
    EXPECT_EQ(results->explanation->value,
              (*results->vector)[static_cast<std::size_t>(results->selection.dim)]);
}

INSTANTIATE_TEST_SUITE_P(All, RandomEvents, ::testing::Range(0, runs));

}  // namespace
}  // namespace patchlens
