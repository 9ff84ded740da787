// The sections of the inspector from top to bottom: the patch, its vector, the pinned patch beside it, and
// one dimension of it taken apart.
#pragma once

#include "app/ui/chapters/explore/side_layout.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// What every section is drawn with.
struct Inspection : Scene {
    Column& column;
    const InspectorLayout& layout;

    int channels() const { return results.options.config.in_chans; }
    Size patch_size() const { return results.grid.patch(); }
    float caption_height() const { return context.px(20); }
    /// A heading; returns its row.
    Rect title(const std::string& text) const;
};

void patch_section(const Inspection& inspection);
void vector_section(const Inspection& inspection);
/// Draws nothing if no patch is pinned.
void comparison_section(const Inspection& inspection);
void dimension_section(const Inspection& inspection);

}  // namespace patchlens::ui
