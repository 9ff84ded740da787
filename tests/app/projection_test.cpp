// The projection chapter: every number it shows is core's, and every control works.
#include <cmath>
#include <numeric>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/chapters/summation.h"
#include "app/ui/chapters/projection/cells.h"
#include "app/ui/chapters/projection/controls.h"
#include "app/ui/chapters/projection/destination.h"
#include "app/ui/chapters/projection/difference.h"
#include "app/ui/chapters/projection/flat_layout.h"
#include "app/ui/chapters/projection/matrix.h"
#include "app/ui/chapters/projection/matrix_layout.h"
#include "app/ui/chapters/projection/planes_layout.h"
#include "app/ui/chapters/projection/running_curve.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/play_speed.h"
#include "core/analysis/path_difference.h"
#include "core/unfold.h"
#include "tests/app/screen.h"
#include "tests/app/setting.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

using namespace ui::projection;
using model::ProjectionView;
using ::testing::Contains;
using ui::cell_number;
using ui::grouped;
using ui::with_sign;
using ui::compat::Key;

model::Session projection_session() {
    model::Session session;
    session.chapter = model::Chapter::projection;
    return session;
}

std::vector<Setting> settings() {
    std::vector<Setting> all;
    const auto add = [&](std::string name, auto change) {
        model::Session session = projection_session();
        change(session);
        all.push_back({std::move(name), std::move(session)});
    };
    add("default", [](model::Session&) {});
    add("not square, remainder", [](model::Session& session) {
        session.picture = sample("harbour.png");
        session.module.config = {{250, 300}, {16, 32}, 3, 768, true};
        session.patch = {7, 3};
        session.dim = 700;
    });
    add("one channel", [](model::Session& session) {
        session.module.config = {{128, 128}, {4, 4}, 1, 64, true};
        session.dim = 5;
    });
    add("patch 1", [](model::Session& session) {
        session.module.config = {{64, 64}, {1, 1}, 3, 12, true};
        session.dim = 11;
    });
    add("seven dimensions", [](model::Session& session) {
        session.module.config.embed_dim = 7;
        session.dim = 3;
    });
    add("no bias, four channels", [](model::Session& session) {
        session.picture = sample("leaf.png");
        session.module.config = {{96, 96}, {6, 6}, 4, 32, false};
        session.dim = 30;
    });
    add("normalised", [](model::Session& session) {
        session.module.normalize = Normalize::imagenet;
        session.module.config.embed_dim = 192;
    });
    return all;
}

/// The output value on the screen, taken apart with core alone, starting from the picture's file.
struct Expected {
    explicit Expected(const model::Session& session)
        : pixels(to_tensor(
              fit_image(load_image(session.picture.empty() ? sample("house.png") : session.picture).image,
                        session.module.preprocess()),
              session.module.normalize)),
          module(initialise(session.module.init, session.module.config.conv_shape(), session.module.seed)),
          number(explain(module, pixels, session.patch, session.dim)) {}

    double sum_through(std::int64_t term) const {
        double sum = 0;
        for (std::int64_t i = 0; i <= term; ++i)
            sum += number.terms[static_cast<std::size_t>(i)];
        return sum;
    }

    Tensor pixels;
    PatchEmbed module;
    Explanation number;
};

/// Expects the box to describe `term`.
void expect_term(const Screen& screen, const Expected& expected, std::int64_t term, const std::string& what) {
    const auto index = static_cast<std::size_t>(term);
    const std::string count = grouped(static_cast<std::int64_t>(expected.number.terms.size()));
    EXPECT_EQ(screen.session().place<model::Projection>().term, term) << what;
    EXPECT_TRUE(screen.reads(english()("projection.term", {grouped(term + 1), count}))) << what;
    EXPECT_TRUE(screen.reads(ui::without_plus(expected.number.pixels[index]) + " × " +
                             with_sign(expected.number.weights[index]) + " = "))
        << what;
    EXPECT_TRUE(screen.reads(with_sign(expected.number.terms[index], 5))) << what;
    EXPECT_TRUE(screen.reads(with_sign(expected.sum_through(term)))) << what;
}

