#include "core/picture/image.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/support/file_error.h"
#include "core/support/memory.h"
#include "core/support/text.h"

namespace patchlens {
namespace {

/// An open file that closes itself.
class InputFile {
public:
    explicit InputFile(const std::filesystem::path& path)
        // Without O_NONBLOCK, opening a pipe would wait for a writer.
        : path_(path), descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
        if (descriptor_ < 0) fail(reason_of(errno));
    }
    ~InputFile() { close(descriptor_); }
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    std::uint64_t size() const {
        struct stat status {};
        if (fstat(descriptor_, &status) != 0) fail(reason_of(errno));
        if (S_ISDIR(status.st_mode)) fail(Word::is_folder);
        if (!S_ISREG(status.st_mode)) fail(Word::not_regular);
        return static_cast<std::uint64_t>(status.st_size);
    }

    std::vector<std::byte> read_all(std::size_t size, const ProgressCallback& on_progress) const {
        constexpr std::size_t step = 4U << 20U;
        std::vector<std::byte> bytes(size);
        std::size_t filled = 0;
        while (filled < size) {
            if (on_progress && !on_progress({OpeningStage::reading, filled, size}))
                throw Error(ErrorCode::cancelled);
            const ssize_t count = read(descriptor_, bytes.data() + filled, std::min(step, size - filled));
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) fail(reason_of(errno));
            if (count == 0) break;
            filled += static_cast<std::size_t>(count);
        }
        bytes.resize(filled);
        return bytes;
    }

private:
    [[noreturn]] void fail(Argument reason) const {
        throw Error(ErrorCode::file_unreadable, {path_.string(), std::move(reason)});
    }

    const std::filesystem::path& path_;
    int descriptor_;
};

constexpr std::size_t grey_of(std::size_t red, std::size_t green, std::size_t blue) {
    return (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16U;
}

[[noreturn]] void throw_channels(int channels) {
    throw Error(ErrorCode::choice_expected, {"channels", "1, 3, 4", std::to_string(channels)});
}

}  // namespace

DecodedImage load_image(const std::filesystem::path& path, const ImageLimits& limits,
                        const ProgressCallback& on_progress) {
    const InputFile file(path);
    const std::uint64_t size = file.size();
    if (size > limits.file_bytes) {
        throw Error(ErrorCode::file_too_large,
                    {path.string(), bytes_text(size), bytes_text(limits.file_bytes)});
    }
    require_memory(size, Word::picture);
    return decode_image(file.read_all(size, on_progress), path.string(), limits, on_progress);
}

Image oriented(const Image& image, int orientation) {
    if (orientation < 1 || orientation > 8) {
        throw Error(ErrorCode::value_out_of_range, {"orientation", "1", "8", std::to_string(orientation)});
    }
    if (orientation == 1) return image;
    // 5 to 8 transpose. Then 2, 3, 6 and 7 mirror one axis, 3, 4, 7 and 8 the other.
    const bool transposed = orientation >= 5;
    const bool mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool flipped = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const auto [height, width] = image.size;
    Image upright{transposed ? Size{width, height} : image.size, image.channels, {}};
    require_memory(image.pixels.size(), Word::picture);
    upright.pixels.resize(image.pixels.size());
    const auto channels = static_cast<std::size_t>(image.channels);
    std::uint8_t* target = upright.pixels.data();
    for (int row = 0; row < upright.size.height; ++row) {
        for (int column = 0; column < upright.size.width; ++column) {
            const int y = transposed ? column : row;
            const int x = transposed ? row : column;
            const auto from_y = static_cast<std::size_t>(flipped ? height - 1 - y : y);
            const auto from_x = static_cast<std::size_t>(mirrored ? width - 1 - x : x);
            const std::uint8_t* source =
                image.pixels.data() + (from_y * static_cast<std::size_t>(width) + from_x) * channels;
            for (std::size_t c = 0; c < channels; ++c)
                *target++ = source[c];
        }
    }
    return upright;
}

Image with_channels(const Image& image, int channels) {
    if (channels != 1 && channels != 3 && channels != 4) throw_channels(channels);
    if (channels == image.channels) return image;
    const auto pixels = static_cast<std::size_t>(image.size.area());
    require_memory(pixels * static_cast<std::size_t>(channels), Word::picture);
    Image converted{image.size, channels,
                    std::vector<std::uint8_t>(pixels * static_cast<std::size_t>(channels))};

    const bool from_grey = image.channels <= 2;
    const bool has_alpha = image.channels % 2 == 0;
    const auto from_channels = static_cast<std::size_t>(image.channels);
    const std::uint8_t* source = image.pixels.data();
    std::uint8_t* target = converted.pixels.data();
    for (std::size_t i = 0; i < pixels; ++i, source += from_channels) {
        if (channels == 1) {
            *target++ =
                from_grey ? source[0] : static_cast<std::uint8_t>(grey_of(source[0], source[1], source[2]));
            continue;
        }
        for (std::size_t c = 0; c < 3; ++c)
            *target++ = source[from_grey ? 0 : c];
        if (channels == 4) *target++ = has_alpha ? source[from_channels - 1] : std::uint8_t{255};
    }
    return converted;
}

}  // namespace patchlens
