#include "core/training/random_patches.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/error.h"

namespace patchlens {
namespace {

/// A uniform number below `limit`, which is at most 2^32, by Lemire's multiplication; biased by less than
/// limit / 2^32.
std::int64_t below(TorchGenerator& generator, std::int64_t limit) {
    return static_cast<std::int64_t>((std::uint64_t{generator.next()} * static_cast<std::uint64_t>(limit)) >>
                                     32U);
}

/// Where patches may begin in one picture.
struct Places {
    const Tensor* picture;
    Size size;
    std::int64_t end;  ///< of this picture's places, counted through all pictures
};

std::vector<Places> places_of(std::span<const Tensor> pictures, Size patch) {
    std::vector<Places> places;
    std::int64_t end = 0;
    Size largest{0, 0};
    for (const Tensor& picture : pictures) {
        if (picture.rank() != 3) {
            throw Error(ErrorCode::shape_mismatch, {"pixels", to_string(picture.shape()), "[C, H, W]"});
        }
        if (picture.dimension(0) != pictures.front().dimension(0)) {
            throw Error(ErrorCode::channels_differ, {std::to_string(pictures.front().dimension(0)),
                                                     std::to_string(picture.dimension(0))});
        }
        const Size size{static_cast<int>(picture.dimension(1)), static_cast<int>(picture.dimension(2))};
        if (size.area() > largest.area()) largest = size;
        if (size.height < patch.height || size.width < patch.width) continue;
        end += std::int64_t{size.height - patch.height + 1} * (size.width - patch.width + 1);
        places.push_back({&picture, size, end});
    }
    if (places.empty()) {
        throw Error(ErrorCode::patch_larger_than_image, {to_string(patch), to_string(largest)});
    }
    return places;
}

void copy_patch(const Places& from, std::int64_t top, std::int64_t left, Size patch, float* row) {
    const Tensor& picture = *from.picture;
    for (std::int64_t channel = 0; channel < picture.dimension(0); ++channel) {
        const float* plane = picture.data() + channel * from.size.area();
        for (int y = 0; y < patch.height; ++y) {
            row = std::copy_n(plane + (top + y) * from.size.width + left, patch.width, row);
        }
    }
}

}  // namespace

Tensor random_patches(std::span<const Tensor> pictures, Size patch, std::int64_t count, std::uint64_t seed) {
    const std::vector<Places> places = places_of(pictures, patch);
    const std::int64_t length = places.front().picture->dimension(0) * patch.area();
    Tensor rows({count, length}, Word::patches);
    TorchGenerator generator(seed);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t place = below(generator, places.back().end);
        const auto from = std::ranges::upper_bound(places, place, {}, &Places::end);
        const std::int64_t columns = from->size.width - patch.width + 1;
        const std::int64_t in_picture = from->end - 1 - place;
        copy_patch(*from, in_picture / columns, in_picture % columns, patch, rows.data() + i * length);
    }
    return rows;
}

std::int64_t patches_to_learn_from(const ConvShape& shape) {
    constexpr std::int64_t most_numbers = 16 << 20;
    return std::clamp<std::int64_t>(most_numbers / shape.fan_in(), 1, 60000);
}

}  // namespace patchlens
