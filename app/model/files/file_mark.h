// The fingerprint of a file, whatever its name and location: its size and its SHA-256.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>

namespace patchlens::model {

struct FileMark {
    std::uint64_t bytes = 0;
    std::string sha256;  ///< 64 hexadecimal digits; empty: unknown

    bool operator==(const FileMark&) const = default;
    bool known() const { return !sha256.empty(); }
};

/// The fingerprint of the file at `path`, which is read piece by piece. Throws Error(file_unreadable),
/// Error(file_irregular) for a folder, a pipe or a device, Error(file_shrunk), Error(cancelled) once a stop
/// is requested.
FileMark mark_of(const std::filesystem::path& path, const std::stop_token& stop = {});
/// That of a file with these bytes.
FileMark mark_of(std::span<const std::byte> bytes);

}  // namespace patchlens::model
