// The header of an .npy file: a Python dictionary with the type, the order and the shape of the numbers after
// it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/support/number_format.h"
#include "core/tensor.h"

namespace patchlens {

struct NpyHeader {
    NumberFormat format = NumberFormat::float32;
    std::string descr;           ///< the type as the file writes it, "<f4"
    bool fortran_order = false;  ///< the first index runs fastest instead of the last
    Shape shape;
    std::size_t data_start = 0;  ///< where the numbers begin in the file
};

/// The most bytes a header can take.
inline constexpr std::size_t longest_npy_beginning = 12 + 10000;

/// Reads magic, version, length and dictionary, as numpy.load does, from a file's first
/// longest_npy_beginning bytes, or all of a shorter one. Throws the errors of read_npy that concern them.
NpyHeader parse_npy_header(std::span<const std::byte> beginning, std::string_view name);

}  // namespace patchlens
