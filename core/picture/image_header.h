// What a picture file's header says, read before any pixel is decoded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/error.h"

namespace patchlens {

struct ImageHeader {
    std::int64_t height = 0;
    std::int64_t width = 0;
    int channels = 0;
    int bits_per_channel = 8;
    /// The EXIF data: a TIFF structure, with or without "Exif\0\0" before it; empty where there is none.
    std::span<const std::byte> exif;
    /// The fewest bytes that could hold this many pixels in this format. A double, because a header may
    /// declare 4294967295x4294967295 pixels; exact for every size within the limits.
    double least_file_size = 0;
};

/// Throws Error(picture_damaged); `reason` is a Word.
[[noreturn]] void throw_damaged(std::string_view name, Argument reason);

}  // namespace patchlens
