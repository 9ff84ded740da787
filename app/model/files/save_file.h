// Saves text files: sessions and settings.
#pragma once

#include <filesystem>
#include <string_view>

namespace patchlens::model {

/// Writes the file completely or not at all, and creates its folder if necessary. Throws
/// Error(file_unwritable).
void save_file(const std::filesystem::path& file, std::string_view text);

}  // namespace patchlens::model
