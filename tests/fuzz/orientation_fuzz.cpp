// Any bytes as what a picture says of its orientation, in EXIF data, in XMP and in the texts of a PNG: a
// number from 1 to 8.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

#include "core/picture/exif_orientation.h"
#include "core/picture/png_orientation.h"
#include "tests/fuzz/taken.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    const auto require = [](int orientation, int least, int most) {
        if (orientation < least || orientation > most) std::abort();
    };
    const std::span<const std::byte> bytes = std::as_bytes(std::span(data, size));
    require(exif_orientation(bytes), 1, 8);
    if (const auto stored = stored_orientation(bytes); stored && *stored == 1)
        require(exif_orientation(bytes), 1, 1);
    require(xmp_orientation(text_of(data, size)), 0, 9);
    for (const std::string_view chunk : std::to_array<std::string_view>({"eXIf", "tEXt", "zTXt", "iTXt"})) {
        PngTexts texts;
        add_chunk(chunk, bytes, texts);
        require(png_orientation(texts), 1, 8);
    }
    return 0;
}
