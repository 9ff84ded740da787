// What comes next: every number on the screen against core, and what a user does.
#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "app/model/computing/positions.h"
#include "app/ui/drawing/numbers.h"
#include "core/analysis/positions.h"
#include "core/analysis/similarity.h"
#include "core/weights/safetensors.h"
#include "tests/app/core_numbers.h"
#include "tests/app/screen.h"
#include "tests/app/setting.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using model::AfterView;
using model::PositionKind;
using model::StretchWay;
using ui::grouped;
using ui::product;
using ui::with_sign;
using ui::without_plus;

model::Session after_session(AfterView view) {
    model::Session session;
    session.chapter = model::Chapter::after;
    session.place<model::After>().view = view;
    return session;
}

/// Settings unlike the defaults, all with sines and cosines.
std::vector<Setting> after_settings(AfterView view) {
    std::vector<Setting> all;
    const auto add = [&](std::string name, auto change) {
        all.push_back({std::move(name), after_session(view), {}});
        change(all.back().session);
    };
    add("square", [](model::Session& session) { session.module.config.embed_dim = 64; });
    add("not square, remainder", [](model::Session& session) {
        session.picture = sample("harbour.png");
        session.module.config = {{250, 300}, {16, 32}, 3, 48, true};
    });
    add("overlapping, padded", [](model::Session& session) {
        session.module.config = {{32, 40}, {8, 8}, 3, 16, true, to_pair(4), {2, 2}};
    });
    add("four channels, one patch, four dimensions", [](model::Session& session) {
        session.picture = sample("leaf.png");
        session.module.config = {{64, 64}, {64, 64}, 4, 4, false};
    });
    return all;
}

/// What core computes of a session, with its stride and padding.
struct SlidingNumbers {
    explicit SlidingNumbers(const model::Session& session)
        : plain(session),
          module({plain.module.weight(), plain.module.bias()}, session.module.config.sliding()),
          grid(module.grid(plain.pixels)),
          tokens(module.forward(plain.pixels, Layout::nlc)),
          patch(grid.nearest(session.patch)) {}

    ConstMatrixView matrix() const { return tokens.matrix(grid.num_patches()); }
    std::int64_t token() const { return grid.token(patch); }

    CoreNumbers plain;
    PatchEmbed module;
    PatchGrid grid;
    Tensor tokens;
    PatchPosition patch;
};

const model::Positions& positions(const Screen& screen) {
    return *screen.application->results()->analyses.positions;
}

TEST(After, TheClassTokenIsOneMoreRow) {
    const Screen screen(after_session(AfterView::class_token));
    EXPECT_TRUE(screen.reads("[1, 1024, 512]"));
    EXPECT_TRUE(screen.reads("[1, 1025, 512]"));
    EXPECT_TRUE(screen.reads(english()("after.class.selected", {"(19, 10)", "618"})));
    EXPECT_TRUE(screen.reads(english()("after.class.selected", {"(19, 10)", "619"})));
    EXPECT_TRUE(screen.mentions("Before training it is zeros"));
    EXPECT_TRUE(screen.shows("after/class_row"));
}

TEST(After, ARowThatIsPressedSelectsItsPatch) {
    model::Session session = after_session(AfterView::class_token);
    session.module.config.patch_size = to_pair(64);
    Screen screen(session);
    const ui::Rect rows = screen.place("after/tokens_and_class");
    screen.click(ImVec2{rows.centre().x, rows.min.y + rows.height() / 16 * 6.5F});
    EXPECT_EQ(screen.session().patch, (PatchPosition{1, 2}));
}

TEST(After, APositionIsAddedToTheToken) {
    for (const PositionKind kind : {PositionKind::sincos, PositionKind::drawn}) {
        std::vector<Setting> all = after_settings(AfterView::added);
        if (kind == PositionKind::drawn) all.resize(1);  // its sizes are those of the others
        for (Setting& setting : all) {
            setting.session.choice<model::After>().kind = kind;
            const Screen screen(setting.session);
            const SlidingNumbers core(screen.session());
            const int dims = screen.session().module.config.embed_dim;
            const int dim = std::min(screen.session().dim, dims - 1);
            const Size grid = core.grid.grid();
            const float position =
                kind == PositionKind::sincos
                    ? sincos_positions(grid, dims)[core.token() * dims + dim]
                    : drawn_positions(grid.area() + 1, dims, 0)[(core.token() + 1) * dims + dim];
            const float token = core.matrix()(core.token(), dim);
            EXPECT_TRUE(screen.reads(with_sign(token) + " + (" + with_sign(position) +
                                     ") = " + with_sign(token + position)))
                << setting.name;
        }
    }
}

