// The interface to what reads aloud: the platform implements it, tests note what would be said.
#pragma once

#include <optional>
#include <string>

#include "app/model/state/language_id.h"
#include "app/model/state/message.h"

namespace patchlens::ui {

class Speech {
public:
    virtual ~Speech() = default;
    /// Says `text`, which is in `language`, in place of what is being said. Returns at once.
    virtual void say(std::string text, const model::LanguageId& language) = 0;
    /// Why the last text could not be said, and what to do about it; once.
    virtual std::optional<model::Message> take_problem() = 0;
};

}  // namespace patchlens::ui
