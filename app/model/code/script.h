// A complete program in each notation that prints the very number selected on the screen: the same picture,
// brought to the same pixels, and the same weights.
#pragma once

#include <string>

#include "app/model/code/listing.h"

namespace patchlens::model {

/// For Python 3 with PyTorch 1.13 or later, NumPy and Pillow (PyTorch and einops where the notation is
/// theirs), or for C++20 with find_package(patchlens). The picture is named by its absolute path.
///
/// PyTorch's and Xavier's weights are drawn anew from the seed. Of other initialisations, whose bits differ
/// between versions of PyTorch, and of a weights file, the program carries the selected filter and its bias
/// as numbers. Where the whole output exceeds the memory budget it computes the selected patch alone.
std::string code_script(const Results& results, Notation notation);

}  // namespace patchlens::model
