// Weights from a model file: the entry for its path, and the notes on what it holds and how it was adapted.
#pragma once

#include "app/ui/parameters/controls.h"

namespace patchlens::ui {

/// The entry for a file's path; below it, why a file cannot be used and what would help.
void weights_file_row(Controls& controls);

/// Shown while weights come from a file: the tensor, what follows it in that model, each adaptation, what the
/// model expects of pictures, what else the file holds around the tensor, and a button back to random
/// weights.
void loaded_weights(Controls& controls);

}  // namespace patchlens::ui
