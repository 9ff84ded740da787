// A ZIP archive, read by libzip from a ByteSource: what PyTorch's and NumPy's files are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/byte_source.h"

namespace patchlens {

class ZipArchive {
public:
    struct Entry {
        std::string name;
        std::uint64_t size = 0;  ///< of its bytes when unpacked, as the archive says
        /// Whether so many bytes can come out of those it is packed in: an archive may say anything.
        bool possible = true;
    };

    /// Reads the list of entries. Throws Error(archive_damaged) where it is none or contradicts itself, and
    /// what ByteSource::read throws. `source` must outlive this object.
    explicit ZipArchive(const ByteSource& source);
    ~ZipArchive();
    ZipArchive(ZipArchive&&) noexcept;

    const std::vector<Entry>& entries() const { return entries_; }
    /// The index of the entry of that name.
    std::optional<std::size_t> find(std::string_view name) const;

    /// Fills `bytes` from those of the unpacked entry at `offset`; what lies before is unpacked and dropped.
    /// Throws Error(archive_damaged) where the entry is shorter, cannot have the size that the archive says,
    /// cannot be unpacked or fails its checksum,
    /// Error(archive_method_refused) where it is encrypted or packed in a way that libzip does not know,
    /// Error(cancelled), and what ByteSource::read throws.
    void read(std::size_t entry, std::uint64_t offset, std::span<std::byte> bytes,
              const std::stop_token& stop = {}) const;
    /// The whole entry. Throws also Error(out_of_memory), and Error(archive_damaged) beyond `most` bytes.
    std::string read_all(std::size_t entry, std::uint64_t most, const std::stop_token& stop = {}) const;

private:
    struct Handle;

    std::string name_;
    std::unique_ptr<Handle> handle_;
    std::vector<Entry> entries_;
};

}  // namespace patchlens
