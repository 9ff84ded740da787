#include "app/ui/questions/question_text.h"

#include <array>

#include "app/model/questions/questions.h"

namespace patchlens::ui {
namespace {

constexpr std::array asked_questions{
    "questions.ask.1",  "questions.ask.2",  "questions.ask.3",  "questions.ask.4",  "questions.ask.5",
    "questions.ask.6",  "questions.ask.7",  "questions.ask.8",  "questions.ask.9",  "questions.ask.10",
    "questions.ask.11", "questions.ask.12", "questions.ask.13", "questions.ask.14", "questions.ask.15",
    "questions.ask.16", "questions.ask.17", "questions.ask.18", "questions.ask.19", "questions.ask.20",
    "questions.ask.21", "questions.ask.22", "questions.ask.23", "questions.ask.24", "questions.ask.25"};
static_assert(asked_questions.size() == model::question_count);

}  // namespace

std::string question_text(const model::Language& language, int number) {
    return std::string(language(asked_questions.at(static_cast<std::size_t>(number) - 1)));
}

}  // namespace patchlens::ui
