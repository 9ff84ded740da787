// Writing PNG, by stb_image_write.
#include <climits>
#include <string>

#include "core/error.h"
#include "core/picture/image.h"
#include "core/support/atomic_file.h"
#include "core/support/memory.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace patchlens {

std::vector<std::byte> encode_png(const Image& image) {
    const auto [height, width] = image.size;
    if (image.size.area() == 0) throw Error(ErrorCode::picture_empty, {Word::picture});
    const std::int64_t row_bytes = std::int64_t{width} * image.channels;
    // The encoder counts in int: the pixels, one filter byte per row, and twice that while it compresses.
    const std::int64_t encoder_bytes = 2 * (row_bytes + 1) * height;
    if (encoder_bytes > INT_MAX) {
        throw Error(ErrorCode::picture_too_large, {Word::picture, to_string(image.size), "16384",
                                                   std::to_string(INT_MAX / 2 / image.channels / 1'000'000)});
    }
    require_memory(static_cast<std::uint64_t>(2 * encoder_bytes), Word::picture);

    std::vector<std::byte> file;
    const auto append = [](void* context, void* data, int size) {
        auto& bytes = *static_cast<std::vector<std::byte>*>(context);
        const auto* first = static_cast<const std::byte*>(data);
        bytes.insert(bytes.end(), first, first + size);
    };
    const int written = stbi_write_png_to_func(append, &file, width, height, image.channels,
                                               image.pixels.data(), static_cast<int>(row_bytes));
    if (written == 0) throw std::bad_alloc();
    return file;
}

void write_png(const std::filesystem::path& path, const Image& image, const std::stop_token& stop) {
    write_file(path, encode_png(image), stop);
}

}  // namespace patchlens
