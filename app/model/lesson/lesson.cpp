#include "app/model/lesson/lesson.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/model/state/session_fields.h"

namespace patchlens::model {

std::string text_in(const Texts& texts, std::string_view language) {
    if (texts.empty()) return {};
    auto found = texts.find(language);
    if (found == texts.end()) found = texts.find(LanguageId::en.name());
    return found == texts.end() ? texts.begin()->second : found->second;
}

Texts with_text(Texts texts, std::string_view language, std::string text) {
    if (text.empty()) {
        texts.erase(std::string(language));
    } else {
        texts.insert_or_assign(std::string(language), std::move(text));
    }
    return texts;
}

bool operator==(const LessonStep& a, const LessonStep& b) {
    return a.text == b.text && a.kept == b.kept && (a.state == b.state || *a.state == *b.state);
}

std::shared_ptr<const Session> state_of_step(Session session) {
    session.handout = {};
    session.lesson_step = 0;
    return std::make_shared<const Session>(std::move(session));
}

Lesson with_step(Lesson lesson, int after, const Session& session, Texts text) {
    const auto count = static_cast<int>(lesson.steps.size());
    const auto place = std::next(lesson.steps.begin(), std::clamp(after + 1, 0, count));
    lesson.steps.insert(place, {std::move(text), state_of_step(session)});
    return lesson;
}

std::vector<std::filesystem::path> pictures_of(const Session& session) {
    std::vector<std::filesystem::path> pictures{session.picture, session.second};
    for (const LessonStep& step : session.handout->lesson.steps)
        pictures.insert(pictures.end(), {step.state->picture, step.state->second});
    return pictures;
}

Lesson with_found_picture(Lesson lesson, const Session& before, const Session& found) {
    for (LessonStep& step : lesson.steps) {
        const AbsentFiles& missing = step.state->absent;
        if (missing.picture.empty() || missing.picture != before.absent.picture) continue;
        Session state = *step.state;
        give_picture(state, found.picture);
        state.picture_mark = found.picture_mark;
        step.state = state_of_step(std::move(state));
    }
    return lesson;
}

void keep_habits(Session& session, const Session& from) {
    session.language = from.language;
    session.theme = from.theme;
    session.reduced_motion = from.reduced_motion;
    session.place<Quiz>() = from.place<Quiz>();  // answers that were given stay given
}

Session at_step(const Session& now, int index) {
    Session there = *now.handout->lesson.steps.at(static_cast<std::size_t>(index)).state;
    keep_habits(there, now);
    there.handout = now.handout;
    there.lesson_step = index;
    return there;
}

bool wandered(const Session& now) {
    const auto& steps = now.handout->lesson.steps;
    if (steps.empty()) return false;
    const Session there = at_step(now, std::clamp(now.lesson_step, 0, static_cast<int>(steps.size()) - 1));
    bool same = there.picture.empty() || there.picture == now.picture;
    each_field(
        [&same](FieldRole role, const char*, const auto& left, const auto& right) {
            if (role == FieldRole::choice || role == FieldRole::place) same = same && left == right;
        },
        there, now);
    return !same;
}

}  // namespace patchlens::model
