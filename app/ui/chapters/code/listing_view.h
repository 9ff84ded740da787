// The lines of a listing: numbered and highlighted, with the current statement marked.
#pragma once

#include <optional>

#include "app/model/code/listing.h"
#include "app/ui/chapters/code/code_layout.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// Draws into layout.code; lines that use `touched` are marked. Returns the step that was clicked.
std::optional<int> draw_listing(const Scene& scene, const model::CodeListing& listing,
                                std::optional<model::CodePart> touched, const CodeLayout& layout);

}  // namespace patchlens::ui
