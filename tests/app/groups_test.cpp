// What vectors are good for: nearest patches, clusters, the cloud and a second picture, against core.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <numeric>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/computing/token_groups.h"
#include "app/model/state/session_file.h"
#include "app/ui/chapters/maps/cloud_points.h"
#include "app/ui/chapters/maps/cluster_paint.h"
#include "app/ui/chapters/maps/second_view.h"
#include "app/ui/drawing/numbers.h"
#include "core/analysis/clusters.h"
#include "core/analysis/similarity.h"
#include "tests/app/colour_difference.h"
#include "tests/app/core_numbers.h"
#include "tests/app/screen.h"
#include "tests/app/setting.h"
#include "tests/app/tidy.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using model::Maps;
using model::MapsView;
using model::Measure;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ui::without_plus;

model::Session showing(MapsView view) {
    model::Session session;
    session.chapter = model::Chapter::maps;
    session.place<Maps>().view = view;
    return session;
}

std::vector<Setting> odd_settings(MapsView view) {
    std::vector<Setting> all;
    const auto add = [&](std::string name, auto change) {
        all.push_back({std::move(name), showing(view), {}});
        change(all.back().session);
    };
    add("default", [](model::Session&) {});
    add("Chinese, light", [](model::Session& session) {
        session.language = model::LanguageId::zh_cn;
        session.theme = model::Theme::light;
    });
    add("not square, remainder", [](model::Session& session) {
        session.picture = sample("harbour.png");
        session.module.config = {{250, 300}, {16, 32}, 3, 768, true};
    });
    add("one channel, patch 1", [](model::Session& session) {
        session.module.config = {{24, 40}, {1, 1}, 1, 64, true};
    });
    add("four channels, two dimensions", [](model::Session& session) {
        session.module.config = {{128, 128}, {16, 16}, 4, 2, true};
    });
    add("one dimension", [](model::Session& session) { session.module.config.embed_dim = 1; });
    add("one patch", [](model::Session& session) {
        session.module.config = {{64, 64}, {64, 64}, 3, 96, false};
    });
    return all;
}

/// A picture of one colour.
std::filesystem::path even_picture(const TemporaryFolder& folder) {
    return folder.put("even.ppm", "P6\n64 64\n255\n" + std::string(64 * 64 * 3, 'y'));
}

// Nearest patches

TEST(NearestPatches, AreCoresByEitherMeasureAndAPressSelectsOne) {
    for (const Setting& setting : odd_settings(MapsView::neighbours)) {
        for (const Measure measure : {Measure::cosine, Measure::euclid}) {
            model::Session session = setting.session;
            session.choice<Maps>().measure = measure;
            Screen screen(session);
            const CoreNumbers core(screen.session());
            const auto own = core.matrix().row(core.token());
            const std::vector<float> vector(own.begin(), own.end());
            std::vector<float> values = measure == Measure::euclid
                                            ? euclidean_distances(core.matrix(), vector)
                                            : cosine_similarity(core.matrix(), vector);
            const auto expected = model::nearest_by(measure, values, core.token(), model::most_neighbours);
            const auto& found = screen.application->results()->analyses.neighbours;
            EXPECT_EQ(found->nearest, expected) << setting.name;
            EXPECT_EQ(screen.shows("maps/neighbour/0"), !expected.empty()) << setting.name;
            if (expected.empty()) continue;
            const float first = expected.front().value;
            EXPECT_TRUE(
                screen.reads(measure == Measure::euclid ? without_plus(first) : ui::similarity_text(first)))
                << setting.name;
            screen.move_mouse(screen.centre("maps/neighbour/0"));
            const PatchPosition patch = core.grid.position(expected.front().token);
            EXPECT_EQ(screen.state().at("hovered_patch"),
                      nlohmann::ordered_json::array({patch.row, patch.column}));
            screen.click("maps/neighbour/0");
            EXPECT_EQ(screen.session().patch, patch) << setting.name;
        }
    }
}

TEST(NearestPatches, ComeInTheOrderOfTheirDistance) {
    const std::vector<float> values{0.5F, 0, 2, 1, std::nanf("")};
    const auto near = model::nearest_by(Measure::euclid, values, 1, 3);
    EXPECT_THAT(near, ElementsAre(model::MeasuredToken{0, 0.5F}, model::MeasuredToken{3, 1},
                                  model::MeasuredToken{2, 2}));
    const auto alike = model::nearest_by(Measure::cosine, values, 1, 2);
    EXPECT_THAT(alike, ElementsAre(model::MeasuredToken{2, 2}, model::MeasuredToken{3, 1}));
}

