#include "core/weights/npz_file.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/weights/npy.h"
#include "core/weights/npy_header.h"

namespace patchlens {
namespace {

constexpr std::string_view array_ending = ".npy";

/// The header of an array, or nothing where it holds other things than numbers that are read.
std::optional<NpyHeader> header_of(const ZipArchive& archive, std::size_t entry,
                                   const std::stop_token& stop) {
    const ZipArchive::Entry& listed = archive.entries()[entry];
    std::vector<std::byte> beginning(
        static_cast<std::size_t>(std::min<std::uint64_t>(listed.size, longest_npy_beginning)));
    archive.read(entry, 0, beginning, stop);
    try {
        return parse_npy_header(beginning, listed.name);
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

bool is_npz_archive(const ZipArchive& archive) {
    return std::ranges::any_of(
        archive.entries(), [](const ZipArchive::Entry& entry) { return entry.name.ends_with(array_ending); });
}

NpzFile::NpzFile(ByteSource source, const std::stop_token& stop)
    : TensorFile(source.name()), source_(std::move(source)), archive_(source_) {
    std::vector<StoredTensor> tensors;
    for (std::size_t i = 0; i < archive_.entries().size(); ++i) {
        const std::string& name = archive_.entries()[i].name;
        if (!name.ends_with(array_ending)) continue;
        std::optional<NpyHeader> header = header_of(archive_, i, stop);
        if (!header) continue;
        tensors.push_back({name.substr(0, name.size() - array_ending.size()), std::move(header->descr),
                           std::move(header->shape)});
        entries_.push_back(i);
    }
    set_tensors(std::move(tensors));
}

Tensor NpzFile::read_at(std::size_t index, const std::stop_token& stop) const {
    const std::string array =
        archive_.read_all(entries_[index], std::numeric_limits<std::uint64_t>::max(), stop);
    return read_npy(ByteSource(std::as_bytes(std::span(array)), name()), stop);
}

}  // namespace patchlens
