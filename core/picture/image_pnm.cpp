#include "core/picture/image_pnm.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Words separated by white space and by comments, which go from # to the end of the line.
class Words {
public:
    Words(Bytes file, std::size_t at) : file_(file), at_(at) {}

    void skip_space() {
        while (!ended() && (is_space(here()) || here() == '#')) {
            if (here() == '#') skip_comment();
            if (!ended()) ++at_;
        }
    }
    /// Up to the next white space or comment; empty at the end of the file.
    std::string_view word() {
        skip_space();
        const std::size_t first = at_;
        while (!ended() && !is_space(here()) && here() != '#')
            ++at_;
        return text(first);
    }
    /// Black and white need no space between them.
    std::string_view character() {
        skip_space();
        const std::size_t first = at_;
        if (!ended()) ++at_;
        return text(first);
    }
    std::string_view digits() {
        skip_space();
        const std::size_t first = at_;
        while (!ended() && here() >= '0' && here() <= '9')
            ++at_;
        return text(first);
    }
    /// The offset after the one white space, or the comment and its line end, that ends a header; nothing if
    /// there is none.
    std::optional<std::size_t> end_of_header() {
        if (!ended() && here() == '#') skip_comment();
        if (ended() || !is_space(here())) return std::nullopt;
        return at_ + 1;
    }

private:
    bool ended() const { return at_ >= file_.size(); }
    char here() const { return static_cast<char>(file_[at_]); }
    void skip_comment() {
        while (!ended() && here() != '\n' && here() != '\r')
            ++at_;
    }
    std::string_view text(std::size_t first) const {
        return {reinterpret_cast<const char*>(file_.data()) + first, at_ - first};
    }

    Bytes file_;
    std::size_t at_;
};

/// Numbers are capped here: every limit they are compared with is lower.
constexpr std::int64_t largest_number = 1'000'000'000;

std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    for (const char digit : digits)
        value = std::min(value * 10 + (digit - '0'), largest_number);
    return value;
}

std::int64_t header_number(Words& words, std::string_view name) {
    const std::string_view digits = words.digits();
    if (digits.empty()) throw_damaged(name, Word::pnm_number_missing);
    return number(digits);
}

std::uint8_t rounded(double level) {
    return static_cast<std::uint8_t>(std::min(std::nearbyint(level), 255.0));  // ties to the even number
}

/// The level of each sample. The same operations in the same order as in Pillow, which keeps grey of more
/// than 8 bits as 0..65535.
std::vector<std::uint8_t> levels(const PnmHeader& header) {
    const bool wide_grey = header.image.channels == 1 && header.image.bits_per_channel == 16;
    std::vector<std::uint8_t> table(header.image.bits_per_channel == 16 ? 65536 : 256);
    for (std::size_t sample = 0; sample < table.size(); ++sample) {
        const double part = static_cast<double>(sample) / header.largest_value;
        table[sample] = wide_grey ? rounded(std::min(std::nearbyint(part * 65535), 65535.0) / 65535 * 255)
                                  : rounded(part * 255);
    }
    if (header.black_is_one) std::swap(table[0], table[1]);
    return table;
}

std::size_t sample_count(const PnmHeader& header) {
    return static_cast<std::size_t>(header.image.height * header.image.width) *
           static_cast<std::size_t>(header.image.channels);
}

/// The word, shortened and printable.
std::string quoted(std::string_view word) {
    constexpr std::size_t longest = 12;
    std::string text(word.substr(0, longest));
    std::ranges::replace_if(
        text, [](char c) { return c < ' ' || c > '~'; }, '?');
    return text + (word.size() > longest ? "..." : "");
}

void read_text(Bytes file, const PnmHeader& header, std::string_view name,
               const std::vector<std::uint8_t>& levels, std::vector<std::uint8_t>& pixels) {
    Words words(file, header.pixels_at);
    const std::size_t count = sample_count(header);
    while (pixels.size() < count) {
        const std::string_view word = header.black_is_one ? words.character() : words.word();
        if (word.empty()) {
            throw Error(ErrorCode::pnm_numbers_missing,
                        {std::string(name), std::to_string(pixels.size()), std::to_string(count),
                         std::to_string(header.image.height) + "x" + std::to_string(header.image.width),
                         std::to_string(header.image.channels)});
        }
        const bool whole = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
        if (!whole || number(word) > header.largest_value) {
            throw Error(ErrorCode::pnm_number_wrong, {std::string(name), std::to_string(pixels.size() + 1),
                                                      quoted(word), std::to_string(header.largest_value)});
        }
        pixels.push_back(levels[static_cast<std::size_t>(number(word))]);
    }
}

}  // namespace

PnmHeader read_pnm_header(Bytes file, std::string_view name) {
    const char digit = static_cast<char>(file[1]);
    PnmHeader header;
    header.text = digit <= '3';
    header.black_is_one = digit == '1' || digit == '4';
    header.image.channels = digit == '3' || digit == '6' ? 3 : 1;

    Words words(file, 2);
    header.image.width = header_number(words, name);
    header.image.height = header_number(words, name);
    const std::int64_t largest = header.black_is_one ? 1 : header_number(words, name);
    if (largest < 1 || largest > 65535) throw_damaged(name, Word::pnm_largest_invalid);
    header.largest_value = static_cast<int>(largest);
    header.image.bits_per_channel = largest > 255 ? 16 : 8;
    const std::optional<std::size_t> end = words.end_of_header();
    if (!end) throw_damaged(name, Word::pnm_header_unended);
    header.pixels_at = *end;

    const auto width = static_cast<double>(header.image.width);
    const auto height = static_cast<double>(header.image.height);
    double row_bytes = width * header.image.channels * header.image.bits_per_channel / 8;
    if (header.black_is_one) row_bytes = std::ceil(width / 8);
    if (header.text) row_bytes = 0;  // the numbers are counted as they are read
    header.image.least_file_size = static_cast<double>(header.pixels_at) + row_bytes * height;
    return header;
}

Image decode_pnm(Bytes file, const PnmHeader& header, std::string_view name) {
    Image image{{static_cast<int>(header.image.height), static_cast<int>(header.image.width)},
                header.image.channels,
                {}};
    const std::vector<std::uint8_t> level = levels(header);
    const Bytes samples = file.subspan(header.pixels_at);
    const auto sample = [&](std::size_t at) { return std::to_integer<std::size_t>(samples[at]); };
    const std::size_t count = sample_count(header);
    if (header.text) {
        // Reserve for what the file can hold, not for what its header declares.
        image.pixels.reserve(std::min(count, samples.size()));
        read_text(file, header, name, level, image.pixels);
        return image;
    }
    image.pixels.resize(count);
    if (header.black_is_one) {
        const auto width = static_cast<std::size_t>(header.image.width);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t x = i % width;
            image.pixels[i] = level[sample(i / width * ((width + 7) / 8) + x / 8) >> (7 - x % 8) & 1U];
        }
    } else if (header.image.bits_per_channel == 16) {
        for (std::size_t i = 0; i < count; ++i)
            image.pixels[i] = level[sample(2 * i) << 8U | sample(2 * i + 1)];
    } else {
        for (std::size_t i = 0; i < count; ++i)
            image.pixels[i] = level[sample(i)];
    }
    return image;
}

}  // namespace patchlens