TEST(NearestPatches, AreMeasuredAsTheSwitchSaysAndUndoTakesThatBack) {
    Screen screen(showing(MapsView::neighbours));
    screen.click("maps/measure/euclid");
    screen.settle();
    EXPECT_EQ(screen.session().choice<Maps>().measure, Measure::euclid);
    EXPECT_EQ(screen.application->results()->analyses.neighbours->measure, Measure::euclid);
    screen.key(ui::compat::Key::z, true);
    EXPECT_EQ(screen.session().choice<Maps>().measure, Measure::cosine);
}

// Clusters

TEST(ClustersOfPatches, AreCoresForTheSameNumberAndSeed) {
    for (const Setting& setting : odd_settings(MapsView::clusters)) {
        const Screen screen(setting.session);
        const CoreNumbers core(screen.session());
        const Matrix directions = unit_rows(core.matrix());
        const Clusters expected = k_means({directions.data(), directions.rows(), directions.cols()}, 6, 0);
        const model::TokenClusters& shown = *screen.application->results()->analyses.clusters;
        EXPECT_EQ(shown.found.labels, expected.labels) << setting.name;
        EXPECT_EQ(shown.found.sizes, expected.sizes) << setting.name;
        EXPECT_TRUE(screen.reads(without_plus(expected.inertia))) << setting.name;
        EXPECT_TRUE(screen.reads(std::to_string(expected.iterations))) << setting.name;
        for (std::size_t i = 0; i < expected.sizes.size(); ++i) {
            EXPECT_TRUE(screen.shows("maps/cluster_legend/" + std::to_string(i))) << setting.name;
            EXPECT_TRUE(screen.reads(ui::grouped(expected.sizes[i]))) << setting.name;
        }
        EXPECT_FALSE(screen.shows("maps/cluster_legend/" + std::to_string(expected.sizes.size())));
    }
}

TEST(ClustersOfPatches, AreOfDirectionsOrOfVectorsAsTheyAre) {
    model::Session session;
    session.chapter = model::Chapter::maps;
    session.place<Maps>().view = MapsView::clusters;
    session.module.init = Init::trained;
    Screen screen(session);
    const auto largest = [&] {
        return screen.application->results()->analyses.clusters->found.sizes.front();
    };
    EXPECT_LT(largest(), 400) << "of 1,024 patches";
    EXPECT_TRUE(screen.reads(english()("maps.clusters.directions")));
    screen.click("maps/clusters_by/euclid");
    screen.settle();
    screen.frames(2);
    EXPECT_EQ(screen.application->results()->analyses.clusters->by, Measure::euclid);
    EXPECT_GT(largest(), 800) << "plain patches of any colour";
    EXPECT_TRUE(screen.reads(english()("maps.clusters.distances")));
    screen.key(ui::compat::Key::z, true);
    EXPECT_EQ(screen.session().choice<Maps>().clusters_by, Measure::cosine);
}

TEST(ClustersOfPatches, HaveTheTokensNearestToTheirCentresAsExamples) {
    const Tensor vectors({6, 1}, {0, 1, 2.5F, 10, 11, std::nanf("")});
    const model::TokenClusters clusters = model::cluster_tokens(vectors.matrix(6), 2, 0, Measure::euclid);
    ASSERT_EQ(clusters.found.sizes, (std::vector<std::int64_t>{3, 2}));
    EXPECT_THAT(clusters.examples[0], ElementsAre(1, 0, 2));
    EXPECT_THAT(clusters.examples[1], ElementsAre(3, 4));
    EXPECT_THAT(clusters.left_out, ElementsAre(5));
}

TEST(ClustersOfPatches, AreFoundAnewOnlyForOtherVectorsAnotherNumberOrAnotherSeed) {
    Screen screen(showing(MapsView::clusters));
    const auto found = [&] { return screen.application->results()->analyses.clusters; };
    const auto first = found();
    screen.click("maps/clustered");
    screen.click("maps/view/norms");
    screen.settle();
    screen.click("maps/view/clusters");
    screen.settle();
    EXPECT_EQ(found(), first) << "another patch and another view change nothing";
    screen.enter("maps/clusters/entry", "9");
    screen.settle();
    EXPECT_EQ(found()->found.sizes.size(), 9U);
    screen.click("maps/cluster_again");
    screen.settle();
    EXPECT_EQ(found()->seed, 1U);
    const auto seeded = found();
    screen.enter("params/seed", "5");
    screen.settle();
    EXPECT_NE(found(), seeded);
    EXPECT_EQ(found()->seed, 1U);
}

