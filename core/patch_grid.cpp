#include "core/patch_grid.h"

#include <algorithm>
#include <limits>
#include <string>

#include "core/error.h"

namespace patchlens {
namespace {

void require_positive(Size size, const char* name) {
    const int smallest = std::min(size.height, size.width);
    if (smallest < 1) {
        throw Error(ErrorCode::value_out_of_range,
                    {name, "1", std::to_string(std::numeric_limits<int>::max()), std::to_string(smallest)});
    }
}

}  // namespace

PatchGrid::PatchGrid(Size image, Size patch) : image_(image), patch_(patch) {
    require_positive(image, "image");
    require_positive(patch, "patch_size");
    if (patch.height > image.height || patch.width > image.width) {
        throw Error(ErrorCode::patch_larger_than_image, {to_string(patch), to_string(image)});
    }
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
    return {position.row * patch_.height, position.column * patch_.width, patch_.height, patch_.width};
}

std::int64_t PatchGrid::token(PatchPosition position) const {
    require(position);
    return std::int64_t{position.row} * grid().width + position.column;
}

PatchPosition PatchGrid::position(std::int64_t token) const {
    if (token < 0 || token >= num_patches()) {
        throw Error(ErrorCode::patch_outside_grid, {std::to_string(token), std::to_string(grid().height - 1),
                                                    std::to_string(grid().width - 1)});
    }
    return {static_cast<int>(token / grid().width), static_cast<int>(token % grid().width)};
}

std::optional<PatchPosition> PatchGrid::patch_at(PixelPosition pixel) const {
    const Size inside = covered();
    if (pixel.y < 0 || pixel.y >= inside.height || pixel.x < 0 || pixel.x >= inside.width)
        return std::nullopt;
    return PatchPosition{pixel.y / patch_.height, pixel.x / patch_.width};
}

PatchPosition PatchGrid::nearest(PatchPosition position) const {
    return {std::clamp(position.row, 0, grid().height - 1), std::clamp(position.column, 0, grid().width - 1)};
}

}  // namespace patchlens
