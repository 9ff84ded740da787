// Finds a file that a session was saved with: machines differ, folders are moved, files are renamed.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>

#include "app/model/files/file_mark.h"

namespace patchlens::model {

struct FoundFile {
    std::filesystem::path path;
    bool moved = false;    ///< not where it was
    bool changed = false;  ///< where it was, but with different content
};

/// Looks for the file saved as `path`, which may be a path of another system ("C:\Users\a\photo.png"): where
/// it was (from the first folder, where it is relative), then in each of `folders` under its name, then under
/// any name. A known `mark` identifies the file; without one, the name has to suffice. Throws
/// Error(cancelled).
std::optional<FoundFile> find_file(const std::filesystem::path& path, const FileMark& mark,
                                   std::span<const std::filesystem::path> folders,
                                   const std::stop_token& stop = {});

}  // namespace patchlens::model
