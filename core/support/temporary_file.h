// The names of files that are still being written, and what is left of those whose program was killed.
#pragma once

#include <filesystem>

namespace patchlens {

/// Creates an empty file of a new name in the folder of `beside` and locks it for as long as its descriptor
/// is open, which tells that somebody writes it, on another machine too. The name is short whatever
/// `beside` is called. Throws Error(file_unwritable) with the name `target`.
struct TemporaryFile {
    std::filesystem::path path;
    int descriptor;
};
TemporaryFile create_temporary(const std::filesystem::path& beside, const std::filesystem::path& target);

/// Removes the files of create_temporary() in `folder` that nobody writes any more: not locked, and their
/// process is gone. What cannot be looked at or removed is left.
void remove_abandoned(const std::filesystem::path& folder);

}  // namespace patchlens