TEST(Projection, EveryNumberShownIsThatOfCore) {
    for (const Setting& setting : settings()) {
        Screen screen(setting.session);
        const Expected expected(screen.session());
        const Explanation& number = expected.number;
        const int channels = setting.session.module.config.in_chans;
        EXPECT_EQ(screen.state().at("value").get<float>(), number.value) << setting.name;
        EXPECT_TRUE(screen.reads("= " + with_sign(number.value))) << setting.name;
        for (int channel = 0; channel < channels; ++channel) {
            const double sum = number.channel_sums[static_cast<std::size_t>(channel)];
            const std::string letter = ui::channel_letter(channel, channels);
            EXPECT_TRUE(screen.reads(letter + " " + with_sign(sum))) << setting.name;
            EXPECT_TRUE(channels == 1 || screen.reads("∑ " + with_sign(sum))) << setting.name;
        }
        EXPECT_EQ(screen.reads("b " + with_sign(number.bias)),
                  setting.session.module.config.bias && channels > 1)
            << setting.name;
        EXPECT_EQ(screen.reads("bias " + with_sign(number.bias)), setting.session.module.config.bias)
            << setting.name;
        expect_term(screen, expected, 0, setting.name);
        const auto last = static_cast<std::int64_t>(number.terms.size()) - 1;
        screen.key(Key::end);
        expect_term(screen, expected, last, setting.name);
        screen.type("<");
        expect_term(screen, expected, std::max<std::int64_t>(0, last - 1), setting.name);
    }
}

TEST(Projection, SpellsOutWhereAProductStands) {
    model::Session session = projection_session();
    session.place<model::Projection>().term = 83;
    const Screen screen(session);
    EXPECT_TRUE(screen.reads("i = c·64 + y·8 + x = 1·64 + 2·8 + 3 = 83"));
}

/// Whether `value` is printed in a cell, with any of the possible numbers of decimals.
bool prints(const Screen& screen, double value, bool sign) {
    for (const int decimals : {2, 3, 4}) {
        if (screen.reads(cell_number(value, {sign, decimals}))) return true;
    }
    return screen.reads(cell_number(value, {.power = 3}));
}

TEST(Projection, PrintsNumbersInCellsWhereTheyFit) {
    model::Session session = projection_session();
    session.module.config.patch_size = to_pair(4);
    const Screen screen(session);
    const Expected expected(screen.session());
    for (std::size_t i = 0; i < expected.number.terms.size(); ++i) {
        EXPECT_TRUE(prints(screen, expected.number.pixels[i], false)) << i;
        EXPECT_TRUE(prints(screen, expected.number.weights[i], true)) << i;
        EXPECT_TRUE(prints(screen, expected.number.terms[i], true)) << i;
    }
}

TEST(Projection, OneChannelAloneIsLargeEnoughToReadItsNumbers) {
    Screen screen(projection_session());
    const float before = screen.place("projection/weights/0").width();
    screen.click("projection/view/channel");
    EXPECT_TRUE(screen.session().place<model::Projection>().one_channel);
    EXPECT_GT(screen.place("projection/weights/0").width(), before * 1.3F);
    EXPECT_FALSE(screen.shows("projection/weights/1"));
    const Expected expected(screen.session());
    for (std::size_t i = 0; i < 64; ++i) {
        EXPECT_TRUE(prints(screen, expected.number.weights[i], true)) << i;
        EXPECT_TRUE(prints(screen, expected.number.terms[i], true)) << i;
    }
    screen.key(Key::page_down, false, true);
    EXPECT_TRUE(screen.shows("projection/weights/1"));
}

TEST(Projection, CellNumbersLeaveOutTheZeroBeforeThePoint) {
    EXPECT_EQ(cell_number(0.764, {false, 2}), ".76");
    EXPECT_EQ(cell_number(-0.041, {true, 2}), "−.04");
    EXPECT_EQ(cell_number(0.041, {true, 3}), "+.041");
    EXPECT_EQ(cell_number(2.64, {true, 2}), "+2.64");
    EXPECT_EQ(cell_number(10.5, {false, 2}), "10.50");
}

