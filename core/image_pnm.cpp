#include "core/image_pnm.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace patchlens {
namespace {

/// The header's numbers, apart by white space and comments.
class HeaderText {
public:
    HeaderText(std::span<const std::byte> file, std::size_t at, std::string_view name)
        : file_(file), at_(at), name_(name) {}

    std::int64_t number() {
        while (is_space(peek()) || peek() == '#') {
            if (peek() == '#') {
                while (peek() != '\n' && peek() != '\r')
                    ++at_;
            }
            ++at_;
        }
        constexpr std::int64_t most = 1'000'000'000;
        std::int64_t value = 0;
        const std::size_t first = at_;
        while (peek() >= '0' && peek() <= '9') {
            value = std::min(value * 10 + (peek() - '0'), most);
            ++at_;
        }
        if (at_ == first) throw_damaged(name_, "a number is missing in the PNM header");
        return value;
    }

    /// Exactly one white space parts the last number from the samples.
    std::size_t end() {
        if (!is_space(peek())) throw_damaged(name_, "the PNM header does not end in white space");
        return at_ + 1;
    }

private:
    char peek() const {
        if (at_ >= file_.size()) throw_damaged(name_, "the file ends within the PNM header");
        return static_cast<char>(file_[at_]);
    }
    static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

    std::span<const std::byte> file_;
    std::size_t at_;
    std::string_view name_;
};

}  // namespace

PnmHeader read_pnm_header(std::span<const std::byte> file, std::string_view name) {
    HeaderText text(file, 2, name);
    PnmHeader header;
    header.image.channels = file[1] == std::byte{'6'} ? 3 : 1;
    header.image.width = text.number();
    header.image.height = text.number();
    const std::int64_t largest = text.number();
    if (largest < 1 || largest > 65535)
        throw_damaged(name, "the largest value of a PNM must be from 1 to 65535");
    header.largest_value = static_cast<int>(largest);
    header.pixels_at = text.end();
    header.image.bits_per_channel = largest > 255 ? 16 : 8;
    const int pixel_bytes = header.image.channels * header.image.bits_per_channel / 8;
    header.image.least_file_size =
        static_cast<double>(header.pixels_at) +
        static_cast<double>(header.image.width) * static_cast<double>(header.image.height) * pixel_bytes;
    return header;
}

Image decode_pnm(std::span<const std::byte> file, const PnmHeader& header) {
    Image image{{static_cast<int>(header.image.height), static_cast<int>(header.image.width)},
                header.image.channels,
                {}};
    std::vector<std::uint8_t> to_8_bits(header.image.bits_per_channel == 16 ? 65536 : 256);
    for (std::size_t sample = 0; sample < to_8_bits.size(); ++sample) {
        // The same operations in the same order as Pillow's, where ties go to the even number.
        const double scaled = static_cast<double>(sample) / header.largest_value * 255;
        to_8_bits[sample] = static_cast<std::uint8_t>(std::min(std::nearbyint(scaled), 255.0));
    }
    image.pixels.resize(static_cast<std::size_t>(image.size.area()) *
                        static_cast<std::size_t>(image.channels));
    const std::byte* samples = file.data() + header.pixels_at;
    if (header.image.bits_per_channel == 16) {
        for (std::uint8_t& pixel : image.pixels) {
            pixel = to_8_bits[std::to_integer<std::size_t>(samples[0]) << 8U |
                              std::to_integer<std::size_t>(samples[1])];
            samples += 2;
        }
    } else {
        for (std::uint8_t& pixel : image.pixels)
            pixel = to_8_bits[std::to_integer<std::size_t>(*samples++)];
    }
    return image;
}

}  // namespace patchlens