TEST(ClustersOfPatches, AreOneWhereAllPatchesAreEqualAndThatIsSaid) {
    const TemporaryFolder folder;
    model::Session session = showing(MapsView::clusters);
    session.picture = even_picture(folder);
    const Screen screen(session);
    EXPECT_EQ(screen.application->results()->analyses.clusters->found.sizes.size(), 1U);
    EXPECT_TRUE(screen.reads(english()("maps.clusters.fewer", {"1"})));
}

TEST(ClustersOfPatches, TheListLightsAClusterAndSelectsItsMiddlePatch) {
    Screen screen(showing(MapsView::clusters));
    const model::TokenClusters clusters = *screen.application->results()->analyses.clusters;
    const PatchPosition middle = screen.application->results()->grid.position(clusters.examples[2].front());
    screen.move_mouse(screen.centre("maps/cluster/2"));
    EXPECT_EQ(screen.state().at("hovered_patch"), nlohmann::ordered_json::array({middle.row, middle.column}));
    screen.click("maps/cluster/2");
    EXPECT_EQ(screen.session().patch, middle);
    screen.settle();
    EXPECT_TRUE(screen.reads(
        english()("maps.clusters.own", {ui::place_text(middle), "3", ui::grouped(clusters.found.sizes[2])})));
}

TEST(ClustersOfPatches, AreWaitedForByNothingElseWhereTheyTakeLong) {
    const auto picture = std::make_shared<const model::Picture>(
        model::Picture{sample("house.png"), load_image(sample("house.png"))});
    for (const auto& [patch, answers] : {std::pair{2, 2}, std::pair{16, 1}}) {
        std::atomic<int> answered = 0;
        model::Computation computation({}, [&] { ++answered; });
        model::ModuleOptions options;
        options.config = {{256, 256}, {patch, patch}, 3, 128, true};
        model::AnalysisRequest wanted;
        wanted.clusters = 16;
        computation.request(options, picture, {}, wanted);
        while (computation.busy())
            computation.wait(std::chrono::milliseconds(10));
        // The thread tells of its last answer just after it has one.
        for (int i = 0; i < 500 && answered < answers; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        EXPECT_EQ(answered, answers) << "the rest first, where there are many vectors";
        EXPECT_EQ(computation.latest()->analyses.clusters->found.sizes.size(), 16U);
    }
}

TEST(ClustersOfPatches, RefuseANumberThatCannotBe) {
    Screen screen(showing(MapsView::clusters));
    for (const char* typed : {"1", "17", "many"}) {
        screen.enter("maps/clusters/entry", typed);
        EXPECT_EQ(screen.session().choice<Maps>().clusters, 6) << typed;
        EXPECT_FALSE(screen.messages().empty()) << typed;
    }
    screen.enter("maps/cluster_seed", "-1");
    EXPECT_EQ(screen.session().choice<Maps>().cluster_seed, 0U);
}

TEST(ClustersOfPatches, SayWhyTheyAreNotThereAboveTheMemoryBudget) {
    model::ComputeLimits limits;
    limits.output_bytes = 1000;
    const Screen screen(showing(MapsView::clusters), {1600, 1000}, 1, limits);
    EXPECT_TRUE(screen.shows("maps/absent"));
    EXPECT_FALSE(screen.shows("maps/clustered"));
}

TEST(ClusterColours, AreApartForEverySight) {
    for (const Sight sight : {Sight::normal, Sight::deuteranope, Sight::protanope}) {
        for (std::size_t a = 0; a < ui::cluster_colours.size(); ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                EXPECT_GE(difference(ui::cluster_colours[a], ui::cluster_colours[b], sight), a < 6 ? 23 : 15)
                    << a << " and " << b;
            }
        }
    }
}

TEST(ClusterColours, HaveSixteenHatchings) {
    std::set<std::vector<bool>> patterns;
    for (int cluster = 0; cluster < 16; ++cluster) {
        std::vector<bool> pattern;
        for (int i = 0; i < 64; ++i)
            pattern.push_back(ui::hatched(cluster, i / 8, i % 8));
        patterns.insert(pattern);
    }
    EXPECT_EQ(patterns.size(), 16U);
}

