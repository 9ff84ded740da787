// The building blocks of a chapter's declaration. A chapter is a type with
//   Choice        what is computed or selected: saved, and restored by undo
//   Place         view state and the progress of animations: never changed by undo
//   each_field()  visits every field of both once, with its role and its key in a saved session
//   clamp()       moves invalid values to the nearest valid ones; loading rejects what it would change
//   analyses()    the analyses that its screen needs, from its Place, or from its Choice and its Place
// and has a line in the list of chapters (app/model/chapters/list.h).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "app/model/computing/analysis_request.h"
#include "app/model/state/names.h"

namespace patchlens::model {

/// How undo and saving treat a field. Undo restores what is computed or selected and leaves the view alone:
/// twelve steps back take back twelve changes, wherever the user looked in between.
enum class FieldRole {
    file,    ///< which files are open: restored by undo, saved in a format of their own
    choice,  ///< what is computed or selected: restored by undo, saved
    place,   ///< the view, colours and language: saved, not changed by undo
    motion,  ///< the progress of an animation: neither saved nor changed by undo
};

/// The limits that the rest of the session imposes on a chapter. The defaults are the widest that any module
/// allows; a saved session is checked against them.
struct Facts {
    std::int64_t products = std::numeric_limits<int>::max();  ///< in one number of the output: C*ph*pw
};

/// Limits of the window's controls; the command line accepts what core::validate accepts.
inline constexpr int largest_img_size = 8192;
inline constexpr int largest_embed_dim = 4096;

/// `value` clamped to the limits; `otherwise` for NaN.
inline double kept_within(double value, double least, double most, double otherwise) {
    return std::isnan(value) ? otherwise : std::clamp(value, least, most);
}

}  // namespace patchlens::model
