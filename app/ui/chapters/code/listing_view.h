// The lines of a listing: numbered and highlighted, with the statement that runs marked, and the one that
// called its function.
#pragma once

#include <optional>

#include "app/model/code/run.h"
#include "app/ui/chapters/code/code_layout.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// Draws into layout.code; lines that use `touched` are marked. Returns the statement that was clicked.
std::optional<int> draw_listing(const Scene& scene, const model::CodeListing& listing,
                                const model::CodeRun& run, std::optional<model::CodePart> touched,
                                const CodeLayout& layout);

/// The width of the longest lines that a listing has.
float listing_width(const Context& context);

}  // namespace patchlens::ui
