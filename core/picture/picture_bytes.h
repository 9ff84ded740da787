// The bytes of a picture file, with bounds checks.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/picture/image_header.h"

namespace patchlens {

/// Integers at an offset in the file. Beyond its end throws Error(picture_damaged).
class PictureBytes {
public:
    PictureBytes(std::span<const std::byte> file, std::string_view name) : file_(file), name_(name) {}

    std::uint32_t big_endian(std::size_t at, std::size_t bytes) const {
        std::uint32_t value = 0;
        for (const std::byte byte : range(at, bytes))
            value = value << 8U | std::to_integer<std::uint32_t>(byte);
        return value;
    }

    std::uint32_t little_endian(std::size_t at, std::size_t bytes) const {
        const std::span<const std::byte> read = range(at, bytes);
        std::uint32_t value = 0;
        for (std::size_t i = bytes; i-- > 0;)
            value = value << 8U | std::to_integer<std::uint32_t>(read[i]);
        return value;
    }

    std::span<const std::byte> range(std::size_t at, std::size_t bytes) const {
        if (!holds(at, bytes)) throw_damaged(name_, Word::ends_too_early);
        return file_.subspan(at, bytes);
    }

    bool holds(std::size_t at, std::size_t bytes) const {
        return at <= file_.size() && bytes <= file_.size() - at;
    }

    bool starts_with(std::size_t at, std::string_view text) const {
        if (!holds(at, text.size())) return false;
        return std::equal(text.begin(), text.end(), file_.begin() + static_cast<std::ptrdiff_t>(at),
                          [](char c, std::byte b) { return static_cast<std::byte>(c) == b; });
    }

    std::size_t size() const { return file_.size(); }

private:
    std::span<const std::byte> file_;
    std::string_view name_;
};

}  // namespace patchlens
