// Which kind of file this is, by its first bytes; names of files lie, and downloads are often not what they
// say.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/image.h"

namespace patchlens {

/// The accepted format whose signature `file` starts with. `name` stands for the file in error sentences.
/// Throws Error(picture_format_refused) naming a known but refused format, Error(picture_unknown) for
/// anything else.
ImageFormat recognise_format(std::span<const std::byte> file, std::string_view name);

}  // namespace patchlens
