// Where the program is: the calls that have not come back, and the variables of the innermost.
#pragma once

#include <vector>

#include "app/model/code/variables.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// The height of the panel at whichever step needs most: nothing moves while the code runs.
float scope_panel_height(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run);

void draw_scope_panel(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run,
                      int step);

/// "PatchEmbed.__init__"; the program's name is the language's.
std::string scope_name(const model::Language& language, model::CodeScope scope);

}  // namespace patchlens::ui
