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
    int patch;
    int count;  ///< patches along this side

    double fraction_at(double pixel) const { return (pixel - start) / resized; }
    double pixel_at(double fraction) const { return start + fraction * resized; }
    double middle(int index) const {
        return fraction_at((std::clamp(index, 0, count - 1) + 0.5) * static_cast<double>(patch));
    }
    int index_at(double fraction) const {
        const double index = std::floor(pixel_at(fraction) / patch);
        return static_cast<int>(std::clamp(index, 0.0, static_cast<double>(count - 1)));
    }
};

Edge vertical(const Cut& cut) {
    const PicturePlacement& place = cut.placement;
    return {static_cast<double>(place.top), static_cast<double>(place.resized.height),
            static_cast<double>(place.seen.height), cut.patch.height, place.seen.height / cut.patch.height};
}

Edge horizontal(const Cut& cut) {
    const PicturePlacement& place = cut.placement;
    return {static_cast<double>(place.left), static_cast<double>(place.resized.width),
            static_cast<double>(place.seen.width), cut.patch.width, place.seen.width / cut.patch.width};
}

double seen_alike(double fraction, const Edge& from, const Edge& to) {
    return to.fraction_at(from.pixel_at(fraction) / from.seen * to.seen);
}

}  // namespace

bool Cut::possible() const {
    return patch.height >= 1 && patch.width >= 1 && patch.height <= placement.seen.height &&
           patch.width <= placement.seen.width;
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
