// The patches chapter driven as a user drives it, its numbers against core.
#include <array>
#include <cstdio>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/chapters/patches/parts.h"
#include "app/ui/chapters/patches/pieces.h"
#include "app/ui/drawing/numbers.h"
#include "core/costs.h"
#include "tests/app/screen.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

using model::Remainder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ui::compat::Key;

model::Session patches_session(double apart = 0) {
    model::Session session;
    session.chapter = model::Chapter::patches;
    session.place<model::Patches>().apart = apart;
    return session;
}

model::Session sized(Size image, Size patch, double apart = 0) {
    model::Session session = patches_session(apart);
    session.module.config.img_size = image;
    session.module.config.patch_size = patch;
    return session;
}

TEST(Patches, TheNumbersBesideTheLinesOfTokensAreEquallyFarApart) {
    model::Session session = patches_session(1);
    session.module.config.stride = Size{4, 4};
    const Screen screen(session, {1280, 800});
    const ui::Rect scene = screen.place("patches/scene");
    std::vector<int> numbers;
    for (const auto& text : screen.application->probe().texts()) {
        const ImVec4& at = text.rectangle;
        if (scene.contains({at.x, at.y}) && at.x < scene.min.x + 45) numbers.push_back(std::stoi(text.text));
    }
    ASSERT_GT(numbers.size(), 4U);
    EXPECT_EQ(numbers.front(), 0);
    // Where the first number must move down to be seen, the second was left out.
    for (std::size_t i = 1; i < numbers.size(); ++i)
        EXPECT_EQ(numbers[i], static_cast<int>(i) * numbers[1]);
}

TEST(Patches, ATypedTokenSelectsItsPatch) {
    Screen screen(patches_session());
    screen.enter("patches/token/entry", "618");
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
    screen.enter("patches/token/entry", "1023");
    EXPECT_EQ(screen.session().patch, (PatchPosition{31, 31}));
    EXPECT_TRUE(screen.reads("1023 // 32 = 31    1023 % 32 = 31"));
    screen.enter("patches/token/entry", "1024");
    EXPECT_THAT(screen.messages(), ElementsAre("token must be from 0 to 1023, not 1024"));
    EXPECT_EQ(screen.session().patch, (PatchPosition{31, 31}));
}

TEST(Patches, ATypedRowOrColumnSelectsItsPatchAndShowsTheToken) {
    Screen screen(patches_session());
    screen.enter("patches/row/entry", "3");
    screen.enter("patches/column/entry", "7");
    EXPECT_EQ(screen.session().patch, (PatchPosition{3, 7}));
    EXPECT_TRUE(screen.reads("103"));
    EXPECT_TRUE(screen.mentions("Patch (3, 7) is token 103."));
    screen.enter("patches/column/entry", "x");
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("column must be a whole number")));
}

TEST(Patches, AHoveredPatchShowsItsFormula) {
    Screen screen(patches_session());
    const ui::Rect selected = screen.place("patches/selected");
    screen.move_mouse({selected.centre().x + 2 * selected.width(), selected.centre().y});
    EXPECT_EQ(screen.state().at("hovered_patch"), nlohmann::ordered_json::array({19, 12}));
    EXPECT_TRUE(screen.reads("620 = 19 · 32 + 12"));
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
}

TEST(Patches, APatchIsSelectedInThePictureApartAndInTheSequence) {
    for (const double apart : {0.0, 0.3, 0.5, 1.0}) {
        model::Session session = patches_session(apart);
        session.patch = {5, 9};
        Screen screen(session);
        const ui::Rect there = screen.place("patches/selected");
        session.patch = {0, 0};
        Screen other(session);
        other.click(there.centre());
        EXPECT_EQ(other.session().patch, (PatchPosition{5, 9})) << apart;
    }
}

