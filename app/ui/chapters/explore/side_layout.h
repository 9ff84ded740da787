// How the panel beside Explore is shared. Pure arithmetic.
#pragma once

#include "app/ui/layout.h"

namespace patchlens::ui {

/// How the inspector's width is shared: one large square and a smaller one for each channel, the same for the
/// patch and for the filter, and how high the plots may be.
struct InspectorLayout {
    float large = 0;  ///< side of the patch and of the map
    float small = 0;  ///< side of a colour plane and of a filter's plane
    float gap = 0;
    float plot = 0;        ///< height of the bars
    float strip = 0;       ///< height of the cells
    float difference = 0;  ///< height of the bars that compare two vectors
    bool steps = false;    ///< whether there is room for the sum as a chart
};

/// `compares`: a patch is pinned, and the comparison takes its share of the height.
InspectorLayout arrange_inspector(ImVec2 size, int channels, float scale, bool compares = false);

}  // namespace patchlens::ui
