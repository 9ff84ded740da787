// Writing where no file can take the place of another: pipes, devices, open descriptors.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stop_token>

namespace patchlens {

/// Whether `path` names an open descriptor, such as /dev/stdout or /dev/fd/3, through any links. The file it
/// is open on may be regular, but whoever opened it wants what is written there, not a new file in its place.
bool names_a_descriptor(const std::filesystem::path& path);

/// Opens `path` for writing at its end and returns the descriptor. A pipe without a reader is waited for.
/// Throws Error(file_unwritable), Error(cancelled).
int open_directly(const std::filesystem::path& path, const std::stop_token& stop);

/// Writes all bytes. A reader that does not read is waited for no longer than until `stop` is requested.
/// Throws Error(file_unwritable) with the name `path`, Error(cancelled).
void write_directly(int descriptor, const std::filesystem::path& path, std::span<const std::byte> bytes,
                    const std::stop_token& stop);

}  // namespace patchlens