TEST(Patches, PlayFliesToTheSequenceAndBack) {
    Screen screen(patches_session());
    screen.click("patches/play");
    EXPECT_TRUE(screen.session().place<model::Patches>().playing);
    EXPECT_TRUE(screen.application->animating());
    screen.frames(60 * 10);
    EXPECT_EQ(screen.session().place<model::Patches>().apart, 1);
    EXPECT_FALSE(screen.session().place<model::Patches>().playing);
    EXPECT_FALSE(screen.application->animating());
    screen.key(Key::space);
    screen.frames(60 * 10);
    EXPECT_EQ(screen.session().place<model::Patches>().apart, 0);
    EXPECT_FALSE(screen.session().place<model::Patches>().playing);
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().place<model::Patches>().apart, 0) << "what was looked at is not undone";
}

TEST(Patches, StepsStopWholeApartAndInLine) {
    Screen screen(patches_session());
    screen.click("patches/forward");
    EXPECT_EQ(screen.session().place<model::Patches>().apart, 0.5);
    screen.click("patches/forward");
    EXPECT_EQ(screen.session().place<model::Patches>().apart, 1);
    screen.click("patches/back");
    EXPECT_EQ(screen.session().place<model::Patches>().apart, 0.5);
    screen.enter("patches/apart/entry", "73");
    EXPECT_DOUBLE_EQ(screen.session().place<model::Patches>().apart, 0.73);
}

TEST(Patches, WithReducedMotionPlayJumps) {
    model::Session session = patches_session();
    session.reduced_motion = true;
    Screen screen(session);
    screen.click("patches/play");
    EXPECT_EQ(screen.session().place<model::Patches>().apart, 1);
    screen.click("patches/play");
    EXPECT_EQ(screen.session().place<model::Patches>().apart, 0);
    EXPECT_FALSE(screen.session().place<model::Patches>().playing);
}

/// Sizes of the picture and of the patch.
const std::vector<std::pair<Size, Size>> sizes{{{256, 256}, {8, 8}}, {{250, 300}, {16, 32}},
                                               {{64, 64}, {1, 1}},   {{256, 256}, {64, 64}},
                                               {{100, 40}, {7, 9}},  {{224, 224}, {14, 14}}};

/// A length divided by `parts`, as an integer if it divides evenly.
std::string part_of(int length, int parts) {
    if (length % parts == 0) return std::to_string(length / parts);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2f", static_cast<double>(length) / parts);
    return text.data();
}

TEST(Patches, TheSideIsNotTheCount) {
    const Screen screen(patches_session());
    EXPECT_TRUE(screen.reads("8 is the side, not the count"));
    EXPECT_TRUE(screen.reads("Right: 1,024 patches of 8 × 8 pixels (32 × 32)."));
    EXPECT_TRUE(screen.reads("Wrong: 64 patches of 32 × 32 pixels (8 × 8)."));
    for (const auto& [image, patch] : sizes) {
        const Screen other(sized(image, patch));
        const PatchGrid grid(image, patch);
        EXPECT_TRUE(other.reads(english()("patches.side.right", {ui::product(patch), ui::product(grid.grid()),
                                                                 ui::grouped(grid.num_patches())})));
        EXPECT_TRUE(other.reads(english()("patches.side.wrong", {ui::product(patch),
                                                                 part_of(image.height, patch.height) + " × " +
                                                                     part_of(image.width, patch.width),
                                                                 ui::grouped(patch.area())})));
    }
}

