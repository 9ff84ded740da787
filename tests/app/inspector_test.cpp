// The inspector: views of the vector, picking a dimension, copying, and comparing with a pinned patch.
#include <cstdlib>
#include <numeric>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/state/vector_text.h"
#include "app/ui/chapters/explore/side_layout.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/vector_histogram.h"
#include "app/ui/widgets/tooltip.h"
#include "core/analysis/similarity.h"
#include "tests/app/core_numbers.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using model::VectorView;
using ui::compat::Key;

std::vector<model::Session> settings() {
    std::vector<model::Session> all(5);
    for (model::Session& session : all)
        session.picture = sample("house.png");
    all[1].module.config = {{250, 300}, {16, 32}, 3, 96, true};
    all[1].picture = sample("harbour.png");
    all[2].module.config = {{64, 64}, {1, 1}, 1, 48, false};
    all[3].module.config = {{256, 256}, {32, 32}, 4, 4096, true};
    all[3].picture = sample("leaf.png");
    all[4].module.config = {{256, 256}, {64, 64}, 3, 1, true};
    for (model::Session& session : all) {
        session.patch = {2, 1};
        session.dim = session.module.config.embed_dim / 3;
    }
    return all;
}

std::string numbered(int dim, float value) {
    return english()("inspector.dimension_value", {std::to_string(dim), ui::with_sign(value)});
}

TEST(VectorViews, VAndTheSwitchGoThroughThem) {
    Screen screen;
    for (const char* name : {"sorted", "histogram", "order"}) {
        screen.type("v");
        EXPECT_EQ(screen.state().at("vector_view"), name);
    }
    screen.click("inspector/view/histogram");
    EXPECT_EQ(screen.session().place<model::Explore>().vector_view, VectorView::histogram);
    screen.key(Key::z, true);  // the choice of view is not undone
    EXPECT_EQ(screen.session().place<model::Explore>().vector_view, VectorView::histogram);
}

TEST(VectorViews, HoveringABarTellsItsExactValue) {
    for (const model::Session& session : settings()) {
        if (session.module.config.embed_dim > 100) continue;  // only with one bar per number
        Screen screen(session);
        const std::vector<float> vector =
            CoreNumbers(session).module.embed_patch(CoreNumbers(session).pixels, session.patch);
        const ui::Rect plot = screen.place("inspector/vector");
        const auto count = static_cast<float>(vector.size());
        for (const std::size_t dim : {std::size_t{0}, vector.size() / 2, vector.size() - 1}) {
            screen.move_mouse(
                {plot.min.x + plot.width() * (static_cast<float>(dim) + 0.5F) / count, plot.centre().y});
            EXPECT_EQ(screen.state().at("hovered_dim"), dim);
            EXPECT_TRUE(screen.reads(numbered(static_cast<int>(dim), vector[dim])));
        }
    }
}

TEST(VectorViews, SortedBarsAreInOrderAndPickTheirDimension) {
    for (model::Session session : settings()) {
        if (session.module.config.embed_dim > 100) continue;
        session.place<model::Explore>().vector_view = VectorView::sorted;
        Screen screen(session);
        const CoreNumbers core(session);
        const std::vector<float> vector = core.module.embed_patch(core.pixels, session.patch);
        std::vector<int> order(vector.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
            return vector[static_cast<std::size_t>(a)] > vector[static_cast<std::size_t>(b)];
        });
        const ui::Rect plot = screen.place("inspector/vector");
        const std::size_t place = vector.size() / 4;
        const int dim = order[place];
        screen.click({plot.min.x + plot.width() * (static_cast<float>(place) + 0.5F) /
                                       static_cast<float>(vector.size()),
                      plot.centre().y});
        EXPECT_EQ(screen.session().dim, dim);
        EXPECT_TRUE(screen.reads(numbered(dim, vector[static_cast<std::size_t>(dim)])));
        EXPECT_TRUE(screen.reads(
            english()("inspector.rank", {std::to_string(place + 1), ui::grouped(std::ssize(vector))})));
    }
}

TEST(VectorViews, AClickInOrderPicksWithinThePixelColumn) {
    Screen screen;
    const ui::Rect plot = screen.place("inspector/vector");
    screen.click({plot.min.x + plot.width() * 0.5F, plot.centre().y});
    EXPECT_NEAR(screen.session().dim, 256, 2);
}

