// The weights lab: sources, the wall of filters and their components, training and painting, as a user meets
// them.
#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "app/model/computing/source_previews.h"
#include "app/ui/chapters/weights/factor_row.h"
#include "app/ui/drawing/numbers.h"
#include "core/analysis/principal_components.h"
#include "core/weights/checkpoint.h"
#include "tests/app/screen.h"
#include "tests/app/setting.h"
#include "tests/app/tidy.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using model::WeightsView;
using ui::compat::Key;

model::Session session_of(WeightsView view) {
    model::Session session;
    session.chapter = model::Chapter::weights;
    session.place<model::Weights>().view = view;
    return session;
}

std::vector<Setting> settings(WeightsView view) {
    std::vector<Setting> all;
    const auto add = [&](std::string name, auto change) {
        all.push_back({std::move(name), session_of(view), {}});
        change(all.back().session);
    };
    add("default", [](model::Session&) {});
    add("not square", [](model::Session& session) {
        session.picture = sample("harbour.png");
        session.module.config = {{250, 300}, {16, 32}, 3, 768, true};
    });
    add("one channel, patch 1", [](model::Session& session) {
        session.module.config = {{24, 40}, {1, 1}, 1, 64, true};
    });
    add("one dimension", [](model::Session& session) { session.module.config.embed_dim = 1; });
    add("four channels, one patch", [](model::Session& session) {
        session.picture = sample("leaf.png");
        session.module.config = {{64, 64}, {64, 64}, 4, 96, false};
    });
    add("large patches, autoencoder", [](model::Session& session) {
        session.module.config = {{256, 256}, {128, 128}, 3, 40, true};
        session.choice<model::Weights>().method = TrainingMethod::autoencoder;
        session.place<model::Weights>().planes = true;
    });
    return all;
}

ui::User user_in(const TemporaryFolder& folder) {
    ui::User user;
    user.settings.settings.hint_seen = true;
    user.home = folder.path();
    user.trained = folder.path() / "trained";
    return user;
}

