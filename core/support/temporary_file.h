// Temporary files of files being written, and removing those whose program was killed.
#pragma once

#include <filesystem>

namespace patchlens {

/// Creates an empty file with a new name in the folder of `beside` and locks it while its descriptor is open,
/// which marks it as in use, also for other machines. The name is short however long `beside` is. Throws
/// Error(file_unwritable), which names `target`.
struct TemporaryFile {
    std::filesystem::path path;
    int descriptor;
};
TemporaryFile create_temporary(const std::filesystem::path& beside, const std::filesystem::path& target);

/// Removes the abandoned files of create_temporary() in `folder`: not locked, and their process is gone.
/// Files that cannot be opened or removed stay.
void remove_abandoned(const std::filesystem::path& folder);

}  // namespace patchlens
