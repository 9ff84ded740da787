// A picture without a file of its own, such as one from the clipboard: kept in a file named after its
// content.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace patchlens::model {

/// Writes the picture's bytes into `folder`, which is created if necessary, and returns the file: the same
/// for the same bytes. Nothing is decoded here. Throws Error(picture_unknown) or
/// Error(picture_format_refused) for bytes that are no picture, Error(file_too_large),
/// Error(file_unwritable).
std::filesystem::path keep_pasted(std::span<const std::byte> bytes, const std::filesystem::path& folder);

}  // namespace patchlens::model