TEST(Projection, KeysStepByRowByChannelAndByProduct) {
    Screen screen(projection_session());
    const auto term = [&] { return screen.session().place<model::Projection>().term; };
    screen.key(Key::page_down);
    EXPECT_EQ(term(), 8);
    screen.type(">>");
    EXPECT_EQ(term(), 10);
    screen.key(Key::page_down, false, true);
    EXPECT_EQ(term(), 74);
    screen.key(Key::page_up);
    EXPECT_EQ(term(), 66);
    screen.key(Key::page_up, false, true);
    screen.key(Key::page_up, false, true);
    EXPECT_EQ(term(), 0);
    screen.key(Key::end);
    EXPECT_EQ(term(), 191);
    screen.key(Key::home);
    EXPECT_EQ(term(), 0);
}

TEST(Projection, ButtonsStepByRowByChannelAndByProduct) {
    Screen screen(projection_session());
    screen.click("projection/channel/forward");
    screen.click("projection/row/forward");
    screen.click("projection/forward");
    EXPECT_EQ(screen.session().place<model::Projection>().term, 73);
    screen.click("projection/back");
    screen.click("projection/row/back");
    screen.click("projection/channel/back");
    EXPECT_EQ(screen.session().place<model::Projection>().term, 0);
}

TEST(Projection, PlaysAllProductsInTwelveSecondsHoweverManyThereAre) {
    for (const int patch : {8, 64}) {
        model::Session session = projection_session();
        session.module.config.patch_size = to_pair(patch);
        Screen screen(session);
        screen.key(Key::space);
        EXPECT_TRUE(screen.session().place<model::Projection>().playing);
        screen.frames(60 * 6);
        const int count = 3 * patch * patch;
        EXPECT_NEAR(screen.session().place<model::Projection>().term, count / 2, count / 60 + 2);
        EXPECT_TRUE(screen.application->animating());
        screen.frames(60 * 7);
        EXPECT_EQ(screen.session().place<model::Projection>().term, count - 1);
        EXPECT_FALSE(screen.session().place<model::Projection>().playing);
        screen.frames(3);
        EXPECT_FALSE(screen.application->animating());
        screen.click("projection/play");  // starts again from the beginning
        EXPECT_TRUE(screen.session().place<model::Projection>().playing);
        EXPECT_LT(screen.session().place<model::Projection>().term, count / 10);
    }
}

TEST(Projection, PausesWhereItIs) {
    Screen screen(projection_session());
    screen.click("projection/play");
    screen.frames(120);
    screen.click("projection/play");
    const int term = screen.session().place<model::Projection>().term;
    EXPECT_GT(term, 10);
    screen.frames(60);
    EXPECT_EQ(screen.session().place<model::Projection>().term, term);
}

TEST(Projection, DraggingInTheCurveScrubs) {
    Screen screen(projection_session());
    const ui::Rect curve = screen.place("projection/curve");
    screen.drag({curve.min.x + 3, curve.centre().y}, {curve.min.x + curve.width() * 0.4F, curve.centre().y});
    const int term = screen.session().place<model::Projection>().term;
    EXPECT_GT(term, 60);
    EXPECT_LT(term, 90);
    screen.drag(curve.centre(), {curve.min.x - 500, curve.centre().y});
    EXPECT_EQ(screen.session().place<model::Projection>().term, 0);
}

TEST(Projection, AClickOnACellLooksAtItsProduct) {
    Screen screen(projection_session());
    const ui::Rect plane = screen.place("projection/products/2");
    screen.click({plane.min.x + plane.width() * (5.5F / 8), plane.min.y + plane.height() * (6.5F / 8)});
    EXPECT_EQ(screen.session().place<model::Projection>().term, row_index(to_pair(8), 2, 6, 5));
    EXPECT_TRUE(screen.shows("tooltip"));
}

TEST(Projection, HoveringAnOutputShowsItsSources) {
    Screen screen(projection_session());
    const ui::Rect vector = screen.place("projection/vector");
    screen.move_mouse({vector.min.x + 2, vector.min.y + 2});
    screen.frames(2);
    EXPECT_EQ(screen.state().at("hovered_dim"), 0);
    const Expected selected(screen.session());
    const Explanation other = explain(selected.module, selected.pixels, screen.session().patch, 0);
    EXPECT_TRUE(screen.reads("= " + with_sign(other.value)));
    for (const double sum : other.channel_sums)
        EXPECT_TRUE(screen.reads("∑ " + with_sign(sum)));
    EXPECT_EQ(screen.session().dim, 137);

    const ui::Rect map = screen.place("projection/map");
    screen.move_mouse({map.min.x + 1, map.min.y + 1});
    screen.frames(2);
    EXPECT_EQ(screen.state().at("hovered_patch"), nlohmann::ordered_json::array({0, 0}));
    EXPECT_TRUE(screen.reads("= " + with_sign(explain(selected.module, selected.pixels, {0, 0}, 137).value)));
}

