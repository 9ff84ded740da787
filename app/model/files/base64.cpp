#include "app/model/files/base64.h"

#include <array>
#include <cstdint>

namespace patchlens::model {
namespace {

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t no_digit = 64;

constexpr auto values_of_digits = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    for (std::size_t i = 0; i < base64_digits.size(); ++i)
        values[static_cast<unsigned char>(base64_digits[i])] = static_cast<std::uint8_t>(i);
    return values;
}();

}  // namespace

std::string base64_of(std::span<const std::byte> bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto byte = [&](std::size_t i) {
            return at + i < bytes.size() ? std::to_integer<std::uint32_t>(bytes[at + i]) : 0U;
        };
        const std::uint32_t group = byte(0) << 16U | byte(1) << 8U | byte(2);
        text += base64_digits[group >> 18U];
        text += base64_digits[group >> 12U & 63U];
        text += at + 1 < bytes.size() ? base64_digits[group >> 6U & 63U] : '=';
        text += at + 2 < bytes.size() ? base64_digits[group & 63U] : '=';
    }
    return text;
}

std::optional<std::vector<std::byte>> bytes_of_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=')
        ++padding;
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t at = 0; at < text.size(); at += 4) {
        const bool last = at + 4 == text.size();
        const std::size_t digits = last ? 4 - padding : 4;
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const std::uint8_t value =
                i < digits ? values_of_digits[static_cast<unsigned char>(text[at + i])] : std::uint8_t{0};
            if (value == no_digit) return std::nullopt;
            group = group << 6U | value;
        }
        for (std::size_t i = 0; i + 1 < digits; ++i)
            bytes.push_back(static_cast<std::byte>(group >> (16 - 8 * i) & 0xFFU));
        if (digits == 3 && (group & 0xFFU) != 0) return std::nullopt;
        if (digits == 2 && (group & 0xFFFFU) != 0) return std::nullopt;
    }
    return bytes;
}

}  // namespace patchlens::model
