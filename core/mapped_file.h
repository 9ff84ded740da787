// A file's bytes as memory, read from disk only where they are looked at.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace patchlens {

class MappedFile {
public:
    /// Throws Error(file_unreadable), and Error(file_irregular) for a folder, a pipe or a device.
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    /// Empty for an empty file. Valid as long as this object lives.
    std::span<const std::byte> bytes() const { return bytes_; }

private:
    std::span<const std::byte> bytes_;
};

}  // namespace patchlens
