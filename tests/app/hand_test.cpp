// What a hand expects of a mouse: double clicks, the wheel with Ctrl, pulling, and the cursor that tells what
// a press would do.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>
#include <span>
#include <sstream>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/chapters/summation.h"
#include "app/model/code/script.h"
#include "app/model/files/pasted_picture.h"
#include "app/model/state/session_file.h"
#include "app/ui/shell/toasts.h"
#include "app/ui/shell/user_pictures.h"
#include "tests/app/fake_platform.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ui::compat::Key;

/// The names of the open menu's lines, in alphabetical order.
std::vector<std::string> lines(const Screen& screen) {
    constexpr std::string_view begin = "context/";
    std::vector<std::string> names;
    for (const auto& [name, place] : screen.application->probe().items()) {
        if (name.starts_with(begin)) names.push_back(name.substr(begin.size()));
    }
    return names;
}

void double_click(Screen& screen, ImVec2 at) {
    screen.move_mouse(at);
    for (int press = 0; press < 2; ++press) {
        screen.press();
        screen.release();
    }
    screen.settle();
}

void hold(Screen& screen, int button, ImVec2 from, ImVec2 to) {
    screen.move_mouse(from);
    fake::feed_button(button, true);
    screen.frames(1);
    fake::feed_mouse(to);
    screen.frames(2);
}

TEST(Hand, ADoubleClickSetsASliderToItsDefault) {
    model::Session session;
    session.module.config.img_size = {512, 512};
    session.module.config.patch_size = {16, 16};
    session.module.config.embed_dim = 64;
    session.module.seed = 7;
    Screen screen(session, {1600, 1500});
    for (const char* name : {"params/img_size", "params/patch_size", "params/embed_dim", "params/seed"})
        double_click(screen, screen.centre(name));
    EXPECT_EQ(screen.session().module, model::ModuleOptions{});
}

TEST(Hand, ADoubleClickSetsTheMixOfPictureAndColoursToItsDefault) {
    model::Session session;
    session.place<model::Explore>().overlay = model::Overlay::norm;
    session.place<model::Explore>().overlay_opacity = 0.25;
    Screen screen(session);
    double_click(screen, screen.centre("explore/opacity"));
    EXPECT_EQ(screen.session().place<model::Explore>().overlay_opacity, 1);
}

TEST(Hand, TwoQuickDragsAreNoDoubleClick) {
    model::Session session;
    session.module.config.embed_dim = 64;
    Screen screen(session);
    const ui::Rect track = screen.place("params/embed_dim");
    screen.move_mouse(track.centre());
    screen.press();
    screen.release();
    screen.press();
    fake::feed_mouse({track.max.x, track.centre().y});
    screen.frames(3);
    screen.release();
    screen.settle();
    EXPECT_EQ(screen.session().module.config.embed_dim, model::largest_embed_dim);
}

TEST(Hand, CtrlAndTheWheelZoomWhereTheWheelAloneScrolls) {
    model::Session session;
    session.chapter = model::Chapter::maps;
    session.place<model::Maps>().view = model::MapsView::filters;
    Screen screen(session);
    const ImVec2 centre = screen.centre("maps/atlas");
    screen.wheel(centre, -1);
    EXPECT_EQ(screen.session().place<model::Maps>().tile, 0);
    ui::compat::feed_modifiers(true, false);
    screen.wheel(centre, 1);
    const int larger = screen.session().place<model::Maps>().tile;
    screen.wheel(centre, -1);
    screen.wheel(centre, -1);
    ui::compat::feed_modifiers(false, false);
    EXPECT_GT(larger, screen.session().place<model::Maps>().tile);
    EXPECT_GT(screen.session().place<model::Maps>().tile, 0);
}

TEST(Hand, CtrlAndTheWheelZoomThePicture) {
    Screen screen;
    ui::compat::feed_modifiers(true, false);
    screen.wheel(screen.centre("explore/picture"), 2);
    ui::compat::feed_modifiers(false, false);
    EXPECT_DOUBLE_EQ(screen.session().place<model::Explore>().view.zoom, 1.25 * 1.25);
}

TEST(Hand, SpaceAndTheLeftButtonPullTheTokensAndSelectNothing) {
    model::Session session;
    session.chapter = model::Chapter::maps;
    session.place<model::Maps>().view = model::MapsView::tokens;
    session.place<model::Maps>().matrix = {8, 0.5, 0.5};
    Screen screen(session);
    const double row = screen.session().place<model::Maps>().matrix.row;
    const ImVec2 centre = screen.centre("maps/tokens");
    ui::compat::feed_key(Key::space, true);
    hold(screen, 0, centre, {centre.x, centre.y - 40});
    fake::feed_button(0, false);
    ui::compat::feed_key(Key::space, false);
    screen.frames(2);
    EXPECT_GT(screen.session().place<model::Maps>().matrix.row, row);
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
}

