// A lesson: a title and a list of steps, each a state of the screen and a sentence about it, that a teacher
// makes and a student walks through. It belongs to a session and is saved with it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens::model {

struct Session;

/// Texts by the language they are in, "en" or "zh-CN".
using Texts = std::map<std::string, std::string, std::less<>>;

/// The text in `language`; without one in English, without that in any language; empty without any.
std::string text_in(const Texts& texts, std::string_view language);
/// `texts` with `text` in `language`; an empty one is taken away.
Texts with_text(Texts texts, std::string_view language, std::string text);

struct LessonStep {
    Texts text;
    std::shared_ptr<const Session> state;  ///< never null; a session without a lesson of its own
    std::string kept = {};                 ///< a JSON object with the keys that this program does not know

    friend bool operator==(const LessonStep& a, const LessonStep& b);
};

struct Lesson {
    Texts title;
    std::vector<LessonStep> steps;
    std::string kept = {};  ///< likewise

    bool operator==(const Lesson&) const = default;
    bool empty() const { return steps.empty() && title.empty() && kept.empty(); }
};

/// What a session carries besides its screen.
struct Handout {
    Lesson lesson;
    bool picture_inside = false;  ///< saved with its pictures' bytes within
    std::string kept = {};        ///< a JSON object with the keys of the file that this program does not know

    bool operator==(const Handout&) const = default;
};

inline constexpr std::size_t most_steps = 100;
inline constexpr std::size_t longest_lesson_text = 500;  ///< of a step or a title, in bytes

/// `session` as a step keeps it.
std::shared_ptr<const Session> state_of_step(Session session);
/// `lesson` with `session` as it is behind step number `after`, or at the end; -1 is before the first.
Lesson with_step(Lesson lesson, int after, const Session& session, Texts text = {});
/// `now` at step number `index`, which must be one: language, colours, motion and the answers that were given
/// to the quiz stay.
Session at_step(const Session& now, int index);
/// Whether `now` shows something else than the step it is at; false without steps.
bool wandered(const Session& now);
/// The pictures of the session and of its lesson's steps.
std::vector<std::filesystem::path> pictures_of(const Session& session);
/// The lesson's steps that miss the picture that `before` misses now have the one of `found`.
Lesson with_found_picture(Lesson lesson, const Session& before, const Session& found);
/// Takes over the language, the look and the answers of `from`.
void keep_habits(Session& session, const Session& from);

}  // namespace patchlens::model
