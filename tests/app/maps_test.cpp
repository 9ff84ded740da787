// The maps chapter: its pictures and numbers against core, and what a user does in it.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/chapters/maps/shapes_data.h"
#include "app/ui/chapters/maps/token_axis.h"
#include "app/ui/chapters/maps/variance_text.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/atlas_paint.h"
#include "core/analysis/statistics.h"
#include "tests/app/screen.h"
#include "tests/app/setting.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

using model::MapsOrder;
using model::MapsView;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ui::with_sign;
using ui::compat::Key;

model::Session session_of(MapsView view) {
    model::Session session;
    session.chapter = model::Chapter::maps;
    session.place<model::Maps>().view = view;
    return session;
}

/// Settings unlike the defaults, to show that nothing in this chapter depends on them.
std::vector<Setting> settings(MapsView view) {
    std::vector<Setting> all;
    const auto add = [&](std::string name, auto change) {
        all.push_back({std::move(name), session_of(view), {}});
        change(all.back());
    };
    add("default", [](Setting&) {});
    add("not square, remainder", [](Setting& setting) {
        setting.session.picture = sample("harbour.png");
        setting.session.module.config = {{250, 300}, {16, 32}, 3, 768, true};
    });
    add("one channel, patch 1, small picture", [](Setting& setting) {
        setting.session.module.config = {{24, 40}, {1, 1}, 1, 64, true};
    });
    add("one dimension", [](Setting& setting) { setting.session.module.config.embed_dim = 1; });
    add("seven dimensions", [](Setting& setting) {
        setting.session.module.config.embed_dim = 7;
        setting.session.module.seed = 3;
    });
    add("four channels, one patch", [](Setting& setting) {
        setting.session.picture = sample("leaf.png");
        setting.session.module.config = {{64, 64}, {64, 64}, 4, 96, false};
    });
    return all;
}

Setting without_tokens(MapsView view) {
    Setting setting{"above the memory budget", session_of(view), {}};
    setting.limits.output_bytes = 1000;
    return setting;
}

/// The same module and its output, computed with core alone.
struct Core {
    explicit Core(const Screen& screen)
        : held(screen.application->results()),
          results(*held),
          tokens(results.module->forward(*results.pixels, Layout::nlc)),
          maps(results.module->forward(*results.pixels, Layout::nchw)) {}

    std::int64_t patches() const { return results.grid.num_patches(); }
    int dims() const { return results.options.config.embed_dim; }
    ConstMatrixView matrix() const { return tokens.matrix(patches()); }

    model::ResultsPointer held;  ///< keeps them alive: a screen drops its results once there are newer ones
    const model::Results& results;
    Tensor tokens;
    Tensor maps;
};

void expect_close(const std::uint8_t* texel, ui::Colour colour, const std::string& what) {
    EXPECT_NEAR(texel[0], colour.red, 1) << what;
    EXPECT_NEAR(texel[1], colour.green, 1) << what;
    EXPECT_NEAR(texel[2], colour.blue, 1) << what;
    EXPECT_EQ(texel[3], 255) << what;
}

const std::uint8_t* texel_at(const Image& image, int y, int x) {
    return image.pixels.data() +
           4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.size.width) +
                static_cast<std::size_t>(x));
}

std::string unsigned_text(double value, int decimals = 4) {
    return with_sign(value, decimals).substr(1);
}

std::string place_text(PatchPosition patch) {
    std::string text = "(";
    text += std::to_string(patch.row);
    text += ", ";
    text += std::to_string(patch.column);
    return text + ")";
}

TEST(Atlas, HoldsEveryPictureInsideItsLimits) {
    for (const auto& [count, numbers] : std::vector<std::pair<int, Size>>{{512, {32, 32}},
                                                                          {1, {256, 256}},
                                                                          {7, {1, 128}},
                                                                          {4096, {256, 256}},
                                                                          {4096, {32, 32}},
                                                                          {16384, {8, 8}},
                                                                          {4096, {1, 2048}},
                                                                          {2, {4096, 2}}}) {
        const ui::AtlasPlan plan = ui::plan_atlas(count, numbers);
        const Size size = plan.size();
        EXPECT_LE(size.height, ui::largest_atlas_side);
        EXPECT_LE(size.width, ui::largest_atlas_side);
        const Rectangle last = plan.texels(count - 1);
        EXPECT_LE(last.top + last.height, size.height);
        EXPECT_LE(last.left + last.width, size.width);
        EXPECT_EQ(plan.tile.height, (numbers.height + plan.step.height - 1) / plan.step.height);
    }
    EXPECT_EQ(ui::plan_atlas(512, {32, 32}).step, (Size{1, 1}));
    EXPECT_EQ(ui::plan_atlas(4096, {32, 32}).step, (Size{1, 1}));
}

TEST(Atlas, ATileIsFoundWhereItIsDrawn) {
    for (const int side : {0, 16, 96}) {
        const ui::AtlasLayout layout = ui::arrange_atlas(512, 1.5, {900, 700}, side, 14, 1);
        for (int position = 0; position < 512; ++position)
            EXPECT_EQ(layout.position_at(layout.tile(position).centre()), position);
        EXPECT_EQ(layout.position_at({-1, 5}), std::nullopt);
        EXPECT_EQ(layout.position_at({5, layout.total_height() + 50}), std::nullopt);
        EXPECT_LE(layout.tile(layout.columns - 1).max.x, 900);
    }
}