TEST(Hand, TheCursorTellsWhatAPressWouldDo) {
    Screen screen;
    const auto cursor_over = [&](const char* item) {
        screen.move_mouse(screen.centre(item));
        return ImGui::GetMouseCursor();
    };
    EXPECT_EQ(cursor_over("rail/menu"), ImGuiMouseCursor_Hand);
    EXPECT_EQ(cursor_over("explore/picture"), ImGuiMouseCursor_Hand);
    EXPECT_EQ(cursor_over("params/embed_dim"), ImGuiMouseCursor_ResizeEW);
    EXPECT_EQ(cursor_over("params/embed_dim/entry"), ImGuiMouseCursor_TextInput);
    const ImVec2 centre = screen.centre("explore/picture");
    hold(screen, 2, centre, {centre.x + 9, centre.y});
    EXPECT_EQ(ImGui::GetMouseCursor(), ImGuiMouseCursor_ResizeAll);
    fake::feed_button(2, false);
}

// The menu of a thing

void right_click(Screen& screen, ImVec2 at) {
    screen.move_mouse(at);
    fake::feed_button(1, true);
    screen.frames(1);
    fake::feed_button(1, false);
    screen.frames(2);
}

TEST(ContextMenu, CopiesTheValueOfABarWithAllItsDigits) {
    model::Session session;
    session.module.config.embed_dim = 64;  // a bar for each dimension
    session.dim = 40;
    Screen screen(session);
    const ui::Rect plot = screen.place("inspector/vector");
    right_click(screen, {plot.min.x + 1, plot.centre().y});
    EXPECT_THAT(lines(screen), ElementsAre("select_dim", "value", "what"));
    screen.click("context/value");
    const float value = screen.application->results()->vector->front();
    EXPECT_EQ(std::strtof(ImGui::GetClipboardText(), nullptr), value);
    EXPECT_FALSE(screen.shows("context"));
    EXPECT_EQ(screen.session().dim, 40) << "the menu is about the bar, it does not select it";
}

TEST(ContextMenu, SelectsAndPinsThePatchUnderTheMouse) {
    Screen screen;
    const ui::Rect picture = screen.place("explore/picture");
    const ImVec2 first{picture.min.x + 3, picture.min.y + 3};
    right_click(screen, first);
    EXPECT_THAT(lines(screen),
                ElementsAre("copy_picture", "pin", "save_picture", "save_scene", "select", "what"));
    screen.click("context/pin");
    EXPECT_EQ(screen.session().pinned, (PatchPosition{0, 0}));
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
    screen.frames(40);  // two presses at one point so soon would be one double press
    right_click(screen, first);
    screen.click("context/select");
    EXPECT_EQ(screen.session().patch, (PatchPosition{0, 0}));
    screen.frames(40);
    right_click(screen, first);
    EXPECT_TRUE(screen.reads("Unpin this patch"));
    screen.click("context/pin");
    EXPECT_EQ(screen.session().pinned, std::nullopt);
}

TEST(ContextMenu, IsNotOpenedByARightButtonThatPulls) {
    model::Session session;
    session.place<model::Explore>().view = {8, 0.5, 0.5};
    Screen screen(session);
    const ImVec2 centre = screen.centre("explore/picture");
    hold(screen, 1, centre, {centre.x + 60, centre.y});
    fake::feed_button(1, false);
    screen.frames(2);
    EXPECT_FALSE(screen.shows("context"));
    EXPECT_LT(screen.session().place<model::Explore>().view.x, 0.5);
}

TEST(ContextMenu, OpensByKeyForWhatIsSelectedAndIsOperatedByKeys) {
    for (const bool menu_key : {true, false}) {
        Screen screen;
        screen.key(menu_key ? Key::menu : Key::f10, false, !menu_key);
        EXPECT_FALSE(screen.shows("dialog/menu"));
        EXPECT_THAT(lines(screen), ElementsAre("copy_picture", "pin", "save_picture", "save_scene", "what"));
        EXPECT_EQ(screen.state().at("focus"), "context/pin") << "the first line";
        screen.key(Key::enter);
        EXPECT_EQ(screen.session().pinned, (PatchPosition{19, 10}));
        EXPECT_FALSE(screen.shows("context"));
        screen.key(Key::menu);
        screen.key(Key::down);
        EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10})) << "arrows move in the menu alone";
        screen.key(Key::escape);
        EXPECT_FALSE(screen.shows("context"));
    }
}

TEST(ContextMenu, BelongsToTheThingThatHasTheFocus) {
    Screen screen;
    screen.focus("inspector/vector");
    screen.key(Key::menu);
    EXPECT_THAT(lines(screen), ElementsAre("value", "what"));
    screen.key(Key::enter);
    const float value = (*screen.application->results()->vector)[137];
    EXPECT_EQ(std::strtof(ImGui::GetClipboardText(), nullptr), value);
}

