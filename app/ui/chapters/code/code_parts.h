// The pictures below the code: the pixels, the patch, the weights and what is computed from them. Those used
// by the current statement are highlighted.
#pragma once

#include "app/model/code/listing.h"
#include "app/ui/chapters/code/code_layout.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// The picture the mouse is over.
std::optional<model::CodePart> part_under_mouse(const CodeLayout& layout, const model::CodeListing& listing);

/// Draws the pictures of `listing`; clicking one selects the patch, and the dimension, under the mouse.
void draw_code_parts(const Scene& scene, const model::CodeListing& listing, model::CodeLine current,
                     const CodeLayout& layout);

}  // namespace patchlens::ui
