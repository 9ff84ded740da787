// Writing where no file can take the place of another: pipes, devices, open descriptors.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stop_token>

namespace patchlens {

/// Whether `path` names an open descriptor, such as /dev/stdout or /dev/fd/3, through any links. The file
/// behind it may be regular, but it must be written to, not replaced by a new file.
bool names_a_descriptor(const std::filesystem::path& path);

/// Opens `path` for appending and returns the descriptor. Waits until a pipe has a reader.
/// Throws Error(file_unwritable), Error(cancelled).
int open_directly(const std::filesystem::path& path, const std::stop_token& stop);

/// Writes all bytes; waits for a slow reader until `stop` is requested.
/// Throws Error(file_unwritable) with the name `path`, Error(cancelled).
void write_directly(int descriptor, const std::filesystem::path& path, std::span<const std::byte> bytes,
                    const std::stop_token& stop);

}  // namespace patchlens
