// The right panel: the selected patch, its vector, and one number of it taken apart.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// How the inspector's width is shared: one large square and a smaller one for each channel, the same for the
/// patch and for the filter, and how high the plots may be.
struct InspectorLayout {
    float large = 0;  ///< side of the patch and of the map
    float small = 0;  ///< side of a colour plane and of a filter's plane
    float gap = 0;
    float plot = 0;      ///< height of the bars
    float strip = 0;     ///< height of the cells
    bool steps = false;  ///< whether there is room for the sum as a chart
};

InspectorLayout arrange_inspector(ImVec2 size, int channels, float scale);

void draw_inspector(Context& context, const model::Session& session, const model::Results& results,
                    const Rect& place, model::Actions& actions);

}  // namespace patchlens::ui