TEST(ContextMenu, LeadsToTheGlossary) {
    Screen screen;
    right_click(screen, screen.centre("inspector/map"));
    EXPECT_TRUE(screen.reads("What is this?"));
    screen.click("context/what");
    EXPECT_TRUE(screen.shows("dialog/glossary"));
}

/// A chapter, its view, a thing in it, and what its menu offers where the mouse is in the thing's middle.
struct Offered {
    model::Chapter chapter;
    const char* thing;
    std::vector<std::string> lines;
    model::MapsView maps = model::MapsView::maps;
    model::ProjectionView projection = model::ProjectionView::planes;
};

TEST(ContextMenu, IsThereForThePicturesMapsPlanesAndBarsOfEveryChapter) {
    using model::Chapter;
    using model::MapsView;
    using model::ProjectionView;
    const std::vector<Offered> all{
        {Chapter::explore,
         "inspector/strip",
         {"copy_picture", "save_picture", "save_scene", "select_dim", "value", "what"}},
        {Chapter::explore,
         "inspector/map",
         {"copy_picture", "pin", "save_picture", "save_scene", "select", "value", "what"}},
        {Chapter::explore, "inspector/patch", {"copy_picture", "pin", "save_picture", "save_scene", "what"}},
        {Chapter::explore,
         "inspector/plane/1",
         {"copy_picture", "save_picture", "save_scene", "value", "what"}},
        {Chapter::explore,
         "inspector/filter/2",
         {"copy_picture", "save_picture", "save_scene", "value", "what"}},
        {Chapter::explore, "costs/macs", {"value"}},
        {Chapter::projection, "projection/curve", {"text", "value", "what"}},
        {Chapter::code, "code/line/2", {"program", "text"}},
        {Chapter::words, "words/table", {"text", "value", "what"}},
        {Chapter::words, "words/vector", {"text", "value", "what"}},
        {Chapter::patches,
         "patches/scene",
         {"copy_picture", "pin", "save_picture", "save_scene", "select", "what"}},
        {Chapter::projection,
         "projection/pixels/0",
         {"copy_picture", "save_picture", "save_scene", "value", "what"}},
        {Chapter::projection,
         "projection/weights/1",
         {"copy_picture", "save_picture", "save_scene", "value", "what"}},
        {Chapter::projection,
         "projection/matrix/weights",
         {"value", "what"},
         MapsView::maps,
         ProjectionView::matrix},
        {Chapter::projection,
         "projection/matrix/tokens",
         {"value", "what"},
         MapsView::maps,
         ProjectionView::matrix},
        {Chapter::maps,
         "maps/selected",
         {"copy_picture", "pin", "save_picture", "save_scene", "select", "value", "what"}},
        {Chapter::maps,
         "maps/selected",
         {"copy_picture", "save_picture", "save_scene", "what"},
         MapsView::filters},
        {Chapter::maps,
         "maps/tokens",
         {"copy_picture", "pin", "save_picture", "save_scene", "select", "select_dim", "value", "what"},
         MapsView::tokens},
        {Chapter::maps,
         "maps/norms",
         {"copy_picture", "pin", "save_picture", "save_scene", "select", "value", "what"},
         MapsView::norms},
        {Chapter::maps,
         "maps/similarity",
         {"copy_picture", "pin", "save_picture", "save_scene", "select", "value", "what"},
         MapsView::similarity},
        {Chapter::maps,
         "maps/pca",
         {"copy_picture", "pin", "save_picture", "save_scene", "select", "what"},
         MapsView::components},
        {Chapter::maps,
         "maps/rebuilt",
         {"copy_picture", "pin", "save_picture", "save_scene", "select", "what"},
         MapsView::rebuilt},
    };
    for (const Offered& offered : all) {
        model::Session session;
        session.chapter = offered.chapter;
        session.place<model::Maps>().view = offered.maps;
        session.place<model::Projection>().view = offered.projection;
        Screen screen(session);
        const ui::Rect place = screen.place(offered.thing);
        right_click(screen, {place.min.x + place.width() * 0.43F, place.min.y + place.height() * 0.43F});
        EXPECT_EQ(lines(screen), offered.lines) << offered.thing;
    }
}

TEST(ContextMenu, CopiesAReadoutInAscii) {
    Screen screen;
    right_click(screen, screen.centre("costs/patches"));
    screen.click("context/value");
    EXPECT_STREQ(ImGui::GetClipboardText(), "32 x 32 = 1,024");
    EXPECT_THAT(screen.messages(), ElementsAre("Copied: 32 × 32 = 1,024"));
}

TEST(ContextMenu, CopiesTheSumUnderTheMouse) {
    Screen screen;
    const auto& explanation = *screen.application->results()->explanation;
    const ui::Rect sum = screen.place("inspector/sum");
    right_click(screen, {sum.max.x - 20, sum.min.y + 11});  // the first row's number
    screen.click("context/value");
    EXPECT_EQ(std::strtof(ImGui::GetClipboardText(), nullptr),
              static_cast<float>(explanation.channel_sums.front()));
}

