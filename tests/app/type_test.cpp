// The type of every screen: no text is smaller than the smallest size, numbers have a true minus, and all
// text is drawn at the size of its face.
#include <cfloat>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

#include <gtest/gtest.h>

#include "app/ui/drawing/scale.h"
#include "tests/app/screen.h"
#include "tests/app/setting.h"

namespace patchlens {
namespace {

std::vector<Setting> every_view() {
    std::vector<Setting> all;
    for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        const auto add = [&](std::string name, model::Chapter chapter, auto change) {
            model::Session session;
            session.language = language;
            session.chapter = chapter;
            change(session);
            all.push_back({std::string(language.name()) + " " + name, std::move(session)});
        };
        for (const auto& chapter : model::names_of<model::Chapter>) {
            add(std::string(chapter.first), chapter.second, [](model::Session&) {});
            add(std::string(chapter.first) + ", patch 64", chapter.second, [](model::Session& session) {
                session.module.config = {{256, 256}, {64, 64}, 3, 8, true};
            });
            add(std::string(chapter.first) + ", large cells", chapter.second, [](model::Session& session) {
                session.module.config = {{8, 8}, {2, 2}, 1, 4, true};
                session.place<model::Explore>().view = {60, 0.5, 0.5};
            });
        }
        for (const auto& view : model::names_of<model::MapsView>)
            add(std::string(view.first), model::Chapter::maps,
                [&](model::Session& session) { session.place<model::Maps>().view = view.second; });
        for (const auto& view : model::names_of<model::ProjectionView>)
            add(std::string(view.first), model::Chapter::projection,
                [&](model::Session& session) { session.place<model::Projection>().view = view.second; });
    }
    return all;
}

/// The smallest em of the texts drawn, in pixels, told by the advance of a Chinese character of their face.
float smallest_em(const Screen& screen) {
    const std::set<float>& sizes = screen.application->probe().text_sizes();
    float smallest = 1e6F;
    for (ImFont* font : ImGui::GetIO().Fonts->Fonts) {
        const float size = ui::compat::size_of(font);
        if (sizes.contains(size))
            smallest = std::min(smallest, font->CalcTextSizeA(size, FLT_MAX, 0, "中").x);
    }
    return smallest;
}

TEST(Type, NoTextIsSmallerThanThirteenPixels) {
    for (const Setting& setting : every_view()) {
        const Screen screen(setting.session, {1280, 800});
        EXPECT_GE(screen.application->probe().text_sizes().size(), 2U) << setting.name;
        EXPECT_GE(smallest_em(screen), 13) << setting.name;
        EXPECT_LE(screen.application->probe().text_sizes().size(), 8U) << setting.name;
    }
}

TEST(Type, NoTextOfAPresentationIsSmallerThanTwentyPixels) {
    for (const Setting& setting : every_view()) {
        Screen screen(setting.session, {1920, 1080}, ui::presentation_factor);
        screen.key(ui::compat::Key::f5);
        screen.settle();
        EXPECT_GE(smallest_em(screen), 20) << setting.name;
    }
}

TEST(Type, NumbersOnTheScreenHaveATrueMinus) {
    const std::regex hyphen("(^|[ (\\[=,])-[0-9.]");
    for (const Setting& setting : every_view()) {
        const Screen screen(setting.session, {1280, 800});
        bool minus = false;
        for (const auto& text : screen.application->probe().texts()) {
            const bool program = setting.session.chapter == model::Chapter::code;
            EXPECT_TRUE(program || !std::regex_search(text.text, hyphen))
                << setting.name << ": " << text.text;
            minus |= text.text.find("−0.") != std::string::npos;
        }
        EXPECT_TRUE(minus || setting.session.chapter != model::Chapter::explore) << setting.name;
    }
}

TEST(Type, AllTextIsDrawnInOnePlaceAtTheSizeOfItsFace) {
    const std::filesystem::path ui = std::filesystem::path(PATCHLENS_SOURCE_DIR) / "app/ui";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(ui)) {
        if (!entry.is_regular_file() || entry.path().filename() == "widgets.cpp") continue;
        std::ifstream file(entry.path());
        const std::string source(std::istreambuf_iterator<char>(file), {});
        EXPECT_FALSE(std::regex_search(source, std::regex("(draw|DrawList\\(\\))(\\.|->)AddText\\(")))
            << entry.path();
        EXPECT_EQ(source.find("SetWindowFontScale"), std::string::npos) << entry.path();
    }
}

}  // namespace
}  // namespace patchlens