TEST(ClusterPaint, ShowsEachPatchInItsColourAndWhereClustersMeet) {
    const std::vector<int> labels{0, 0, 1, -1};
    const Size grid{2, 2};
    const Image colours = ui::cluster_colour_picture(labels, grid, 1);
    const auto colour = [&](const Image& image, int y, int x) {
        return ui::Colour{image.at(y, x, 0), image.at(y, x, 1), image.at(y, x, 2)};
    };
    EXPECT_EQ(colour(colours, 0, 1), ui::cluster_colours[0]);
    EXPECT_EQ(colour(colours, 1, 0), ui::cluster_colours[1]);
    EXPECT_EQ(colour(colours, 1, 1), ui::sequential.not_a_number);
    const ui::Colour lit{1, 2, 3};
    const Image lines = ui::cluster_line_picture(labels, grid, 4, 1, lit);
    EXPECT_EQ(colour(lines, 4, 1), lit) << "cluster 1 below cluster 0";
    EXPECT_EQ(colour(lines, 5, 0), lit) << "and at the picture's edge";
    EXPECT_EQ(lines.at(3, 1, 3), 255) << "dark outside of it";
    EXPECT_EQ(colour(lines, 3, 1), ui::dark_on_picture);
    EXPECT_EQ(lines.at(1, 3, 3), 0) << "no line within a cluster";
}

// The cloud

TEST(CloudOfTokens, LiesWhereTheComponentsPutItWithinOneSphere) {
    for (const Setting& setting : odd_settings(MapsView::cloud)) {
        const Screen screen(setting.session);
        const model::Results& results = *screen.application->results();
        const PrincipalComponents& components = *results.analyses.components;
        const auto points = ui::cloud_points(components, results.grid, 1);
        ASSERT_EQ(static_cast<std::int64_t>(points.size()), results.grid.num_patches()) << setting.name;
        float longest = 0;
        float score = 0;
        for (const ui::CloudPoint& point : points) {
            const auto& at = point.at;
            longest = std::max(longest, std::sqrt(at[0] * at[0] + at[1] * at[1] + at[2] * at[2]));
            score = std::max(score, components.scores.row(point.token).norm());
        }
        for (const ui::CloudPoint& point : points) {
            for (Eigen::Index i = 0; i < components.scores.cols(); ++i) {
                EXPECT_NEAR(point.at[static_cast<std::size_t>(i)] * score, components.scores(point.token, i),
                            1e-4F * std::max(1.0F, score));
            }
        }
        EXPECT_NEAR(longest, score > 0 ? 1 : 0, 1e-5) << setting.name;
        for (std::size_t i = 0; i < 3; ++i) {
            const bool there = i < components.shares.size() && components.variances[i] > 0;
            const std::string axis =
                std::to_string(i + 1) + "  " + (there ? ui::percent(components.shares[i]) : std::string());
            if (screen.shows("maps/cloud/axis/" + std::to_string(i))) {
                EXPECT_TRUE(there) << setting.name;
                EXPECT_TRUE(screen.reads(axis)) << setting.name;
            }
        }
        EXPECT_EQ(screen.shows("maps/cloud/axis/0"), components.variances[0] > 0) << setting.name;
    }
}

TEST(CloudOfTokens, IsThinnedOutWhereItIsLargeButForWhatIsMarked) {
    EXPECT_EQ(ui::cloud_step({64, 64}), 1);
    EXPECT_EQ(ui::cloud_step({256, 256}), 3);
    EXPECT_EQ(ui::cloud_step({1, 65536}), 8);
    const PatchGrid grid({20, 20}, {1, 1});
    PrincipalComponents components;
    components.scores = Matrix::Zero(400, 3);
    const std::vector<std::int64_t> also{0, 21, 21};
    const auto points = ui::cloud_points(components, grid, 4, also);
    EXPECT_EQ(points.size(), 26U);
    EXPECT_EQ(points.back().token, 21);
}

TEST(CloudOfTokens, HasNoPointForAVectorThatIsNotFinite) {
    PrincipalComponents components;
    components.scores = Matrix::Ones(4, 2);
    components.scores(2, 0) = std::nanf("");
    EXPECT_EQ(ui::cloud_points(components, PatchGrid({2, 2}, {1, 1}), 1).size(), 3U);
}