TEST(Projection, AClickOnAnOutputSelectsIt) {
    Screen screen(projection_session());
    const ui::Rect vector = screen.place("projection/vector");
    screen.click({vector.min.x + 2, vector.min.y + 2});
    EXPECT_EQ(screen.session().dim, 0);
    const ui::Rect map = screen.place("projection/map");
    screen.click({map.max.x - 1, map.max.y - 1});
    EXPECT_EQ(screen.session().patch, (PatchPosition{31, 31}));
}

TEST(Projection, ArrowsAndCommasMoveTheSelectionHereToo) {
    Screen screen(projection_session());
    screen.key(Key::left);
    screen.type(".");
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 9}));
    EXPECT_EQ(screen.session().dim, 138);
    screen.settle();
    const Expected expected(screen.session());
    EXPECT_TRUE(screen.reads("= " + with_sign(expected.number.value)));
}

TEST(Projection, TheFlattenedRowHoldsTheSameProducts) {
    Screen screen(projection_session());
    screen.click("projection/view/flat");
    ASSERT_EQ(screen.session().place<model::Projection>().view, ProjectionView::flat);
    const ui::Rect line = screen.place("projection/flat/weights/0");
    screen.click({line.max.x - 2, line.centre().y});
    const std::int64_t columns = screen.session().place<model::Projection>().term + 1;
    EXPECT_EQ(64 % columns, 0);
    screen.click(screen.centre("projection/flat/products/1"));
    EXPECT_NEAR(screen.session().place<model::Projection>().term, 1.5 * static_cast<double>(columns), 1.0);
    const Expected expected(screen.session());
    expect_term(screen, expected, screen.session().place<model::Projection>().term, "flat");
    const ui::Rect plane = screen.place("projection/pixels/1");
    screen.click({plane.min.x + 1, plane.min.y + 1});
    EXPECT_EQ(screen.session().place<model::Projection>().term, 64);
}

TEST(Projection, ALongRowIsShownInPagesThatFollowTheProduct) {
    const ui::Rect place = ui::rect_at({0, 0}, 784, 330);
    const FlatLines short_row = arrange_flat(place, to_pair(8), 3, 0, 1);
    EXPECT_TRUE(short_row.all());
    EXPECT_EQ(64 % short_row.columns, 0);
    for (const std::int64_t term : {std::int64_t{0}, std::int64_t{5000}, std::int64_t{12287}}) {
        const FlatLines page = arrange_flat(place, to_pair(64), 3, term, 1);
        EXPECT_FALSE(page.all());
        EXPECT_LE(page.first, term);
        EXPECT_LT(term, page.first + page.shown());
        EXPECT_TRUE(place.contains(page.cell(term, 0)));
        EXPECT_TRUE(place.contains(page.cell(term, 2)));
        EXPECT_GE(page.width, 9);
    }
}

TEST(Projection, OneFilterHasNoOther) {
    model::Session session = projection_session();
    EXPECT_FALSE(Screen(session).reads(english()("projection.story_filters_one")));
    session.module.config.embed_dim = 1;
    EXPECT_TRUE(Screen(session).reads(english()("projection.story_filters_one")));
}

