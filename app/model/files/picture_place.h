// Places in the picture that outlast changes of the sizes: which patch is at a place now, and the inverse.
#pragma once

#include "core/patch_grid.h"
#include "core/picture/preprocess.h"

namespace patchlens::model {

/// A point of the decoded picture as fractions of its height and width, from its top left corner; outside 0
/// to 1 where it lies in the padding of Fit::pad.
struct PicturePoint {
    double y = 0;
    double x = 0;

    bool operator==(const PicturePoint&) const = default;
};

/// How a picture is cut: what the module sees of it, and how a kernel of the patches' size slides over that.
struct Cut {
    PicturePlacement placement;
    Size patch;
    Sliding sliding = {};

    bool operator==(const Cut&) const = default;
    /// Whether at least one patch fits.
    bool possible() const;
};

/// The middle of a patch, or of the nearest one if `position` is outside the grid. `cut` must be possible.
PicturePoint middle_of(PatchPosition position, const Cut& cut);
/// The patch at `point`, or the nearest to it. `cut` must be possible.
PatchPosition patch_at(PicturePoint point, const Cut& cut);
/// The point of a picture cut as `to` that the module sees in the same place as `point` of a picture cut as
/// `from`.
PicturePoint seen_alike(PicturePoint point, const Cut& from, const Cut& to);

}  // namespace patchlens::model