TEST(CloudCamera, TurnsTiltsAndPutsWhatIsNearerLater) {
    const ui::Rect place{{0, 0}, {400, 400}};
    const ui::CloudPoint right{{1, 0, 0}, 0};
    const ui::CloudPoint near{{0, 0, 1}, 1};
    const ui::CloudPoint up{{0, 1, 0}, 2};
    model::CloudView view{.turn = 0, .tilt = 0};
    const ui::CloudCamera ahead(view, place, 10);
    EXPECT_GT(ahead.seen(right).at.x, 350);
    EXPECT_NEAR(ahead.seen(right).at.y, 200, 1e-3);
    EXPECT_LT(ahead.seen(up).at.y, 50);
    EXPECT_NEAR(ahead.seen(near).depth, 1, 1e-6);
    EXPECT_GT(ahead.seen(near).side, ahead.seen(right).side);
    const auto order = ahead.seen(std::vector{near, right, {{0, 0, -1}, 3}});
    EXPECT_EQ(order.front().token, 3);
    EXPECT_EQ(order.back().token, 1);
    view.turn = 90;
    EXPECT_NEAR(ui::CloudCamera(view, place, 10).seen(near).depth, 0, 1e-6);
    EXPECT_GT(ui::CloudCamera(view, place, 10).seen(near).at.x, 350) << "what was near is now at the right";
    view = {.turn = 0, .tilt = 90};
    EXPECT_NEAR(ui::CloudCamera(view, place, 10).seen(up).depth, 1, 1e-6) << "from above";
    for (double turn = 0; turn < 360; turn += 15) {
        const ui::CloudCamera camera({.turn = turn, .tilt = turn / 4 - 45}, place, 10);
        for (const ui::CloudPoint& point : {right, near, up}) {
            const ui::SeenPoint seen = camera.seen(point);
            const ui::Rect square =
                ui::rect_at({seen.at.x - seen.side / 2, seen.at.y - seen.side / 2}, seen.side, seen.side);
            EXPECT_TRUE(place.contains(square)) << "all of it fits, however it is turned";
        }
    }
}

TEST(CloudOfTokens, IsTurnedByDraggingEnlargedByTheWheelAndResetByADoubleClick) {
    Screen screen(showing(MapsView::cloud));
    const ImVec2 middle = screen.centre("maps/cloud");
    const PatchPosition before = screen.session().patch;
    screen.drag(middle, {middle.x + 60, middle.y + 30});
    const model::CloudView turned = screen.session().place<Maps>().cloud;
    EXPECT_GT(turned.turn, model::CloudView{}.turn);
    EXPECT_GT(turned.tilt, model::CloudView{}.tilt);
    EXPECT_EQ(screen.session().patch, before) << "a drag selects nothing";
    screen.wheel(middle, 2);
    EXPECT_NEAR(screen.session().place<Maps>().cloud.zoom, 1.5625, 1e-6);
    screen.click("maps/cloud_reset");
    EXPECT_EQ(screen.session().place<Maps>().cloud, model::CloudView{});
    screen.drag(middle, {middle.x + 60, middle.y + 30});
    screen.frames(60);
    screen.click(middle);
    screen.click(middle);
    EXPECT_EQ(screen.session().place<Maps>().cloud, model::CloudView{});
}

TEST(CloudOfTokens, APressSelectsThePatchUnderTheMouse) {
    Screen screen(showing(MapsView::cloud));
    const model::Results& results = *screen.application->results();
    const ui::Rect place = screen.place("maps/cloud");
    // The nearest of all points lies on top wherever the others are.
    const auto points = ui::cloud_points(*results.analyses.components, results.grid, 1);
    const ui::CloudCamera camera(screen.session().place<Maps>().cloud, place, 1);
    const ui::SeenPoint top = camera.seen(points).back();
    const float by =
        (place.height() / 2 - screen.place("maps/cloud/selected").width()) / (place.height() / 2);
    const ImVec2 centre = place.centre();
    screen.click(ImVec2{centre.x + (top.at.x - centre.x) * by, centre.y + (top.at.y - centre.y) * by});
    EXPECT_EQ(screen.session().patch, results.grid.position(top.token));
}

