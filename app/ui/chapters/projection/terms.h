// Products by index: their places in the flattened patch and in the planes. Pure arithmetic.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/size.h"

namespace patchlens::ui::projection {

/// A product's channel, row and column; its index is row_index() from core/unfold.h.
struct TermPlace {
    int channel = 0;
    int y = 0;
    int x = 0;

    bool operator==(const TermPlace&) const = default;
};

constexpr TermPlace place_of(Size patch, std::int64_t term) {
    const std::int64_t inside = term % patch.area();
    return {static_cast<int>(term / patch.area()), static_cast<int>(inside / patch.width),
            static_cast<int>(inside % patch.width)};
}

enum class Stride { term, row, channel };

/// One stride before or after `term` (`direction` -1 or 1), clamped to the ends.
constexpr std::int64_t stepped(Size patch, int channels, std::int64_t term, Stride stride, int direction) {
    const std::int64_t length = stride == Stride::term  ? 1
                                : stride == Stride::row ? patch.width
                                                        : patch.area();
    return std::clamp<std::int64_t>(term + direction * length, 0, channels * patch.area() - 1);
}

}  // namespace patchlens::ui::projection
