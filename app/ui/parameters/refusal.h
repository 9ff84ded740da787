// A value that was refused: the sentence that says why stands beside its control, with the nearest valid
// value as a button.
#pragma once

#include <cstddef>
#include <functional>
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
    bool more = false;              ///< stride and padding are unfolded
    int more_unseen = 0;            ///< frames until what has been unfolded is scrolled to
    std::string preset;             ///< the last one chosen, since several models share their sizes
};

/// What else a refusal's box shows, below the sentence.
struct RefusalExtras {
    float height = 0;
    std::function<void(Column&)> draw = {};  ///< with it, a press outside does not dismiss the box
};

/// Draws the refusal in a window of its own, so that nothing in the panel moves: beside the panel, where it
/// covers none of the controls, or where there is no room, below its control's `row`. True once it is
/// dismissed, by its cross, Esc or a press outside, or repaired.
bool refusal_over(Context& context, const Rect& row, const Refusal& refusal, model::Actions& actions,
                  const RefusalExtras& extras = {});

}  // namespace patchlens::ui
