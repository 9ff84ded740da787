// Small text files whole: languages, presets, sessions, settings.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace patchlens::model {

/// Nothing PatchLens reads as text is larger, unless somebody mistook a file for it.
inline constexpr std::uint64_t largest_text = 4ULL << 20;

/// The file's content. Throws Error(file_unreadable), Error(file_irregular) for a folder, a pipe or a device,
/// Error(file_too_large) beyond `most_bytes`, before anything is read.
std::string read_text_file(const std::filesystem::path& path, std::uint64_t most_bytes = largest_text);

}  // namespace patchlens::model
