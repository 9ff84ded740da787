// The line at the bottom: the selection, how long the last computation took, the memory used.
#pragma once

#include <cstdint>

#include "app/ui/context.h"

namespace patchlens::ui {

/// What the status line shows besides the results.
struct StatusOptions {
    int threads = 1;
    bool show_time = true;
    std::uint64_t memory = 0;       ///< bytes the program uses; 0: not shown
    bool covered = false;           ///< a question is open that the line would answer
    bool asks_for_patches = false;  ///< the story asks how many there are: no token is told
};

/// `results` may be null before the first picture.
void draw_status(Context& context, const model::Results* results, const StatusOptions& options,
                 const Rect& place);

}  // namespace patchlens::ui