TEST(ContextMenu, CopiesTheRunningSumUnderTheMouseAndAllOfThem) {
    model::Session session;
    session.chapter = model::Chapter::projection;
    Screen screen(session);
    const model::Summation& sum = *screen.application->results()->summation;
    const ui::Rect curve = screen.place("projection/curve");
    right_click(screen, {curve.min.x + 1, curve.centre().y});
    screen.click("context/value");
    EXPECT_EQ(std::strtof(ImGui::GetClipboardText(), nullptr), static_cast<float>(sum.through(0)));
    right_click(screen, curve.centre());
    screen.click("context/text");
    std::istringstream text(ImGui::GetClipboardText());
    std::vector<float> all;
    for (std::string number; text >> number;)
        all.push_back(std::strtof(number.c_str(), nullptr));
    ASSERT_EQ(all.size(), 192U);
    EXPECT_EQ(all.back(), static_cast<float>(sum.through(191)));
}

TEST(ContextMenu, IsDrawnWithoutAFurtherEvent) {
    model::Session session;
    session.chapter = model::Chapter::code;
    Screen screen(session);
    screen.move_mouse(screen.centre("code/line/3"));
    screen.frames(30);
    ASSERT_FALSE(screen.application->animating());
    fake::feed_button(1, true);
    screen.frames(1);
    fake::feed_button(1, false);
    screen.frames(1);
    EXPECT_TRUE(screen.application->animating()) << "the menu appears in the next frame";
    screen.frames(1);
    EXPECT_TRUE(screen.shows("context/text"));
}

TEST(ContextMenu, CopiesALineOfCodeAndTheWholeProgram) {
    model::Session session;
    session.chapter = model::Chapter::code;
    Screen screen(session);
    right_click(screen, screen.centre("code/line/0"));
    screen.click("context/text");
    EXPECT_STREQ(ImGui::GetClipboardText(), "class PatchEmbed(nn.Module):");
    right_click(screen, screen.centre("code/line/0"));
    screen.click("context/program");
    EXPECT_EQ(ImGui::GetClipboardText(),
              model::code_script(*screen.application->results(), model::Notation::pytorch, english()));
}

TEST(ContextMenu, CopiesTheWeightThatAPlaneShows) {
    model::Session session;
    session.chapter = model::Chapter::projection;
    Screen screen(session);
    const ui::Rect plane = screen.place("projection/weights/1");
    right_click(screen, {plane.min.x + 1, plane.min.y + 1});
    screen.click("context/value");
    const Tensor& weight = screen.application->results()->module->weight();
    EXPECT_EQ(std::strtof(ImGui::GetClipboardText(), nullptr), weight[(137 * 3 + 1) * 64]);
}

TEST(ContextMenu, ClosesByAPressBesideIt) {
    Screen screen;
    right_click(screen, screen.centre("explore/picture"));
    const model::Session before = screen.session();
    screen.click("params/bias");
    EXPECT_FALSE(screen.shows("context"));
    EXPECT_EQ(screen.session(), before) << "the press only closes";
}

// Pictures out and in

class Clipboard : public ui::PictureClipboard {
public:
    std::vector<std::byte> picture() override { return held; }
    bool offer(std::vector<std::byte> png) override {
        held = std::move(png);
        return true;
    }
    std::vector<std::byte> held;
};

ui::User user_of(const TemporaryFolder& folder, Clipboard* clipboard) {
    ui::User user;
    user.settings.settings.hint_seen = true;
    user.home = folder / "";
    user.session_file = folder / "kept/session.json";
    user.pasted = folder / "pasted";
    user.clipboard = clipboard;
    return user;
}

Image decoded(std::span<const std::byte> png) {
    return decode_image(png, "clipboard").image;
}

TEST(PictureClipboard, TakesTheSceneByCtrlShiftC) {
    const TemporaryFolder folder;
    Clipboard clipboard;
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, &clipboard));
    screen.key(ui::compat::letter_key('c'), true, true);
    screen.settle();
    EXPECT_EQ(decoded(clipboard.held), screen.application->results()->pyramid->front())
        << "pixel by pixel what the module sees";
    EXPECT_THAT(screen.messages(), ElementsAre("Copied: house"));
}

TEST(PictureClipboard, TakesTheMapUnderTheMouse) {
    const TemporaryFolder folder;
    Clipboard clipboard;
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, &clipboard));
    right_click(screen, screen.centre("inspector/map"));
    screen.click("context/copy_picture");
    EXPECT_EQ(decoded(clipboard.held).size, (Size{512, 512})) << "32 patches a side";
    EXPECT_THAT(screen.messages(), ElementsAre("Copied: house-map-137"));
}

