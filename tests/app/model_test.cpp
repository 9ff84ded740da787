// The session and its actions, and what is computed from it.
#include <chrono>
#include <cmath>
#include <thread>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/model/computing/computation.h"
#include "app/model/files/picture_loader.h"
#include "app/model/state/actions.h"
#include "app/model/state/option_limits.h"
#include "app/model/state/session.h"
#include "app/model/state/undo_history.h"

namespace patchlens::model {
namespace {

using ::testing::HasSubstr;

constexpr Size square{256, 256};
constexpr std::uint64_t budget = 512ULL << 20;

ErrorCode code_of(const Session& session, const Action& action) {
    try {
        apply(session, action, square);
    } catch (const Error& error) {
        return error.code();
    }
    ADD_FAILURE() << "no error";
    return ErrorCode::cancelled;
}

PicturePointer coloured_picture(int side = 64) {
    auto picture = std::make_shared<Picture>();
    Image& image = picture->decoded.image;
    image = {{side, side}, 3, {}};
    for (int i = 0; i < side * side * 3; ++i)
        image.pixels.push_back(static_cast<std::uint8_t>(i * 7 % 251));
    return picture;
}

ModuleOptions small_options() {
    ModuleOptions options;
    options.config = {{64, 64}, {8, 8}, 3, 16, true};
    return options;
}

TEST(Session, ComesBackFromJsonAsItWas) {
    Session session;
    session.picture = "/pictures/house.png";
    session.picture_mark = {12, "0123"};
    session.patch_place = PicturePoint{0.25, 0.1};
    session.pinned_place = PicturePoint{-0.5, 1.0 / 3};
    session.chosen_dim = 300;
    session.module.config = {{240, 320}, {8, 16}, 4, 96, false};
    session.module.seed = 1234567890123;
    session.module.config.stride = Size{4, 7};
    session.module.config.padding = {0, 3};
    session.module.init = Init::lecun;
    session.module.fit = Fit::pad;
    session.module.filter = ResizeFilter::bicubic;
    session.module.normalize = Normalize::clip;
    session.sides_linked = false;
    session.patch = {3, 4};
    session.dim = 95;
    session.place<Explore>().view = {2.5, 0.25, 0.75};
    session.place<Explore>().overlay = Overlay::dimension;
    session.place<Explore>().grid_lines = false;
    session.stretch = false;
    session.theme = Theme::light;
    session.pinned = PatchPosition{2, 1};
    session.place<Explore>().overlay_opacity = 0.25;
    session.place<Explore>().vector_view = VectorView::histogram;
    session.choice<Words>() = {"One two", 7, 1};
    session.place<Patches>().apart = 0.5;
    session.choice<Patches>().remainder = Remainder::pad;
    session.place<Patches>().costs = true;
    session.choice<Explore>().times = 2;
    session.choice<Maps>().reshaped = true;
    session.place<Projection>().term = 83;
    session.place<Projection>().view = ProjectionView::matrix;
    session.place<Maps>() = {
        MapsView::tokens, MapsOrder::variance, false, true, true, 64, {4, 0.25, 0.75}, 1.5, false, 0.6, {}};
    session.choice<Maps>().clusters_by = Measure::euclid;
    session.choice<Maps>().kept_first = KeptFirst::weights;
    session.place<Code>() = {Notation::numpy, 4};
    session.reduced_motion = true;
    EXPECT_EQ(session_from_json(to_json(session)), session);
    EXPECT_EQ(session_from_json(to_json(Session{})), Session{});
}

/// The JSON of a session with the given choices and places.
std::string marked(const std::string& choices, const std::string& places) {
    return R"({"format": "patchlens-session", "version": 1, "choices": {)" + choices + R"(}, "places": {)" +
           places + "}}";
}

ErrorCode code_of_text(std::string_view json) {
    try {
        session_from_json(json);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::cancelled;
}

TEST(Session, SaysWhichKeyIsDamaged) {
    const std::tuple<const char*, const char*, const char*> damaged[] = {
        {R"("img_size": 256)", "", "img_size"},
        {R"("img_size": [256])", "", "img_size"},
        {R"("patch_size": ["8", 8])", "", "patch_size"},
        {R"("dim": 1.5)", "", "dim"},
        {R"("dim": 99999999999)", "", "dim"},
        {R"("dim": 18446744073709551615)", "", "dim"},
        {R"("seed": -1)", "", "seed"},
        {R"("weights": "a\u0000b")", "", "weights"},
        {R"("weights": {"bytes": "2"})", "", "weights"},
        {R"("weights": {"bytes": "2g"})", "", "weights"},
        {R"("patch_place": [1])", "", "patch_place"},
        {R"("words": {"n": 0})", "", "words"},
        {"", R"("theme": "pink")", "theme"},
        {"", R"("view": [1, 0.5])", "view"},
        {"", R"("view": {"zoom": 0.5})", "view"},
        {"", R"("view": {"x": "middle"})", "x"},
        {"", R"("overlay_opacity": 1.5)", "overlay_opacity"},
        {"", R"("patches": {"apart": -1})", "patches"},
        {"", R"("projection": {"term": -1})", "projection"},
        {"", R"("maps": {"matrix": {"zoom": 0.5}})", "matrix"},
        {"", R"("maps": {"step": 3})", "maps"},
        {"", R"("maps": {"tile": -1})", "maps"},
        {"", R"("code": {"step": -1})", "code"},
        {R"("sides_linked": 1)", "", "sides_linked"},
    };
    for (const auto& [choices, places, key] : damaged) {
        const std::string json = marked(choices, places);
        try {
            session_from_json(json, "lesson.json");
            ADD_FAILURE() << json;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::session_damaged) << json;
            EXPECT_EQ(error.arguments(), (std::vector<Argument>{"lesson.json", key})) << json;
        }
    }
}

TEST(Session, RefusesAModuleThatCannotBe) {
    EXPECT_THROW(session_from_json(R"({"img_size": [8, 8], "patch_size": [16, 16]})"), Error);
    EXPECT_THROW(session_from_json(marked(R"("in_chans": 2)", "")), Error);
}

TEST(Session, SaysWhatItIs) {
    const auto json = nlohmann::json::parse(to_json(Session{}));
    EXPECT_EQ(json["format"], "patchlens-session");
    EXPECT_EQ(json["version"], 1);
    EXPECT_TRUE(json["choices"].contains("patch_size"));
    EXPECT_TRUE(json["places"].contains("chapter"));
}

TEST(Session, IsNoOtherJson) {
    for (const char* json :
         {"", "[1]", "{}", "3", "{\"dim\": -", R"({"metadata": {"total_size": 5}, "weight_map": {"a": "b"}})",
          R"({"model_type": "vit", "img_size": [224, 224], "patch_size": [16, 16], "embed_dim": 768})",
          R"({"format": "another", "version": 1, "choices": {}})", R"({"format": 1})",
          R"({"version": 1, "theme": "light", "recent": []})", R"({"language": "en"})"})
        EXPECT_EQ(code_of_text(json), ErrorCode::not_a_session) << json;
}

TEST(Session, FromBeforeTheMarkIsReadWhereItHoldsOurKeysAlone) {
    const Session session = session_from_json(
        R"({"picture": "/a.png", "patch_size": [16, 8], "sides_linked": false, "view": {"zoom": 2},
            "maps": {"matrix": {"row": 0.25}}, "code": {"notation": "numpy", "step": 4}, "pinned": null})");
    EXPECT_EQ(session.picture, "/a.png");
    EXPECT_EQ(session.module.config.patch_size, (Size{16, 8}));
    EXPECT_EQ(session.place<Explore>().view.zoom, 2);
    EXPECT_EQ(session.place<Maps>().matrix.row, 0.25);
    EXPECT_EQ(session.place<Code>().step, 4);
}

TEST(Session, OfANewerProgramIsNotReadInPart) {
    EXPECT_EQ(code_of_text(R"({"format": "patchlens-session", "version": 2, "choices": {"dim": 3}})"),
              ErrorCode::session_newer);
    EXPECT_EQ(code_of_text(R"({"format": "patchlens-session"})"), ErrorCode::session_damaged);
}

TEST(Session, NestedWithoutEndIsRefusedAndNotFollowed) {
    for (const std::string open : {"[", R"({"words":)", R"({"maps":{"matrix":)"}) {
        std::string deep;
        for (int i = 0; i < 100000; ++i)
            deep += open;
        EXPECT_EQ(code_of_text(deep), ErrorCode::not_a_session);
        EXPECT_EQ(code_of_text(R"({"dim": 1, "words": )" + deep), ErrorCode::not_a_session);
    }
    std::string whole(100000, '[');
    whole += std::string(100000, ']');
    EXPECT_EQ(code_of_text(R"({"dim": 1, "words": )" + whole + "}"), ErrorCode::not_a_session);
}

TEST(Session, OfMillionsOfValuesIsRefusedSoon) {
    std::string many = R"({"words": [)";
    for (int i = 0; i < 1000000; ++i)
        many += "[],";
    EXPECT_EQ(code_of_text(many + "1]}"), ErrorCode::not_a_session);
    std::string keys = "{";
    for (int i = 0; i < 190000; ++i)
        keys += '"' + std::to_string(i) + "\":1,";
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(code_of_text(keys + R"("dim": 1})"), ErrorCode::not_a_session);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Session, KeepsNamesOfAnyBytes) {
    for (const char* name : {"/a/bad\xff.png", "/\xe5\x9b\xbe.png", "/line\nbreak\t.png", "/\x1b]0;T\a.png",
                             "/latin\xe9/\xc3\x28.png", "/ \"quoted\\\".png"}) {
        Session session;
        session.picture = name;
        session.module.weights = name;
        EXPECT_EQ(session_from_json(to_json(session)), session) << name;
    }
}

TEST(Session, KeepsTheFilesItMisses) {
    Session session;
    session.picture = "/shown.png";
    session.absent.picture = "/missed.png";
    session.absent.picture_mark = {7, "ab"};
    session.absent.weights = {"/missed.safetensors", "proj.weight"};
    const Session saved = session_from_json(to_json(session));
    EXPECT_EQ(saved.picture, "/missed.png");
    EXPECT_EQ(saved.picture_mark, (FileMark{7, "ab"}));
    EXPECT_EQ(saved.module.weights, "/missed.safetensors");
    EXPECT_EQ(saved.module.tensor, "proj.weight");
}

TEST(Session, KeepsForTheNextStartWhatIsShownInAMissingPicturesPlace) {
    Session session;
    session.picture = "/shown.png";
    session.picture_mark = {5, "cd"};
    EXPECT_EQ(session_from_json(state_json(session)), session);
    session.absent.picture = "/missed.png";
    session.absent.picture_mark = {7, "ab"};
    EXPECT_EQ(session_from_json(state_json(session)), session);
}

TEST(Apply, LinkedSidesChangeTogetherAndUnlinkedAlone) {
    Session session = apply({}, SetImgSize{Side::width, 128}, square);
    EXPECT_EQ(session.module.config.img_size, to_pair(128));
    session = apply(session, LinkSides{false}, square);
    session = apply(session, SetPatchSize{Side::width, 32}, square);
    EXPECT_EQ(session.module.config.patch_size, (Size{8, 32}));
    session = apply(session, LinkSides{true}, square);
    EXPECT_EQ(session.module.config.patch_size, to_pair(8));
}

TEST(Apply, StrideFollowsPatchSizeUntilItIsChanged) {
    constexpr Size picture{256, 256};
    Session session = apply({}, SetPatchSize{Side::height, 16}, picture);
    EXPECT_EQ(session.module.config.grid_of(picture).stride(), to_pair(16));
    session = apply(session, SetStride{Side::height, 4}, picture);
    session = apply(session, SetPatchSize{Side::height, 8}, picture);
    EXPECT_EQ(session.module.config.stride, to_pair(4));
    EXPECT_EQ(session.module.config.grid_of(picture).grid(), to_pair(63));
    session = apply(session, SetStride{Side::height, 8}, picture);  // patch_size again: it follows
    EXPECT_EQ(session.module.config.stride, std::nullopt);
    EXPECT_EQ(code_of(session, SetStride{Side::height, 0}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code_of(session, SetPadding{Side::height, -1}), ErrorCode::value_out_of_range);
}

TEST(Apply, PaddingMakesRoomForAPatchAndTakesItAgain) {
    constexpr Size picture{256, 256};
    Session session;
    session.module.config.img_size = {12, 12};
    EXPECT_EQ(patch_size_limits(session, picture, Side::height).most, 12);
    session = apply(session, SetPadding{Side::height, 4}, picture);
    EXPECT_EQ(patch_size_limits(session, picture, Side::height).most, 20);
    session = apply(session, SetPatchSize{Side::height, 19}, picture);
    EXPECT_EQ(padding_limits(session, picture, Side::height).least, 4);
    EXPECT_EQ(img_size_limits(session, Side::height).least, 11);
    EXPECT_EQ(code_of(session, SetPadding{Side::height, 3}), ErrorCode::patch_larger_than_padded);
}

TEST(Apply, SelectionsMoveIntoTheNewGrid) {
    Session session = apply({}, SetPatchSize{Side::height, 64}, square);
    EXPECT_EQ(session.patch, (PatchPosition{2, 1}));
    session = apply(session, SetEmbedDim{10}, square);
    EXPECT_EQ(session.dim, 9);
    session = apply(session, SelectPatch{{-5, 100}}, square);
    EXPECT_EQ(session.patch, (PatchPosition{0, 3}));
    session = apply(session, SelectDimension{-1}, square);
    EXPECT_EQ(session.dim, 0);
}

/// Applies the actions of a sweep that ends at the first img_size: the selection and the pin must come back.
void expect_back_after(const std::vector<Action>& sweep, const Session& first, Size picture) {
    Session session = first;
    for (const Action& action : sweep)
        session = apply(session, action, picture);
    EXPECT_EQ(session.patch, first.patch);
    EXPECT_EQ(session.pinned, first.pinned);
    EXPECT_EQ(session.dim, first.dim);
    EXPECT_EQ(session.patch_place, std::nullopt);
    EXPECT_EQ(session.chosen_dim, std::nullopt);
    EXPECT_EQ(session, first) << "nothing is left behind";
}

TEST(Selection, ComesBackExactlyAfterEverySweep) {
    for (const Size picture : {square, Size{333, 500}, Size{17, 4000}}) {
        for (const PatchPosition patch :
             {PatchPosition{19, 10}, PatchPosition{0, 0}, PatchPosition{31, 31}}) {
            for (const Fit fit : {Fit::crop, Fit::squash, Fit::pad}) {
                Session first = apply({}, SelectPatch{patch}, picture);
                first = apply(first, PinPatch{PatchPosition{patch.column, patch.row}}, picture);
                first.module.fit = fit;
                std::vector<Action> sizes;
                std::vector<Action> patches;
                std::vector<Action> dims;
                for (int size = 256; size >= 8; --size)
                    sizes.emplace_back(SetImgSize{Side::height, size});
                for (int size = 8; size <= 1024; size += 7)
                    sizes.emplace_back(SetImgSize{Side::height, size});
                sizes.emplace_back(SetImgSize{Side::height, 256});
                for (int size = 8; size <= 256; ++size)
                    patches.emplace_back(SetPatchSize{Side::height, size});
                patches.emplace_back(SetPatchSize{Side::height, 1});
                patches.emplace_back(SetPatchSize{Side::height, 8});
                for (int dim = 512; dim >= 1; --dim)
                    dims.emplace_back(SetEmbedDim{dim});
                dims.emplace_back(SetEmbedDim{512});
                expect_back_after(sizes, first, picture);
                expect_back_after(patches, first, picture);
                expect_back_after(dims, first, picture);
            }
        }
    }
}

TEST(Selection, StaysAtItsPlaceInThePicture) {
    // The middle of patch (19, 10), with patches of 8 pixels, is at (156, 84) of 256.
    Session session = apply({}, SetImgSize{Side::height, 512}, square);
    EXPECT_EQ(session.patch, (PatchPosition{39, 21}));  // 312 / 8, 168 / 8
    session = apply(session, SetPatchSize{Side::height, 32}, square);
    EXPECT_EQ(session.patch, (PatchPosition{9, 5}));  // 312 / 32, 168 / 32
    session = apply(session, SelectPatch{{0, 1}}, square);
    session = apply(session, SetPatchSize{Side::height, 8}, square);
    EXPECT_EQ(session.patch, (PatchPosition{2, 6}));  // (16, 48) / 8: the latest selection counts
}

TEST(Selection, FollowsThroughEveryFit) {
    const Size wide{100, 200};
    Session first;
    first.patch = {16, 16};  // of 32: the middle of the square that crop keeps, (132, 132) of 256
    ModuleOptions module;
    module.fit = Fit::squash;
    Session session = apply(first, SetModule{module}, wide);
    // Crop shows columns 50 to 150 of 200: pixel 132 of 256 is column 101.6, and 130 of 256 when squashed.
    EXPECT_EQ(session.patch, (PatchPosition{16, 16}));
    module.fit = Fit::pad;
    session = apply(session, SetModule{module}, wide);
    EXPECT_EQ(session.patch, (PatchPosition{16, 16}));
    first.patch = {0, 0};
    session = apply(first, SetModule{module}, wide);
    // Row 1.6 of 100 is at 64 + 2 of 256, column 51.6 of 200 at 66.
    EXPECT_EQ(session.patch, (PatchPosition{8, 8}));
    module.fit = Fit::crop;
    EXPECT_EQ(apply(session, SetModule{module}, wide), first);
}

TEST(Selection, StaysAtItsPlaceWhenStrideAndPaddingChange) {
    constexpr Size picture{256, 256};
    Session session;
    session.patch = {19, 10};  // its middle is at 156, 84
    Session other = apply(session, SetStride{Side::height, 4}, picture);
    EXPECT_EQ(other.patch, (PatchPosition{38, 20}));
    other = apply(other, SetPadding{Side::height, 4}, picture);
    EXPECT_EQ(other.patch, (PatchPosition{39, 21}));
    other = apply(other, SetPadding{Side::height, 0}, picture);
    other = apply(other, SetStride{Side::height, 8}, picture);
    EXPECT_EQ(other.patch, session.patch);
    EXPECT_EQ(other.patch_place, std::nullopt);
}

TEST(Selection, OfAVectorThatBecameShortIsThereWhenItIsLongAgain) {
    Session session = apply({}, SetEmbedDim{10}, square);
    EXPECT_EQ(session.dim, 9);
    session = apply(session, SetEmbedDim{100}, square);
    EXPECT_EQ(session.dim, 99);
    session = apply(session, SetEmbedDim{200}, square);
    EXPECT_EQ(session.dim, 137);
    session = apply(session, SetEmbedDim{10}, square);
    session = apply(session, SelectDimension{4}, square);
    EXPECT_EQ(apply(session, SetEmbedDim{512}, square).dim, 4);
}

TEST(Selection, OnAnotherPictureIsWhereTheModuleSeesIt) {
    Session session = apply({}, SetImgSize{Side::height, 16}, square);
    session = on_other_picture(session, square, {300, 900});
    session = apply(session, OpenPicture{"b.png"}, {300, 900});
    session = apply(session, SetImgSize{Side::height, 256}, {300, 900});
    EXPECT_EQ(session.patch, (PatchPosition{19, 10}));
}

TEST(Apply, SaysWhyAValueCannotBe) {
    EXPECT_EQ(code_of({}, SetPatchSize{Side::height, 257}), ErrorCode::patch_larger_than_image);
    EXPECT_EQ(code_of({}, SetImgSize{Side::height, 7}), ErrorCode::patch_larger_than_image);
    EXPECT_EQ(code_of({}, SetPatchSize{Side::height, 0}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code_of({}, SetImgSize{Side::height, 8193}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code_of({}, SetEmbedDim{0}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code_of({}, SetEmbedDim{4097}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code_of({}, SetInChans{2}), ErrorCode::choice_expected);
    EXPECT_EQ(code_of({}, SetSeed{-1}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code_of({}, ReportError{Error(ErrorCode::file_empty, {"x"})}), ErrorCode::file_empty);
}

TEST(Apply, WhatAChapterShowsMovesToTheNearestThatCanBe) {
    const Session words = apply({}, SetChapter{Words::Choice{"One", 0, -3}}, square);
    EXPECT_EQ(words.choice<Words>(), (Words::Choice{"One", 1, 0}));
    EXPECT_EQ(apply({}, SetChapter{Words::Choice{"One", 9999, 0}}, square).choice<Words>().n,
              largest_embed_dim);
    EXPECT_EQ(apply({}, SetChapter{Patches::Place{.apart = 7}}, square).place<Patches>().apart, 1);
    EXPECT_EQ(apply({}, SetChapter{Patches::Place{.apart = NAN}}, square).place<Patches>().apart, 0);
    EXPECT_EQ(apply({}, SetChapter{Code::Place{Notation::numpy, -1}}, square).place<Code>(),
              (Code::Place{Notation::numpy, 0}));
    EXPECT_EQ(apply({}, SetChapter{Explore::Place{.view = {}, .overlay_opacity = NAN}}, square)
                  .place<Explore>()
                  .overlay_opacity,
              1);
    EXPECT_EQ(apply({}, SetChapter{Explore::Place{.view = {}, .overlay_opacity = -0.5}}, square)
                  .place<Explore>()
                  .overlay_opacity,
              0);
    for (const Session& session : {words, apply({}, SetChapter{Code::Place{Notation::cpp, -9}}, square)})
        EXPECT_EQ(session_from_json(to_json(session)), session);
}

TEST(Apply, TheTermAndThePinnedPatchStayInsideTheModule) {
    Session session = apply({}, SetChapter{Projection::Place{.term = 191}}, square);
    EXPECT_EQ(session.place<Projection>().term, 191);
    EXPECT_EQ(apply(session, SetChapter{Projection::Place{.term = 192}}, square).place<Projection>().term,
              191);
    session = apply(session, PinPatch{PatchPosition{31, 31}}, square);
    session = apply(session, SetPatchSize{Side::height, 4}, square);
    EXPECT_EQ(session.place<Projection>().term, 47);
    session = apply(session, SetPatchSize{Side::height, 64}, square);
    EXPECT_EQ(session.pinned, (PatchPosition{3, 3}));
    EXPECT_FALSE(apply(session, PinPatch{}, square).pinned);
}

TEST(Apply, AWholeModuleUnlinksSidesThatDiffer) {
    ModuleOptions module;
    module.config.patch_size = {16, 32};
    const Session session = apply({}, SetModule{module}, square);
    EXPECT_EQ(session.module, module);
    EXPECT_FALSE(session.sides_linked);
    EXPECT_TRUE(apply({}, SetModule{ModuleOptions{}}, square).sides_linked);
    module.config.patch_size = {16, 0};
    EXPECT_THROW(apply({}, SetModule{module}, square), Error);
}

TEST(Apply, WithoutFittingThePictureDecidesTheGrid) {
    Session session;
    session.module.fit = Fit::none;
    session = apply(session, SelectPatch{{100, 100}}, {64, 32});
    EXPECT_EQ(session.patch, (PatchPosition{7, 3}));
    EXPECT_THROW(apply(session, SetPatchSize{Side::height, 33}, {64, 32}), Error);
}

TEST(Apply, ChangesWhatTheActionSays) {
    EXPECT_EQ(apply({}, SetInChans{4}, square).module.config.in_chans, 4);
    EXPECT_EQ(apply({}, SetSeed{42}, square).module.seed, 42U);
    EXPECT_EQ(apply({}, SetTheme{Theme::light}, square).theme, Theme::light);
    EXPECT_EQ(apply({}, SetChapter{Explore::Place{.view = {}, .overlay = Overlay::dimension}}, square)
                  .place<Explore>()
                  .overlay,
              Overlay::dimension);
    EXPECT_FALSE(apply({}, SetChapter{Explore::Place{.view = {}, .grid_lines = false}}, square)
                     .place<Explore>()
                     .grid_lines);
    EXPECT_FALSE(apply({}, StretchContrast{false}, square).stretch);
    EXPECT_EQ(apply({}, OpenPicture{"a.png"}, square).picture, "a.png");
    EXPECT_EQ(apply({}, ShowChapter{Chapter::maps}, square).chapter, Chapter::maps);
    EXPECT_EQ(apply({}, SetChapter{Explore::Place{.view = {1e9, NAN, -3}}}, square).place<Explore>().view,
              (PictureView{largest_zoom, 0, 0}));
    for (const Action& action :
         {Action(Undo{}), Action(Redo{}), Action(Quit{}), Action(ShowDialog{Dialog::help})}) {
        EXPECT_EQ(apply({}, action, square), Session{});
    }
}

TEST(Undo, IsAboutWhatIsComputedOrSelectedAlone) {
    const Session now;
    for (const Action& step :
         {Action(SetImgSize{Side::height, 128}), Action(SetPatchSize{Side::height, 16}),
          Action(SetInChans{1}), Action(SetEmbedDim{64}), Action(SetSeed{9}), Action(LinkSides{false}),
          Action(SelectPatch{{1, 1}}), Action(SelectDimension{3}), Action(PinPatch{PatchPosition{2, 2}}),
          Action(OpenPicture{"b.png"}), Action(SetChapter{Words::Choice{"One", 5, 0}}),
          Action(SetChapter{Patches::Choice{Remainder::pad}})})
        EXPECT_FALSE(apply(now, step, square).choices() == now.choices()) << step.index();
    for (const Action& look :
         {Action(ShowChapter{Chapter::maps}), Action(SetChapter{Explore::Place{.view = {2, 0.5, 0.5}}}),
          Action(SetChapter{Explore::Place{.view = {}, .overlay = Overlay::dimension}}),
          Action(SetChapter{Explore::Place{.view = {}, .overlay_opacity = 0.5}}),
          Action(SetChapter{Explore::Place{.view = {}, .vector_view = VectorView::histogram}}),
          Action(SetChapter{Explore::Place{.view = {}, .grid_lines = false}}), Action(StretchContrast{false}),
          Action(SetLanguage{LanguageId::zh_cn}), Action(SetTheme{Theme::light}), Action(ReduceMotion{true}),
          Action(SetChapter{Words::Place{.row = 3}}),
          Action(SetChapter{Patches::Place{.apart = 0.5, .playing = true}}),
          Action(SetChapter{Projection::Place{
              .term = 5, .one_channel = true, .playing = true, .view = ProjectionView::matrix}}),
          Action(SetChapter{Maps::Place{.view = MapsView::tokens,
          .order = MapsOrder::variance,
          .tile = 64,
          .matrix = {},
          .step = 1,
          .cloud = {}}}),
          Action(SetChapter{Code::Place{Notation::numpy, 3}})}) {
        const Session after = apply(now, look, square);
        EXPECT_FALSE(after == now) << look.index();
        EXPECT_TRUE(after.choices() == now.choices()) << look.index();
        Session back = after;
        back.choices() = now.choices();
        EXPECT_EQ(back, after) << look.index();
    }
}

TEST(UndoHistory, GoesBackAndForth) {
    UndoHistory history;
    Session a;
    Session b = a;
    b.dim = 1;
    history.record(a);
    EXPECT_EQ(history.undo(b), a);
    EXPECT_EQ(history.undo(a), std::nullopt);
    EXPECT_EQ(history.redo(a), b);
    EXPECT_EQ(history.redo(b), std::nullopt);
}

TEST(UndoHistory, OneGestureIsOneStepAndANewChangeForgetsTheFuture) {
    UndoHistory history;
    Session session;
    for (int dim = 0; dim < 10; ++dim) {
        session.dim = dim;
        history.record(session, 7);
    }
    session.dim = 99;
    const auto before = history.undo(session);
    ASSERT_TRUE(before);
    EXPECT_EQ(before->dim, 0);
    EXPECT_FALSE(history.can_undo());
    EXPECT_TRUE(history.can_redo());
    history.record(*before, 8);
    EXPECT_FALSE(history.can_redo());
}

TEST(UndoHistory, ForgetsTheOldest) {
    UndoHistory history;
    Session session;
    for (int i = 0; i < static_cast<int>(UndoHistory::longest) + 20; ++i) {
        session.dim = i;
        history.record(session);
    }
    std::size_t steps = 0;
    while (const auto before = history.undo(session)) {
        session.choices() = *before;
        ++steps;
    }
    EXPECT_EQ(steps, UndoHistory::longest);
    EXPECT_EQ(session.dim, 20);
}

TEST(Compute, TakesOverWhatHasNotChanged) {
    const auto picture = coloured_picture();
    const auto first = compute(small_options(), picture, nullptr, budget, {}, {{1, 2}, 3});
    const auto again = compute(small_options(), picture, first, budget, {}, {{1, 2}, 3});
    EXPECT_EQ(again->image, first->image);
    EXPECT_EQ(again->module, first->module);
    EXPECT_EQ(again->tokens, first->tokens);
    EXPECT_EQ(again->vector, first->vector);
    EXPECT_EQ(again->map, first->map);
    EXPECT_EQ(again->explanation, first->explanation);

    const auto other_patch = compute(small_options(), picture, first, budget, {}, {{2, 2}, 3});
    EXPECT_EQ(other_patch->map, first->map);
    EXPECT_NE(other_patch->vector, first->vector);

    ModuleOptions seeded = small_options();
    seeded.seed = 1;
    const auto other_seed = compute(seeded, picture, first, budget, {}, {{1, 2}, 3});
    EXPECT_EQ(other_seed->image, first->image);
    EXPECT_NE(other_seed->module, first->module);
    EXPECT_NE(other_seed->tokens, first->tokens);
    EXPECT_NE(*other_seed->vector, *first->vector);
}

TEST(Compute, AboveTheBudgetTheNumbersAreTheSameBits) {
    const auto picture = coloured_picture();
    const auto kept = compute(small_options(), picture, nullptr, budget, {}, {{1, 2}, 3});
    const auto lean = compute(small_options(), picture, nullptr, 100, {}, {{1, 2}, 3});
    EXPECT_NE(kept->tokens, nullptr);
    EXPECT_EQ(lean->tokens, nullptr);
    EXPECT_EQ(*lean->vector, *kept->vector);
    EXPECT_EQ(*lean->map, *kept->map);
    EXPECT_EQ(lean->explanation->value, kept->explanation->value);
    EXPECT_EQ(kept->explanation->value, (*kept->vector)[3]);
    EXPECT_EQ((*kept->map)[kept->grid.token({1, 2})], (*kept->vector)[3]);
}

TEST(Compute, LooksAtTheNearestOfASelectionOutside) {
    const auto results = compute(small_options(), coloured_picture(), nullptr, budget, {}, {{100, -1}, 999});
    EXPECT_EQ(results->selection, (Selection{{7, 0}, 15}));
}

TEST(Compute, AnalysesOnlyWhatIsWantedAndKeepsIt) {
    const auto picture = coloured_picture();
    const auto plain = compute(small_options(), picture, nullptr, budget, {}, {{1, 2}, 3});
    EXPECT_EQ(plain->analyses.norms, nullptr);
    EXPECT_EQ(plain->analyses.components, nullptr);

    const AnalysisRequest all{true, true, true, true, true};
    const auto first = compute(small_options(), picture, plain, budget, {}, {{1, 2}, 3}, all);
    const auto tokens = first->tokens->matrix(first->grid.num_patches());
    EXPECT_EQ(*first->analyses.norms, norms(tokens));
    EXPECT_EQ(*first->analyses.similarity, cosine_similarity(tokens, first->grid.token({1, 2})));
    EXPECT_EQ(*first->analyses.dimensions, summarise_dimensions(tokens));
    const std::int64_t token = first->grid.token({1, 2});
    EXPECT_EQ(*first->analyses.nearest, nearest(cosine_similarity(tokens, token), token, shown_neighbours));
    const std::vector<int>& order = *first->analyses.by_variance;
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
        const auto std = [&](int dim) {
            return (*first->analyses.dimensions)[static_cast<std::size_t>(dim)].std;
        };
        EXPECT_GE(std(order[i]), std(order[i + 1]));
    }
    EXPECT_EQ(first->analyses.norm_statistics->summary.max,
              *std::max_element(first->analyses.norms->begin(), first->analyses.norms->end()));
    const auto filters = first->module->weight().matrix(first->options.config.embed_dim);
    EXPECT_EQ(first->analyses.largest_weights->back(), filters.row(filters.rows() - 1).cwiseAbs().maxCoeff());
    EXPECT_LT(first->analyses.path_difference->largest, 1e-5);
    const PrincipalComponents components = principal_components(tokens, 3);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_NEAR(first->analyses.components->shares[i], components.shares[i], 1e-6);

    const auto moved = compute(small_options(), picture, first, budget, {}, {{2, 2}, 3}, all);
    EXPECT_EQ(moved->analyses.norms, first->analyses.norms);
    EXPECT_EQ(moved->analyses.components, first->analyses.components);
    EXPECT_EQ(*moved->analyses.similarity, cosine_similarity(tokens, first->grid.token({2, 2})));
}

TEST(Compute, AboveTheBudgetTheAnalysesAreTheSame) {
    const auto picture = coloured_picture();
    const AnalysisRequest all{true, true, true, true, true};
    const auto kept = compute(small_options(), picture, nullptr, budget, {}, {{1, 2}, 3}, all);
    const auto lean = compute(small_options(), picture, nullptr, 100, {}, {{1, 2}, 3}, all);
    ASSERT_EQ(lean->tokens, nullptr);
    EXPECT_EQ(*lean->analyses.norms, *kept->analyses.norms);
    EXPECT_EQ(*lean->analyses.similarity, *kept->analyses.similarity);
    EXPECT_EQ(*lean->analyses.dimensions, *kept->analyses.dimensions);
    EXPECT_EQ(lean->analyses.path_difference, nullptr);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_NEAR(lean->analyses.components->shares[i], kept->analyses.components->shares[i], 1e-6);
}

TEST(Compute, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(compute(small_options(), coloured_picture(), nullptr, budget, {.stop = stop.get_token()}),
                 Error);
}

void finish(Computation& computation) {
    for (int i = 0; i < 1000 && computation.busy(); ++i)
        computation.wait(std::chrono::milliseconds(20));
    ASSERT_FALSE(computation.busy());
}

TEST(Computation, TheLatestRequestWins) {
    Computation computation({}, [] {});
    EXPECT_EQ(computation.latest(), nullptr);
    const auto picture = coloured_picture();
    ModuleOptions options = small_options();
    for (int dims = 1; dims <= 200; ++dims) {
        options.config.embed_dim = dims;
        computation.request(options, picture, {{0, 0}, 0});
    }
    finish(computation);
    ASSERT_NE(computation.latest(), nullptr);
    EXPECT_EQ(computation.latest()->options, options);
    EXPECT_FALSE(computation.take_error());
}

TEST(Computation, ResultsAppearEvenWhileRequestsNeverEnd) {
    Computation computation({}, [] {});
    const auto picture = coloured_picture();
    ModuleOptions options;  // enough work for every request to be overtaken by the next
    options.config.embed_dim = 64;
    int seen = 0;
    ResultsPointer last;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (seen < 4 && std::chrono::steady_clock::now() < end) {
        ++options.seed;
        computation.request(options, picture);  // each overtakes the one before within microseconds
        const ResultsPointer latest = computation.latest();
        seen += latest != last;
        last = latest;
    }
    EXPECT_EQ(seen, 4);
    finish(computation);
    EXPECT_EQ(computation.latest()->options, options);
}

TEST(Computation, ReplacedResultsLiveAsLongAsSomeoneLooksAtThem) {
    Computation computation({}, [] {});
    const auto picture = coloured_picture();
    computation.request(small_options(), picture);
    finish(computation);
    ResultsPointer seen = computation.latest();
    const std::weak_ptr<const Results> replaced = seen;
    ModuleOptions other = small_options();
    other.seed = 1;
    computation.request(other, picture);
    finish(computation);
    other.seed = 2;
    computation.request(other, picture);  // the worker first drops replaced results that it alone holds
    finish(computation);
    EXPECT_EQ(replaced.use_count(), 2) << "the worker's and ours: its last holder is never who draws";
    seen = computation.latest();
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!replaced.expired() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_TRUE(replaced.expired());
}

TEST(Computation, AnErrorIsToldOnceAndTheLastResultStays) {
    Computation computation({}, [] {});
    const auto picture = coloured_picture();
    computation.request(small_options(), picture);
    finish(computation);
    const auto before = computation.latest();
    ModuleOptions impossible = small_options();
    impossible.config.patch_size = to_pair(100);
    computation.request(impossible, picture);
    finish(computation);
    const auto error = computation.take_error();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::patch_larger_than_image);
    EXPECT_FALSE(computation.take_error());
    EXPECT_EQ(computation.latest(), before);
    computation.request(small_options(), picture);
    finish(computation);
    EXPECT_EQ(computation.latest()->options, small_options());
}

TEST(Computation, WakesWhoeverWaits) {
    std::atomic<int> woken = 0;
    Computation computation({}, [&] { ++woken; });
    computation.request(small_options(), coloured_picture());
    finish(computation);
    for (int i = 0; i < 1000 && woken == 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_EQ(woken, 1);
}

TEST(PictureLoader, OpensAPictureWithAThumbnail) {
    PictureLoader loader([] {});
    loader.open(PATCHLENS_ASSETS_DIR "/samples/harbour.png");
    loader.wait();
    const auto outcome = loader.take();
    ASSERT_TRUE(outcome);
    const auto& loaded = std::get<LoadedPicture>(*outcome);
    EXPECT_EQ(loaded.picture->decoded.image.size, (Size{333, 500}));
    EXPECT_EQ(loaded.thumbnail->size.width, thumbnail_side);
    EXPECT_EQ(loaded.thumbnail->size.height, 170);
    EXPECT_FALSE(loader.take());
}

TEST(PictureLoader, TheLatestRequestWins) {
    PictureLoader loader([] {});
    loader.open(PATCHLENS_ASSETS_DIR "/samples/harbour.png");
    loader.open("/nowhere.png");
    loader.open(PATCHLENS_ASSETS_DIR "/samples/tiles.png");
    loader.wait();
    const auto outcome = loader.take();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(std::get<LoadedPicture>(*outcome).picture->path.filename(), "tiles.png");
}

TEST(PictureLoader, AFileThatIsNotThereIsAnError) {
    PictureLoader loader([] {});
    loader.open("/nowhere.png");
    loader.wait();
    const auto outcome = loader.take();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(std::get<Error>(*outcome).code(), ErrorCode::file_unreadable);
}

TEST(Thumbnail, KeepsProportionsAndSmallPictures) {
    EXPECT_EQ(thumbnail({{1, 1000}, 1, std::vector<std::uint8_t>(1000, 9)}, 100).size, (Size{1, 100}));
    const Image small{{2, 2}, 1, {1, 2, 3, 4}};
    EXPECT_EQ(thumbnail(small, 100), small);
}

}  // namespace
}  // namespace patchlens::model
