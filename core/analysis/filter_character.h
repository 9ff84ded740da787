// What a filter shows: an edge or stripes in one direction, a spot of colour, or neither. By these measures
// random filters are neither.
//
// A filter [C, ph, pw] is taken as a matrix [C, ph*pw]. Its largest singular value, with the singular
// vectors, is the best description by one colour times one pattern. The pattern's spectrum is that of the 2-D
// Fourier transform, padded with zeros to four times the patch.
#pragma once

#include <cstdint>
#include <vector>

#include "core/tensor.h"

namespace patchlens {

/// Shares of energy (sums of squares), 0 to 1; all zero for a filter of zeros.
struct FilterCharacter {
    double one_colour = 0.0;   ///< of the filter, in the best colour times pattern
    double chroma = 0.0;       ///< of that colour, away from grey; 0 for one channel
    double orientation = 0.0;  ///< of the pattern's spectrum, within 22.5 degrees of the best direction
    double coarse = 0.0;       ///< of the pattern's spectrum, below a quarter of a wave a pixel

    /// An edge, a line or stripes: one colour, and most of the spectrum in a quarter of all directions.
    bool oriented() const { return one_colour >= 0.6 && orientation >= 0.6; }
    /// A spot of colour: one colour, most of it away from grey, and a coarse pattern.
    bool coloured() const { return one_colour >= 0.6 && chroma >= 0.5 && coarse >= 0.5; }
};

/// Of each filter of weight [D, C, ph, pw]. Throws Error(shape_mismatch) for another rank.
std::vector<FilterCharacter> filter_characters(const Tensor& weight);

/// The share of filters that are oriented or coloured.
double share_with_character(const std::vector<FilterCharacter>& characters);

}  // namespace patchlens