TEST(Atlas, FewTilesAreLargeAndManyAreScrolled) {
    const ui::AtlasLayout few = ui::arrange_atlas(7, 1, {900, 700}, 0, 14, 1);
    EXPECT_LE(few.total_height(), 700);
    EXPECT_GE(few.width, 200);
    const ui::AtlasLayout one = ui::arrange_atlas(1, 1, {900, 700}, 0, 14, 1);
    EXPECT_GT(one.height, 640) << "one tile fills the room";
    EXPECT_LE(one.total_height(), 700);
    const ui::AtlasLayout many = ui::arrange_atlas(4096, 1, {900, 700}, 0, 14, 1);
    EXPECT_GT(many.total_height(), 700);
    EXPECT_GE(many.width, 40);
    EXPECT_GT(ui::next_side(46, 1), 46);
    EXPECT_LT(ui::next_side(46, -1), 46);
    EXPECT_EQ(ui::next_side(10000, 1), ui::next_side(460, 1));
}

TEST(Maps, TheButtonsForTheSizeOfTilesStandInOneRow) {
    for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        for (const MapsView view : {MapsView::filters, MapsView::maps}) {
            model::Session session;
            session.chapter = model::Chapter::maps;
            session.language = language;
            session.place<model::Maps>().view = view;
            for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1366, 768}, ImVec2{900, 600}}) {
                const Screen screen(session, size);
                EXPECT_EQ(screen.place("maps/smaller").min.y, screen.place("maps/larger").min.y) << size.x;
                EXPECT_EQ(screen.place("maps/fit").min.y, screen.place("maps/larger").min.y) << size.x;
            }
        }
    }
}

TEST(Atlas, EveryTexelOfAMapIsTheColourOfItsNumber) {
    for (const Setting& setting : settings(MapsView::maps)) {
        const Screen screen(setting.session);
        const Core core(screen);
        const Size grid = core.results.grid.grid();
        const ui::AtlasPlan plan = ui::plan_atlas(core.dims(), grid);
        const std::vector<Summary> summaries = summarise_dimensions(core.matrix());
        std::vector<float> largest;
        for (const Summary& summary : summaries)
            largest.push_back(std::max(std::abs(summary.min), std::abs(summary.max)));
        const ui::Diverging& colours = ui::palette_of(model::Theme::dark).diverging;
        const Image image = ui::paint_maps(core.matrix(), grid, plan, largest, colours);
        ASSERT_EQ(image.size, plan.size());
        for (const int dim : std::set<int>{0, core.dims() / 2, core.dims() - 1}) {
            const Rectangle tile = plan.texels(dim);
            for (int y = 0; y < tile.height; ++y) {
                for (int x = 0; x < tile.width; ++x) {
                    const float value =
                        core.maps[(std::int64_t{dim} * grid.height + y * plan.step.height) * grid.width +
                                  x * plan.step.width];
                    expect_close(texel_at(image, tile.top + y, tile.left + x),
                                 colours(value, largest[static_cast<std::size_t>(dim)]), setting.name);
                }
            }
        }
    }
}

TEST(Atlas, EveryTexelOfAFilterIsTheColourOfItsWeight) {
    const Tensor weight = initialise(Init::torch, {5, 3, {4, 6}, true}, 1).weight;
    const std::vector<float> largest(5, 0.1F);
    const ui::Diverging& colours = ui::palette_of(model::Theme::light).diverging;
    const ui::AtlasPlan planes = ui::plan_atlas(15, {4, 6});
    const Image signs = ui::paint_filter_planes(weight, planes, largest, colours);
    const ui::AtlasPlan filters = ui::plan_atlas(5, {4, 6});
    const Image rgb = ui::paint_filters_rgb(weight, filters, largest);
    for (int dim = 0; dim < 5; ++dim) {
        for (int channel = 0; channel < 3; ++channel) {
            for (int y = 0; y < 4; ++y) {
                for (int x = 0; x < 6; ++x) {
                    const float value = weight[((dim * 3 + channel) * 4 + y) * 6 + x];
                    const Rectangle plane = planes.texels(dim * 3 + channel);
                    expect_close(texel_at(signs, plane.top + y, plane.left + x), colours(value, 0.1F),
                                 "plane");
                    const Rectangle filter = filters.texels(dim);
                    const float shade = std::clamp(127.5F + value / 0.1F * 127.5F, 0.0F, 255.0F);
                    EXPECT_NEAR(texel_at(rgb, filter.top + y, filter.left + x)[channel], shade, 1);
                }
            }
        }
    }
}

TEST(Atlas, WhatIsNoNumberHasItsOwnColour) {
    const ui::Diverging& colours = ui::palette_of(model::Theme::dark).diverging;
    const Tensor tokens({2, 2}, {NAN, INFINITY, -INFINITY, 0});
    const std::vector<float> largest{1, 1};
    const ui::AtlasPlan plan = ui::plan_atlas(2, {1, 2});
    const Image image = ui::paint_maps(tokens.matrix(2), {1, 2}, plan, largest, colours);
    expect_close(texel_at(image, 0, 0), colours.not_a_number, "NaN");
    expect_close(texel_at(image, 0, 1), colours.negative, "-inf");
    expect_close(texel_at(image, 0, 2), colours.positive, "+inf");
    expect_close(texel_at(image, 0, 3), colours.neutral, "zero");
}

TEST(TokenAxis, CellsAreFoundWhereTheyAreDrawn) {
    for (const int count : {1, 7, 512, 65536}) {
        for (const double zoom : {1.0, 3.0, 1000.0}) {
            const ui::TokenAxis axis = ui::token_axis(count, 600, zoom, 0.4, 64);
            EXPECT_GE(axis.cell * count, 600 - 1e-6);
            for (int pixel = 0; pixel < 600; pixel += 37) {
                const int index = axis.at(pixel + 0.5);
                EXPECT_LE(axis.to_screen(index), pixel + 0.5 + 1e-6);
                EXPECT_GT(axis.to_screen(index + 1), pixel + 0.5 - 1e-6);
            }
        }
    }
    EXPECT_TRUE(ui::token_axis(512, 600, 1, 0.5, 64).whole());
    EXPECT_EQ(ui::token_axis(7, 700, 50, 0.5, 64).cell, 100);  // few columns always fill the room
}

