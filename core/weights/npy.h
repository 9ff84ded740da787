// NumPy's .npy format (numpy/lib/format.py): one array of numbers and its shape.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>

#include "core/support/atomic_file.h"
#include "core/support/byte_source.h"
#include "core/tensor.h"

namespace patchlens {

/// The magic, the version 1 header and its padding for little-endian float32 data in C order; data follows
/// directly, at a multiple of 64 bytes.
std::string npy_header(const Shape& shape);

/// Writes an array a piece at a time; the file appears on `commit`, whole, or not at all.
class NpyWriter {
public:
    /// Throws Error(file_unwritable); Error(cancelled), here and when writing, once `stop` is requested.
    NpyWriter(const std::filesystem::path& path, const Shape& shape, const std::stop_token& stop = {});

    /// The next numbers in C order. Throws Error(file_unwritable), also for a full disk.
    void write(std::span<const float> numbers);
    /// Throws Error(shape_mismatch) unless every number was written, Error(file_unwritable).
    void commit();

private:
    AtomicFile file_;
    std::int64_t count_;
    std::int64_t missing_;  ///< of count_
};

/// Writes float32 in C order; the file appears whole or not at all. Throws Error(file_unwritable),
/// Error(cancelled).
void write_npy(const std::filesystem::path& path, const Tensor& tensor, const std::stop_token& stop = {});

/// The array of a file, as float32 in C order. Versions 1.0 to 3.0, numbers <f4 <f2 <f8 >f4 |u1 <i4 <i8, in C
/// or Fortran order; bytes after the array are ignored, as in numpy.load. Throws Error(file_empty),
/// Error(out_of_memory), what ByteSource::read throws, and one Error(npy_...) for each way to be malformed.
Tensor read_npy(const ByteSource& file, const std::stop_token& stop = {});

/// Throws also what opening a ByteSource throws.
Tensor read_npy(const std::filesystem::path& path);

}  // namespace patchlens