TEST(CloudOfTokens, TurnsByItselfOnlyWhereThingsMayMove) {
    Screen screen(showing(MapsView::cloud));
    screen.click("maps/cloud_turn");
    screen.move_mouse({2, 2});
    const double before = screen.session().place<Maps>().cloud.turn;
    screen.frames(30);
    EXPECT_NEAR(screen.session().place<Maps>().cloud.turn, before + 6, 0.5) << "half a second at 12 degrees";
    EXPECT_TRUE(screen.application->animating());
    model::Session still = showing(MapsView::cloud);
    still.reduced_motion = true;
    still.place<Maps>().turning = true;
    Screen quiet(still);
    quiet.frames(30);
    EXPECT_FALSE(quiet.shows("maps/cloud_turn"));
    EXPECT_EQ(quiet.session().place<Maps>().cloud, model::CloudView{});
    EXPECT_FALSE(quiet.application->animating());
}

TEST(CloudOfTokens, IsTurnedByTheArrowsWhileItHasTheFocus) {
    Screen screen(showing(MapsView::cloud));
    const PatchPosition patch = screen.session().patch;
    screen.focus("maps/cloud");
    screen.key(ui::compat::Key::right);
    EXPECT_EQ(screen.session().place<Maps>().cloud.turn, model::CloudView{}.turn + 5);
    EXPECT_EQ(screen.session().patch, patch);
}

TEST(CloudPicture, HasThePatchesWhereTheyLieTheNearestOnTop) {
    const Image image{{1, 2}, 1, {10, 200}};
    const PatchGrid grid({1, 2}, {1, 1});
    const std::vector<ui::SeenPoint> points{{{5, 5}, 4, -1, 0}, {{7, 5}, 4, 1, 1}};
    const Image drawn = ui::cloud_picture(points, {{0, 0}, {10, 10}}, image, grid);
    EXPECT_EQ(drawn.at(5, 3, 0), 10);
    EXPECT_EQ(drawn.at(5, 6, 0), 200) << "the later covers the earlier";
    EXPECT_EQ(drawn.at(0, 0, 3), 0) << "nothing between them";
}

// The second picture

TEST(SecondPicture, IsComparedPatchByPatchAsCoreDoes) {
    model::Session session = showing(MapsView::similarity);
    session.second = sample("leaf.png");
    for (const bool tokens : {true, false}) {
        model::ComputeLimits limits;
        if (!tokens) limits.output_bytes = 1000;
        const Screen screen(session, {1600, 1000}, 1, limits);
        model::Session other = session;
        other.picture = sample("leaf.png");
        const CoreNumbers first(screen.session());
        const CoreNumbers second(other);
        const auto own = first.matrix().row(first.token());
        const std::vector<float> expected =
            cosine_similarity(second.matrix(), std::vector<float>(own.begin(), own.end()));
        const model::SecondPicture& shown = *screen.application->results()->second;
        EXPECT_EQ(shown.similarity, expected);
        const auto best = std::ranges::max_element(expected) - expected.begin();
        EXPECT_EQ(shown.nearest, best);
        const std::string value = ui::similarity_text(expected[static_cast<std::size_t>(best)]);
        EXPECT_TRUE(screen.reads(value)) << "beside the patch";
        EXPECT_TRUE(screen.reads(
            english()("maps.caption.second", {ui::place_text(second.grid.position(best)), value})));
    }
}

TEST(SecondPicture, FollowsTheSelectionAndTheModule) {
    model::Session session = showing(MapsView::similarity);
    session.second = sample("leaf.png");
    Screen screen(session);
    const auto before = screen.application->results()->second;
    const ui::Rect map = screen.place("maps/similarity");
    screen.click(ImVec2{map.min.x + 3, map.min.y + 3});
    screen.settle();
    const auto after = screen.application->results()->second;
    EXPECT_EQ(after->similar_to, (PatchPosition{0, 0}));
    EXPECT_NE(after->similarity, before->similarity);
    EXPECT_EQ(after->pixels, before->pixels) << "fitted once";
    screen.enter("params/patch_size", "16");
    screen.settle();
    EXPECT_EQ(screen.application->results()->second->grid.grid(), (Size{16, 16}));
}

