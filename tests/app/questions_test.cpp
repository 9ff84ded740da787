// Every question is answered where the table says, with the right numbers in every setting.
#include "tests/app/questions.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/weights/safetensors.h"
#include "tests/app/screen.h"
#include "tests/app/setting.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using model::LanguageId;
using ::testing::Contains;

bool is_digit(char letter) {
    return std::isdigit(static_cast<unsigned char>(letter)) != 0;
}

/// Whether a number continues in the text after it: in "16", in ",192" and in ".5", not in ", then".
bool goes_on(std::string_view following) {
    if (following.empty()) return false;
    const bool separator = following[0] == '.' || following[0] == ',';
    return is_digit(following[0]) || (separator && following.size() > 1 && is_digit(following[1]));
}

/// Whether `text` contains `piece` with its numbers whole: "8" is not in "98,816" and not in "8.5".
bool holds(std::string_view text, std::string_view piece) {
    for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + 1)) {
        const std::string before(text.rend() - static_cast<std::ptrdiff_t>(at), text.rend());
        const bool cut_in_front = is_digit(piece.front()) && goes_on(before);
        const bool cut_behind = is_digit(piece.back()) && goes_on(text.substr(at + piece.size()));
        if (!cut_in_front && !cut_behind) return true;
    }
    return false;
}

/// A setting, an img_size that leaves a remainder, and whether the weights come from a file.
struct Lesson : Setting {
    std::optional<Size> unfilled;
    bool from_file = false;
};

std::vector<Lesson> lessons() {
    std::vector<Lesson> all;
    const auto add = [&](const char* name, const char* picture, PatchEmbedConfig config,
                         std::optional<Size> unfilled) -> Lesson& {
        Lesson lesson{{name}, unfilled};
        lesson.session.picture = sample(picture);
        lesson.session.module.config = config;
        lesson.session.place<model::Projection>().term = 100;
        return all.emplace_back(std::move(lesson));
    };
    add("Default", "house.png", {}, to_pair(250));
    add("NotSquare", "harbour.png", {{250, 300}, {16, 32}, 3, 768, true}, Size{250, 300});
    add("FourChannels", "leaf.png", {to_pair(64), to_pair(4), 4, 64, true}, to_pair(50));
    add("OneNumber", "house.png", {{24, 40}, {1, 1}, 1, 1, false}, std::nullopt);
    model::ModuleOptions& large =
        add("Large", "tiles.png", {to_pair(518), to_pair(14), 3, 1024, true}, to_pair(510)).session.module;
    large.seed = 7;
    large.normalize = Normalize::imagenet;
    add("LoadedWeights", "house.png", {to_pair(64), to_pair(16), 3, 48, true}, to_pair(60)).from_file = true;
    return all;
}

std::vector<Lesson> lessons_in_both_languages() {
    std::vector<Lesson> all = lessons();
    for (Lesson lesson : lessons()) {
        lesson.name += "InChinese";
        lesson.session.language = LanguageId::zh_cn;
        all.push_back(std::move(lesson));
    }
    return all;
}

/// High enough for a chapter's whole text, since text that must be scrolled to is not drawn.
const ImVec2 high_window{1600, 2400};

class QuestionsIn : public ::testing::TestWithParam<Lesson> {};

TEST_P(QuestionsIn, AreAnsweredWithTheNumbersOfTheSetting) {
    const TemporaryFolder folder;
    model::Session session = GetParam().session;
    if (GetParam().from_file) {
        const ConvParameters trained = initialise(Init::xavier, session.module.config.conv_shape(), 5);
        session.module.weights = folder / "trained.safetensors";
        write_safetensors(session.module.weights, {{"patch_embed.proj.weight", trained.weight},
                                                   {"patch_embed.proj.bias", trained.bias}});
    }
    const Facts facts(session, GetParam().unfilled);
    for (const Place& place : places_of_questions()) {
        session.chapter = place.chapter;
        session.place<model::Maps>().view = place.view;
        const Screen screen(session, high_window);
        for (const Question& question : questions()) {
            if (std::find(question.places.begin(), question.places.end(), place) == question.places.end())
                continue;
            const std::string item = "question/" + std::to_string(question.number);
            ASSERT_TRUE(screen.shows(item)) << item;
            const std::string written = screen.written_in(item, '\n');
            EXPECT_FALSE(written.empty()) << item;
            for (const std::string& piece : question.pieces(facts))
                EXPECT_TRUE(holds(written, piece)) << item << " lacks " << piece << ":\n" << written;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Settings, QuestionsIn, ::testing::ValuesIn(lessons_in_both_languages()),
                         [](const auto& lesson) { return lesson.param.name; });

TEST(Questions, AreAllInTheTableOnce) {
    for (std::size_t i = 0; i < questions().size(); ++i)
        EXPECT_EQ(questions()[i].number, static_cast<int>(i) + 1);
    EXPECT_EQ(questions().size(), 25U);
}

TEST(Questions, AskForTheNumbersOfTheLessonsByDefault) {
    const Facts facts(lessons().front().session, to_pair(250));
    const auto pieces = [&](std::size_t number) { return questions()[number - 1].pieces(facts); };
    EXPECT_THAT(pieces(1), Contains("32 × 32 = 1,024"));
    EXPECT_THAT(pieces(5), Contains("192"));
    EXPECT_THAT(pieces(7), Contains("c · 64 + y · 8 + x"));
    EXPECT_THAT(pieces(8), Contains("618"));
    EXPECT_THAT(pieces(15), Contains("248 × 248"));
    EXPECT_THAT(pieces(16), Contains("63"));
    EXPECT_THAT(pieces(17), Contains("512 · 192 + 512 = 98,816"));
    EXPECT_THAT(pieces(18), Contains("100,663,296"));
    EXPECT_THAT(pieces(18), Contains("2.00 MiB"));
    EXPECT_THAT(pieces(19), Contains("4,096 / 1,024 / 256"));
    EXPECT_THAT(pieces(20), Contains("0.0722"));
}

TEST(Questions, ANumberIsNotFoundInsideALongerOne) {
    EXPECT_TRUE(holds("the side is 8, not", "8"));
    EXPECT_TRUE(holds("from 0..1.", "1"));
    for (const char* longer : {"98,816", "8,192", "18", "8.5", "0.8"})
        EXPECT_FALSE(holds(longer, "8")) << longer;
}

}  // namespace
}  // namespace patchlens