TEST(TokenAxis, AMiddleCanBeChosenForWhatMustStay) {
    const ui::TokenAxis axis = ui::token_axis(1000, 500, 4, 0.5, 64);
    const double middle = ui::middle_with(axis, 300.5, 120);
    EXPECT_NEAR(ui::token_axis(1000, 500, 4, middle, 64).to_screen(300.5), 120, 1e-6);
    const ui::TokenAxis shown = ui::token_axis(1000, 500, 4, ui::middle_showing(axis, 990), 64);
    EXPECT_GE(shown.to_screen(990), 0);
    EXPECT_LE(shown.to_screen(991), 500);
    EXPECT_EQ(ui::middle_showing(axis, 500), 0.5);
}

TEST(ShapesData, AReshapeReadsMemoryOn) {
    const int dims = 5;
    const std::int64_t patches = 6;
    for (std::int64_t token = 0; token < patches; ++token) {
        for (int dim = 0; dim < dims; ++dim) {
            // In [1, D, N] the number of dimension d and token t is at d * N + t.
            const ui::ReshapedNumber read = ui::reshaped_number(patches, dims, token, dim);
            EXPECT_EQ(read.dim * patches + read.token, token * dims + dim);
            EXPECT_LT(read.token, patches);
        }
    }
}

TEST(ShapesData, ThePartHoldsTheSelectionAndItsCellsDoNotOverlap) {
    const PatchGrid grid({48, 80}, {8, 8});
    for (const PatchPosition patch : {PatchPosition{0, 0}, {5, 9}, {3, 4}}) {
        const ui::ShapesPart part = ui::shapes_part(grid, 7, patch, 6);
        bool found = false;
        for (int index = 0; index < part.patches(); ++index)
            found |= part.patch(index) == patch;
        EXPECT_TRUE(found);
        EXPECT_EQ(part.first_dim + part.dims, 7);
        for (int stage = 0; stage < 3; ++stage) {
            const ui::Rect area{{0, 0}, {600, 300}};
            std::vector<ui::Rect> cells;
            for (int dim = 0; dim < part.dims; ++dim) {
                for (int index = 0; index < part.patches(); ++index) {
                    cells.push_back(ui::shape_cell(part, area, stage, dim, index, 40));
                    EXPECT_TRUE(area.contains(cells.back()));
                }
            }
            for (std::size_t i = 0; i < cells.size(); ++i) {
                for (std::size_t j = i + 1; j < cells.size(); ++j)
                    EXPECT_FALSE(cells[i].inset(0.5F).overlaps(cells[j]));
            }
        }
    }
}

TEST(Maps, AClickOnATileSelectsItsDimensionEverywhere) {
    for (const MapsView view : {MapsView::maps, MapsView::filters}) {
        int chosen = 0;
        for (const Setting& setting : settings(view)) {
            Screen screen(setting.session);
            const ui::Rect wall = screen.place("maps/atlas");
            std::vector<ImVec2> points{screen.centre("maps/selected")};
            for (const float part : {0.1F, 0.5F, 0.9F})
                points.push_back({wall.min.x + wall.width() * part, wall.min.y + wall.height() * part});
            int hits = 0;
            for (const ImVec2 at : points) {
                screen.move_mouse(at);
                const auto hovered = screen.state().at("hovered_dim");
                const int before = screen.session().dim;
                screen.click(at);
                if (hovered.is_null()) continue;  // between two tiles, or below the last
                ++hits;
                chosen += hovered.get<int>() != before ? 1 : 0;
                EXPECT_EQ(screen.session().dim, hovered.get<int>()) << setting.name;
                EXPECT_EQ(screen.application->results()->selection.dim, hovered.get<int>());
                EXPECT_TRUE(screen.place("maps/selected").contains(at)) << setting.name;
            }
            EXPECT_GE(hits, 1) << setting.name;
        }
        EXPECT_GE(chosen, 3) << "clicks on other tiles than the selected one";
    }
}

TEST(Maps, HoveringATileNamesDimensionAndPatch) {
    Screen screen(session_of(MapsView::maps));
    const ui::Rect tile = screen.place("maps/selected");
    screen.move_mouse({tile.min.x + 1, tile.min.y + 1});
    EXPECT_EQ(screen.state().at("hovered_dim"), screen.session().dim);
    EXPECT_EQ(screen.state().at("hovered_patch"), nlohmann::ordered_json::array({0, 0}));
    EXPECT_TRUE(screen.shows("tooltip"));
    screen.move_mouse({tile.max.x - 1, tile.max.y - 1});
    EXPECT_EQ(screen.state().at("hovered_patch"), nlohmann::ordered_json::array({31, 31}));
}

TEST(Maps, ADimensionIsFoundByItsNumberAndBroughtIntoSight) {
    for (const MapsView view : {MapsView::maps, MapsView::filters}) {
        Screen screen(session_of(view), {1280, 800});
        screen.enter("maps/search", "509");
        EXPECT_EQ(screen.session().dim, 509);
        const ui::Rect wall = screen.place("maps/atlas");
        EXPECT_TRUE(wall.contains(screen.place("maps/selected")));
        screen.enter("maps/search", "0");
        EXPECT_TRUE(wall.contains(screen.place("maps/selected")));
        screen.enter("maps/search", "512");
        EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("there is no dimension 512")));
        EXPECT_EQ(screen.session().dim, 0);
        screen.enter("maps/search", "many");
        EXPECT_EQ(screen.messages().size(), 2U);
    }
}