TEST(PictureClipboard, EnlargesAMapByWholePixels) {
    const Image map{{1, 2}, 1, {10, 20}};
    EXPECT_EQ(ui::enlarged(map, 2), (Image{{2, 4}, 1, {10, 10, 20, 20, 10, 10, 20, 20}}));
    EXPECT_EQ(ui::enlarged(map, 1), map);
}

TEST(PictureClipboard, SaysWhereItCannotTakePictures) {
    const TemporaryFolder folder;
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    screen.key(ui::compat::letter_key('c'), true, true);
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("for text only")));
}

TEST(PictureClipboard, GivesAPictureThatTheSessionKeeps) {
    const TemporaryFolder folder;
    Clipboard clipboard;
    const Image picture{{2, 3}, 3, std::vector<std::uint8_t>(18, 77)};
    clipboard.held = encode_png(picture);
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, &clipboard));
    screen.key(ui::compat::letter_key('v'), true);
    screen.settle();
    const std::filesystem::path kept = screen.session().picture;
    EXPECT_EQ(kept.parent_path(), folder / "pasted");
    EXPECT_TRUE(kept.filename().string().starts_with("pasted-"));
    EXPECT_EQ(load_image(kept).image, picture);
    EXPECT_EQ(screen.session().picture_mark.bytes, clipboard.held.size());
}

/// A pasted picture last used some days ago.
std::filesystem::path pasted_before(const TemporaryFolder& folder, std::uint8_t level, int days) {
    const Image picture{{2, 3}, 1, std::vector<std::uint8_t>(6, level)};
    const std::filesystem::path file = model::keep_pasted(encode_png(picture), folder / "pasted");
    std::filesystem::last_write_time(
        file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(24 * days));
    return file;
}

TEST(PastedPictures, AreDeletedAMonthAfterTheirLastUseUnlessSomethingNamesThem) {
    const TemporaryFolder folder;
    const auto old = pasted_before(folder, 1, 31);
    const auto recent = pasted_before(folder, 2, 29);
    const auto open = pasted_before(folder, 3, 400);
    const auto in_settings = pasted_before(folder, 4, 400);
    const auto saved = pasted_before(folder, 5, 400);
    model::keep_for_good(saved, folder / "pasted");
    const std::filesystem::path others = folder / "pasted/pasted-my-own.png";
    std::filesystem::copy_file(old, others);
    std::filesystem::last_write_time(others, std::filesystem::last_write_time(old));
    model::Session session;
    session.picture = open;
    ui::User user = user_of(folder, nullptr);
    user.settings.settings.recent = {in_settings};
    const Screen screen(session, {1600, 1000}, 1, {}, user);
    EXPECT_FALSE(std::filesystem::exists(old));
    EXPECT_TRUE(std::filesystem::exists(recent));
    EXPECT_TRUE(std::filesystem::exists(open));
    EXPECT_TRUE(std::filesystem::exists(in_settings));
    EXPECT_TRUE(std::filesystem::exists(saved)) << "a saved session names it";
    EXPECT_TRUE(std::filesystem::exists(others)) << "not a name that pasting gives";
}

TEST(PastedPictures, OfASavedSessionStay) {
    const TemporaryFolder folder;
    const auto picture = pasted_before(folder, 7, 400);
    model::Session session;
    session.picture = picture;
    Screen screen(session, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    screen.key(Key::s, true);
    screen.settle();
    ASSERT_TRUE(std::filesystem::exists(folder / "kept/session.json"));
    std::filesystem::last_write_time(
        picture, std::filesystem::file_time_type::clock::now() - std::chrono::hours(24 * 400));
    const Screen later({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    EXPECT_TRUE(std::filesystem::exists(picture));
}

TEST(PastedPictures, ThatAreThereAlreadyCountAsUsed) {
    const TemporaryFolder folder;
    const auto picture = pasted_before(folder, 9, 31);
    const Image same{{2, 3}, 1, std::vector<std::uint8_t>(6, 9)};
    EXPECT_EQ(model::keep_pasted(encode_png(same), folder / "pasted"), picture);
    const Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    EXPECT_TRUE(std::filesystem::exists(picture));
}

TEST(PictureClipboard, RefusesWhatIsNoPicture) {
    const TemporaryFolder folder;
    Clipboard clipboard;
    clipboard.held.assign(100, std::byte{'x'});
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, &clipboard));
    screen.key(ui::compat::letter_key('v'), true);
    screen.settle();
    EXPECT_EQ(screen.session().picture, sample("house.png"));
    ASSERT_TRUE(screen.application->last_error().has_value());
    EXPECT_EQ(screen.application->last_error()->code(), ErrorCode::picture_unknown);
    EXPECT_FALSE(std::filesystem::exists(folder / "pasted"));
}

TEST(PictureClipboard, OpensThePathThatTheTextIs) {
    const TemporaryFolder folder;
    Clipboard clipboard;
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, &clipboard));
    ImGui::SetClipboardText(("file://" + sample("leaf.png").string() + "\n").c_str());
    screen.key(ui::compat::letter_key('v'), true);
    screen.settle();
    EXPECT_EQ(screen.session().picture, sample("leaf.png"));
    ImGui::SetClipboardText("no such file");
    screen.key(ui::compat::letter_key('v'), true);
    screen.settle();
    EXPECT_THAT(screen.messages(), Contains(HasSubstr("neither a picture nor the path")));
}

