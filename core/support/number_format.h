// The number formats of weight files, and reading them as float32.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/support/byte_source.h"
#include "core/tensor.h"

namespace patchlens {

/// Little-endian unless it says otherwise.
enum class NumberFormat {
    float16,   ///< IEEE 754 binary16: 5 bits of exponent, 10 of fraction
    bfloat16,  ///< the upper half of a float32
    float32,
    float32_big_endian,
    float64,
    uint8,
    int32,
    int64,
};

/// The format that safetensors calls F32, F16, BF16 or F64; nothing for another name.
std::optional<NumberFormat> float_format(std::string_view name);

/// Bytes of one number.
std::size_t number_size(NumberFormat format);

/// Exact for every half, subnormals, infinities and NaN payloads included.
float float_from_half(std::uint16_t bits);

/// Reads `numbers.size()` numbers from the start of `bytes`, which need not be aligned; what float32 cannot
/// represent exactly is rounded to the nearest. `bytes` must hold them all.
void read_numbers(NumberFormat format, std::span<const std::byte> bytes, std::span<float> numbers);

/// The same from the bytes of `source` at `offset`, block by block. Throws what ByteSource::read throws.
void read_numbers(NumberFormat format, const ByteSource& source, std::uint64_t offset,
                  std::span<float> numbers, const std::stop_token& stop = {});

/// The bytes of a tensor of `shape` (no dimension negative) with `number_size` bytes a number; nothing if
/// that does not fit in 64 bits.
std::optional<std::uint64_t> byte_count(const Shape& shape, std::size_t number_size);

}  // namespace patchlens