TEST(Maps, CommaAndPeriodKeepTheSelectedTileInSight) {
    Screen screen(session_of(MapsView::maps), {1280, 800});
    screen.enter("maps/search", "100");
    for (int i = 0; i < 120; ++i)
        screen.type(".");
    screen.settle();
    EXPECT_EQ(screen.session().dim, 220);
    EXPECT_TRUE(screen.place("maps/atlas").contains(screen.place("maps/selected")));
    screen.key(Key::down);
    EXPECT_EQ(screen.session().patch, (PatchPosition{20, 10}));
}

TEST(Maps, TheWheelAndTheBarScroll) {
    Screen screen(session_of(MapsView::maps), {1280, 800});
    screen.enter("maps/search", "0");
    const ui::Rect wall = screen.place("maps/atlas");
    const ui::Rect before = screen.place("maps/selected");
    screen.wheel(wall.centre(), -1);
    EXPECT_TRUE(!screen.shows("maps/selected") || screen.place("maps/selected").min.y < before.min.y);
    screen.wheel(wall.centre(), 50);
    EXPECT_EQ(screen.place("maps/selected").min.y, before.min.y);
    screen.key(Key::page_down);
    screen.key(Key::page_down);
    EXPECT_FALSE(screen.shows("maps/selected"));
    const ui::Rect bar = screen.place("maps/scrollbar");
    screen.drag(bar.centre(), {bar.centre().x, bar.min.y});
    EXPECT_EQ(screen.place("maps/selected").min.y, before.min.y);
}

/// All dimensions by decreasing variance, computed with core.
std::vector<int> by_variance(const Core& core) {
    const std::vector<Summary> summaries = summarise_dimensions(core.matrix());
    std::vector<int> order(summaries.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return summaries[static_cast<std::size_t>(a)].std > summaries[static_cast<std::size_t>(b)].std;
    });
    return order;
}

TEST(Maps, OrderedByVarianceTheTilesStandAsCoreSays) {
    for (const Setting& setting : settings(MapsView::maps)) {
        Screen screen(setting.session);
        EXPECT_TRUE(screen.reads("Order: number"));
        screen.click("maps/order");
        EXPECT_EQ(screen.session().place<model::Maps>().order, MapsOrder::variance);
        EXPECT_TRUE(screen.reads("Order: variance"));
        const Core core(screen);
        const std::vector<int> order = by_variance(core);
        EXPECT_EQ(*core.results.analyses.by_variance, order) << setting.name;

        const int positions = std::min<int>(3, core.dims());
        for (int position = 0; position < positions; ++position) {
            screen.enter("maps/search", std::to_string(order[static_cast<std::size_t>(position)]));
            const ui::Rect tile = screen.place("maps/selected");
            const ui::Rect wall = screen.place("maps/atlas");
            EXPECT_EQ(tile.min.y, wall.min.y) << setting.name;
            if (position == 0) continue;
            screen.move_mouse({tile.min.x - 8, tile.centre().y});
            EXPECT_EQ(screen.state().at("hovered_dim"), order[static_cast<std::size_t>(position) - 1])
                << setting.name;
        }
    }
}

TEST(Maps, AVarianceIsWrittenWithItsFirstDigits) {
    EXPECT_EQ(ui::variance_text(0.17384), "0.0302");
    EXPECT_EQ(ui::variance_text(0.0055), "3.0e−05");
    EXPECT_EQ(ui::variance_text(0), "0.0000");
    EXPECT_EQ(ui::variance_text(4), "16.0000");
}

TEST(Maps, TheStoryOfTheMapsTellsCoresNumbers) {
    for (const Setting& setting : settings(MapsView::maps)) {
        const Screen screen(setting.session);
        const Core core(screen);
        const std::vector<Summary> summaries = summarise_dimensions(core.matrix());
        const int dim = core.results.selection.dim;
        const Summary& own = summaries[static_cast<std::size_t>(dim)];
        const auto variance = [&](int index) {
            return ui::variance_text(summaries[static_cast<std::size_t>(index)].std);
        };
        if (core.patches() == 1) {
            EXPECT_EQ(own.min, own.max);
            EXPECT_TRUE(
                screen.reads(english()("maps.maps.alone", {std::to_string(dim), with_sign(own.min)})));
            EXPECT_FALSE(screen.mentions("varies most"));
            continue;
        }
        EXPECT_TRUE(screen.reads(english()(
            "maps.maps.2", {std::to_string(dim), with_sign(own.min), with_sign(own.max), variance(dim)})))
            << setting.name;
        const std::vector<int> order = by_variance(core);
        const std::string extremes =
            english()("maps.maps.3", {std::to_string(order.front()), variance(order.front()),
                                      std::to_string(order.back()), variance(order.back())});
        EXPECT_EQ(screen.reads(extremes), core.dims() > 1) << setting.name;
        EXPECT_EQ(screen.mentions("varies most"), core.dims() > 1) << setting.name;
    }
}

/// A picture of one colour.
std::filesystem::path plain_picture(const char* name, char level) {
    const std::filesystem::path path = std::filesystem::path(::testing::TempDir()) / name;
    std::ofstream file(path, std::ios::binary);
    file << "P5 64 64 255\n" << std::string(64 * 64, level);
    return path;
}

