#include "core/exif_orientation.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <libexif/exif-data.h>

namespace patchlens {

int exif_orientation(std::span<const std::byte> exif) {
    constexpr std::size_t largest = 65535;  // what a JPEG segment can hold, and libexif expects
    if (exif.empty() || exif.size() > largest) return 1;
    std::vector<unsigned char> segment{'E', 'x', 'i', 'f', 0, 0};
    std::ranges::transform(exif, std::back_inserter(segment),
                           [](std::byte byte) { return std::to_integer<unsigned char>(byte); });

    const std::unique_ptr<ExifData, decltype(&exif_data_unref)> data(exif_data_new(), exif_data_unref);
    if (!data) return 1;
    // Otherwise libexif adds the tags it misses and changes what it finds wrong.
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    exif_data_load_data(data.get(), segment.data(), static_cast<unsigned int>(segment.size()));
    const ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry == nullptr || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) return 1;
    const int orientation = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

}  // namespace patchlens