TEST(Patches, TheRemaindersNumbersAreThoseOfEverySetting) {
    for (const auto& [image, patch] : sizes) {
        const PatchGrid grid(image, patch);
        const Size lost{image.height % patch.height, image.width % patch.width};
        for (const Remainder remainder : {Remainder::drop, Remainder::refuse, Remainder::pad}) {
            model::Session session = sized(image, patch);
            session.choice<model::Patches>().remainder = remainder;
            const Screen screen(session);
            if (lost == Size{0, 0}) {
                EXPECT_TRUE(screen.reads(
                    english()("patches.remainder.none",
                              {ui::product(image), ui::product(grid.grid()), ui::product(patch)})));
            } else if (remainder == Remainder::drop) {
                EXPECT_TRUE(screen.reads(
                    english()("patches.remainder.dropped",
                              {ui::product(grid.grid()), ui::product(grid.covered()), ui::product(image),
                               std::to_string(lost.height), std::to_string(lost.width)})));
            } else if (remainder == Remainder::refuse) {
                EXPECT_TRUE(screen.reads(english()(
                    lost.height > 0 ? "patches.remainder.refused_height" : "patches.remainder.refused_width",
                    {std::to_string(lost.height > 0 ? image.height : image.width),
                     std::to_string(lost.height > 0 ? patch.height : patch.width)})));
            } else {
                const Size padded{(image.height + patch.height - 1) / patch.height,
                                  (image.width + patch.width - 1) / patch.width};
                EXPECT_TRUE(screen.reads(
                    english()("patches.remainder.padded",
                              {std::to_string(padded.height * patch.height - image.height),
                               std::to_string(padded.width * patch.width - image.width), ui::product(padded),
                               ui::grouped(padded.area() - grid.num_patches())})));
            }
        }
    }
}

TEST(Patches, TheRemainderIsDroppedRefusedOrPadded) {
    Screen screen(patches_session());
    EXPECT_TRUE(screen.reads("256 × 256 holds 32 × 32 patches of 8 × 8: nothing is left over."));
    screen.click("patches/remainder/try");
    EXPECT_EQ(screen.session().module.config.img_size, to_pair(250));
    EXPECT_TRUE(screen.reads(
        "PyTorch drops it: 31 × 31 patches reach over 248 × 248 of 250 × 250 pixels; 2 rows below, "
        "2 columns at the right are lost."));
    screen.click("patches/remainder/refuse");
    EXPECT_EQ(screen.session().choice<model::Patches>().remainder, Remainder::refuse);
    EXPECT_TRUE(screen.reads("timm refuses the picture: its height 250 cannot be divided by the patch's 8."));
    screen.click("patches/remainder/pad");
    EXPECT_TRUE(
        screen.reads("Asked to pad, timm adds 6 rows and 6 columns of zeros: 32 × 32 patches, 63 of them "
                     "partly zeros."));
    screen.click("patches/remainder/fit");
    EXPECT_EQ(screen.session().module.config.img_size, to_pair(248));
    EXPECT_EQ(screen.session().choice<model::Patches>().remainder, Remainder::pad);
}

TEST(Patches, AnswersWithTheNumbersOfEverySetting) {
    for (const auto& [image, patch] : sizes) {
        const Screen screen(sized(image, patch));
        const PatchGrid& grid = screen.application->results()->grid;
        ASSERT_EQ(grid, PatchGrid(image, patch));
        const PatchPosition selected = screen.session().patch;
        const std::string token = ui::grouped(grid.token(selected));
        EXPECT_TRUE(screen.mentions(ui::product(grid.grid()) + " = " + ui::grouped(grid.num_patches())));
        EXPECT_TRUE(screen.mentions("t = row · " + std::to_string(grid.grid().width)));
        EXPECT_TRUE(screen.mentions("Patch (" + std::to_string(selected.row) + ", " +
                                    std::to_string(selected.column) + ") is token " + token));
        EXPECT_TRUE(screen.mentions("Token " + token + " comes from its " + ui::grouped(3 * patch.area()) +
                                    " values"));
        EXPECT_TRUE(screen.mentions(ui::short_count(grid.num_patches() * grid.num_patches())));
        for (const int question : {1, 6, 8, 15, 16, 19, 21})
            EXPECT_TRUE(screen.shows("question/" + std::to_string(question))) << question;
    }
}