TEST(SecondPicture, IsOpenedFromItsBoxPutAwayAndBroughtBackByUndo) {
    Screen screen(showing(MapsView::similarity));
    EXPECT_TRUE(screen.shows("maps/nearest/0"));
    screen.click("maps/second");
    screen.frames(2);
    ASSERT_TRUE(screen.shows("dialog/open_second"));
    screen.click("open/leaf.png");
    screen.settle();
    EXPECT_EQ(screen.session().second, sample("leaf.png"));
    EXPECT_EQ(screen.session().second_mark, model::mark_of(sample("leaf.png")));
    EXPECT_EQ(screen.session().picture, sample("house.png")) << "the first stays";
    EXPECT_TRUE(screen.shows("maps/second/map"));
    screen.click("maps/second/clear");
    screen.settle();
    EXPECT_EQ(screen.application->results()->second, nullptr);
    EXPECT_TRUE(screen.shows("maps/nearest/0"));
    screen.key(ui::compat::Key::z, true);
    screen.settle();
    EXPECT_TRUE(screen.shows("maps/second/map"));
}

TEST(SecondPicture, IsWhatIsDroppedOnTheRightHalf) {
    Screen screen(showing(MapsView::similarity));
    const ui::ScreenLayout layout = ui::arrange_screen({1600, 1000}, 1);
    const ImVec2 middle = layout.scene.centre();
    const std::vector<std::filesystem::path> leaf{sample("leaf.png")};
    screen.application->open(leaf, ImVec2{middle.x + 50, middle.y});
    screen.settle();
    EXPECT_EQ(screen.session().second, sample("leaf.png"));
    EXPECT_EQ(screen.session().picture, sample("house.png"));
    const std::vector<std::filesystem::path> tiles{sample("tiles.png")};
    screen.application->open(tiles, ImVec2{middle.x - 50, middle.y});
    screen.settle();
    EXPECT_EQ(screen.session().picture, sample("tiles.png"));
    EXPECT_EQ(screen.session().second, sample("leaf.png"));
    EXPECT_FALSE(ui::takes_second(showing(MapsView::norms), layout.scene, {middle.x + 50, middle.y}));
}

TEST(SecondPicture, ThatCannotBeOpenedIsSaidAndForgotten) {
    const TemporaryFolder folder;
    Screen screen(showing(MapsView::similarity));
    const ImVec2 right{ui::arrange_screen({1600, 1000}, 1).scene.max.x - 20, 500};
    const std::vector<std::filesystem::path> text{folder.put("text.png", "not a picture")};
    screen.application->open(text, right);
    screen.settle();
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("text.png")));
    EXPECT_EQ(screen.session().second, "");
    EXPECT_EQ(screen.session().absent.second, "");
}

TEST(SecondPicture, SmallerThanAPatchIsRefusedBesideTheFirst) {
    const TemporaryFolder folder;
    model::Session session = showing(MapsView::similarity);
    session.module.fit = Fit::none;
    session.second = folder.put("small.ppm", "P6\n4 4\n255\n" + std::string(4 * 4 * 3, 'y'));
    const Screen screen(session);
    EXPECT_TRUE(screen.application->results()->second->refused);
    EXPECT_FALSE(screen.shows("maps/second/map"));
    EXPECT_TRUE(screen.shows("maps/similarity"));
}

TEST(SecondPicture, IsSavedWithTheSessionAndFoundBesideIt) {
    const TemporaryFolder folder;
    model::Session session = showing(MapsView::similarity);
    session.picture = sample("house.png");
    const std::filesystem::path kept =
        folder.put("kept/mine.ppm", "P6\n96 64\n255\n" + std::string(96 * 64 * 3, 'y'));
    session.second = folder / "gone/mine.ppm";
    session.second_mark = model::mark_of(kept);
    model::save_session(session, folder / "lesson.json");
    Screen screen;
    screen.application->open(folder / "lesson.json");
    screen.settle();
    EXPECT_EQ(screen.session().second, "");
    EXPECT_EQ(screen.session().absent.second, folder / "gone/mine.ppm");
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("mine.ppm")));
    EXPECT_EQ(model::session_from_json(model::to_json(screen.session())).second, folder / "gone/mine.ppm")
        << "saving again loses nothing";
    std::filesystem::copy_file(kept, folder / "renamed.ppm");
    screen.application->open(folder / "lesson.json");
    screen.settle();
    EXPECT_EQ(screen.session().second, folder / "renamed.ppm");
    EXPECT_TRUE(screen.shows("maps/second/map"));
}

// All of them