TEST(Projection, TheMatrixShowsRowColumnAndNumberAndAClickSelects) {
    model::Session session = projection_session();
    session.place<model::Projection>().view = ProjectionView::matrix;
    Screen screen(session);
    EXPECT_TRUE(screen.reads("patches [1,024 × 192] @ weight.T [192 × 512] + bias = tokens [1,024 × 512]"));
    // Several rows and columns share one screen pixel: a click selects the one in the pixel's middle.
    const auto under = [](float offset, float length, int count) {
        return static_cast<int>(offset / length * static_cast<float>(count));
    };
    const ui::Rect tokens = screen.place("projection/matrix/tokens");
    const ImVec2 inside{std::floor(tokens.width() * 0.7F), std::floor(tokens.height() * 0.3F)};
    screen.click({tokens.min.x + inside.x, tokens.min.y + inside.y});
    const int token = under(inside.y, tokens.height(), 1024);
    EXPECT_EQ(screen.session().patch, (PatchPosition{token / 32, token % 32}));
    EXPECT_EQ(screen.session().dim, under(inside.x, tokens.width(), 512));
    const Expected expected(screen.session());
    EXPECT_TRUE(screen.reads("= " + with_sign(expected.number.value)));
    const ui::Rect patches = screen.place("projection/matrix/patches");
    screen.click({patches.min.x + 5, patches.min.y + 100});
    const int clicked = under(100, patches.height(), 1024);
    EXPECT_EQ(screen.session().patch, (PatchPosition{clicked / 32, clicked % 32}));
    EXPECT_EQ(screen.session().place<model::Projection>().term, under(5, patches.width(), 192));
    const ui::Rect weights = screen.place("projection/matrix/weights");
    screen.click({weights.min.x + 20, weights.min.y + 30});
    EXPECT_EQ(screen.session().dim, under(20, weights.width(), 512));
    EXPECT_EQ(screen.session().place<model::Projection>().term, under(30, weights.height(), 192));
    EXPECT_EQ(screen.session().patch, (PatchPosition{clicked / 32, clicked % 32}));
}

TEST(Projection, MatricesStandSoThatRowsAndColumnsMeet) {
    for (const auto& [patches, inputs, dims] :
         {std::tuple{1024, 192, 512}, std::tuple{65536, 3, 512}, std::tuple{1, 196608, 1}}) {
        const ui::Rect place = ui::rect_at({10, 20}, 400, 500);
        const MatrixLayout layout = arrange_matrices(place, {patches, inputs, dims}, true, 1);
        EXPECT_EQ(layout.patches.min.y, layout.tokens.min.y);
        EXPECT_EQ(layout.patches.max.y, layout.tokens.max.y);
        EXPECT_EQ(layout.weights.min.x, layout.tokens.min.x);
        EXPECT_EQ(layout.weights.max.x, layout.tokens.max.x);
        EXPECT_EQ(layout.proportional, patches == 1024);
        for (const ui::Rect& part : {layout.patches, layout.weights, layout.bias, layout.tokens})
            EXPECT_TRUE(place.inset(-4).contains(part));
        EXPECT_FALSE(layout.weights.overlaps(layout.bias));
        EXPECT_FALSE(layout.bias.overlaps(layout.tokens));
    }
}

TEST(Projection, ThePatchesMatrixIsUnfold) {
    const DecodedImage picture = load_image(sample("harbour.png"));
    const PreprocessConfig config{{70, 50}, 3, Fit::crop, ResizeFilter::bilinear, Normalize::none};
    const Tensor pixels = to_tensor(fit_image(picture.image, config), Normalize::none);
    const PatchGrid grid({70, 50}, {8, 6});
    const Tensor rows = unfold(pixels, {8, 6});
    for (std::int64_t row = 0; row < grid.num_patches(); ++row) {
        for (std::int64_t column = 0; column < 3 * 48; ++column)
            ASSERT_EQ(unfolded(pixels, grid, row, column), rows[row * 3 * 48 + column]);
    }
}

TEST(Projection, ShowsHowFarConv2dAndLinearAreApart) {
    for (const Setting& setting : settings()) {
        model::Session session = setting.session;
        session.place<model::Projection>().view = ProjectionView::matrix;
        Screen screen(session);
        const Expected expected(screen.session());
        const Tensor tokens = expected.module.forward(expected.pixels, Layout::nlc);
        const PatchGrid grid = expected.module.grid(expected.pixels);
        const PathDifference difference = path_difference(tokens.matrix(grid.num_patches()), expected.pixels,
                                                          {expected.module.weight(), expected.module.bias()});
        EXPECT_TRUE(screen.reads(english()("projection.difference_largest",
                                           {small_number(difference.largest), grouped(tokens.size())})))
            << setting.name;
        EXPECT_TRUE(screen.reads("Conv2d " + with_sign(difference.convolution, 8))) << setting.name;
        EXPECT_TRUE(screen.reads("Linear " + with_sign(difference.linear, 8))) << setting.name;
        screen.click("projection/difference");
        EXPECT_EQ(screen.session().dim, difference.dim) << setting.name;
        EXPECT_EQ(screen.session().patch, grid.position(difference.token)) << setting.name;
    }
}