TEST(Patches, TheRemaindersQuestionIsAnsweredWithASizeThatLeavesSome) {
    const Screen screen(patches_session());
    EXPECT_TRUE(
        screen.mentions("250 × 250 pixels give 31 × 31 patches, which reach over 248 × 248; 2 rows are lost "
                        "below, 2 columns at the right"));
    EXPECT_TRUE(screen.mentions("with 250 × 250, 63 of 1,024"));
}

TEST(Patches, SidesOfAPatchThatIsNotSquareAreTwo) {
    const Screen screen(sized({250, 300}, {16, 32}));
    EXPECT_TRUE(screen.reads("16 × 32: sides, not counts"));
    EXPECT_TRUE(
        screen.reads("No: each patch is 16 × 32 pixels, height × width. That makes 15 × 9 = 135 patches."));
    EXPECT_TRUE(
        screen.mentions("250 × 300 pixels give 15 × 9 patches, which reach over 240 × 288; 10 rows are "
                        "lost below, 12 columns at the right."));
    EXPECT_FALSE(screen.mentions("a side"));
}

TEST(Patches, AsManyPatchesASideAsPixelsMakeBothReadingsRight) {
    const Screen screen(sized({64, 64}, {8, 8}));
    EXPECT_TRUE(screen.reads(english()("patches.side.same", {"8 × 8"})));
    EXPECT_FALSE(screen.mentions("Wrong:"));
    EXPECT_TRUE(Screen(sized({64, 64}, {16, 16})).reads("Wrong: 256 patches of 4 × 4 pixels (16 × 16)."));
}

TEST(Patches, APatchOfOnePixelHasNoSmallerStride) {
    const Screen one(sized({64, 64}, {1, 1}));
    EXPECT_TRUE(one.reads("stride = 1"));
    EXPECT_FALSE(one.shows("patches/overlap/half"));
    EXPECT_FALSE(one.reads("19..19"));  // the pixel row of the selected patch
    EXPECT_TRUE(one.reads("19"));
    EXPECT_TRUE(one.reads(english()("patches.overlap.text_never", {"1 × 1"})));
    EXPECT_TRUE(one.reads("Wrong: 1 patch of 64 × 64 pixels (1 × 1)."));
    const Screen eight(patches_session());
    EXPECT_TRUE(eight.reads("stride = 4"));
    EXPECT_TRUE(eight.shows("patches/overlap/half"));
    EXPECT_TRUE(eight.reads(english()("patches.overlap.text", {"8 × 8"})));
    model::Session chinese_session = patches_session();
    chinese_session.language = model::LanguageId::zh_cn;
    EXPECT_TRUE(Screen(chinese_session).reads("步幅 = 8"));
}

TEST(Patches, TheCountIsCalculatedWithTheSizesOfNow) {
    EXPECT_TRUE(Screen(patches_session()).reads("32 × 32 patches: (256 / 8)² = 1,024"));
    EXPECT_TRUE(Screen(sized({250, 300}, {16, 32})).reads("15 × 9 patches: (250 // 16) × (300 // 32) = 135"));
    EXPECT_TRUE(Screen(sized({64, 64}, {64, 64})).reads("1 × 1 patch: (64 / 64)² = 1"));
}

TEST(Patches, SmallerPatchesCostMore) {
    const Screen screen(patches_session());
    EXPECT_TRUE(
        screen.mentions("patch 4 / 8 / 16 gives 4,096 / 1,024 / 256 tokens, and attention compares "
                        "16.8 M / 1.05 M / 65,536 pairs"));
}

TEST(Patches, EverythingIsReachedByTab) {
    Screen screen(patches_session());
    std::vector<std::string> visited;
    for (int i = 0; i < 80; ++i) {
        screen.key(Key::tab);
        visited.push_back(screen.state().at("focus").get<std::string>());
    }
    for (const char* name : {"patches/scene", "patches/apart", "patches/apart/entry", "patches/play",
                             "patches/back", "patches/forward", "patches/token/entry", "patches/row/entry",
                             "patches/column/entry", "patches/remainder/drop", "patches/remainder/refuse",
                             "patches/remainder/pad", "patches/remainder/try"}) {
        EXPECT_THAT(visited, ::testing::Contains(name));
    }
}

