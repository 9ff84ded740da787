// Any bytes as a picture file: decode_image gives a picture of the size it says, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/error.h"
#include "core/picture/image.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    // Small enough for thousands of pictures a second.
    const ImageLimits limits{.file_bytes = 1U << 20U, .side = 1024, .pixels = 1 << 18};
    try {
        const Image image = decode_image(std::as_bytes(std::span(data, size)), "fuzz", limits).image;
        const auto expected =
            static_cast<std::size_t>(image.size.area()) * static_cast<std::size_t>(image.channels);
        if (expected == 0 || image.pixels.size() != expected) std::abort();
    } catch (const Error&) {
    }
    return 0;
}
