// What is read aloud: the widget that Tab is on, as one reads it on the screen, or the sentence that leads
// through the scene. Taken from the probe, which records the texts while reading is on.
#pragma once

#include <string>
#include <string_view>

#include "app/model/state/language.h"
#include "app/model/state/session.h"
#include "app/ui/probe.h"
#include "app/ui/widgets/focus.h"

namespace patchlens::ui {

/// The last frame, as it is read.
struct Reading {
    const Probe& probe;
    const Focus& focus;
    const model::Language& language;
    std::string typed = {};  ///< in the text field being edited

    /// The label left of the widget `name`, then the texts in it, in the order in which they were drawn, then
    /// what it does, where it has a tooltip. Empty where there is no such widget.
    std::string of(std::string_view name) const;
    /// The widget that has the focus; without one, in the story, the sentence of the beat, elsewhere the
    /// chapter's name.
    std::string aloud(const model::Session& session) const;
};

}  // namespace patchlens::ui
