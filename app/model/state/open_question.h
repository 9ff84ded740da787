// Whether the screen asks something: what would give the answer away is then left out around it.
#pragma once

#include "app/model/state/session.h"

namespace patchlens::model {

/// Whether a question of the quiz is in sight that has no answer yet: nothing computed is told then.
inline bool question_is_open(const Session& session) {
    return session.chapter == Chapter::quiz && session.place<Quiz>().open();
}

/// Whether what is asked of the story is asked now, by the story or by the quiz.
inline bool asks_about(const Session& session, StoryQuestion question) {
    if (session.chapter == Chapter::story) return story_asks(session.place<Story>()) == question;
    return question_is_open(session);
}

}  // namespace patchlens::model