TEST(SavingAPicture, AsksForFolderAndNameAndWritesAPng) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "Pictures");
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    right_click(screen, screen.centre("inspector/map"));
    screen.click("context/save_picture");
    ASSERT_TRUE(screen.shows("dialog/save_picture"));
    screen.settle();
    EXPECT_EQ(screen.typed(), "house-map-137.png");
    screen.key(Key::enter);
    screen.settle();
    EXPECT_EQ(load_image(folder / "Pictures/house-map-137.png").image.size, (Size{512, 512}));
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("Picture saved")));
    EXPECT_FALSE(screen.shows("dialog/save_picture"));
}

TEST(SavingTheScene, AsksHowFineAndIsDrawnByThePlatform) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "Pictures");
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    const auto ask = [&](std::string_view name) {
        right_click(screen, screen.centre("inspector/map"));
        screen.click("context/save_scene");
        screen.settle();
        EXPECT_EQ(screen.typed(), "house-map-137-scene.png");
        screen.click("save/pixels/3");
        screen.enter("save/path", name);
        return screen.application->take_scene_to_save();
    };
    const auto picture = ask("slide");
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->file, folder / "Pictures/slide.png");
    EXPECT_EQ(picture->pixels, 3);
    EXPECT_FALSE(screen.application->take_scene_to_save());
    EXPECT_FALSE(screen.shows("dialog/save_picture"));
    screen.application->save_scene(Image{{2, 3}, 1, {1, 2, 3, 4, 5, 6}}, picture->file);
    screen.settle();
    EXPECT_EQ(load_image(picture->file).image.size, (Size{2, 3}));
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("Picture saved")));
    const auto drawing = ask("slide.svg");
    ASSERT_TRUE(drawing);
    EXPECT_EQ(drawing->file, folder / "Pictures/slide.svg");
    screen.application->save_scene("<svg/>", drawing->file);
    EXPECT_TRUE(std::filesystem::exists(drawing->file));
    screen.application->save_scene("<svg/>", folder / "Pictures");
    screen.frames(2);
    EXPECT_THAT(screen.messages(), Contains(HasSubstr("cannot be written")));
}

// The box that asks where

TEST(TheSaveBox, ShowsTheFolderAndTakesANameInIt) {
    const TemporaryFolder folder;
    model::save_session({}, folder / "kept/lesson.json");
    std::filesystem::create_directories(folder / "kept/year 2");
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    screen.key(ui::compat::letter_key('s'), true, true);
    screen.settle();
    EXPECT_EQ(screen.typed(), "session.json");
    EXPECT_TRUE(screen.shows("open/entry/lesson.json"));
    screen.click("open/entry/year 2");
    screen.enter("save/path", "first");
    EXPECT_TRUE(std::filesystem::exists(folder / "kept/year 2/first.patchlens"));
    EXPECT_FALSE(screen.shows("dialog/save_session"));
}

TEST(TheSaveBox, GoesToPlacesAndIntoFoldersThatAreTyped) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "kept");
    std::filesystem::create_directories(folder / "Documents");
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    screen.key(ui::compat::letter_key('s'), true, true);
    screen.settle();
    screen.click("save/place/1");
    screen.enter("save/path", "a.json");
    EXPECT_TRUE(std::filesystem::exists(folder / "Documents/a.json"));
    screen.key(ui::compat::letter_key('s'), true, true);
    screen.settle();
    screen.enter("save/path", (folder / "kept").string());
    EXPECT_TRUE(screen.shows("dialog/save_session")) << "a folder is gone into, nothing is saved";
    screen.enter("save/path", "b.json");
    EXPECT_TRUE(std::filesystem::exists(folder / "kept/b.json"));
}

TEST(TheSaveBox, ReplacesNothingByADoublePress) {
    const TemporaryFolder folder;
    model::Session other;
    other.dim = 5;
    model::save_session(other, folder / "kept/other.json");
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    const auto dim_in_file = [&] { return model::open_session(folder / "kept/other.json").session.dim; };
    screen.key(ui::compat::letter_key('s'), true, true);
    screen.settle();
    screen.click("open/entry/other.json");
    EXPECT_TRUE(screen.shows("dialog/save_session")) << "a press on a file only takes its name";
    double_click(screen, screen.centre("save/save"));
    EXPECT_TRUE(screen.shows("save/replace"));
    EXPECT_EQ(dim_in_file(), 5);
    screen.key(Key::enter);
    EXPECT_EQ(dim_in_file(), 5) << "so soon nobody has read the question";
    screen.frames(40);
    screen.key(Key::enter);
    EXPECT_EQ(dim_in_file(), 137);
}