TEST(Maps, OfEqualVectorsNothingIsSaidToDiffer) {
    const std::filesystem::path picture = plain_picture("patchlens-grey.pgm", '\x80');
    for (const MapsView view : {MapsView::maps, MapsView::components}) {
        model::Session session = session_of(view);
        session.picture = picture;
        session.module.config.img_size = {64, 64};
        const Screen screen(session);
        EXPECT_EQ(screen.reads(english()("maps.maps.equal")), view == MapsView::maps);
        EXPECT_EQ(screen.reads(english()("maps.pca.equal", {"64"})), view == MapsView::components);
        EXPECT_EQ(screen.reads(english()("maps.caption.no_pca")), view == MapsView::components);
        EXPECT_FALSE(screen.mentions("varies most"));
    }
    std::filesystem::remove(picture);
}

TEST(Maps, AVectorOfZerosIsNotSaidToBeLikeItself) {
    const std::filesystem::path picture = plain_picture("patchlens-black.pgm", '\0');
    model::Session session = session_of(MapsView::similarity);
    session.picture = picture;
    session.module.config = {{64, 64}, {8, 8}, 3, 16, false};
    session.patch = {1, 2};
    EXPECT_TRUE(Screen(session).reads(english()("maps.similarity.zero", {"(1, 2)", "64"})));
    session.module.config.bias = true;
    EXPECT_TRUE(Screen(session).reads(english()("maps.similarity.2", {"(1, 2)", "64"})));
    std::filesystem::remove(picture);
}

TEST(Maps, TheDirectionsInWhichVectorsDifferAreLimitedByTheSmallestNumber) {
    const auto said = [](PatchEmbedConfig config, const std::string& sentence) {
        model::Session session = session_of(MapsView::components);
        session.module.config = config;
        return Screen(session).reads(sentence);
    };
    EXPECT_TRUE(
        said({{256, 256}, {8, 8}, 3, 512, true},
             "Each vector is made of 192 pixel values, so the vectors differ in at most 192 directions."));
    EXPECT_TRUE(said({{240, 240}, {12, 12}, 3, 100, true},
                     "The vectors have 100 dimensions, so they differ in at most 100 directions."));
    EXPECT_TRUE(said({{64, 64}, {32, 32}, 3, 100, true},
                     "There are only 4 vectors, so they differ from their mean in at most 3 directions."));
    EXPECT_TRUE(said({{64, 64}, {64, 64}, 3, 100, true}, english()("maps.pca.alone")));
    EXPECT_TRUE(said({{256, 256}, {8, 8}, 3, 1, true}, english()("maps.pca.1_one")));
    EXPECT_TRUE(said({{256, 256}, {8, 8}, 3, 1, true}, english()("maps.pca.3_one")));
    EXPECT_TRUE(said({{256, 256}, {8, 8}, 3, 1, true}, english()("maps.pca.2_one", {ui::percent(1)})));
}

TEST(Maps, TheScaleOfAllTilesIsSaid) {
    Screen screen(session_of(MapsView::maps));
    EXPECT_TRUE(screen.reads("+its 98%"));
    const Core core(screen);
    const auto map = core.matrix().col(core.results.selection.dim);
    EXPECT_TRUE(screen.mentions(with_sign(map.minCoeff()) + " to " + with_sign(map.maxCoeff())));
    screen.click("maps/reach");
    EXPECT_TRUE(screen.reads("+its largest"));
    screen.click("maps/scale");
    EXPECT_FALSE(screen.session().place<model::Maps>().own_scale);
    EXPECT_TRUE(screen.reads(with_sign(core.matrix().cwiseAbs().maxCoeff())));
    screen.click("maps/reach");
    float reach = 0;
    for (Eigen::Index dim = 0; dim < core.matrix().cols(); ++dim)
        reach = std::max(reach, magnitude_of_share(core.matrix().col(dim), 0.98));
    EXPECT_TRUE(screen.reads(with_sign(reach)));

    screen.click("maps/view/filters");
    const Tensor& weight = core.results.module->weight();
    EXPECT_TRUE(screen.reads(with_sign(weight.matrix(1).cwiseAbs().maxCoeff())));
    screen.click("maps/colours");
    EXPECT_TRUE(screen.session().place<model::Maps>().planes);
    EXPECT_TRUE(screen.reads("Colours: signed"));
}

TEST(Maps, TilesGrowAndShrinkWithoutUndoNoticing) {
    Screen screen(session_of(MapsView::maps));
    const float before = screen.place("maps/selected").width();
    screen.click("maps/larger");
    EXPECT_GT(screen.place("maps/selected").width(), before);
    screen.click("maps/smaller");
    screen.click("maps/smaller");
    EXPECT_LT(screen.place("maps/selected").width(), before);
    screen.click("maps/fit");
    EXPECT_EQ(screen.session().place<model::Maps>().tile, 0);
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().place<model::Maps>().tile, 0);
    EXPECT_EQ(screen.place("maps/selected").width(), before);
}

TEST(Maps, TheFiltersStoryTellsTheWeights) {
    for (const Setting& setting : settings(MapsView::filters)) {
        const Screen screen(setting.session);
        const Core core(screen);
        const int dim = core.results.selection.dim;
        const auto filter = core.results.module->weight().matrix(core.dims()).row(dim);
        EXPECT_TRUE(
            screen.reads(english()("maps.filters.3", {std::to_string(dim), with_sign(filter.minCoeff()),
                                                      with_sign(filter.maxCoeff())})))
            << setting.name;
        EXPECT_TRUE(screen.shows("question/25"));
        EXPECT_TRUE(screen.shows("question/20"));
    }
}