TEST(VectorViews, TheHistogramCountsEveryNumber) {
    for (model::Session session : settings()) {
        session.place<model::Explore>().vector_view = VectorView::histogram;
        Screen screen(session);
        const CoreNumbers core(session);
        const std::vector<float> vector = core.module.embed_patch(core.pixels, session.patch);
        const float low = *std::min_element(vector.begin(), vector.end());
        const float high = *std::max_element(vector.begin(), vector.end());
        const Histogram expected =
            histogram(Eigen::Map<const Vector>(vector.data(), std::ssize(vector)),
                      std::clamp(static_cast<int>(std::ceil(std::sqrt(vector.size()))), 1, 64), low, high);
        EXPECT_EQ(std::accumulate(expected.bins.begin(), expected.bins.end(), std::int64_t{0}),
                  std::ssize(vector));
        const ui::Rect plot = screen.place("inspector/vector");
        for (std::size_t bin = 0; bin < expected.bins.size(); bin += 5) {
            screen.move_mouse({plot.min.x + plot.width() * (static_cast<float>(bin) + 0.5F) /
                                                static_cast<float>(expected.bins.size()),
                               plot.centre().y});
            const int index = static_cast<int>(bin);
            EXPECT_TRUE(screen.reads(english()(
                "inspector.bin_count", {ui::grouped(expected.bins[bin]), ui::grouped(std::ssize(vector))})));
            EXPECT_TRUE(screen.reads(english()("inspector.bin", {ui::with_sign(expected.edge(index)),
                                                                 ui::with_sign(expected.edge(index + 1))})));
        }
    }
}

TEST(VectorViews, BinsAreTheSquareRootOfTheCount) {
    EXPECT_EQ(ui::histogram_bins(1), 1);
    EXPECT_EQ(ui::histogram_bins(512), 23);
    EXPECT_EQ(ui::histogram_bins(4096), 64);
    EXPECT_EQ(ui::histogram_bins(100000), 64);
}

TEST(CopyVector, WhatIsCopiedIsTheVector) {
    for (const model::Session& session : settings()) {
        Screen screen(session);
        const CoreNumbers core(session);
        const std::vector<float> vector = core.module.embed_patch(core.pixels, session.patch);
        const auto copied = [&](const std::string& format) {
            screen.click("inspector/copy");
            screen.click("inspector/copy/" + format);
            return std::string(ImGui::GetClipboardText());
        };
        std::stringstream text(copied("text"));
        std::vector<float> read;
        for (std::string number; text >> number;)
            read.push_back(std::strtof(number.c_str(), nullptr));
        EXPECT_EQ(read, vector);
        EXPECT_EQ(copied("numpy"), model::vector_text(vector, model::VectorFormat::numpy));
        EXPECT_EQ(copied("csv"), model::vector_text(vector, model::VectorFormat::csv));
        EXPECT_THAT(screen.messages(), ::testing::Contains("Copied: vector of patch (2, 1), for NumPy"));
    }
}

TEST(Pin, PPinsTheSelectedPatchAndLetsItGo) {
    Screen screen;
    EXPECT_FALSE(screen.shows("explore/pinned"));
    screen.type("p");
    screen.settle();
    EXPECT_EQ(screen.session().pinned, (PatchPosition{19, 10}));
    EXPECT_TRUE(screen.shows("explore/pinned"));
    EXPECT_TRUE(screen.reads(english()("inspector.compare_hint")));
    screen.key(Key::right);
    screen.settle();
    EXPECT_EQ(screen.session().pinned, (PatchPosition{19, 10}));
    screen.type("p");
    EXPECT_EQ(screen.session().pinned, (PatchPosition{19, 11}));
    screen.type("p");
    screen.settle();
    EXPECT_EQ(screen.session().pinned, std::nullopt);
    EXPECT_FALSE(screen.shows("explore/pinned"));
}

TEST(Pin, ButtonsDoTheSameAndUndoTakesItBack) {
    Screen screen;
    screen.click("inspector/pin");
    EXPECT_EQ(screen.session().pinned, (PatchPosition{19, 10}));
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().pinned, std::nullopt);
    screen.key(Key::y, true);
    screen.settle();
    EXPECT_EQ(screen.session().pinned, (PatchPosition{19, 10}));
    screen.click("inspector/unpin");
    EXPECT_EQ(screen.session().pinned, std::nullopt);
}

