// A file that appears whole or not at all.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace patchlens {

/// Writes beside the target under a temporary name and renames on `commit`. Destroyed without a commit, it
/// leaves nothing behind and the target as it was. A target that is not a regular file (/dev/stdout, a pipe)
/// is written directly; a symbolic link keeps pointing where it did, and its target is replaced.
class AtomicFile {
public:
    /// Throws Error(file_unwritable) where the folder does not exist or cannot be written.
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Appends bytes. Throws Error(file_unwritable), for a full disk too.
    void write(std::span<const std::byte> bytes);
    /// Overwrites bytes already reached or reserved, at `offset` from the start; regular files only.
    void write_at(std::size_t offset, std::span<const std::byte> bytes);
    /// Makes the file appear. Throws Error(file_unwritable).
    void commit();

private:
    std::filesystem::path target_;
    std::filesystem::path temporary_;  ///< empty while writing directly
    int descriptor_ = -1;
};

/// A whole file at once.
void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);

}  // namespace patchlens