TEST(Maps, AClickInTheTokenMatrixSelectsPatchAndDimension) {
    for (const Setting& setting : settings(MapsView::tokens)) {
        Screen screen(setting.session);
        const Core core(screen);
        const ui::Rect matrix = screen.place("maps/tokens");
        const auto row = static_cast<std::int64_t>(0.7 * static_cast<double>(core.patches()));
        const int column = core.dims() / 3;
        const auto middle = [](float from, float length, double index, double count) {
            return from + length * static_cast<float>((index + 0.5) / count);
        };
        screen.click({middle(matrix.min.x, matrix.width(), column, core.dims()),
                      middle(matrix.min.y, matrix.height(), static_cast<double>(row),
                             static_cast<double>(core.patches()))});
        // If many rows share a screen pixel, any of them may be selected.
        const double shared = static_cast<double>(core.patches()) / matrix.height();
        const std::int64_t selected = core.results.grid.token(screen.session().patch);
        EXPECT_NEAR(static_cast<double>(selected), static_cast<double>(row), std::ceil(shared))
            << setting.name;
        EXPECT_NEAR(screen.session().dim, column,
                    std::ceil(static_cast<double>(core.dims()) / matrix.width()))
            << setting.name;
        const float value = core.tokens[selected * core.dims() + screen.session().dim];
        EXPECT_TRUE(screen.reads(english()("maps.tokens.4", {with_sign(value)}))) << setting.name;
        EXPECT_TRUE(screen.reads(with_sign(core.matrix().cwiseAbs().maxCoeff()))) << setting.name;
    }
}

TEST(Maps, TheTokenMatrixZoomsToTheCursorAndFollowsTheSelection) {
    Screen screen(session_of(MapsView::tokens));
    const ui::Rect matrix = screen.place("maps/tokens");
    const ImVec2 at{matrix.min.x + matrix.width() * 0.3F, matrix.min.y + matrix.height() * 0.6F};
    screen.move_mouse(at);
    const auto dim = screen.state().at("hovered_dim").get<int>();
    const auto patch = screen.state().at("hovered_patch");
    for (int i = 0; i < 12; ++i)
        screen.wheel(at, 2);
    EXPECT_GT(screen.session().place<model::Maps>().matrix.zoom, 20);
    EXPECT_EQ(screen.state().at("hovered_dim").get<int>(), dim);
    EXPECT_EQ(screen.state().at("hovered_patch"), patch);
    screen.enter("maps/search", "500");
    const double seen = 1 / screen.session().place<model::Maps>().matrix.zoom;
    EXPECT_NEAR(screen.session().place<model::Maps>().matrix.column, 500.0 / 512, seen + 0.02);
    screen.click("maps/fit");
    EXPECT_EQ(screen.session().place<model::Maps>().matrix.zoom, 1);
    screen.click("maps/zoom_in");
    EXPECT_EQ(screen.session().place<model::Maps>().matrix.zoom, 2);
}

TEST(Maps, TheNearestPatchesAreCores) {
    std::vector<Setting> all = settings(MapsView::similarity);
    all.push_back(without_tokens(MapsView::similarity));
    for (const Setting& setting : all) {
        Screen screen(setting.session, {1600, 1000}, 1, setting.limits);
        const Core core(screen);
        const PatchGrid& grid = core.results.grid;
        const std::int64_t token = grid.token(core.results.selection.patch);
        const std::vector<Neighbour> expected = nearest(cosine_similarity(core.matrix(), token), token, 8);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            EXPECT_TRUE(screen.shows("maps/nearest/" + std::to_string(i))) << setting.name;
            EXPECT_TRUE(screen.reads(ui::similarity_text(expected[i].similarity))) << setting.name;
            EXPECT_TRUE(screen.reads(place_text(grid.position(expected[i].token)))) << setting.name;
        }
        EXPECT_FALSE(screen.shows("maps/nearest/" + std::to_string(expected.size()))) << setting.name;
        if (expected.empty()) continue;
        screen.click("maps/nearest/0");
        EXPECT_EQ(screen.session().patch, grid.position(expected.front().token)) << setting.name;
        EXPECT_EQ(core.results.grid, screen.application->results()->grid);
    }
}

TEST(Maps, AnyMapOfPatchesSelectsThePatchUnderTheMouse) {
    const std::map<MapsView, std::string> names{{MapsView::similarity, "maps/similarity"},
                                                {MapsView::components, "maps/pca"},
                                                {MapsView::norms, "maps/norms"}};
    for (const auto& [view, name] : names) {
        for (const Setting& setting : settings(view)) {
            Screen screen(setting.session);
            const Size grid = screen.application->results()->grid.grid();
            const PatchPosition patch{grid.height / 2, grid.width * 3 / 4};
            const ui::Rect map = screen.place(name);
            const ImVec2 at{map.min.x + map.width() * (static_cast<float>(patch.column) + 0.5F) /
                                            static_cast<float>(grid.width),
                            map.min.y + map.height() * (static_cast<float>(patch.row) + 0.5F) /
                                            static_cast<float>(grid.height)};
            screen.move_mouse(at);
            EXPECT_EQ(screen.state().at("hovered_patch"),
                      nlohmann::ordered_json::array({patch.row, patch.column}))
                << name << setting.name;
            EXPECT_TRUE(screen.shows("tooltip"));
            screen.click(at);
            EXPECT_EQ(screen.session().patch, patch) << name << setting.name;
        }
    }
}

