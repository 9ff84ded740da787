// The format of a file by its first bytes; its extension may be wrong, and downloads are often something
// else.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "core/error.h"
#include "core/picture/image.h"

namespace patchlens {

/// The formats PatchLens opens, as error messages and the help list them.
inline constexpr std::string_view picture_formats = "PNG, JPEG, WebP, BMP, TGA, PNM (PBM, PGM, PPM)";
/// The usual extensions of such files, in lower case.
inline constexpr std::array<std::string_view, 10> picture_endings{".png", ".jpg", ".jpeg", ".webp", ".bmp",
                                                                  ".tga", ".pbm", ".pgm",  ".ppm",  ".pnm"};

/// Throws Error(picture_format_refused): `name` is in `format`, a name or a Word, which PatchLens does not
/// open.
[[noreturn]] void throw_refused(std::string_view name, Argument format);

/// The accepted format whose signature `file` starts with. Error messages call the file `name`.
/// Throws Error(picture_format_refused) naming a known but refused format, Error(picture_unknown) for
/// anything else.
ImageFormat recognise_format(std::span<const std::byte> file, std::string_view name);

}  // namespace patchlens
