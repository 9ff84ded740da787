// Text the user keeps: sessions, settings.
#pragma once

#include <filesystem>
#include <string_view>

namespace patchlens::model {

/// Writes the file whole or not at all, and makes the folder it belongs into. Throws Error(file_unwritable).
void save_file(const std::filesystem::path& file, std::string_view text);

}  // namespace patchlens::model