TEST(Maps, TheExplainedSharesAreCores) {
    std::vector<Setting> all = settings(MapsView::components);
    all.push_back(without_tokens(MapsView::components));
    for (const Setting& setting : all) {
        const Screen screen(setting.session, {1600, 1000}, 1, setting.limits);
        const Core core(screen);
        const PrincipalComponents expected = principal_components(core.matrix(), std::min(3, core.dims()));
        double sum = 0;
        int existing = 0;
        for (std::size_t i = 0; i < expected.shares.size(); ++i) {
            EXPECT_TRUE(screen.shows("maps/component/" + std::to_string(i))) << setting.name;
            EXPECT_TRUE(screen.reads(unsigned_text(expected.shares[i] * 100, 1) + "%")) << setting.name;
            sum += expected.shares[i];
            existing += expected.shares[i] > 0 ? 1 : 0;
        }
        EXPECT_FALSE(screen.shows("maps/component/" + std::to_string(expected.shares.size())));
        const std::string share = unsigned_text(sum * 100, 1) + "%";
        EXPECT_TRUE(screen.reads(existing == 0 ? std::string(english()("maps.caption.no_pca"))
                                 : existing == 1
                                     ? english()("maps.caption.pca_one", {share})
                                     : english()("maps.caption.pca", {std::to_string(existing), share})))
            << setting.name;
    }
}

TEST(Maps, TheLengthsAreCores) {
    std::vector<Setting> all = settings(MapsView::norms);
    all.push_back(without_tokens(MapsView::norms));
    for (const Setting& setting : all) {
        const Screen screen(setting.session, {1600, 1000}, 1, setting.limits);
        const Core core(screen);
        const std::vector<float> lengths = norms(core.matrix());
        const Summary summary =
            summarise(Eigen::Map<const Vector>(lengths.data(), static_cast<Eigen::Index>(lengths.size())));
        const bool several = core.patches() > 1;
        for (const double number :
             {static_cast<double>(summary.min), summary.mean, static_cast<double>(summary.max), summary.std})
            EXPECT_TRUE(!several || screen.reads(unsigned_text(number))) << setting.name;
        // One patch is not the shortest and the longest of all.
        for (const char* item : {"maps/norm/min", "maps/norm/max", "maps/norm/std", "maps/histogram"})
            EXPECT_EQ(screen.shows(item), several) << setting.name << item;
        const auto own = static_cast<std::size_t>(core.results.grid.token(core.results.selection.patch));
        EXPECT_TRUE(screen.reads(unsigned_text(lengths[own]))) << setting.name;
        const model::NormStatistics& statistics = *core.results.analyses.norm_statistics;
        EXPECT_EQ(std::accumulate(statistics.histogram.bins.begin(), statistics.histogram.bins.end(),
                                  std::int64_t{0}),
                  core.patches());
    }
}

TEST(Maps, AVectorOfZerosIsSaidOfAPatchOfZerosWithoutABias) {
    model::Session session = session_of(MapsView::norms);
    EXPECT_FALSE(Screen(session).reads(english()("maps.norms.no_bias")));
    session.module.config.bias = false;
    EXPECT_TRUE(Screen(session).reads(english()("maps.norms.no_bias")));
}

TEST(Maps, TheFirstNumberStaysWhereItIsInAReshape) {
    model::Session session = session_of(MapsView::shapes);
    session.patch = {0, 0};
    session.dim = 0;
    const Screen screen(session);
    EXPECT_TRUE(screen.reads(
        english()("maps.question.10.same", {"0", "0", with_sign(Core(screen).tokens[0]), "1024", "512"})));
}

TEST(Maps, OneNumberIsFollowedThroughThreeShapesAndAReshapeMissesIt) {
    for (const Setting& setting : settings(MapsView::shapes)) {
        const Screen screen(setting.session);
        const Core core(screen);
        const model::Selection& selection = core.results.selection;
        const std::int64_t token = core.results.grid.token(selection.patch);
        const std::string dim = std::to_string(selection.dim);
        const std::string at = std::to_string(token);
        EXPECT_TRUE(screen.reads("y[0, " + dim + ", " + std::to_string(selection.patch.row) + ", " +
                                 std::to_string(selection.patch.column) + "]"))
            << setting.name;
        EXPECT_TRUE(screen.reads("y.flatten(2)[0, " + dim + ", " + at + "]")) << setting.name;
        EXPECT_TRUE(screen.reads("y.flatten(2).transpose(1, 2)[0, " + at + ", " + dim + "]")) << setting.name;
        const float right = core.tokens[token * core.dims() + selection.dim];
        EXPECT_EQ(right, core.maps[selection.dim * core.patches() + token]) << setting.name;
        EXPECT_TRUE(screen.reads(with_sign(right))) << setting.name;
        // The plain reshape reads the memory of [1, D, H', W'] as [1, N, D].
        const float wrong = core.maps[token * core.dims() + selection.dim];
        EXPECT_TRUE(screen.reads(with_sign(wrong))) << setting.name;
        const bool harmless = core.dims() == 1 || core.patches() == 1;
        EXPECT_TRUE(screen.reads(
            harmless ? english()("maps.question.10.harmless", {std::to_string(core.patches()),
                                                               std::to_string(core.dims()), with_sign(right)})
                     : english()("maps.question.10.numbers",
                                 {at, dim, with_sign(wrong), with_sign(right), std::to_string(core.patches()),
                                  std::to_string(core.dims())})))
            << setting.name;
    }
}

TEST(Maps, TheShapesPlayToTheEndAndStepByStep) {
    Screen screen(session_of(MapsView::shapes));
    screen.click("maps/shapes/play");
    EXPECT_TRUE(screen.session().place<model::Maps>().playing);
    EXPECT_TRUE(screen.application->animating());
    screen.frames(200);
    EXPECT_FALSE(screen.session().place<model::Maps>().playing);
    EXPECT_EQ(screen.session().place<model::Maps>().step, 2);
    screen.click("maps/shapes/back");
    screen.frames(100);
    EXPECT_EQ(screen.session().place<model::Maps>().step, 1);
    screen.click("maps/shapes/0");
    screen.frames(100);
    EXPECT_EQ(screen.session().place<model::Maps>().step, 0);
    EXPECT_FALSE(screen.application->animating());
}