/// Draws frames until something holds, at most half a minute long.
bool reaches(Screen& screen, const std::function<bool()>& holds) {
    for (int i = 0; i < 3000; ++i) {
        screen.frames();
        if (holds()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

std::int64_t steps_on(const Screen& screen) {
    return screen.state()["training"]["steps"].get<std::int64_t>();
}

bool shows_training(const Screen& screen) {
    return screen.state()["training"]["shown"].get<bool>();
}

class LabSizes : public ::testing::TestWithParam<std::tuple<int, int, int>> {};

TEST_P(LabSizes, EveryTextFits) {
    const auto [width, height, scale] = GetParam();
    const ImVec2 size{static_cast<float>(width), static_cast<float>(height)};
    for (const WeightsView view : {WeightsView::filters, WeightsView::components, WeightsView::paint}) {
        for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
            for (Setting setting : settings(view)) {
                setting.session.language = language;
                const Screen screen(setting.session, size, static_cast<float>(scale));
                expect_tidy(screen, size, static_cast<float>(scale),
                            setting.name + " " + std::string(model::name_of(view)));
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, LabSizes,
                         ::testing::Values(std::tuple{1280, 800, 1}, std::tuple{1600, 1000, 1},
                                           std::tuple{3840, 2160, 2}));

TEST(WeightsLab, TakesASourceByOnePress) {
    Screen screen(session_of(WeightsView::filters), {1280, 800});
    for (const auto& [name, init] : model::names_of<Init>)
        EXPECT_TRUE(screen.shows("weights/source/" + std::string(name))) << name;
    screen.click("weights/source/dct");
    screen.settle();
    EXPECT_EQ(screen.session().module.init, Init::dct);
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().module.init, Init::torch);
    screen.click("weights/source/file");
    screen.frames(2);
    EXPECT_TRUE(screen.shows("dialog/open_weights"));
}

TEST(WeightsLab, PreviewsTheFirstFiltersOfEverySource) {
    model::SourcePreviews previews(
        std::filesystem::path(PATCHLENS_ASSETS_DIR) / "weights/learned-8.safetensors", [] {});
    model::ModuleOptions module;
    const auto pixels = std::make_shared<const Tensor>(Tensor::zeros({3, 64, 64}));
    previews.request(module, pixels);
    while (previews.busy())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    previews.update();
    ASSERT_TRUE(previews.latest());
    ASSERT_EQ(previews.latest()->size(), model::names_of<Init>.size());
    const Tensor all = initialise(Init::torch, module.config.conv_shape(), 0).weight;
    const Tensor& first = previews.latest()->front();
    ASSERT_EQ(first.shape(), (Shape{16, 3, 8, 8}));
    for (std::int64_t i = 0; i < first.size(); ++i)
        EXPECT_EQ(first[i], all[i]);
}

TEST(WeightsLab, SaysHowMuchAComponentOfTheFiltersHolds) {
    model::Session session = session_of(WeightsView::components);
    session.module.config.embed_dim = 40;
    const Screen screen(session, {1280, 800});
    const model::ResultsPointer results = screen.application->results();
    const PrincipalComponents expected = principal_components(results->module->weight().matrix(40), 40);
    const auto& shown = results->analyses.filters;
    ASSERT_TRUE(shown);
    ASSERT_EQ(shown->pictures.shape(), (Shape{40, 3, 8, 8}));
    double sum = 0;
    for (int i = 0; i < 40; ++i) {
        EXPECT_DOUBLE_EQ(shown->shares[static_cast<std::size_t>(i)],
                         expected.shares[static_cast<std::size_t>(i)]);
        EXPECT_EQ(shown->pictures.matrix(40).row(i), expected.components.row(i)) << i;
        sum += expected.shares[static_cast<std::size_t>(i)];
    }
    EXPECT_TRUE(screen.mentions(ui::percent(sum)));
}

TEST(WeightsLab, TrainsWhileOtherChaptersFollow) {
    const TemporaryFolder folder;
    model::Session session = session_of(WeightsView::filters);
    session.module.config.embed_dim = 32;
    Screen screen(session, {1280, 800}, 1, {}, user_in(folder));
    EXPECT_TRUE(screen.mentions("not started"));
    screen.click("weights/start");
    ASSERT_TRUE(reaches(screen, [&] { return shows_training(screen) && steps_on(screen) > 3; }));
    EXPECT_TRUE(screen.state()["training"]["running"].get<bool>());
    EXPECT_TRUE(screen.shows("weights/pause"));

    screen.click("rail/explore");
    const auto value = screen.state()["value"].get<float>();
    const std::int64_t before = steps_on(screen);
    ASSERT_TRUE(reaches(screen, [&] {
        return steps_on(screen) > before && screen.state()["value"].get<float>() != value;
    })) << "the number in Explore follows";

    screen.click("rail/weights");
    screen.frames(2);
    screen.click("weights/pause");
    ASSERT_TRUE(reaches(screen, [&] { return !screen.state()["training"]["running"].get<bool>(); }));
    const auto shown_and_saved = [&] {
        const model::ResultsPointer results = screen.application->results();
        const std::filesystem::path file = screen.session().module.weights;
        return results->live && std::filesystem::exists(file) &&
               load_projection(file).parameters == results->live->parameters &&
               results->module->weight() == results->live->parameters.weight;
    };
    ASSERT_TRUE(reaches(screen, shown_and_saved));
    screen.frames(2);
    EXPECT_TRUE(screen.mentions("step " + ui::grouped(steps_on(screen))));
}

TEST(WeightsLab, SaysThatTrainingIsForOtherSizes) {
    const TemporaryFolder folder;
    model::Session session = session_of(WeightsView::filters);
    session.module.config.embed_dim = 16;
    Screen screen(session, {1600, 1000}, 1, {}, user_in(folder));
    screen.click("weights/step");
    ASSERT_TRUE(reaches(screen, [&] { return shows_training(screen) && steps_on(screen) == 1; }));
    screen.enter("params/patch_size/entry", "4");
    screen.settle();
    screen.frames(2);
    EXPECT_TRUE(screen.mentions("Training goes on for 16 filters"));
    screen.click("weights/restart");
    ASSERT_TRUE(
        reaches(screen, [&] { return steps_on(screen) == 0 && !screen.mentions("Training goes on for"); }));
}

TEST(WeightsLab, SavesTheWeightsOnTheScreen) {
    const TemporaryFolder folder;
    model::Session session = session_of(WeightsView::filters);
    session.module.config.embed_dim = 5;
    Screen screen(session, {1280, 800}, 1, {}, user_in(folder));
    screen.click("weights/save");
    screen.frames(2);
    ASSERT_TRUE(screen.shows("dialog/save_weights"));
    screen.enter("save/path", (folder.path() / "five.safetensors").string());
    screen.frames(2);
    if (screen.shows("save/save")) screen.click("save/save");
    ASSERT_TRUE(reaches(screen, [&] { return std::filesystem::exists(folder.path() / "five.safetensors"); }));
    EXPECT_EQ(load_projection(folder.path() / "five.safetensors").parameters.weight,
              screen.application->results()->module->weight());
}

TEST(Painting, SetsThePixelsUnderTheBrushAndTheMapFollows) {
    model::Session session = session_of(WeightsView::paint);
    session.module.config.embed_dim = 16;
    session.dim = 3;
    Screen screen(session, {1280, 800});
    const auto before = screen.application->results();
    const ui::Rect canvas = screen.place("weights/canvas/0");
    const auto middle = [&](int y, int x) {
        return ImVec2{canvas.min.x + (static_cast<float>(x) + 0.5F) * canvas.width() / 8,
                      canvas.min.y + (static_cast<float>(y) + 0.5F) * canvas.height() / 8};
    };
    screen.drag(middle(2, 1), middle(2, 5));
    screen.settle();
    screen.frames(2);
    const auto after = screen.application->results();
    float scale = 0;
    for (int dim = 0; dim < 16; ++dim)
        if (dim != 3)
            scale = std::max(scale, (*before->analyses.largest_weights)[static_cast<std::size_t>(dim)]);
    ASSERT_GT(scale, 0.05F);
    scale = 0.1F;  // the next of 1, 2, 5
    for (int channel = 0; channel < 3; ++channel) {
        for (int y = 0; y < 8; ++y) {
            for (int x = 0; x < 8; ++x) {
                const std::int64_t index = ((std::int64_t{3} * 3 + channel) * 8 + y) * 8 + x;
                const bool painted = y == 2 && x >= 1 && x <= 5;
                EXPECT_EQ(after->module->weight()[index], painted ? scale : before->module->weight()[index])
                    << channel << " " << y << " " << x;
            }
        }
    }
    EXPECT_EQ(*after->map, after->module->embed_dimension(*after->pixels, 3));
    EXPECT_NE(*after->map, *before->map);
    EXPECT_TRUE(screen.mentions("painted by hand"));
    screen.key(Key::z, true);
    screen.settle();
    EXPECT_TRUE(screen.session().module.painted.empty()) << "a stroke is one step";
    EXPECT_EQ(screen.application->results()->module->weight(), before->module->weight());
}

TEST(Painting, ClearsAndTakesBack) {
    model::Session session = session_of(WeightsView::paint);
    session.module.config.embed_dim = 4;
    session.dim = 1;
    Screen screen(session, {1280, 800});
    screen.click("weights/clear");
    screen.settle();
    screen.frames(2);
    EXPECT_TRUE(screen.application->results()->module->weight().matrix(4).row(1).isZero(0.0F));
    screen.click("weights/unpaint");
    EXPECT_TRUE(screen.session().module.painted.empty());
}

TEST(Painting, WorksByKeys) {
    model::Session session = session_of(WeightsView::paint);
    session.module.config.embed_dim = 4;
    session.dim = 0;
    Screen screen(session, {1280, 800});
    screen.focus("weights/canvas");
    screen.key(Key::right);
    screen.key(Key::down);
    screen.key(Key::enter);
    ASSERT_EQ(screen.session().module.painted.size(), 1U);
    screen.settle();
    const auto results = screen.application->results();
    const std::vector<float>& largest = *results->analyses.largest_weights;
    const float others = std::max({largest[1], largest[2], largest[3]});
    const std::vector<float>& weights = screen.session().module.painted.front().weights;
    ASSERT_GT(others, 0.05F);
    EXPECT_EQ(weights[8 + 1], 0.1F) << "the largest weight of the others, rounded up";
    EXPECT_EQ(weights[8 + 1], weights[64 + 8 + 1]);
}

TEST(Painting, KeepsTheBrushWhileTheOthersChange) {
    const TemporaryFolder folder;
    model::Session session = session_of(WeightsView::paint);
    session.module.config.embed_dim = 16;
    session.dim = 3;
    Screen screen(session, {1280, 800}, 1, {}, user_in(folder));
    screen.click("weights/clear");
    screen.click("weights/step");
    ASSERT_TRUE(reaches(screen, [&] { return shows_training(screen) && steps_on(screen) == 1; }));
    ASSERT_EQ(screen.session().module.painted.size(), 1U) << "what is painted stays";
    const auto stroke = [&] {
        screen.focus("weights/canvas");
        screen.key(Key::enter);
        screen.settle();
        return screen.session().module.painted.front().weights.front();
    };
    const float before = stroke();
    EXPECT_GT(before, 0.0F);
    for (int step = 2; step <= 4; ++step) {
        screen.click("weights/step");
        ASSERT_TRUE(reaches(screen, [&] { return steps_on(screen) == step; }));
    }
    screen.click("weights/clear");
    screen.settle();
    EXPECT_EQ(stroke(), before);
}

TEST(WeightsLab, DoesNotExplainWhatHasJustBeenPressed) {
    const TemporaryFolder folder;
    Screen screen(session_of(WeightsView::filters), {1280, 800}, 1, {}, user_in(folder));
    screen.move_mouse(screen.centre("weights/step"));
    screen.frames(60);
    const std::string tip = english()("tip.train_step");
    ASSERT_TRUE(screen.mentions(tip.substr(0, tip.find(' ', 12))));
    screen.press();
    screen.release();
    screen.frames(60);
    EXPECT_FALSE(screen.mentions(tip.substr(0, tip.find(' ', 12))));
    screen.move_mouse(screen.centre("weights/save"));
    screen.frames(2);
    screen.move_mouse(screen.centre("weights/step"));
    screen.frames(60);
    EXPECT_TRUE(screen.mentions(tip.substr(0, tip.find(' ', 12)))) << "it is told again to who comes back";
}

TEST(WeightsLab, MovesTheWallWithSpaceWithoutTraining) {
    const TemporaryFolder folder;
    Screen screen(session_of(WeightsView::filters), {1280, 800}, 1, {}, user_in(folder));
    const ui::Rect wall = screen.place("weights/atlas");
    ui::compat::feed_key(Key::space, true);
    screen.frames(1);
    screen.drag(wall.centre(), {wall.centre().x, wall.centre().y - 60});
    ui::compat::feed_key(Key::space, false);
    screen.frames(2);
    EXPECT_TRUE(screen.mentions("not started"));
    EXPECT_FALSE(screen.state()["training"]["running"].get<bool>());
}

TEST(WeightsLab, TrainsByATapOfSpace) {
    const TemporaryFolder folder;
    Screen screen(session_of(WeightsView::filters), {1280, 800}, 1, {}, user_in(folder));
    screen.key(Key::space);
    ASSERT_TRUE(reaches(screen, [&] { return shows_training(screen); }));
}

TEST(FactorRow, StepsByOneTwoFive) {
    ui::weights::FactorRow row{"x", "x", "", 0.002, 1e-5, 0.1};
    EXPECT_NEAR(ui::weights::stepped_factor(row, 1), 0.005, 1e-12);
    EXPECT_NEAR(ui::weights::stepped_factor(row, -1), 0.001, 1e-12);
    row.value = 0.001;
    EXPECT_NEAR(ui::weights::stepped_factor(row, -1), 0.0005, 1e-12);
    row.value = 0.1;
    EXPECT_EQ(ui::weights::stepped_factor(row, 1), 0.1);
    row = {"x", "x", "", 0.12, 0, 10};
    EXPECT_NEAR(ui::weights::stepped_factor(row, -1), 0.1, 1e-12);
    row.value = 0.01;
    EXPECT_EQ(ui::weights::stepped_factor(row, -1), 0);
    row.value = 0;
    EXPECT_EQ(ui::weights::stepped_factor(row, 1), 0.01);
    EXPECT_EQ(ui::weights::factor_text(0.002), "0.002");
}

}  // namespace
}  // namespace patchlens