TEST(After, SinesAndCosinesNeedAnEmbedDimOfFours) {
    model::Session session = after_session(AfterView::added);
    session.module.config.embed_dim = 7;
    Screen screen(session);
    EXPECT_EQ(positions(screen).absent, model::NoPositions::not_fours);
    EXPECT_TRUE(screen.shows("after/absent"));
    screen.click("after/fours");
    screen.settle();
    EXPECT_EQ(screen.session().module.config.embed_dim, 8);
    EXPECT_FALSE(screen.shows("after/absent"));
    EXPECT_TRUE(screen.shows("after/equation"));
}

TEST(After, SpeaksOfMapsOnlyWhereThereAreSome) {
    model::Session session = after_session(AfterView::added);
    EXPECT_TRUE(Screen(session).mentions("All three maps"));
    session.module.config.embed_dim = 1;
    EXPECT_FALSE(Screen(session).mentions("All three maps"));
    session.place<model::After>().view = AfterView::similarity;
    EXPECT_FALSE(Screen(session).mentions("Each map is brightest"));
}

TEST(After, OnePositionHasALegendFromZero) {
    model::Session session = after_session(AfterView::similarity);
    session.module.config = {{64, 64}, {64, 64}, 3, 8, true};
    const Screen screen(session);
    ASSERT_EQ(positions(screen).similarity->size(), 1U);
    EXPECT_NEAR(positions(screen).similarity->front(), 1, 1e-6);
    EXPECT_TRUE(screen.reads("+0.0000"));
    EXPECT_TRUE(screen.reads("+1.0000"));
    EXPECT_TRUE(screen.mentions("Here is 1 map of 1 cell."));
}

TEST(After, ADrawnTableTakesAnyLength) {
    model::Session session = after_session(AfterView::added);
    session.module.config.embed_dim = 1;
    session.choice<model::After>().kind = PositionKind::drawn;
    const Screen screen(session);
    EXPECT_TRUE(screen.shows("after/equation"));
}

TEST(After, TheSimilaritiesAreCores) {
    const std::vector<Setting> all = after_settings(AfterView::similarity);
    for (const Setting& setting : all) {
        const Screen screen(setting.session);
        const SlidingNumbers core(screen.session());
        const Size grid = core.grid.grid();
        const Tensor table = sincos_positions(grid, screen.session().module.config.embed_dim);
        const std::vector<float> similarity = cosine_similarity(table.matrix(grid.area()), core.token());
        EXPECT_EQ(*positions(screen).similarity, similarity) << setting.name;
        EXPECT_EQ(positions(screen).figure->similarity,
                  similarity_figure(table.matrix(grid.area()), grid).similarity);
        if (core.patch.column + 1 < grid.width) {
            EXPECT_TRUE(screen.reads(with_sign(similarity[static_cast<std::size_t>(core.token() + 1)])))
                << setting.name;
        }
    }
}

TEST(After, AMapOfTheFigureThatIsPressedIsEnlarged) {
    model::Session session = after_session(AfterView::similarity);
    session.module.config.embed_dim = 64;
    Screen screen(session);
    const ui::Rect figure = screen.place("after/figure");
    screen.click(
        ImVec2{figure.min.x + figure.width() * 5.5F / 16, figure.min.y + figure.height() * 2.5F / 16});
    screen.settle();
    EXPECT_EQ(screen.session().patch, (PatchPosition{4, 10}));
    EXPECT_TRUE(screen.reads(english()("after.figure.one", {"(4, 10)"})));
}

TEST(After, AShuffleLeavesTheSetOfVectorsUntilPositionsAreAdded) {
    for (const Setting& setting : after_settings(AfterView::shuffle)) {
        const Screen screen(setting.session);
        const SlidingNumbers core(screen.session());
        const std::int64_t count = core.grid.num_patches();
        const int dims = screen.session().module.config.embed_dim;
        const model::Shuffle& shuffle = *positions(screen).shuffle;
        EXPECT_EQ(shuffle.order, shuffled_order(count, 0)) << setting.name;
        EXPECT_EQ(shuffle.equal, count) << setting.name;
        EXPECT_EQ(shuffle.common, count) << setting.name;
        EXPECT_EQ(shuffle.largest, 0) << setting.name;
        // With positions: patch order[t] with the position of t, against the set before.
        const Tensor table = sincos_positions(core.grid.grid(), dims);
        Matrix before = core.matrix() + table.matrix(count);
        Matrix after(count, dims);
        double largest = 0;
        for (std::int64_t place = 0; place < count; ++place) {
            const std::int64_t patch = shuffle.order[static_cast<std::size_t>(place)];
            after.row(place) = core.matrix().row(patch) + table.matrix(count).row(place);
            largest = std::max<double>(largest, (after.row(place) - before.row(patch)).cwiseAbs().maxCoeff());
        }
        const std::int64_t common = common_rows({before.data(), count, dims}, {after.data(), count, dims});
        EXPECT_EQ(shuffle.common_added, common) << setting.name;
        EXPECT_EQ(common<count, count> 1) << setting.name;
        EXPECT_TRUE(screen.reads(english()("after.shuffle.common", {grouped(count), grouped(count)})));
        EXPECT_TRUE(screen.reads(english()("after.shuffle.common", {grouped(common), grouped(count)})));
        EXPECT_TRUE(screen.reads(english()("after.shuffle.largest", {without_plus(largest)})));
        EXPECT_TRUE(count > 1 ? screen.reads(grouped(shuffle.moved))
                              : screen.reads(english()("after.shuffle.alone")))
            << setting.name;
    }
}