TEST(Maps, ThePausedShapesStayWhereTheyAreAndPlayOnFromThere) {
    Screen screen(session_of(MapsView::shapes));
    const auto place = [&] { return screen.session().place<model::Maps>(); };
    screen.click("maps/shapes/play");
    screen.frames(20);
    EXPECT_TRUE(place().playing);
    screen.click("maps/shapes/play");
    const double paused = place().step;
    EXPECT_GT(paused, 0);
    EXPECT_LT(paused, 1);
    EXPECT_FALSE(place().playing);
    EXPECT_FALSE(screen.application->animating());
    screen.frames(60);
    EXPECT_EQ(place().step, paused);
    screen.click("maps/shapes/play");
    EXPECT_TRUE(place().playing);
    EXPECT_GT(place().step, paused);
    screen.frames(200);
    EXPECT_EQ(place().step, 2);
}

TEST(Maps, TheShapesPausedOnTheWayBackGoOnBack) {
    Screen screen(session_of(MapsView::shapes));
    const auto place = [&] { return screen.session().place<model::Maps>(); };
    screen.click("maps/shapes/2");
    screen.frames(200);
    screen.click("maps/shapes/back");
    screen.frames(20);
    screen.click("maps/shapes/play");
    const double paused = place().step;
    EXPECT_FALSE(place().playing);
    EXPECT_GT(paused, 1);
    EXPECT_LT(paused, 2);
    screen.click("maps/shapes/play");
    EXPECT_TRUE(place().playing);
    screen.frames(200);
    EXPECT_EQ(place().step, 1);
}

TEST(Maps, WithReducedMotionTheShapesJump) {
    model::Session session = session_of(MapsView::shapes);
    session.reduced_motion = true;
    Screen screen(session);
    for (const double step : {1, 2, 0}) {
        screen.click("maps/shapes/play");
        EXPECT_EQ(screen.session().place<model::Maps>().step, step);
        EXPECT_FALSE(screen.session().place<model::Maps>().playing);
    }
}

TEST(Maps, QuestionsAreAnsweredWithLiveNumbers) {
    Screen screen(session_of(MapsView::shapes));
    EXPECT_TRUE(screen.shows("question/8"));
    EXPECT_TRUE(screen.shows("question/9"));
    EXPECT_TRUE(screen.shows("question/10"));
    EXPECT_TRUE(screen.reads(english()("maps.question.8.answer", {"32", "19", "10", "618"})));
    EXPECT_TRUE(screen.reads(english()("maps.question.9.answer", {"512", "32", "32", "1024"})));
    screen.enter("params/patch_size/entry", "16");
    EXPECT_TRUE(screen.reads(english()("maps.question.9.answer", {"512", "16", "16", "256"})));
    screen.click("maps/view/maps");
    EXPECT_TRUE(screen.reads(english()(
        "maps.question.20.random", {english()("weights.torch", {unsigned_text(torch_bound(768)), "0"})})));
    const auto& pixels = screen.application->results()->explanation->pixels;
    const auto [low, high] = std::minmax_element(pixels.begin(), pixels.end());
    EXPECT_TRUE(screen.reads(
        english()("maps.question.24.answer", {"pixels 0..1", with_sign(*low), with_sign(*high)})));
}

TEST(Maps, AboveTheMemoryBudgetTheScreenSaysWhatIsMissing) {
    for (const MapsView view : {MapsView::maps, MapsView::tokens, MapsView::shapes}) {
        const Setting setting = without_tokens(view);
        const Screen screen(setting.session, {1280, 800}, 1, setting.limits);
        ASSERT_EQ(screen.application->results()->tokens, nullptr);
        EXPECT_TRUE(screen.shows("maps/absent"));
    }
    const Setting setting = without_tokens(MapsView::maps);
    Screen screen(setting.session, {1280, 800}, 1, setting.limits);
    screen.enter("maps/search", "7");
    EXPECT_EQ(screen.session().dim, 7);
    EXPECT_TRUE(screen.shows("maps/map"));
    screen.click("maps/view/filters");
    EXPECT_TRUE(screen.shows("maps/atlas"));
}

TEST(Maps, ViewsAreChosenWithoutAMouse) {
    Screen screen(session_of(MapsView::maps));
    screen.focus("maps/view/norms");
    screen.key(Key::enter);
    screen.settle();
    EXPECT_EQ(screen.session().place<model::Maps>().view, MapsView::norms);
    EXPECT_TRUE(screen.shows("maps/norms"));
}

TEST(Maps, AnIdleScreenPaintsNothingAgain) {
    for (const auto& [name, view] : model::names_of<MapsView>) {
        Screen screen(session_of(view));
        screen.frames(3);
        const int uploads = screen.textures.uploads;
        screen.frames(5);
        EXPECT_EQ(screen.textures.uploads, uploads) << name;
        EXPECT_FALSE(screen.application->animating()) << name;
    }
}

TEST(Maps, OrderAndSelectionPaintNothingAgain) {
    Screen screen(session_of(MapsView::maps));
    screen.click("maps/order");
    screen.click("maps/order");
    const int uploads = screen.textures.uploads;
    screen.click("maps/order");
    EXPECT_EQ(screen.textures.uploads, uploads);
}

TEST(Maps, EverythingFitsInBothLanguages) {
    for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        for (const auto& [name, view] : model::names_of<MapsView>) {
            std::vector<Setting> all = settings(view);
            all.push_back(without_tokens(view));
            for (Setting& setting : all) {
                const ImVec2 size{1280, 800};
                setting.session.language = language;
                const Screen screen(setting.session, size, 1, setting.limits);
                expect_tidy(screen, size, 1, std::string(name) + ", " + setting.name);
            }
        }
    }
}

}  // namespace
}  // namespace patchlens
