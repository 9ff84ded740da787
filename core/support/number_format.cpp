#include "core/support/number_format.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace patchlens {
namespace {

/// Calls `convert` with each stored number, copied out because the bytes may not be aligned.
template <typename Stored, typename Convert>
void read_each(std::span<const std::byte> bytes, std::span<float> numbers, Convert convert) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        Stored stored;
        std::memcpy(&stored, bytes.data() + i * sizeof(Stored), sizeof(Stored));
        numbers[i] = convert(stored);
    }
}

float float_from_bfloat16(std::uint16_t bits) {
    return std::bit_cast<float>(std::uint32_t{bits} << 16U);
}

float float_from_big_endian(std::uint32_t bits) {
    return std::bit_cast<float>(__builtin_bswap32(bits));
}

/// A double beyond float32 becomes infinite, as in PyTorch and numpy; a plain cast would be undefined.
float float_from_double(double value) {
    constexpr double first_infinite = 0x1.ffffffp127;  // halfway from the largest float to 2^128
    if (std::abs(value) >= first_infinite) {
        constexpr float infinity = std::numeric_limits<float>::infinity();
        return value > 0 ? infinity : -infinity;
    }
    return static_cast<float>(value);
}

}  // namespace

std::optional<NumberFormat> float_format(std::string_view name) {
    if (name == "F32") return NumberFormat::float32;
    if (name == "F16") return NumberFormat::float16;
    if (name == "BF16") return NumberFormat::bfloat16;
    if (name == "F64") return NumberFormat::float64;
    return std::nullopt;
}

std::size_t number_size(NumberFormat format) {
    switch (format) {
        case NumberFormat::uint8:
            return 1;
        case NumberFormat::float16:
        case NumberFormat::bfloat16:
            return 2;
        case NumberFormat::float32:
        case NumberFormat::float32_big_endian:
        case NumberFormat::int32:
            return 4;
        case NumberFormat::float64:
        case NumberFormat::int64:
            break;
    }
    return 8;
}

float float_from_half(std::uint16_t bits) {
    const std::uint32_t sign = (bits & 0x8000U) << 16U;
    const std::uint32_t exponent = (bits >> 10U) & 0x1fU;
    const std::uint32_t fraction = bits & 0x3ffU;
    if (exponent == 0) {
        // Zero and subnormals: fraction steps of 2^-24, every one an ordinary float32.
        const float magnitude = static_cast<float>(fraction) * 0x1p-24F;
        return std::bit_cast<float>(std::bit_cast<std::uint32_t>(magnitude) | sign);
    }
    // The two formats count exponents from 15 and from 127; all ones mean infinity or NaN in both.
    const std::uint32_t wide = exponent == 0x1f ? 0xffU : exponent + (127 - 15);
    return std::bit_cast<float>(sign | (wide << 23U) | (fraction << 13U));
}

void read_numbers(NumberFormat format, std::span<const std::byte> bytes, std::span<float> numbers) {
    if (numbers.empty()) return;
    const auto plain = [](auto value) { return static_cast<float>(value); };
    switch (format) {
        case NumberFormat::float32:
            std::memcpy(numbers.data(), bytes.data(), numbers.size_bytes());
            return;
        case NumberFormat::float16:
            return read_each<std::uint16_t>(bytes, numbers, float_from_half);
        case NumberFormat::bfloat16:
            return read_each<std::uint16_t>(bytes, numbers, float_from_bfloat16);
        case NumberFormat::float32_big_endian:
            return read_each<std::uint32_t>(bytes, numbers, float_from_big_endian);
        case NumberFormat::float64:
            return read_each<double>(bytes, numbers, float_from_double);
        case NumberFormat::uint8:
            return read_each<std::uint8_t>(bytes, numbers, plain);
        case NumberFormat::int32:
            return read_each<std::int32_t>(bytes, numbers, plain);
        case NumberFormat::int64:
            return read_each<std::int64_t>(bytes, numbers, plain);
    }
}

void read_numbers(NumberFormat format, const ByteSource& source, std::uint64_t offset,
                  std::span<float> numbers, const std::stop_token& stop) {
    if (format == NumberFormat::float32) return source.read(offset, std::as_writable_bytes(numbers), stop);
    constexpr std::size_t most = 1U << 18U;  // numbers at a time: their bytes fit in the cache
    std::vector<std::byte> bytes(std::min(most, numbers.size()) * number_size(format));
    while (!numbers.empty()) {
        const std::span<float> part = numbers.first(std::min(most, numbers.size()));
        const std::span<std::byte> stored = std::span(bytes).first(part.size() * number_size(format));
        source.read(offset, stored, stop);
        read_numbers(format, stored, part);
        numbers = numbers.subspan(part.size());
        offset += stored.size();
    }
}

std::optional<std::uint64_t> byte_count(const Shape& shape, std::size_t number_size) {
    if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return 0;
    std::uint64_t bytes = number_size;
    for (const std::int64_t dimension : shape) {
        if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(dimension), &bytes)) return std::nullopt;
    }
    return bytes;
}

}  // namespace patchlens