TEST(After, AShuffledPatchIsMarkedWhereItWent) {
    Screen screen(after_session(AfterView::shuffle));
    const model::Shuffle& shuffle = *positions(screen).shuffle;
    const std::int64_t place = shuffle.place_of(618);
    EXPECT_EQ(shuffle.order[static_cast<std::size_t>(place)], 618);
    const std::vector<std::int64_t> order = shuffle.order;
    // The patch at the shuffled picture's corner.
    const ui::Rect picture = screen.place("after/shuffled");
    screen.click(ImVec2{picture.min.x + picture.width() / 64, picture.min.y + picture.height() / 64});
    EXPECT_EQ(screen.session().patch.row * 32 + screen.session().patch.column, order[0]);
}

TEST(After, ShufflingAgainTakesTheNextSeedAndUndoBringsTheLastBack) {
    Screen screen(after_session(AfterView::shuffle));
    screen.click("after/again");
    screen.settle();
    EXPECT_EQ(positions(screen).shuffle->order, shuffled_order(1024, 1));
    screen.enter("after/seed", "7");
    screen.settle();
    EXPECT_EQ(positions(screen).shuffle->order, shuffled_order(1024, 7));
    screen.key(ui::compat::Key::z, true);
    screen.settle();
    EXPECT_EQ(screen.session().choice<model::After>().seed, 1);
}

TEST(After, TheTableIsStretchedRightlyAndWrongly) {
    const auto setting = after_settings(AfterView::stretch).at(1);  // 15x9 patches
    for (const StretchWay way :
         {StretchWay::class_row_left, StretchWay::other_sides, StretchWay::not_permuted}) {
        model::Session session = setting.session;
        session.choice<model::After>().way = way;
        session.choice<model::After>().img_size = 400;
        session.choice<model::After>().antialias = way != StretchWay::other_sides;
        const Screen screen(session);
        const model::Stretch& stretch = *positions(screen).stretch;
        const Size from = SlidingNumbers(screen.session()).grid.grid();
        EXPECT_EQ(from, (Size{15, 9}));
        EXPECT_EQ(stretch.image, (Size{400, 480}));
        EXPECT_EQ(stretch.grid, (Size{25, 15}));
        const auto interpolation =
            way == StretchWay::other_sides ? Interpolation::plain : Interpolation::antialiased;
        const Tensor table = sincos_positions(from, 48);
        const Tensor right = resample_positions(table.matrix(135), from, {25, 15}, interpolation);
        EXPECT_EQ(stretch.right, right);
        Tensor whole = Tensor::zeros({136, 48});
        whole.matrix(136).bottomRows(135) = table.matrix(135);
        const Tensor& rows = whole;
        const ReadTable read = misread(rows.matrix(136), from, *mistake_of(way));
        const Tensor& numbers = read.numbers;
        const Tensor wrong = resample_positions(numbers.matrix(135), read.grid, {25, 15}, interpolation);
        EXPECT_EQ(stretch.wrong, wrong);
        double largest = 0;
        double squares = 0;
        for (std::int64_t i = 0; i < right.size(); ++i) {
            const double difference = static_cast<double>(wrong[i]) - right[i];
            largest = std::max(largest, std::abs(difference));
            squares += difference * difference;
        }
        EXPECT_GT(largest, 0.1);
        EXPECT_TRUE(screen.reads(without_plus(largest)));
        EXPECT_TRUE(screen.reads(without_plus(std::sqrt(squares / static_cast<double>(right.size())))));
        EXPECT_TRUE(screen.reads(product({25, 15})));
        EXPECT_TRUE(screen.shows("after/stretch/wrong"));
    }
}

TEST(After, WithoutStretchingPyTorchsErrorStandsThere) {
    Screen screen(after_session(AfterView::stretch));
    EXPECT_EQ(positions(screen).stretch->image, to_pair(384));
    EXPECT_FALSE(screen.shows("after/error"));
    screen.click("after/way/not_stretched");
    screen.settle();
    ASSERT_TRUE(screen.shows("after/error"));
    EXPECT_EQ(addition_error(48 * 48 + 1, 32 * 32 + 1),
              "RuntimeError: The size of tensor a (2305) must match the size of tensor b (1025) at "
              "non-singleton dimension 1");
    EXPECT_TRUE(screen.mentions("(2305)"));
    EXPECT_TRUE(screen.mentions("(1025)"));
}

