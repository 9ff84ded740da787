// Two vectors side by side: the selected patch's and the pinned patch's.
#pragma once

#include <span>
#include <vector>

#include "core/size.h"

namespace patchlens::model {

struct Comparison {
    PatchPosition pinned;
    std::vector<float> vector;      ///< [D] of the pinned patch
    std::vector<float> difference;  ///< [D], selected minus pinned
    double cosine = 0;              ///< of the angle between the two, as core's cosine_similarity gives it
    double distance = 0;            ///< Euclidean: the length of the difference
};

/// Compares `selected` [D] with the vector [D] of the patch `pinned`; accumulates in double.
Comparison compare(std::span<const float> selected, PatchPosition pinned, std::vector<float> vector);

/// The dimensions [D] from the largest value to the smallest, the lower dimension first where two are equal;
/// NaN stands last.
std::vector<int> dimensions_by_value(std::span<const float> vector);

}  // namespace patchlens::model