TEST(Projection, AnswersItsQuestionsWithTheNumbersOfTheSetting) {
    for (const Setting& setting : settings()) {
        const Screen screen(setting.session);
        for (const int number : {2, 3, 4, 5, 7, 11, 12, 13, 14, 17, 18, 22, 23})
            EXPECT_TRUE(screen.shows("question/" + std::to_string(number))) << setting.name;
        const ConvShape shape = screen.session().module.config.conv_shape();
        const std::int64_t inputs = shape.fan_in();
        const std::string from = grouped(inputs);
        const std::string to = grouped(shape.embed_dim);
        const std::string most = grouped(std::min<std::int64_t>(inputs, shape.embed_dim));
        const char* compression = shape.embed_dim > inputs   ? "projection.a13_expands"
                                  : shape.embed_dim < inputs ? "projection.a13_compresses"
                                                             : "projection.a13_same";
        EXPECT_TRUE(screen.reads(english()(compression, {from, to, most}))) << setting.name;
        EXPECT_TRUE(screen.reads(english()(shape.bias ? "projection.a17" : "projection.a17_without_bias",
                                           {to, from, grouped(shape.parameters())})))
            << setting.name;
        const Expected expected(screen.session());
        double products = 0;
        for (const double term : expected.number.terms)
            products += term;
        EXPECT_TRUE(screen.reads(
            english()(shape.bias ? "projection.a22" : "projection.a22_without_bias",
                      {with_sign(expected.number.value), with_sign(2 * products + expected.number.bias)})))
            << setting.name;
    }
}

TEST(Projection, DoublingThePixelsGivesWhatTheAnswerSays) {
    const Screen screen(projection_session());
    Expected expected(screen.session());
    for (float& pixel : expected.pixels.values())
        pixel *= 2;
    const Explanation doubled = explain(expected.module, expected.pixels, {19, 10}, 137);
    double products = 0;
    for (const double term : expected.number.terms)
        products += term;
    EXPECT_NEAR(doubled.value, 2 * products + expected.number.bias, 1e-5);
}

TEST(Projection, TheWeightsStayUnpaintedWhileTheMouseRests) {
    Screen screen(projection_session());
    const ui::Rect vector = screen.place("projection/vector");
    screen.move_mouse({vector.min.x + 2, vector.min.y + 2});
    screen.frames(3);
    const int uploads = screen.textures.uploads;
    screen.frames(10);
    EXPECT_EQ(screen.textures.uploads, uploads);
}

TEST(Projection, EverythingIsReachedByTab) {
    for (const auto view : {ProjectionView::planes, ProjectionView::flat, ProjectionView::matrix}) {
        model::Session session = projection_session();
        session.place<model::Projection>().view = view;
        Screen screen(session);
        std::vector<std::string> visited;
        for (int i = 0; i < 110; ++i) {
            screen.key(Key::tab);
            visited.push_back(screen.state().at("focus").get<std::string>());
        }
        for (const auto& [name, place] : screen.application->probe().items()) {
            const bool label =
                name == "projection/term" || name == "projection/sum" || name == "projection/number";
            if (!name.starts_with("projection/") || label) continue;
            EXPECT_THAT(visited, Contains(name));
        }
    }
}

TEST(Projection, AFocusedPlaneIsPressedByEnter) {
    Screen screen(projection_session());
    screen.focus("projection/weights/2");
    screen.key(Key::enter);
    EXPECT_EQ(screen.session().place<model::Projection>().term, 128);
    screen.focus("projection/curve");
    screen.key(Key::space);
    EXPECT_TRUE(screen.session().place<model::Projection>().playing);
}

/// Expects the chapter's widgets to stay inside the scene and not to overlap.
void expect_widgets_in_place(const Screen& screen, ImVec2 size, float scale, const std::string& what) {
    const auto of_the_chapter = [](std::string_view name) { return name.starts_with("projection/"); };
    const ui::Rect scene = ui::arrange_screen(size, scale).scene;
    for (const auto& [name, rectangle] : screen.application->probe().items()) {
        if (of_the_chapter(name)) {
            EXPECT_TRUE(scene.contains(screen.place(name))) << what << ": " << name;
        }
    }
    expect_apart(screen, of_the_chapter, what);
}

