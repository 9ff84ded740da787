// A complete program in each notation that prints exactly the number selected on the screen, from the same
// picture, preprocessed to the same pixels, and the same weights.
#pragma once

#include <string>

#include "app/model/code/listing.h"
#include "app/model/state/language.h"

namespace patchlens::model {

/// For Python 3 with PyTorch 1.13 or later, NumPy and Pillow (PyTorch and einops only for the notations that
/// use them), or for C++20 with find_package(patchlens). The picture is named by its absolute path.
///
/// PyTorch's and Xavier's weights are drawn again from the seed. For other initialisations, whose bits differ
/// between versions of PyTorch or which are not PyTorch's, and for a weights file, the program contains the
/// selected filter and its bias as numbers. Comments are in `language`. If the whole output exceeds the
/// memory budget, it computes only the selected patch.
std::string code_script(const Results& results, Notation notation, const Language& language);

}  // namespace patchlens::model
