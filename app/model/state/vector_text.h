// A vector as text for the clipboard. What is written reads back as the very same float32 numbers.
#pragma once

#include <span>
#include <string>

namespace patchlens::model {

enum class VectorFormat {
    text,   ///< "0.25 -1.5": numbers with a space between
    numpy,  ///< "np.array([0.25, -1.5], dtype=np.float32)"; NaN and infinities as np.nan, np.inf
    csv,    ///< "dim,value", then a line for each dimension
};

/// Nine significant digits, which distinguish every float32 from its neighbours; always with a decimal point.
std::string vector_text(std::span<const float> vector, VectorFormat format);

}  // namespace patchlens::model
