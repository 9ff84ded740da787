#include "core/npy.h"

#include <bit>
#include <span>

namespace patchlens {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the files hold little-endian numbers as they are in memory");

/// "()", "(5,)", "(2, 3)": a Python tuple.
std::string tuple_text(const Shape& shape) {
    std::string text = "(";
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (axis > 0) text += ", ";
        text += std::to_string(shape[axis]);
    }
    return text + (shape.size() == 1 ? ",)" : ")");
}

}  // namespace

std::string npy_header(const Shape& shape) {
    constexpr std::size_t alignment = 64;
    constexpr std::size_t longest_dimension =
        21;                                  // numpy leaves room for the first dimension to grow in place
    constexpr std::size_t prefix_size = 10;  // magic, version, length of the rest

    std::string dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple_text(shape) + ", }";
    if (!shape.empty()) dictionary.append(longest_dimension - std::to_string(shape.front()).size(), ' ');
    // The newline at the end counts; numpy pads with 1 to 64 spaces, never with none.
    const std::size_t unpadded = prefix_size + dictionary.size() + 1;
    dictionary.append(alignment - unpadded % alignment, ' ');
    dictionary += '\n';

    std::string header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(dictionary.size() & 0xffU);
    header += static_cast<char>(dictionary.size() >> 8U);
    return header + dictionary;
}

void write_npy(const std::filesystem::path& path, const Tensor& tensor) {
    const std::string header = npy_header(tensor.shape());
    AtomicFile file(path);
    file.write(std::as_bytes(std::span(header)));
    file.write(std::as_bytes(tensor.values()));
    file.commit();
}

}  // namespace patchlens
