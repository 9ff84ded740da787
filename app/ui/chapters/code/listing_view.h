// The lines of a listing: numbered and highlighted, with the current statement marked.
#pragma once

#include <optional>

#include "app/model/code/listing.h"
#include "app/ui/chapters/code/code_layout.h"
#include "app/ui/context.h"

namespace patchlens::ui {

struct ListingView {
    const model::CodeListing& listing;
    model::Code::Place choice;
    int current = 0;                              ///< the current step
    std::optional<model::CodePart> touched_part;  ///< lines that use it are marked
    model::Theme theme = model::Theme::dark;
};

/// Draws into layout.code; returns the step that was clicked.
std::optional<int> draw_listing(Context& context, const ListingView& view, const CodeLayout& layout);

}  // namespace patchlens::ui