TEST(GroupViews, AreSavedWithWhatTheyShowAndRefuseWhatCannotBe) {
    model::Session session = showing(MapsView::cloud);
    session.choice<Maps>() = {Measure::euclid, 11, 7};
    session.place<Maps>().cluster_opacity = 0.25;
    session.place<Maps>().cloud = {.turn = 200, .tilt = -45, .zoom = 3, .right = 0.5, .down = -0.5};
    session.second = "/some/picture.png";
    EXPECT_EQ(model::session_from_json(model::to_json(session)), session);
    const auto refused = [](const std::string& choices, const std::string& places) {
        const std::string text = R"({"format": "patchlens-session", "version": 1, "choices": {"maps": {)" +
                                 choices + R"(}}, "places": {"maps": {)" + places + "}}}";
        try {
            model::session_from_json(text);
        } catch (const Error& error) {
            return error.code() == ErrorCode::session_damaged;
        }
        return false;
    };
    EXPECT_FALSE(refused("", ""));
    EXPECT_TRUE(refused(R"("clusters": 1)", ""));
    EXPECT_TRUE(refused(R"("clusters": 17)", ""));
    EXPECT_TRUE(refused(R"("measure": "taxi")", ""));
    EXPECT_TRUE(refused("", R"("cloud": {"zoom": 0.5})"));
    EXPECT_TRUE(refused("", R"("cloud": {"tilt": 91})"));
    EXPECT_TRUE(refused("", R"("cluster_opacity": 2)"));
}

TEST(GroupViews, AreTidyInEverySizeThemeLanguageAndOddSetting) {
    for (const MapsView view : {MapsView::neighbours, MapsView::clusters, MapsView::cloud}) {
        for (const Setting& setting : odd_settings(view)) {
            for (const auto& [size, scale] :
                 {std::pair{ImVec2{1280, 800}, 1.0F}, {{1600, 1000}, 1.0F}, {{3840, 2160}, 2.0F}}) {
                const Screen screen(setting.session, size, scale);
                expect_tidy(screen, size, scale, setting.name + " " + std::string(model::name_of(view)));
            }
        }
    }
}

TEST(GroupViews, ASecondPictureIsTidy) {
    for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        model::Session session = showing(MapsView::similarity);
        session.language = language;
        session.second = sample("harbour.png");
        for (const auto& [size, scale] : {std::pair{ImVec2{1280, 800}, 1.0F}, {{3840, 2160}, 2.0F}}) {
            const Screen screen(session, size, scale);
            expect_tidy(screen, size, scale, "second");
        }
    }
}

TEST(GroupViews, SayWhatSuchVectorsKnowAsTheWeightsAre) {
    const auto said = [](MapsView view, Init init, int dims) {
        model::Session session = showing(view);
        session.module.init = init;
        session.module.config.embed_dim = dims;
        session.choice<Maps>().clusters_by = Measure::euclid;
        const Screen screen(session);
        const std::string name = "maps." + std::string(model::name_of(view)) + ".honest";
        std::vector<std::string> keys;
        for (const std::string& key :
             {name + ".random", name + ".learned", std::string("maps.honest.plain")}) {
            if (screen.reads(english()(key.c_str(), {"192"}))) keys.push_back(key.substr(key.rfind('.')));
        }
        return keys;
    };
    for (const MapsView view : {MapsView::neighbours, MapsView::clusters, MapsView::cloud}) {
        EXPECT_THAT(said(view, Init::torch, 512), ElementsAre(".random"));
        EXPECT_THAT(said(view, Init::torch, 3), ElementsAre(".plain"));
        EXPECT_THAT(said(view, Init::identity, 192), ElementsAre(".plain"));
    }
}

TEST(GroupViews, HaveAMenuOnWhatTheyDraw) {
    for (const auto& [view, thing] :
         {std::pair{MapsView::neighbours, "maps/neighbour/3"},
          std::pair{MapsView::clusters, "maps/clustered"}, std::pair{MapsView::cloud, "maps/cloud"}}) {
        Screen screen(showing(view));
        const ImVec2 at = screen.centre(thing);
        screen.move_mouse({at.x + 1, at.y + 1});
        screen.focus(thing);
        screen.key(ui::compat::Key::f10, false, true);
        EXPECT_TRUE(screen.shows("context/copy_picture")) << thing;
        EXPECT_TRUE(screen.shows("context/save_picture")) << thing;
        EXPECT_TRUE(screen.shows("context/what")) << thing;
    }
}

}  // namespace
}  // namespace patchlens
