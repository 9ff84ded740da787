// Random access to the bytes of a file, read piece by piece, or of memory.
//
// A file is never mapped: if it were truncated while it is read, SIGBUS would end the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace patchlens {

class ByteSource {
public:
    /// Opens a file. Throws Error(file_unreadable), and Error(file_irregular) for a folder, a pipe or a
    /// device.
    explicit ByteSource(const std::filesystem::path& path);
    /// Bytes in memory, which must outlive this object; error messages call them `name`.
    ByteSource(std::span<const std::byte> memory, std::string_view name);
    ~ByteSource();
    ByteSource(ByteSource&& other) noexcept;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// What error messages call it: the path as it was given.
    const std::string& name() const { return name_; }
    /// The size in bytes when it was opened.
    std::uint64_t size() const { return size_; }

    /// Fills `bytes` from those at `offset`; both must lie within size(). Throws Error(file_shrunk) where the
    /// file has become shorter since it was opened, Error(file_unreadable), Error(cancelled) soon after a
    /// stop is requested.
    void read(std::uint64_t offset, std::span<std::byte> bytes, const std::stop_token& stop = {}) const;
    /// The first `most` bytes, or all if there are fewer, as text.
    std::string head(std::size_t most) const;

private:
    std::string name_;
    std::uint64_t size_ = 0;
    std::span<const std::byte> memory_;
    int descriptor_ = -1;
};

/// Throws Error(cancelled) once a stop is requested.
void stop_if_asked(const std::stop_token& stop);

}  // namespace patchlens
