// What the declaration of a chapter is written with. A chapter is a type with
//   Choice        what is computed or selected: saved and undone
//   Place         where one looks, and how far what plays has come: never undone
//   each_field()  every field of both, once: its key in a saved session, and what becomes of it
//   clamp()       moves what cannot be to the nearest that can, for loading and acting alike
//   analyses()    what its screen needs to be computed
// and stands in the list of chapters (app/model/chapters/list.h).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "app/model/computing/analysis_request.h"
#include "app/model/state/names.h"

namespace patchlens::model {

/// Undo takes back what is computed or selected. Where one looks stays as it is: twelve steps back are twelve
/// changed parameters, whatever was looked at between them.
enum class FieldRole {
    file,    ///< which files are open: undone; saved in a form of its own
    choice,  ///< what is computed or selected: undone and saved
    place,   ///< where one looks and in which colours and language: saved, never undone
    motion,  ///< how far what plays has come: neither undone nor saved
};

/// What the rest of the session allows a chapter. As it stands, what any module allows: a saved session is
/// held against it.
struct Facts {
    std::int64_t products = std::numeric_limits<int>::max();  ///< of one number of the output: C*ph*pw
};

/// Limits of the window's controls; the command line accepts what core::validate accepts.
inline constexpr int largest_img_size = 8192;
inline constexpr int largest_embed_dim = 4096;

/// `value` or the nearest to it within the limits; for what is no number, `otherwise`.
inline double kept_within(double value, double least, double most, double otherwise) {
    return std::isnan(value) ? otherwise : std::clamp(value, least, most);
}

}  // namespace patchlens::model
