// The header of an .npy file: a Python dictionary that tells the type, the order and the shape of the numbers
// behind it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/number_format.h"
#include "core/tensor.h"

namespace patchlens {

struct NpyHeader {
    NumberFormat format = NumberFormat::float32;
    std::string descr;           ///< the type as the file writes it, "<f4"
    bool fortran_order = false;  ///< the first index runs fastest instead of the last
    Shape shape;
    std::size_t data_start = 0;  ///< where the numbers begin in the file
};

/// Reads magic, version, length and dictionary. Throws the errors of parse_npy that concern them.
NpyHeader parse_npy_header(std::span<const std::byte> file, std::string_view name);

}  // namespace patchlens
