// The line at the bottom: what is selected, how long the last computation took, what it takes of the memory.
#pragma once

#include <cstdint>

#include "app/ui/context.h"

namespace patchlens::ui {

/// What the status line says about the computation besides its results.
struct StatusOptions {
    int threads = 1;
    bool show_time = true;
    std::uint64_t memory = 0;  ///< bytes the program holds; 0: not said
};

/// `results` may be null before the first picture.
void draw_status(Context& context, const model::Results* results, const StatusOptions& options,
                 const Rect& place);

}  // namespace patchlens::ui
