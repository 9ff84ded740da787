// Small text files whole: languages, presets, sessions.
#pragma once

#include <filesystem>
#include <string>

namespace patchlens::model {

/// The file's content. Throws Error(file_unreadable), Error(file_irregular) for a folder or a device.
std::string read_text_file(const std::filesystem::path& path);

}  // namespace patchlens::model
