// Layout of the panel beside Explore. Pure arithmetic.
#pragma once

#include "app/ui/layout.h"

namespace patchlens::ui {

/// Sizes in the panel: one large square and a smaller one per channel, the same for the patch and for the
/// filter, and the heights of the plots.
struct InspectorLayout {
    float large = 0;  ///< side of the patch and of the map
    float small = 0;  ///< side of a colour plane and of a filter's plane
    float gap = 0;
    float plot = 0;        ///< height of the bar chart
    float strip = 0;       ///< height of the strip of cells
    float difference = 0;  ///< height of the bar chart that compares two vectors
    bool steps = false;    ///< whether the running sum fits as a chart
};

/// `compares`: a patch is pinned, and the comparison takes its share of the height. `open`: one number of the
/// vector is taken apart below; else the plots have that room.
InspectorLayout arrange_inspector(ImVec2 size, int channels, float scale, bool compares = false,
                                  bool open = true);

}  // namespace patchlens::ui