TEST(TheSaveBox, TypesWithoutRunningShortcuts) {
    const TemporaryFolder folder;
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    const model::Session before = screen.session();
    screen.key(ui::compat::letter_key('s'), true, true);
    screen.type("tlm1[],.");
    screen.settle();
    screen.type("tlm2 g");
    EXPECT_EQ(screen.session(), before);
    screen.key(ui::compat::letter_key('v'), true);
    EXPECT_EQ(screen.session(), before);
}

// Tooltips

/// Controls that say what they do without a tooltip of their own, and how.
struct SelfExplaining {
    std::string_view name;  ///< with a slash at its end: all that begin with it
    std::string_view how;
};
constexpr SelfExplaining self_explaining[] = {
    {"params/", "the argument's name at the left has the tooltip"},
    {"picture/", "the heading and the sentence beside it say it"},
    {"rail/", "the chapter's whole name is its label"},
    {"explore/opacity", "its label has the tooltip"},
    {"words/n", "its label has the tooltip"},
    {"patches/apart", "its label has the tooltip"},
    {"inspector/dimension/entry", "a field whose label stands beside it"},
    {"patches/token", "a field whose label stands beside it"},
    {"patches/row", "a field whose label stands beside it"},
    {"patches/column", "a field whose label stands beside it"},
    {"words/entry", "a field whose label stands beside it"},
    {"maps/search", "a field whose label stands beside it"},
    {"maps/scrollbar", "a scrollbar"},
    {"words/word/", "a word of the sentence"},
    {"maps/nearest/", "a patch of the list"},
    {"maps/clusters", "its label has the tooltip"},
    {"maps/cluster_opacity", "its label has the tooltip"},
    {"maps/cluster_seed", "a field whose label stands beside it"},
    {"maps/kept", "its label has the tooltip"},
    {"maps/shapes", "each of its numbers has the tooltip"},
    {"weights/atlas", "each of its tiles has the tooltip"},
    {"weights/scrollbar", "a scrollbar"},
    {"weights/seed", "a slider whose label stands beside it"},
    {"weights/learning_rate", "a field whose label stands beside it"},
    {"weights/sparseness", "a field whose label stands beside it"},
    {"code/line/", "the side explains the line"},
    {"code/part/", "the picture names the part"},
};

bool explains_itself(std::string_view name) {
    return std::ranges::any_of(self_explaining, [name](const SelfExplaining& known) {
        return name == known.name || (known.name.ends_with('/') && name.starts_with(known.name)) ||
               name == std::string(known.name) + "/entry";
    });
}

/// The widgets that Tab visits.
std::set<std::string> controls_of(Screen& screen) {
    std::set<std::string> names;
    std::string first;
    for (int i = 0; i < 200; ++i) {
        screen.key(Key::tab);
        const auto name = screen.state().at("focus").get<std::string>();
        if (i == 0) first = name;
        if (i > 0 && name == first) break;
        names.insert(name);
    }
    screen.key(Key::escape);
    return names;
}

TEST(Tooltips, StandAtEveryControlThatDoesNotExplainItself) {
    std::vector<model::Session> sessions(1);
    sessions.front().place<model::Explore>().overlay = model::Overlay::norm;
    for (const model::Chapter chapter :
         {model::Chapter::words, model::Chapter::patches, model::Chapter::code})
        sessions.emplace_back().chapter = chapter;
    for (const auto& [name, view] : model::names_of<model::ProjectionView>) {
        sessions.emplace_back().chapter = model::Chapter::projection;
        sessions.back().place<model::Projection>().view = view;
    }
    for (const auto& [name, view] : model::names_of<model::MapsView>) {
        sessions.emplace_back().chapter = model::Chapter::maps;
        sessions.back().place<model::Maps>().view = view;
    }
    for (const auto& [name, view] : model::names_of<model::WeightsView>) {
        sessions.emplace_back().chapter = model::Chapter::weights;
        sessions.back().place<model::Weights>().view = view;
    }
    for (const model::Session& session : sessions) {
        Screen screen(session);
        for (const std::string& name : controls_of(screen)) {
            if (name.empty() || explains_itself(name) || !screen.shows(name)) continue;
            const ui::Rect place = screen.place(name);
            if (place.width() < 2 || place.height() < 2) continue;  // scrolled away
            screen.move_mouse(place.centre());
            screen.frames(30);
            EXPECT_TRUE(screen.shows("tooltip")) << name;
        }
    }
}

// Boxes