TEST(Patches, AFrameIsDrawnWithFewTriangles) {
    for (const double apart : {0.0, 0.3, 0.8, 1.0}) {
        const Screen screen(sized({256, 256}, {1, 1}, apart));
        EXPECT_LT(ImGui::GetDrawData()->TotalVtxCount, 40000) << apart;
        EXPECT_EQ(screen.mentions("65,536 patches; 16 neighbours move as one piece"), apart > 0);
    }
}

TEST(Patches, NothingOverlapsOrIsCut) {
    std::vector<std::pair<std::string, model::Session>> settings{
        {"whole", patches_session()},
        {"apart", patches_session(0.4)},
        {"flying", patches_session(0.75)},
        {"sequence", patches_session(1)},
        {"remainder", sized({250, 300}, {16, 32}, 1)},
        {"few patches", sized({256, 256}, {64, 64}, 1)},
        {"one patch", sized({256, 256}, {256, 256}, 1)},
        {"patch 1", sized({256, 256}, {1, 1}, 1)},
        {"wide", sized({16, 2048}, {16, 16}, 0.5)},
        {"high", sized({2048, 9}, {7, 2}, 1)},
        {"small", sized({9, 9}, {2, 2}, 0)}};
    settings.emplace_back("padded", sized({250, 250}, {8, 8}));
    settings.back().second.choice<model::Patches>().remainder = Remainder::pad;
    settings.emplace_back("refused", sized({250, 250}, {8, 8}));
    settings.back().second.choice<model::Patches>().remainder = Remainder::refuse;
    for (const auto& [width, height, scale] : {std::tuple{1280, 800, 1}, {1600, 1000, 1}, {3840, 2160, 2}}) {
        const ImVec2 size{static_cast<float>(width), static_cast<float>(height)};
        for (const auto& [name, session] : settings) {
            const Screen screen(session, size, static_cast<float>(scale));
            expect_tidy(screen, size, static_cast<float>(scale), name);
        }
    }
}

TEST(Pieces, HoldEveryPatchOnceInTokenOrder) {
    for (const auto& [image, patch] : std::vector<std::pair<Size, Size>>{{{256, 256}, {8, 8}},
                                                                         {{256, 256}, {1, 1}},
                                                                         {{100, 7000}, {1, 1}},
                                                                         {{7000, 100}, {1, 1}},
                                                                         {{9, 7}, {2, 3}}}) {
        const PatchGrid grid(image, patch);
        const ui::Pieces pieces(grid);
        EXPECT_LE(pieces.count(), ui::most_pieces);
        std::int64_t next = 0;
        for (int i = 0; i < pieces.count(); ++i) {
            const ui::Piece piece = pieces.piece(i);
            EXPECT_EQ(grid.token({piece.row, piece.column}), next);
            EXPECT_EQ(pieces.index_of({piece.row + piece.rows - 1, piece.column + piece.columns - 1}), i);
            next += std::int64_t{piece.rows} * piece.columns;
        }
        EXPECT_EQ(next, grid.num_patches());
    }
}

TEST(Pieces, FillLinesWithoutLeavingTheirArea) {
    for (const int count : {1, 7, 64, 1024, 4096}) {
        for (const Size piece : {Size{8, 8}, Size{1, 16}, Size{16, 2}}) {
            const ui::Lines lines = ui::arrange_lines(count, 1, piece, {500, 300}, 0, 88, 8);
            EXPECT_GE(lines.columns * lines.lines, count);
            EXPECT_LE(lines.pitch.x * static_cast<float>(lines.columns),
                      500.5F + lines.pitch.x - lines.cell.x);
            EXPECT_LE(lines.pitch.y * static_cast<float>(lines.lines), 300.5F + lines.pitch.y - lines.cell.y);
            EXPECT_GT(lines.cell.x, 0);
        }
    }
}

