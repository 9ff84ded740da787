// A value that was refused: the sentence that says why stands below its control, with the nearest valid value
// as a button.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/model/files/weights_loader.h"
#include "app/ui/context.h"

namespace patchlens::ui {

/// A valid alternative.
struct Repair {
    std::string name;   ///< for the probe: "nearest" in "params/patch_size/nearest"
    std::string value;  ///< the button's text
    model::Actions actions;
};

struct Refusal {
    std::string control;  ///< "params/patch_size"
    Error error;
    std::vector<Repair> repairs;
    /// The module it was refused for; discard once the module changes.
    model::ModuleOptions beside;
    bool file_is_why = false;                         ///< the weights file sets the limit
    std::optional<model::WeightsPlace> weights = {};  ///< the file that could not be used
    bool seen = false;                                ///< it has been scrolled into view
};

/// An action of this frame; if it fails, `control` shows why.
struct Attempt {
    std::size_t action = 0;  ///< its index in the frame's actions
    std::string control;
    std::vector<Repair> repairs;
};

/// The panel's state between frames, apart from the user's choices.
struct ParametersMemory {
    std::optional<Refusal> refusal;
    std::vector<Attempt> attempts;  ///< of this frame
    bool notes_wanted = false;      ///< scroll to the picture's notes
    std::string preset;             ///< the last one chosen, since several models share their sizes
};

/// Draws `refusal` in `column`; true once it is dismissed or repaired.
bool draw_refusal(Context& context, Column& column, const Refusal& refusal, model::Actions& actions);

/// The same in a window of its own below its control's `row`, so that nothing in the panel moves. A press
/// outside also dismisses it.
bool refusal_over(Context& context, const Rect& row, const Refusal& refusal, model::Actions& actions);

}  // namespace patchlens::ui
