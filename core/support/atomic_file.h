// A file that appears whole or not at all.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stop_token>

namespace patchlens {

/// Writes beside the target under a temporary name and renames on `commit`. Destroyed without a commit, it
/// leaves nothing behind and the target as it was. A target that is not a regular file (a pipe, /dev/null) or
/// names an open descriptor (/dev/stdout) is written directly, which waits until a pipe has a reader; a
/// symbolic link keeps pointing where it did, and its target is replaced. A replaced file's permission bits
/// stay; a new file's are what umask leaves of 0666.
///
/// "Whole" holds against errors and a program that is stopped, not against power cuts: there is no fsync. A
/// program that is killed leaves its temporary file; the next AtomicFile in that folder removes it.
class AtomicFile {
public:
    /// Throws Error(file_unwritable) where the folder does not exist or cannot be written, the target is a
    /// folder or may not be overwritten; Error(cancelled), here and when writing, once `stop` is requested.
    explicit AtomicFile(std::filesystem::path target, std::stop_token stop = {});
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Appends bytes. Throws Error(file_unwritable), also for a full disk.
    void write(std::span<const std::byte> bytes);
    /// Renames the file to its target. Throws Error(file_unwritable).
    void commit();

private:
    std::filesystem::path target_;       ///< as the caller named it, for error messages
    std::filesystem::path destination_;  ///< where its symbolic links lead
    std::filesystem::path temporary_;    ///< empty while writing directly and after the commit
    int descriptor_ = -1;
    std::stop_token stop_;
};

/// Writes a whole file at once.
void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes,
                const std::stop_token& stop = {});

}  // namespace patchlens
