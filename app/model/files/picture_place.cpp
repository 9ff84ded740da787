#include "app/model/files/picture_place.h"

#include <algorithm>
#include <cmath>

namespace patchlens::model {
namespace {

/// One side of a cut: the picture, `resized` pixels long, begins at pixel `start` of the `seen` ones.
struct Edge {
    double start;
    double resized;
    double seen;
    double patch;
    double stride;
    double padding;
    int count;  ///< patches along this side

    double fraction_at(double pixel) const { return (pixel - start) / resized; }
    double pixel_at(double fraction) const { return start + fraction * resized; }
    double middle(int index) const {
        return fraction_at(std::clamp(index, 0, count - 1) * stride - padding + patch / 2);
    }
    int index_at(double fraction) const {
        const double first = patch / 2 - padding;  // the first middle
        const double index = std::floor((pixel_at(fraction) - first + stride / 2) / stride);
        return static_cast<int>(std::clamp(index, 0.0, static_cast<double>(count - 1)));
    }
};

/// An edge of a picture `seen` pixels long, the first of which is the picture's `start`.
Edge edge(std::int64_t start, std::int64_t resized, int seen, int patch, int stride, int padding) {
    return {static_cast<double>(start),
            static_cast<double>(resized),
            static_cast<double>(seen),
            static_cast<double>(patch),
            static_cast<double>(stride),
            static_cast<double>(padding),
            (seen + 2 * padding - patch) / stride + 1};
}

Edge vertical(const Cut& cut) {
    const PicturePlacement& place = cut.placement;
    return edge(place.top, place.resized.height, place.seen.height, cut.patch.height,
                cut.sliding.stride.value_or(cut.patch).height, cut.sliding.padding.height);
}

Edge horizontal(const Cut& cut) {
    const PicturePlacement& place = cut.placement;
    return edge(place.left, place.resized.width, place.seen.width, cut.patch.width,
                cut.sliding.stride.value_or(cut.patch).width, cut.sliding.padding.width);
}

double seen_alike(double fraction, const Edge& from, const Edge& to) {
    return to.fraction_at(from.pixel_at(fraction) / from.seen * to.seen);
}

}  // namespace

bool Cut::possible() const {
    const Size padding = sliding.padding;
    return patch.height >= 1 && patch.width >= 1 &&
           patch.height <= placement.seen.height + 2 * padding.height &&
           patch.width <= placement.seen.width + 2 * padding.width;
}

PicturePoint middle_of(PatchPosition position, const Cut& cut) {
    return {vertical(cut).middle(position.row), horizontal(cut).middle(position.column)};
}

PatchPosition patch_at(PicturePoint point, const Cut& cut) {
    return {vertical(cut).index_at(point.y), horizontal(cut).index_at(point.x)};
}

PicturePoint seen_alike(PicturePoint point, const Cut& from, const Cut& to) {
    return {seen_alike(point.y, vertical(from), vertical(to)),
            seen_alike(point.x, horizontal(from), horizontal(to))};
}

}  // namespace patchlens::model
