// The question on the screen with its texts, and the answer that was given to it.
#pragma once

#include <string>

#include "app/ui/scene.h"

namespace patchlens::ui::quiz {

struct Shown {
    model::Quiz::Place place;
    model::QuizQuestion question;
    bool open = true;
    bool misread = false;    ///< what was typed is no number
    model::QuizGiven given;  ///< unless it is open
    std::string head;        ///< which question of which round
    std::string settings;    ///< of the module that is asked about
    std::string elsewhere;   ///< that the screen has others; empty where it has not
    std::string asked;
    std::string said;    ///< of the answer, or of what is to be typed
    std::string reason;  ///< of the right answer, once there is one

    bool right() const { return !open && mistake_in(question, given) == model::QuizMistake::none; }
};

/// While a round is under way.
Shown shown_now(const Scene& scene);

}  // namespace patchlens::ui::quiz
