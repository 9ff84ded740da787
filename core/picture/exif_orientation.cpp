#include "core/picture/exif_orientation.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include <libexif/exif-data.h>

namespace patchlens {
namespace {

constexpr std::array heading{std::byte{'E'}, std::byte{'x'}, std::byte{'i'},
                             std::byte{'f'}, std::byte{0},   std::byte{0}};

/// The first of the entry's numbers, of whatever numeric type; 0 where it is none.
double number_in(const ExifEntry& entry, ExifByteOrder order) {
    if (entry.components == 0 || entry.size < exif_format_get_size(entry.format)) return 0;
    switch (entry.format) {
        case EXIF_FORMAT_SHORT:
            return exif_get_short(entry.data, order);
        case EXIF_FORMAT_SSHORT:
            return exif_get_sshort(entry.data, order);
        case EXIF_FORMAT_LONG:
            return exif_get_long(entry.data, order);
        case EXIF_FORMAT_SLONG:
            return exif_get_slong(entry.data, order);
        case EXIF_FORMAT_SBYTE:
            return static_cast<signed char>(entry.data[0]);
        case EXIF_FORMAT_RATIONAL: {
            const ExifRational fraction = exif_get_rational(entry.data, order);
            return fraction.denominator == 0 ? 0 : 1.0 * fraction.numerator / fraction.denominator;
        }
        case EXIF_FORMAT_SRATIONAL: {
            const ExifSRational fraction = exif_get_srational(entry.data, order);
            return fraction.denominator == 0 ? 0 : 1.0 * fraction.numerator / fraction.denominator;
        }
        case EXIF_FORMAT_FLOAT:
            return std::bit_cast<float>(exif_get_long(entry.data, order));
        case EXIF_FORMAT_DOUBLE: {
            const bool low_first = order == EXIF_BYTE_ORDER_INTEL;
            const std::uint64_t low = exif_get_long(entry.data + (low_first ? 0 : 4), order);
            const std::uint64_t high = exif_get_long(entry.data + (low_first ? 4 : 0), order);
            return std::bit_cast<double>(high << 32U | low);
        }
        default:
            return 0;
    }
}

}  // namespace

std::optional<int> stored_orientation(std::span<const std::byte> exif) {
    if (exif.size() >= heading.size() && std::equal(heading.begin(), heading.end(), exif.begin()))
        exif = exif.subspan(heading.size());
    if (exif.empty()) return std::nullopt;
    // The most a JPEG segment can hold, which libexif expects; in longer data the rest is thumbnails.
    constexpr std::size_t largest = 65527;
    std::vector<unsigned char> segment;
    const auto append = [&segment](std::span<const std::byte> bytes) {
        std::ranges::transform(bytes, std::back_inserter(segment),
                               [](std::byte byte) { return std::to_integer<unsigned char>(byte); });
    };
    append(heading);
    append(exif.first(std::min(exif.size(), largest)));

    const std::unique_ptr<ExifData, decltype(&exif_data_unref)> data(exif_data_new(), exif_data_unref);
    if (!data) return std::nullopt;
    // By default libexif adds missing tags and corrects wrong ones.
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    exif_data_load_data(data.get(), segment.data(), static_cast<unsigned int>(segment.size()));
    const ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry == nullptr) return std::nullopt;
    const double number = number_in(*entry, exif_data_get_byte_order(data.get()));
    return number >= 1 && number <= 8 && std::floor(number) == number ? static_cast<int>(number) : 1;
}

int exif_orientation(std::span<const std::byte> exif) {
    return stored_orientation(exif).value_or(1);
}

}  // namespace patchlens
