// Reads small text files: languages, presets, sessions, settings.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace patchlens::model {

/// No text file of PatchLens is larger; a larger file was chosen by mistake.
inline constexpr std::uint64_t largest_text = 4ULL << 20;

/// The whole content of the file. Throws Error(file_unreadable), Error(file_irregular) for a folder, a pipe
/// or a device, Error(file_too_large) beyond `most_bytes`, before anything is read.
std::string read_text_file(const std::filesystem::path& path, std::uint64_t most_bytes = largest_text);

}  // namespace patchlens::model
