// Whole screens: nothing overlaps, is cut off or breaks, at every size and setting.
#include <string>

#include <gtest/gtest.h>

#include "tests/app/screen.h"
#include "tests/app/setting.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

std::vector<Setting> settings() {
    std::vector<Setting> all;
    const auto add = [&](std::string name, auto change) {
        model::Session session;
        change(session);
        all.push_back({std::move(name), std::move(session)});
    };
    add("default", [](model::Session&) {});
    add("light", [](model::Session& session) { session.theme = model::Theme::light; });
    add("Chinese", [](model::Session& session) { session.language = model::LanguageId::zh_cn; });
    add("remainder on both sides, not square", [](model::Session& session) {
        session.picture = sample("harbour.png");
        session.module.config = {{250, 300}, {16, 32}, 3, 768, true};
    });
    add("four channels, long vector", [](model::Session& session) {
        session.picture = sample("leaf.png");
        session.module.config = {{256, 256}, {4, 4}, 4, 4096, true};
    });
    add("one channel, patch 1", [](model::Session& session) {
        session.module.config = {{128, 128}, {1, 1}, 1, 64, true};
    });
    add("one patch, one dimension", [](model::Session& session) {
        session.module.config = {{256, 256}, {256, 256}, 3, 1, false};
    });
    add("very wide", [](model::Session& session) {
        session.module.config = {{16, 2048}, {16, 16}, 3, 32, true};
    });
    add("very high", [](model::Session& session) {
        session.module.config = {{2048, 9}, {7, 2}, 3, 32, true};
    });
    add("a model's sizes, normalised, nothing at its default", [](model::Session& session) {
        session.picture = sample("harbour.png");
        session.module.config = {{384, 384}, {14, 14}, 3, 1152, true};
        session.module.normalize = Normalize::half;
        session.module.fit = Fit::pad;
        session.module.filter = ResizeFilter::bicubic;
        session.module.init = Init::trunc_normal;
        session.module.seed = 12;
    });
    add("the picture as it is, its size a label", [](model::Session& session) {
        session.module.fit = Fit::none;
        session.module.config = {{4, 4}, {32, 32}, 3, 64, true};
    });
    add("zoomed to pixels", [](model::Session& session) {
        session.place<model::Explore>().view = {40, 0.3, 0.6};
    });
    add("large seed", [](model::Session& session) { session.module.seed = 2147483647; });
    add("map over the picture",
        [](model::Session& session) { session.place<model::Explore>().overlay = model::Overlay::dimension; });
    add("norms over the picture",
        [](model::Session& session) { session.place<model::Explore>().overlay = model::Overlay::norm; });
    add("principal components over the picture, sorted", [](model::Session& session) {
        session.place<model::Explore>().overlay = model::Overlay::components;
        session.place<model::Explore>().vector_view = model::VectorView::sorted;
    });
    add("similarity, a pinned patch, histogram", [](model::Session& session) {
        session.place<model::Explore>().overlay = model::Overlay::similarity;
        session.place<model::Explore>().overlay_opacity = 0.6;
        session.pinned = PatchPosition{3, 4};
        session.place<model::Explore>().vector_view = model::VectorView::histogram;
    });
    add("a pinned patch, four channels, long vector", [](model::Session& session) {
        session.picture = sample("leaf.png");
        session.module.config = {{1000, 1000}, {2, 2}, 4, 64, true};
        session.pinned = PatchPosition{456, 123};
        session.patch = {499, 499};
    });
    add("the pinned patch itself", [](model::Session& session) { session.pinned = session.patch; });
    return all;
}

class ScreenSizes : public ::testing::TestWithParam<std::tuple<int, int, int>> {};

TEST_P(ScreenSizes, NothingOverlapsOrIsCut) {
    const auto [width, height, scale] = GetParam();
    const ImVec2 size{static_cast<float>(width), static_cast<float>(height)};
    for (const Setting& setting : settings()) {
        const Screen screen(setting.session, size, static_cast<float>(scale));
        expect_tidy(screen, size, static_cast<float>(scale), setting.name);
    }
}

INSTANTIATE_TEST_SUITE_P(All, ScreenSizes,
                         ::testing::Values(std::tuple{1280, 800, 1}, std::tuple{1600, 1000, 1},
                                           std::tuple{3840, 2160, 2}));

TEST(WholeScreen, WidgetsDoNotOverlap) {
    const auto alone = [](std::string_view name) {
        const bool group = name.starts_with("costs/") || name == "inspector/dimension" ||
                           name == "explore/selected" || name == "explore/pinned" ||
                           name == "inspector/sum" || name == "explore/shapes" ||
                           name == "explore/pixel_numbers" || name.starts_with("term/");
        return !group;
    };
    for (const Setting& setting : settings())
        expect_apart(Screen(setting.session, {1280, 800}), alone, setting.name);
}

TEST(WholeScreen, AnIdleScreenUploadsNothingAndNeedsNoMoreFrames) {
    Screen screen;
    screen.frames(3);
    const int uploads = screen.textures.uploads;
    screen.frames(10);
    EXPECT_EQ(screen.textures.uploads, uploads);
    EXPECT_FALSE(screen.application->animating());
}

TEST(WholeScreen, AFrameIsDrawnWithFewTriangles) {
    model::Session session;
    session.module.config = {{2048, 2048}, {2, 2}, 3, 8, true};
    const Screen screen(session);
    EXPECT_LT(ImGui::GetDrawData()->TotalVtxCount, 30000);
}

TEST(WholeScreen, MessagesGoByThemselves) {
    Screen screen;
    screen.application->show_error(Error(ErrorCode::file_empty, {"a.png"}));
    screen.frames(2);
    EXPECT_EQ(screen.messages().size(), 1U);
    screen.frames(60 * 10);
    EXPECT_TRUE(screen.messages().empty());
}

TEST(WholeScreen, AMessageGoesByAClick) {
    Screen screen;
    screen.application->show_error(Error(ErrorCode::file_empty, {"a.png"}));
    screen.frames(2);
    ASSERT_TRUE(screen.shows("toast/0"));
    screen.click("toast/0");
    EXPECT_TRUE(screen.messages().empty());
}

}  // namespace
}  // namespace patchlens
