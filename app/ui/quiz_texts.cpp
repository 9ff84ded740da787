#include "app/ui/quiz_texts.h"

#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "app/ui/drawing/numbers.h"

namespace patchlens::ui {
namespace {

using model::QuizKind;
using model::QuizMistake;
using model::QuizQuestion;

/// The text of a kind, a misconception or a word; its key is built from the name (language_test.cpp).
template <typename Choice>
std::string quiz_key(const char* group, Choice choice) {
    return "quiz_text." + std::string(group) + "." + std::string(model::name_of(choice));
}

/// The thing that is asked about, or how its number comes about.
std::string item_of(const QuizQuestion& question) {
    const PixelPosition pixel = question.pixel;
    const auto half_patches = [](int image, int patch) {
        return "floor(" + std::to_string(image) + " / " + std::to_string(patch / 2) + ")";
    };
    switch (question.kind) {
        case QuizKind::patch_of_token:
            return grouped(question.config.grid_of(question.config.img_size).token(question.patch));
        case QuizKind::row_index:
            return "(" + std::to_string(question.channel) + ", " + std::to_string(pixel.y) + ", " +
                   std::to_string(pixel.x) + ")";
        case QuizKind::patches_at:
            return place_text({pixel.y, pixel.x});
        case QuizKind::halved: {
            const PatchEmbedConfig& config = question.config;
            return half_patches(config.img_size.height, config.patch_size.height) + " × " +
                   half_patches(config.img_size.width, config.patch_size.width);
        }
        default:
            return place_text(question.patch);
    }
}

/// What fills the gaps of a question and of its reason.
std::vector<std::string> gaps_of(const model::Language& language, const QuizQuestion& question) {
    const PatchEmbedConfig& config = question.config;
    const PatchGrid grid = config.grid_of(config.img_size);
    return {product(config.img_size),
            product(config.patch_size),
            std::to_string(config.in_chans),
            grouped(config.embed_dim),
            product(grid.grid()),
            grouped(grid.num_patches()),
            grouped(config.conv_shape().fan_in()),
            quiz_value_text(language, question.solution()),
            item_of(question),
            product(grid.stride())};
}

/// A field of the table, in quotes where it holds what separates fields.
std::string field(std::string_view text) {
    if (text.find_first_of(",\"\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char letter : text)
        quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + "\"";
}

/// The same as a program reads it: numbers without separators.
std::string plain(const model::Language& language, const model::QuizValue& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number != nullptr ? std::to_string(*number) : quiz_value_text(language, value);
}

std::string given_text(const model::Language& language, const QuizQuestion& question,
                       const model::QuizGiven& given) {
    if (given.skipped) return {};
    if (question.typed) return std::to_string(given.value);
    const auto at = static_cast<std::size_t>(given.value);
    return at < question.answers.size() ? plain(language, question.answers[at].value) : std::string();
}

std::string line_of(const model::Language& language, std::string_view round, std::size_t number,
                    const QuizQuestion& question, const model::QuizGiven& given) {
    const QuizMistake mistake = given.skipped ? QuizMistake::none : mistake_in(question, given);
    const bool right = !given.skipped && mistake == QuizMistake::none;
    std::string line;
    for (const std::string& text :
         {std::string(round), std::to_string(number), std::string(model::name_of(question.kind)),
          quiz_settings(language, question.config), quiz_text(language, question),
          given_text(language, question, given), plain(language, question.solution()),
          std::string(given.skipped ? "skipped"
                      : right       ? "right"
                                    : "wrong"),
          std::string(right || given.skipped ? "" : model::name_of(mistake))})
        line += (line.empty() ? "" : ",") + field(text);
    return line + "\n";
}

}  // namespace

std::string quiz_name(const model::Language& language, QuizKind kind) {
    return language(quiz_key("name", kind).c_str());
}

std::string quiz_text(const model::Language& language, const QuizQuestion& question) {
    return language(quiz_key("ask", question.kind).c_str(), gaps_of(language, question));
}

std::string quiz_reason(const model::Language& language, const QuizQuestion& question) {
    return language(quiz_key("why", question.kind).c_str(), gaps_of(language, question));
}

std::string quiz_mistake_text(const model::Language& language, QuizMistake mistake) {
    if (mistake == QuizMistake::none) return {};
    return language(quiz_key("mistake", mistake).c_str());
}

std::string quiz_value_text(const model::Language& language, const model::QuizValue& value) {
    return std::visit(
        [&]<typename Value>(const Value& held) -> std::string {
            if constexpr (std::is_same_v<Value, std::int64_t>) {
                return grouped(held);
            } else if constexpr (std::is_same_v<Value, PatchPosition>) {
                return place_text(held);
            } else if constexpr (std::is_same_v<Value, Shape>) {
                std::string text;
                for (const std::int64_t side : held)
                    text += (text.empty() ? "[" : ", ") + std::to_string(side);
                return text + "]";
            } else {
                return language(quiz_key("word", held).c_str());
            }
        },
        value);
}

QuizFeedback quiz_feedback(const model::Language& language, const QuizQuestion& question,
                           const model::QuizGiven& given) {
    const QuizMistake mistake = mistake_in(question, given);
    const bool right = mistake == QuizMistake::none;
    return {right ? std::string(language("quiz.right"))
                  : language("quiz.wrong", {quiz_mistake_text(language, mistake)}),
            quiz_reason(language, question)};
}

std::string quiz_settings(const model::Language& language, const PatchEmbedConfig& config) {
    std::string text = "img_size " + product(config.img_size) + " · patch_size " +
                       product(config.patch_size) + " · in_chans " + std::to_string(config.in_chans) +
                       " · embed_dim " + grouped(config.embed_dim);
    if (config.stride && *config.stride != config.patch_size) text += " · stride " + product(*config.stride);
    if (config.padding != Size{0, 0}) text += " · padding " + product(config.padding);
    if (!config.bias) text += std::string(" · ") + language("quiz.no_bias");
    return text;
}

std::string quiz_table(const model::Language& language, const model::Quiz::Place& place) {
    std::string table = "round,number,kind,module,question,answer,right_answer,outcome,misconception\n";
    for (const auto& [name, round] : model::names_of<model::QuizRound>) {
        const model::QuizRecord record = place.record(round);
        const auto questions = place.questions(round);
        for (std::size_t i = 0; i < record.size(); ++i)
            table += line_of(language, name, i + 1, questions.at(i), record[i]);
    }
    return table;
}

}  // namespace patchlens::ui
