// Any bytes as a ZIP archive: entries that unpack to the size they say, or an Error.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/error.h"
#include "core/weights/zip_archive.h"

namespace {

void read(const patchlens::ZipArchive& archive, std::size_t index) {
    constexpr std::uint64_t most = 1U << 20U;
    const patchlens::ZipArchive::Entry& entry = archive.entries()[index];
    try {
        if (archive.read_all(index, most).size() != entry.size) std::abort();
    } catch (const patchlens::Error&) {
    }
    try {
        std::array<std::byte, 16> middle{};
        archive.read(index, entry.size / 2, middle);
    } catch (const patchlens::Error&) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    try {
        const ByteSource source(std::as_bytes(std::span(data, size)), "fuzz.zip");
        const ZipArchive archive(source);
        for (std::size_t index = 0; index < archive.entries().size(); ++index)
            read(archive, index);
    } catch (const Error&) {
    }
    return 0;
}
