#include "core/weights/zip_names.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace patchlens {
namespace {

std::uint32_t number_at(std::string_view bytes, std::size_t place, std::size_t size) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < size; ++i)
        number |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[place + i])) << (8 * i);
    return number;
}

std::string part_of(const ByteSource& archive, std::uint64_t begin, std::uint64_t most) {
    if (begin >= archive.size()) return {};
    std::string bytes(static_cast<std::size_t>(std::min(most, archive.size() - begin)), '\0');
    archive.read(begin, std::as_writable_bytes(std::span(bytes)));
    return bytes;
}

}  // namespace

std::vector<std::string> zip_names(const ByteSource& archive) {
    constexpr std::string_view end_mark = "PK\x05\x06";
    constexpr std::string_view entry_mark = "PK\x01\x02";
    constexpr std::uint64_t end_size = 22;
    constexpr std::uint64_t longest_comment = 65535;
    constexpr std::uint64_t longest_directory = 1U << 20U;
    constexpr std::size_t entry_size = 46;

    const std::uint64_t tail = std::min(archive.size(), end_size + longest_comment);
    const std::string ending = part_of(archive, archive.size() - tail, tail);
    const std::size_t end = ending.rfind(end_mark);
    if (end == std::string::npos || ending.size() - end < end_size) return {};

    // The directory ends right before its end record; beyond 4 GiB that is the only clue to its offset.
    const std::uint64_t end_place = archive.size() - tail + end;
    const std::uint64_t size = number_at(ending, end + 12, 4);
    const std::uint64_t begin = number_at(ending, end + 16, 4);
    const bool large = begin == 0xffffffffU || size == 0xffffffffU;
    if (large && end_place < size) return {};
    const std::string directory =
        part_of(archive, large ? end_place - size : begin, std::min(size, longest_directory));

    std::vector<std::string> names;
    std::string_view rest = directory;
    while (rest.size() >= entry_size && rest.starts_with(entry_mark)) {
        const std::size_t name_size = number_at(rest, 28, 2);
        const std::size_t whole = entry_size + name_size + number_at(rest, 30, 2) + number_at(rest, 32, 2);
        if (rest.size() < entry_size + name_size) break;
        names.emplace_back(rest.substr(entry_size, name_size));
        rest.remove_prefix(std::min(whole, rest.size()));
    }
    return names;
}

}  // namespace patchlens