TEST(Boxes, CloseByTheirCrossAndByEscAndThoseThatOnlyShowByEnter) {
    const TemporaryFolder folder;
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    const auto open = [&](model::Dialog dialog) {
        switch (dialog) {
            case model::Dialog::help:
                return screen.key(Key::f1);
            case model::Dialog::open:
                return screen.key(ui::compat::letter_key('o'), true);
            case model::Dialog::open_session:
                return screen.key(ui::compat::letter_key('o'), true, true);
            case model::Dialog::save_session:
                return screen.key(ui::compat::letter_key('s'), true, true);
            default:
                screen.key(Key::f10);
                screen.click("menu/about");
        }
    };
    for (const auto& [dialog, name] :
         {std::pair{model::Dialog::help, "dialog/help"}, std::pair{model::Dialog::about, "dialog/about"},
          std::pair{model::Dialog::open, "dialog/open"},
          std::pair{model::Dialog::open_session, "dialog/open_session"},
          std::pair{model::Dialog::save_session, "dialog/save_session"}}) {
        open(dialog);
        ASSERT_TRUE(screen.shows(name));
        screen.click("dialog/close");
        EXPECT_FALSE(screen.shows(name)) << name;
        open(dialog);
        screen.key(Key::escape);
        EXPECT_FALSE(screen.shows(name)) << name;
        if (dialog != model::Dialog::help && dialog != model::Dialog::about) continue;
        open(dialog);
        screen.key(Key::enter);
        EXPECT_FALSE(screen.shows(name)) << name;
    }
}

TEST(Boxes, HaveTheKeysAlone) {
    model::Session session;
    session.chapter = model::Chapter::words;
    Screen words(session);
    for (const Key opens : {Key::f10, Key::menu, Key::f1}) {
        words.key(opens);
        words.key(Key::down);
        words.key(Key::right);
        EXPECT_EQ(words.session().choice<model::Words>().word, 0);
        words.key(Key::escape);
    }
    words.key(Key::right);
    EXPECT_EQ(words.session().choice<model::Words>().word, 1);

    session.chapter = model::Chapter::patches;
    Screen patches(session);
    patches.key(Key::f1);
    patches.key(Key::space);
    patches.frames(10);
    EXPECT_EQ(patches.session().place<model::Patches>().apart, 0);
}

TEST(Questions, AreAnsweredByEnterAndClosedByEsc) {
    const TemporaryFolder folder;
    model::Session lost;
    lost.picture = folder / "gone.png";
    model::save_session(lost, folder / "lost.json");
    Screen screen({}, {1600, 1000}, 1, {}, user_of(folder, nullptr));
    screen.application->open(folder / "lost.json");
    screen.settle();
    ASSERT_TRUE(screen.shows("toast/answer"));
    screen.key(Key::enter);
    EXPECT_TRUE(screen.shows("dialog/open"));
    screen.key(Key::escape);
    EXPECT_FALSE(screen.shows("dialog/open"));
    EXPECT_TRUE(screen.shows("toast/answer"));
    screen.key(Key::escape);
    EXPECT_FALSE(screen.shows("toast/answer"));
}

TEST(Messages, FollowTheLanguage) {
    ui::Toasts toasts;
    toasts.show({"message.session_saved", {"/a/b.json"}});
    toasts.show(Error(ErrorCode::home_missing));
    EXPECT_THAT(toasts.texts(english()),
                ElementsAre("Session saved: /a/b.json", english().sentence(Error(ErrorCode::home_missing))));
    EXPECT_THAT(toasts.texts(chinese()), ElementsAre(chinese()("message.session_saved", {"/a/b.json"}),
                                                     chinese().sentence(Error(ErrorCode::home_missing))));
    EXPECT_NE(toasts.texts(english()), toasts.texts(chinese()));
}

TEST(Messages, ShowNegativeNumbersWithATrueMinus) {
    const Error error(ErrorCode::value_out_of_range, {"embed_dim", "1", "4096", "-5"});
    EXPECT_THAT(english().shown(error), ::testing::HasSubstr("−5"));
    EXPECT_THAT(english().shown(error), ::testing::Not(::testing::HasSubstr("-5")));
    EXPECT_THAT(english().sentence(error), ::testing::HasSubstr("-5")) << "a terminal's";
    const Error file(ErrorCode::file_empty, {"-name.png"});
    EXPECT_EQ(english().shown(file), english().sentence(file)) << "no number";
    Screen screen;
    screen.enter("params/embed_dim/entry", "-5");
    EXPECT_THAT(screen.messages(), ElementsAre(english().shown(error)));
}

TEST(Messages, OfCopiesFollowTheLanguageWholly) {
    ui::Toasts toasts;
    const auto show_copied = [&](model::Message what) {
        toasts.show(model::Message::around("message.copied", std::move(what)), ui::ToastKind::news);
    };
    show_copied({"vector.copied_text", {"19", "10"}});
    show_copied(model::Message::literal("+0.4738"));
    EXPECT_THAT(toasts.texts(english()),
                ElementsAre("Copied: vector of patch (19, 10), as text", "Copied: +0.4738"));
    EXPECT_THAT(toasts.texts(chinese()),
                ElementsAre("已复制：图像块 (19, 10) 的向量，文本", "已复制：+0.4738"));
}

}  // namespace
}  // namespace patchlens