TEST(After, AnotherImgSizeIsTypedAndOneThatCannotBeIsRefused) {
    model::Session session = after_session(AfterView::stretch);
    session.module.config.embed_dim = 4;
    Screen screen(session);
    screen.enter("after/img_size", "128");
    screen.settle();
    EXPECT_EQ(positions(screen).stretch->grid, to_pair(16));
    screen.enter("after/img_size", "0");
    EXPECT_EQ(screen.session().choice<model::After>().img_size, 128);
    EXPECT_FALSE(screen.messages().empty());
    screen.enter("after/img_size", "8192");
    screen.settle();
    EXPECT_LE(positions(screen).stretch->grid.area(), model::most_stretched);
}

TEST(After, LearnedPositionsComeFromTheFileAndAreStretchedToThePicture) {
    const TemporaryFolder folder;
    const auto path = folder / "vit.safetensors";
    Tensor table({1, 17, 8});
    for (std::int64_t i = 0; i < table.size(); ++i)
        table[i] = std::sin(static_cast<float>(i));
    const Tensor token = Tensor::zeros({1, 1, 8});
    const ConvParameters weights = initialise(Init::torch, {8, 3, to_pair(16), true}, 1);
    write_safetensors(path, {{"cls_token", token},
                             {"patch_embed.proj.weight", weights.weight},
                             {"patch_embed.proj.bias", weights.bias},
                             {"pos_embed", table}});
    const Tensor stored({16, 8}, std::as_const(table).values().subspan(8));
    model::Session session = after_session(AfterView::stretch);
    session.module.config = {to_pair(64), to_pair(16), 3, 8, true};
    session.module.weights = path;
    session.choice<model::After>().kind = PositionKind::file;
    {
        const Screen screen(session);
        EXPECT_EQ(positions(screen).table->numbers, stored);
        EXPECT_EQ(positions(screen).table->class_row, Tensor({1, 8}, std::as_const(table).values().first(8)));
        EXPECT_TRUE(screen.mentions("4 × 4"));
    }
    session.module.config.img_size = {96, 80};
    {
        const Screen screen(session);
        EXPECT_EQ(positions(screen).table->numbers,
                  resample_positions(stored.matrix(16), to_pair(4), {6, 5}, Interpolation::antialiased));
        EXPECT_EQ(positions(screen).stretch->image, (Size{96, 80}));
    }
    session.place<model::After>().view = AfterView::class_token;
    const Screen screen(session);
    EXPECT_TRUE(screen.reads(english()("after.class.in_file", {"cls_token", "[1, 1, 8]"})));
}

TEST(After, WithoutAFileThereAreNoneOfIt) {
    Screen screen(after_session(AfterView::added));
    screen.click("after/kind/file");
    screen.settle();
    EXPECT_EQ(positions(screen).absent, model::NoPositions::no_file);
    EXPECT_TRUE(screen.mentions("come with no positions"));
    screen.key(ui::compat::Key::z, true);
    screen.settle();
    EXPECT_TRUE(screen.shows("after/equation"));
}

TEST(After, AboveTheMemoryBudgetItIsSaid) {
    for (const AfterView view : {AfterView::added, AfterView::shuffle, AfterView::stretch}) {
        model::ComputeLimits limits;
        limits.output_bytes = 1000;
        const Screen screen(after_session(view), {1600, 1000}, 1, limits);
        EXPECT_TRUE(screen.shows("after/absent"));
        EXPECT_TRUE(screen.mentions("memory budget"));
    }
}

TEST(After, WhatIsShownStaysWhileThePatchMoves) {
    Screen screen(after_session(AfterView::shuffle));
    const auto before = screen.application->results()->analyses.positions;
    screen.key(ui::compat::Key::right);
    screen.settle();
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 11}));
    EXPECT_EQ(positions(screen).table, before->table);
    EXPECT_EQ(positions(screen).shuffle, before->shuffle);
}

TEST(After, TheKeyboardReachesTheViews) {
    Screen screen(after_session(AfterView::class_token));
    screen.focus("after/view/stretch");
    screen.key(ui::compat::Key::enter);
    EXPECT_EQ(screen.session().place<model::After>().view, AfterView::stretch);
}

TEST(After, ItSaysWhereTheModuleEnds) {
    const Screen screen(after_session(AfterView::added));
    EXPECT_TRUE(screen.reads(english()("after.end.title")));
    EXPECT_TRUE(screen.reads(english()("after.end.1", {"1,024", "512"})));
}

}  // namespace
}  // namespace patchlens
