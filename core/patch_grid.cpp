#include "core/patch_grid.h"

#include <algorithm>
#include <limits>
#include <string>

#include "core/error.h"

namespace patchlens {
namespace {

void require_sides(Size size, const char* name, int least, int most = std::numeric_limits<int>::max()) {
    for (const int side : {size.height, size.width}) {
        if (side >= least && side <= most) continue;
        throw Error(ErrorCode::value_out_of_range,
                    {name, std::to_string(least), std::to_string(most), std::to_string(side)});
    }
}

/// Numbers begin <= n < end.
struct IndexSpan {
    int begin;
    int end;
    int count() const { return end - begin; }
};

/// One direction of the grid.
struct GridAxis {
    std::int64_t image;
    std::int64_t patch;
    std::int64_t stride;
    std::int64_t padding;

    int count() const { return static_cast<int>((image + 2 * padding - patch) / stride + 1); }

    int begin(int index) const { return static_cast<int>(index * stride - padding); }

    int covered() const {
        return static_cast<int>(std::clamp<std::int64_t>(begin(count() - 1) + patch, 0, image));
    }

    int uncovered() const {
        std::int64_t reached = 0;
        std::int64_t end = 0;  // pixels before it are counted
        for (int index = 0, patches = count(); index < patches; ++index) {
            const std::int64_t first = std::max<std::int64_t>(begin(index), end);
            end = std::max(end, std::clamp<std::int64_t>(begin(index) + patch, 0, image));
            reached += std::max<std::int64_t>(end - first, 0);
        }
        return static_cast<int>(image - reached);
    }

    /// The patches with this pixel.
    IndexSpan at(int pixel) const {
        const std::int64_t place = pixel + padding;
        if (place < 0) return {0, 0};
        const int end = static_cast<int>(std::min<std::int64_t>(place / stride + 1, count()));
        const std::int64_t before = place - patch;  // patches that begin there or earlier end too soon
        return {before < 0 ? 0 : std::min(static_cast<int>(before / stride + 1), end), end};
    }

    /// Of `patches`, not empty, the one whose middle is nearest to the pixel; of two, the later.
    int nearest(int pixel, IndexSpan patches) const {
        const std::int64_t twice = 2 * (pixel + padding) - (patch - 1) + stride;
        const std::int64_t index = twice < 0 ? 0 : twice / (2 * stride);
        return static_cast<int>(std::clamp<std::int64_t>(index, patches.begin, patches.end - 1));
    }
};

GridAxis down(const PatchGrid& grid) {
    return {grid.image().height, grid.patch().height, grid.stride().height, grid.padding().height};
}

GridAxis across(const PatchGrid& grid) {
    return {grid.image().width, grid.patch().width, grid.stride().width, grid.padding().width};
}

}  // namespace

PatchGrid::PatchGrid(Size image, Size patch, Sliding sliding)
    : image_(image), patch_(patch), stride_(sliding.stride.value_or(patch)), padding_(sliding.padding) {
    constexpr int most = std::numeric_limits<int>::max();
    require_sides(image, "image", 1);
    require_sides(patch, "patch_size", 1);
    require_sides(stride_, "stride", 1);
    require_sides(padding_, "padding", 0, (most - std::max(image.height, image.width)) / 2);
    const Size whole = padded();
    if (patch.height > whole.height || patch.width > whole.width) {
        if (whole == image)
            throw Error(ErrorCode::patch_larger_than_image, {to_string(patch), to_string(image)});
        throw Error(ErrorCode::patch_larger_than_padded,
                    {to_string(patch), to_string(image), to_string(padding_), to_string(whole)});
    }
}

Size PatchGrid::padded() const {
    return {image_.height + 2 * padding_.height, image_.width + 2 * padding_.width};
}

Size PatchGrid::grid() const {
    return {down(*this).count(), across(*this).count()};
}

Size PatchGrid::covered() const {
    return {down(*this).covered(), across(*this).covered()};
}

Size PatchGrid::uncovered() const {
    return {down(*this).uncovered(), across(*this).uncovered()};
}

bool PatchGrid::contains(PatchPosition position) const {
    const Size size = grid();
    return position.row >= 0 && position.row < size.height && position.column >= 0 &&
           position.column < size.width;
}

void PatchGrid::require(PatchPosition position) const {
    if (contains(position)) return;
    const std::string place =
        "(" + std::to_string(position.row) + ", " + std::to_string(position.column) + ")";
    throw Error(ErrorCode::patch_outside_grid,
                {place, std::to_string(grid().height - 1), std::to_string(grid().width - 1)});
}

Rectangle PatchGrid::rectangle(PatchPosition position) const {
    require(position);
    return {down(*this).begin(position.row), across(*this).begin(position.column), patch_.height,
            patch_.width};
}

Rectangle PatchGrid::inside(PatchPosition position) const {
    const Rectangle whole = rectangle(position);
    const int top = std::clamp(whole.top, 0, image_.height);
    const int left = std::clamp(whole.left, 0, image_.width);
    return {top, left, std::clamp(whole.top + whole.height, top, image_.height) - top,
            std::clamp(whole.left + whole.width, left, image_.width) - left};
}

std::int64_t PatchGrid::token(PatchPosition position) const {
    require(position);
    return std::int64_t{position.row} * grid().width + position.column;
}

PatchPosition PatchGrid::position(std::int64_t token) const {
    const Size size = grid();
    if (token < 0 || token >= size.area()) {
        throw Error(ErrorCode::patch_outside_grid,
                    {std::to_string(token), std::to_string(size.height - 1), std::to_string(size.width - 1)});
    }
    return {static_cast<int>(token / size.width), static_cast<int>(token % size.width)};
}

Rectangle PatchGrid::patches_at(PixelPosition pixel) const {
    const IndexSpan rows = down(*this).at(pixel.y);
    const IndexSpan columns = across(*this).at(pixel.x);
    return {rows.begin, columns.begin, rows.count(), columns.count()};
}

std::optional<PatchPosition> PatchGrid::patch_at(PixelPosition pixel) const {
    if (pixel.y < 0 || pixel.y >= image_.height || pixel.x < 0 || pixel.x >= image_.width)
        return std::nullopt;
    const IndexSpan rows = down(*this).at(pixel.y);
    const IndexSpan columns = across(*this).at(pixel.x);
    if (rows.count() == 0 || columns.count() == 0) return std::nullopt;
    return PatchPosition{down(*this).nearest(pixel.y, rows), across(*this).nearest(pixel.x, columns)};
}

PatchPosition PatchGrid::nearest(PatchPosition position) const {
    return {std::clamp(position.row, 0, grid().height - 1), std::clamp(position.column, 0, grid().width - 1)};
}

}  // namespace patchlens
