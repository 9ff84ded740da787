#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/parse.h"
#include "app/model/quiz/round.h"
#include "app/ui/quiz_texts.h"

namespace patchlens::command_line {
namespace {

using model::QuizQuestion;

constexpr int most_questions = 28;  // then kinds repeat

/// a), b), …
std::string letter_of(std::size_t answer) {
    return {static_cast<char>('a' + answer), ')'};
}

nlohmann::ordered_json json_of(const model::Language& language, const QuizQuestion& question) {
    nlohmann::ordered_json json;
    json["kind"] = model::name_of(question.kind);
    json["question"] = ui::quiz_text(language, question);
    json["typed"] = question.typed;
    for (const model::QuizAnswer& answer : question.answers) {
        nlohmann::ordered_json said;
        said["answer"] = ui::quiz_value_text(language, answer.value);
        said["right"] = answer.mistake == model::QuizMistake::none;
        said["misconception"] = ui::quiz_mistake_text(language, answer.mistake);
        json["answers"].push_back(said);
    }
    json["answer"] = ui::quiz_value_text(language, question.solution());
    json["reason"] = ui::quiz_reason(language, question);
    return json;
}

void print_questions(const model::Language& language, const std::vector<QuizQuestion>& questions) {
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const QuizQuestion& question = questions[i];
        std::cout << '\n' << i + 1 << ". " << ui::quiz_text(language, question) << '\n';
        for (std::size_t j = 0; j < question.answers.size() && !question.typed; ++j)
            std::cout << "   " << letter_of(j) << ' '
                      << ui::quiz_value_text(language, question.answers[j].value) << '\n';
    }
}

void print_answers(const model::Language& language, const std::vector<QuizQuestion>& questions) {
    std::cout << '\n';
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const QuizQuestion& question = questions[i];
        std::cout << i + 1 << ". " << (question.typed ? "" : letter_of(question.right) + " ")
                  << ui::quiz_value_text(language, question.solution()) << "  "
                  << ui::quiz_reason(language, question) << '\n';
    }
}

}  // namespace

void QuizCommand::add_to(CLI::App& command) {
    command.add_option("--count", count, "how many questions (10)")->type_name("N");
    command
        .add_option("--round", round,
                    "after has the same kinds of questions with other numbers: before, after (before)")
        ->type_name("NAME");
    command.add_option("--lang", language, "the language: en, zh-CN, or a file LANG.json of your own (en)")
        ->type_name("ID");
    command.add_flag("--json", json, "print one JSON object");
    command.footer("--seed draws the questions: the same seed and sizes give the same ones everywhere.");
    module.add_to(command);
}

void QuizCommand::run(const Environment& environment) const {
    ModuleArguments sizes = module;
    sizes.seed.reset();  // it draws the questions, no weights
    const model::ModuleOptions options = sizes.resolve({}, environment, ModuleUse::shapes).options;
    const auto asked = model::choice_of<model::QuizRound>(round, "--round");
    const auto id =
        model::language_called(language, "--lang", model::offered_languages(environment.languages.own));
    const auto wanted = static_cast<std::size_t>(parse_integer(count, "--count", 1, most_questions));
    const model::LoadedLanguage loaded = model::load_language(environment.languages, id);
    if (loaded.report.problem) throw Error(*loaded.report.problem);
    const model::Language& said = loaded.texts;
    const auto seed = module.seed ? static_cast<std::uint32_t>(parse_seed(*module.seed, "--seed"))
                                  : model::Quiz::Place{}.seed_bits();
    const auto questions = model::quiz_questions(options.config, seed, asked, wanted);
    const std::string settings = ui::quiz_settings(said, questions.front().config);
    if (json) {
        nlohmann::ordered_json report;
        report["seed"] = seed;
        report["round"] = model::name_of(asked);
        report["module"] = settings;
        for (const QuizQuestion& question : questions)
            report["questions"].push_back(json_of(said, question));
        return print_json(report);
    }
    std::cout << settings << '\n';
    print_questions(said, questions);
    print_answers(said, questions);
}

}  // namespace patchlens::command_line