TEST(Pieces, StandInLinesThatAreRowsOrWholePartsOrMultiplesOfThem) {
    const auto columns = [](int across, int down, ImVec2 area) {
        return ui::arrange_lines(across * down, across, {8, 8}, area, 0, 88, 8).columns;
    };
    EXPECT_EQ(columns(32, 32, {520, 400}), 32);  // a row has room for cells of 8 pixels
    EXPECT_EQ(columns(32, 32, {520, 182}) % 32, 0);
    EXPECT_GT(columns(32, 32, {520, 182}), 32);
    EXPECT_EQ(64 % columns(64, 2, {300, 300}), 0);
    EXPECT_LT(columns(64, 2, {300, 300}), 64);
    EXPECT_EQ(columns(31, 31, {700, 100}) % 31, 0);
}

TEST(Pieces, GapsGrowThenPiecesFlyOneAfterTheOther) {
    const PatchGrid grid({256, 256}, {8, 8});
    const ui::Pieces pieces(grid);
    const ui::Rect area{{0, 0}, {512, 512}};
    const ui::Lines lines = ui::arrange_lines(1024, 32, {8, 8}, {512, 512}, 0, 88, 8);
    const auto at = [&](double apart) { return ui::Flight(grid, pieces, area, lines, area, apart); };
    const auto gap = [&](double apart) { return at(apart).place(1).min.x - at(apart).place(0).max.x; };
    EXPECT_EQ(gap(0), 0);
    EXPECT_GT(gap(0.25), 0);
    EXPECT_GT(gap(0.5), gap(0.25));
    EXPECT_EQ(at(0).place(1023).max.x, 512);
    EXPECT_FALSE(at(0.5).flying(0));
    EXPECT_TRUE(at(0.55).flying(0));
    EXPECT_FALSE(at(0.55).flying(1023));
    EXPECT_TRUE(at(0.95).flying(1023));
    EXPECT_FALSE(at(1).flying(1023));
    EXPECT_FLOAT_EQ(at(1).place(lines.columns).min.y, lines.pitch.y);
    EXPECT_FLOAT_EQ(at(1).place(lines.columns).min.x, 0);
}

TEST(Overlap, IsOnePatchForEachPixelWhereStrideAndPatchAreEqual) {
    for (int at = 0; at < 24; ++at)
        EXPECT_EQ(ui::patches::patches_with_pixel(at, 24, 8, 8), 1) << at;
    EXPECT_EQ(ui::patches::patches_with_pixel(12, 24, 8, 4), 2);
    EXPECT_EQ(ui::patches::patches_with_pixel(0, 24, 8, 4), 1);
    EXPECT_EQ(ui::patches::patches_with_pixel(12, 24, 8, 1), 8);
    EXPECT_EQ(ui::patches::patches_with_pixel(25, 26, 8, 8), 0);
}

TEST(Remainder, ASizeThatLeavesSomeIsFound) {
    EXPECT_EQ(ui::patches::size_that_leaves_some(256, 8, 8192), 250);
    EXPECT_EQ(ui::patches::size_that_leaves_some(224, 16, 8192), 220);
    EXPECT_EQ(ui::patches::size_that_leaves_some(256, 256, 8192), 257);
    EXPECT_EQ(ui::patches::size_that_leaves_some(256, 1, 8192), std::nullopt);
    EXPECT_EQ(ui::patches::size_that_leaves_some(8192, 8192, 8192), std::nullopt);
    for (int patch = 2; patch <= 64; ++patch) {
        const auto size = ui::patches::size_that_leaves_some(patch * 4, patch, 8192);
        ASSERT_TRUE(size.has_value()) << patch;
        EXPECT_NE(*size % patch, 0);
    }
}

}  // namespace
}  // namespace patchlens
