// Whether the screen asks something: what would give the answer away is then left out around it.
#pragma once

#include "app/model/state/session.h"

namespace patchlens::model {

/// Whether a question is in sight that has no answer yet.
inline bool question_is_open(const Session& session) {
    return session.chapter == Chapter::quiz && session.place<Quiz>().open();
}

}  // namespace patchlens::model
