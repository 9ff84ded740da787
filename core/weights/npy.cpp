#include "core/weights/npy.h"

#include <bit>
#include <optional>
#include <utility>

#include "core/error.h"
#include "core/support/number_format.h"
#include "core/support/utf8.h"
#include "core/weights/npy_header.h"

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

/// Reorders an array from Fortran order (the first index runs fastest) to C order.
Tensor from_fortran_order(const Tensor& stored, const std::stop_token& stop) {
    const Shape& shape = stored.shape();
    const std::size_t rank = shape.size();
    Shape step(rank, 1);  // the stride of each axis in the stored numbers
    for (std::size_t axis = 1; axis < rank; ++axis)
        step[axis] = step[axis - 1] * shape[axis - 1];

    Tensor ordered(shape, Word::weights);
    Shape index(rank, 0);
    std::int64_t source = 0;
    for (std::int64_t place = 0; place < ordered.size(); ++place) {
        if ((place & 0xfffff) == 0) stop_if_asked(stop);
        ordered[place] = stored[source];
        // Count one up: the last index first, carrying into the one before.
        for (std::size_t axis = rank; axis-- > 0;) {
            source += step[axis];
            if (++index[axis] < shape[axis]) break;
            source -= step[axis] * shape[axis];
            index[axis] = 0;
        }
    }
    return ordered;
}

}  // namespace

std::string npy_header(const Shape& shape) {
    constexpr std::size_t alignment = 64;
    // numpy leaves space for the first dimension to grow in place.
    constexpr std::size_t longest_dimension = 21;
    constexpr std::size_t prefix_size = 10;  // magic, version, length of the rest

    std::string dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple_text(shape) + ", }";
    if (!shape.empty()) dictionary.append(longest_dimension - std::to_string(shape.front()).size(), ' ');
    // The final newline counts; numpy pads with 1 to 64 spaces, never with 0.
    const std::size_t unpadded = prefix_size + dictionary.size() + 1;
    dictionary.append(alignment - unpadded % alignment, ' ');
    dictionary += '\n';

    std::string header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(dictionary.size() & 0xffU);
    header += static_cast<char>(dictionary.size() >> 8U);
    return header + dictionary;
}

NpyWriter::NpyWriter(const std::filesystem::path& path, const Shape& shape, const std::stop_token& stop)
    : file_(path, stop), count_(element_count(shape)), missing_(count_) {
    const std::string header = npy_header(shape);
    file_.write(std::as_bytes(std::span(header)));
}

void NpyWriter::write(std::span<const float> numbers) {
    missing_ -= static_cast<std::int64_t>(numbers.size());
    file_.write(std::as_bytes(numbers));
}

void NpyWriter::commit() {
    if (missing_ != 0) {
        throw Error(ErrorCode::shape_mismatch,
                    {"array", to_string(Shape{count_ - missing_}), to_string(Shape{count_})});
    }
    file_.commit();
}

void write_npy(const std::filesystem::path& path, const Tensor& tensor, const std::stop_token& stop) {
    NpyWriter writer(path, tensor.shape(), stop);
    writer.write(tensor.values());
    writer.commit();
}

Tensor read_npy(const ByteSource& file, const std::stop_token& stop) {
    const std::string beginning = file.head(longest_npy_beginning);
    const NpyHeader header = parse_npy_header(std::as_bytes(std::span(beginning)), file.name());
    const std::uint64_t data_size = file.size() - header.data_start;
    const std::optional<std::uint64_t> needed = byte_count(header.shape, number_size(header.format));
    if (!needed || *needed > data_size) {
        throw Error(ErrorCode::npy_data_short, {file.name(), std::to_string(data_size),
                                                to_string(header.shape), quotable(header.descr)});
    }
    Tensor tensor(header.shape, Word::weights);
    read_numbers(header.format, file, header.data_start, tensor.values(), stop);
    const bool reorder = header.fortran_order && tensor.rank() > 1 && !tensor.empty();
    return reorder ? from_fortran_order(tensor, stop) : tensor;
}

Tensor read_npy(const std::filesystem::path& path) {
    return read_npy(ByteSource(path));
}

}  // namespace patchlens