TEST(Pin, TheComparisonIsThatOfCore) {
    for (model::Session session : settings()) {
        session.pinned = PatchPosition{0, 2};
        Screen screen(session, {1600, 1400});
        const CoreNumbers core(session);
        const std::vector<float> a = core.module.embed_patch(core.pixels, session.patch);
        const std::vector<float> b = core.module.embed_patch(core.pixels, *session.pinned);
        const Eigen::Map<const Vector> x(a.data(), std::ssize(a));
        const Eigen::Map<const Vector> y(b.data(), std::ssize(b));
        const Eigen::VectorXd difference = x.cast<double>() - y.cast<double>();
        const float cosine = cosine_similarity(
            core.matrix(), core.token())[static_cast<std::size_t>(core.grid.token(*session.pinned))];
        EXPECT_TRUE(screen.reads(ui::with_sign(cosine)));
        EXPECT_TRUE(screen.reads(ui::with_sign(difference.norm()).substr(1)));
        EXPECT_TRUE(screen.reads(ui::with_sign(difference(session.dim))));
        EXPECT_TRUE(screen.shows("inspector/difference"));
    }
}

TEST(Pin, ABarTellsBothNumbers) {
    model::Session session;
    session.module.config.embed_dim = 10;
    session.pinned = PatchPosition{0, 0};
    Screen screen(session);
    const auto results = screen.application->results();
    const ui::Rect plot = screen.place("inspector/vector");
    screen.move_mouse({plot.min.x + plot.width() * 0.35F, plot.centre().y});
    EXPECT_TRUE(screen.reads(numbered(3, (*results->vector)[3])));
    EXPECT_TRUE(
        screen.reads(english()("inspector.pinned_value", {ui::with_sign(results->vector_of({0, 0})[3])})));
}

TEST(Pin, ADifferenceBarPicksItsDimension) {
    model::Session session;
    session.module.config.embed_dim = 10;
    session.pinned = PatchPosition{0, 0};
    Screen screen(session, {1600, 1400});
    const ui::Rect plot = screen.place("inspector/difference");
    screen.click({plot.min.x + plot.width() * 0.75F, plot.centre().y});
    EXPECT_EQ(screen.session().dim, 7);
}

TEST(Inspector, NamesABiasOnlyWhereThereIsOne) {
    model::Session session;
    const Screen biased(session);
    EXPECT_TRUE(biased.reads(ui::with_sign(biased.application->results()->explanation->bias)));
    session.module.config.bias = false;
    const Screen screen(session);
    EXPECT_FALSE(screen.reads("+0.0000"));
    EXPECT_TRUE(screen.reads(english()("inspector.sum_without_bias", {"192"})));
}

TEST(Inspector, ScrollsWhatALowWindowCannotHold) {
    model::Session session;
    session.pinned = PatchPosition{3, 4};
    Screen screen(session, {1280, 800});
    const auto below = [&] { return screen.place("inspector/sum").max.y > 770; };
    ASSERT_TRUE(below());
    screen.wheel(screen.centre("inspector/patch"), -40);
    screen.frames(2);
    EXPECT_FALSE(below());
    EXPECT_EQ(screen.session().place<model::Explore>().view, model::PictureView{});
}

TEST(Inspector, TooltipsKeepOffWhatTheyExplain) {
    Screen screen({}, {1280, 800});
    for (const char* name : {"inspector/vector", "inspector/strip", "inspector/plane/1", "inspector/filter/0",
                             "inspector/map", "inspector/stretch", "inspector/pin"}) {
        screen.move_mouse(screen.centre(name));
        screen.frames(1);
        ASSERT_TRUE(screen.shows("tooltip")) << name;
        EXPECT_FALSE(screen.place("tooltip").overlaps(screen.place(name))) << name;
    }
    screen.move_mouse(screen.centre("inspector/strip"));
    EXPECT_FALSE(screen.place("tooltip").overlaps(screen.place("inspector/dimension")));
}

TEST(Tooltip, StandsOnTheWantedSideElseOnTheOtherElseBeside) {
    using ui::Beside;
    const ImVec2 window{800, 600};
    const ImVec2 size{100, 40};
    const ui::Rect thing{{200, 200}, {400, 300}};
    const auto corner = [&](const ui::Rect& clear, Beside wanted) {
        return ui::place_beside(clear, wanted, {300, 250}, size, window, 5);
    };
    EXPECT_EQ(corner(thing, Beside::above).y, 155);
    EXPECT_EQ(corner(thing, Beside::below).y, 305);
    EXPECT_EQ(corner(thing, Beside::above).x, 250);
    EXPECT_EQ(corner({{200, 20}, {400, 300}}, Beside::above).y, 305);
    EXPECT_EQ(corner({{200, 200}, {400, 590}}, Beside::below).y, 155);
    EXPECT_EQ(corner({{200, 20}, {400, 590}}, Beside::below).x, 95);
    EXPECT_EQ(corner({{20, 20}, {400, 590}}, Beside::below).x, 405);
}

}  // namespace
}  // namespace patchlens
