// A value the user asked for that cannot be: the sentence that says why stands under its control, with the
// nearest that can as a button.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/model/files/weights_loader.h"
#include "app/ui/context.h"

namespace patchlens::ui {

/// What can be instead.
struct Repair {
    std::string name;   ///< for the probe: "nearest" in "params/patch_size/nearest"
    std::string value;  ///< as the button says it
    model::Actions actions;
};

struct Refusal {
    std::string control;  ///< "params/patch_size"
    Error error;
    std::vector<Repair> repairs;
    model::ModuleOptions beside;                      ///< once these change, it is about something past
    bool file_is_why = false;                         ///< the weights' file sets the limit
    std::optional<model::WeightsPlace> weights = {};  ///< the file that could not be used
    bool seen = false;                                ///< it has been scrolled into view
};

/// An action of this frame whose control says why, if it cannot be done.
struct Attempt {
    std::size_t action = 0;  ///< its place among the frame's actions
    std::string control;
    std::vector<Repair> repairs;
};

/// What the panel keeps from frame to frame beside the user's choices.
struct ParametersMemory {
    std::optional<Refusal> refusal;
    std::vector<Attempt> attempts;  ///< of this frame
    bool notes_wanted = false;      ///< the picture's notes are to be scrolled into view
    std::string preset;             ///< the one chosen last, for several models share their sizes
};

/// Draws `refusal` in `column`; true where the user is done with it.
bool draw_refusal(Context& context, Column& column, const Refusal& refusal, model::Actions& actions);

/// The same in a window of its own below `row`, its control's, over what stands there: nothing moves for it.
/// A press beside it ends it too.
bool refusal_over(Context& context, const Rect& row, const Refusal& refusal, model::Actions& actions);

}  // namespace patchlens::ui
