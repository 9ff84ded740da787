// Errors of files, from the system's error numbers (errno).
#pragma once

#include <filesystem>

#include "core/error.h"

namespace patchlens {

/// Why the system refused, by its error number (errno): a Word where there is one for it, else the number's
/// own name, such as ESTALE.
Argument reason_of(int error_number);

/// Error(file_unreadable) or Error(file_unwritable), with that reason.
Error unreadable(const std::filesystem::path& path, int error_number);
Error unwritable(const std::filesystem::path& path, int error_number);

}  // namespace patchlens