std::vector<Setting> difficult_settings() {
    std::vector<Setting> all = settings();
    const auto add = [&](std::string name, PatchEmbedConfig config) {
        model::Session session = projection_session();
        session.module.config = config;
        session.dim = config.embed_dim - 1;
        session.place<model::Projection>().term = static_cast<int>(config.conv_shape().fan_in() / 2);
        all.push_back({std::move(name), std::move(session)});
    };
    add("patch 64, long vector", {{256, 256}, {64, 64}, 4, 4096, true});
    add("one patch, one dimension", {{256, 256}, {256, 256}, 3, 1, true});
    add("very wide", {{16, 2048}, {16, 16}, 3, 32, true});
    add("very high patches", {{2048, 9}, {64, 2}, 3, 32, true});
    return all;
}

class ProjectionSizes : public ::testing::TestWithParam<std::tuple<int, int, int, model::LanguageId>> {};

TEST_P(ProjectionSizes, NothingOverlapsOrIsCut) {
    const auto [width, height, scale, language] = GetParam();
    const ImVec2 size{static_cast<float>(width), static_cast<float>(height)};
    for (const Setting& setting : difficult_settings()) {
        for (const auto& [view, one_channel] :
             {std::pair{ProjectionView::planes, false}, std::pair{ProjectionView::planes, true},
              std::pair{ProjectionView::flat, false}, std::pair{ProjectionView::matrix, false}}) {
            model::Session session = setting.session;
            session.language = language;
            session.place<model::Projection>().view = view;
            session.place<model::Projection>().one_channel = one_channel;
            const Screen screen(session, size, static_cast<float>(scale));
            const std::string what = setting.name + ", " + std::string(model::name_of(view)) +
                                     (one_channel ? ", one channel" : "");
            expect_tidy(screen, size, static_cast<float>(scale), what);
            expect_widgets_in_place(screen, size, static_cast<float>(scale), what);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    All, ProjectionSizes,
    ::testing::Combine(::testing::Values(1280), ::testing::Values(800), ::testing::Values(1),
                       ::testing::Values(model::LanguageId::en, model::LanguageId::zh_cn)));
INSTANTIATE_TEST_SUITE_P(Larger, ProjectionSizes,
                         ::testing::Values(std::tuple{1600, 1000, 1, model::LanguageId::en},
                                           std::tuple{3840, 2160, 2, model::LanguageId::zh_cn}));

TEST(Projection, AFrameOfManyProductsIsDrawnWithFewTriangles) {
    model::Session session = projection_session();
    session.module.config = {{256, 256}, {64, 64}, 3, 512, true};
    for (const auto view : {ProjectionView::planes, ProjectionView::flat, ProjectionView::matrix}) {
        session.place<model::Projection>().view = view;
        const Screen screen(session);
        EXPECT_LT(ImGui::GetDrawData()->TotalVtxCount, 60000);
    }
}

TEST(Projection, AnOutputAboveTheBudgetIsSaidToBe) {
    // An application under test has the default budget; this output is larger than that.
    model::Session session = projection_session();
    session.module.config = {{1024, 1024}, {1, 1}, 1, 256, true};
    session.place<model::Projection>().view = ProjectionView::matrix;
    Screen screen(session);
    ASSERT_EQ(screen.application->results()->tokens, nullptr);
    EXPECT_TRUE(screen.reads(english()("projection.difference_unknown", {"1.00 GiB"})));
    const Expected expected(screen.session());
    EXPECT_TRUE(screen.reads("= " + with_sign(expected.number.value)));
    screen.click("projection/matrix/tokens");
    EXPECT_TRUE(screen.messages().empty());
}

TEST(Summation, AddsInOrderInDouble) {
    auto explanation = std::make_shared<Explanation>();
    for (int i = 0; i < 1000; ++i) {
        explanation->pixels.push_back(static_cast<float>(i % 7));
        explanation->weights.push_back(static_cast<float>(i % 5) - 2);
        explanation->terms.push_back(double{explanation->pixels.back()} * explanation->weights.back());
    }
    explanation->channel_sums = {0.0};
    const model::Summation summation(explanation, 64);
    EXPECT_LE(summation.stretches().size(), 64U);
    double sum = 0;
    double lowest = 0;
    double highest = 0;
    for (int i = 0; i < 1000; ++i) {
        sum += explanation->terms[static_cast<std::size_t>(i)];
        EXPECT_EQ(summation.through(i), sum) << i;
        lowest = std::min(lowest, sum);
        highest = std::max(highest, sum);
    }
    EXPECT_EQ(summation.lowest(), lowest);
    EXPECT_EQ(summation.highest(), highest);
    EXPECT_EQ(summation.largest_weight(), 2);
    EXPECT_EQ(summation.largest_term(), 12);
    EXPECT_EQ(summation.plane(0).highest_pixel, 6);
}

TEST(Summation, TheCurveKeepsTheExtremesOfWhatItLeavesOut) {
    auto explanation = std::make_shared<Explanation>();
    for (int i = 0; i < 5000; ++i)
        explanation->terms.push_back(i == 2500 ? 100 : i == 2501 ? -100 : 0.001);
    explanation->pixels.assign(5000, 1);
    explanation->weights.assign(5000, 1);
    explanation->channel_sums = {0.0};
    const model::Summation summation(explanation);
    const std::vector<CurvePoint> points = curve_points(summation, 100);
    EXPECT_LE(points.size(), 201U);
    double highest = 0;
    for (const CurvePoint& point : points)
        highest = std::max(highest, point.sum);
    EXPECT_EQ(highest, summation.highest());
    EXPECT_GT(highest, 100);
}

TEST(Summation, NumbersThatAreNoneDoNotSpoilTheScale) {
    auto explanation = std::make_shared<Explanation>();
    explanation->terms = {1, NAN, 2};
    explanation->pixels = {1, NAN, 2};
    explanation->weights = {1, 1, INFINITY};
    explanation->channel_sums = {NAN};
    const model::Summation summation(explanation);
    EXPECT_EQ(summation.highest(), 1);
    EXPECT_EQ(summation.largest_weight(), 1);
    EXPECT_EQ(summation.plane(0).highest_pixel, 2);
    EXPECT_TRUE(std::isnan(summation.through(2)));
    EXPECT_FALSE(curve_points(summation, 100).empty());
}

TEST(ProjectionTerms, StepsStopAtTheEnds) {
    const Size patch{2, 3};
    EXPECT_EQ(place_of(patch, 10), (TermPlace{1, 1, 1}));
    for (int term = 0; term < 18; ++term) {
        const TermPlace at = place_of(patch, term);
        EXPECT_EQ(row_index(patch, at.channel, at.y, at.x), term);
    }
    EXPECT_EQ(stepped(patch, 3, 4, Stride::row, 1), 7);
    EXPECT_EQ(stepped(patch, 3, 4, Stride::channel, 1), 10);
    EXPECT_EQ(stepped(patch, 3, 16, Stride::channel, 1), 17);
    EXPECT_EQ(stepped(patch, 3, 2, Stride::row, -1), 0);
    EXPECT_DOUBLE_EQ(ui::terms_per_second(192), 16);
    EXPECT_DOUBLE_EQ(ui::terms_per_second(3), 1);
}

TEST(PlanesLayout, PlanesDoNotOverlapAndKeepTheirProportion) {
    for (const Size patch : {to_pair(8), Size{16, 32}, Size{64, 2}, Size{1, 300}, to_pair(1)}) {
        for (const int count : {1, 3, 4}) {
            const ui::Rect most = ui::rect_at({300, 150}, 584, 340);
            const PlanesLayout layout = arrange_planes(most, patch, 0, count, 1);
            std::vector<ui::Rect> all{layout.destination};
            for (const PlanesLayout::Row& row : layout.rows) {
                all.insert(all.end(), row.planes.begin(), row.planes.end());
                if (count > 1) all.push_back(row.sum);
                const ui::Rect& plane = row.planes[0];
                if (plane.width() > 20 && plane.height() > 20) {
                    EXPECT_NEAR(plane.width() / plane.height(),
                                static_cast<float>(patch.width) / static_cast<float>(patch.height), 0.2F);
                }
            }
            for (std::size_t i = 0; i < all.size(); ++i) {
                EXPECT_TRUE(most.inset(-1).contains(all[i]));
                for (std::size_t j = i + 1; j < all.size(); ++j)
                    EXPECT_FALSE(all[i].inset(0.5F).overlaps(all[j].inset(0.5F)));
            }
        }
    }
}

}  // namespace
}  // namespace patchlens
