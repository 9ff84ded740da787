// A picture without a file of its own, such as one from the clipboard: kept in a file named after its
// content.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <span>

namespace patchlens::model {

/// Writes the picture's bytes into `folder`, which is created if necessary, and returns the file: the same
/// for the same bytes. Nothing is decoded here. Throws Error(picture_unknown) or
/// Error(picture_format_refused) for bytes that are no picture, Error(file_too_large),
/// Error(file_unwritable).
std::filesystem::path keep_pasted(std::span<const std::byte> bytes, const std::filesystem::path& folder);

/// For a picture that a saved session names: prune_pasted() leaves it for good, by an empty file beside it.
/// Does nothing for pictures that are not in `folder`.
void keep_for_good(const std::filesystem::path& picture, const std::filesystem::path& folder);

/// How long a picture stays that nothing names.
inline constexpr std::chrono::hours pasted_stay{30 * 24};
/// Deletes the pictures in `folder` that keep_pasted() wrote and nothing has used for `pasted_stay` at `now`.
/// `in_use` are used now. Other files are never touched, and what cannot be deleted stays.
void prune_pasted(const std::filesystem::path& folder, std::span<const std::filesystem::path> in_use,
                  std::filesystem::file_time_type now);

}  // namespace patchlens::model
