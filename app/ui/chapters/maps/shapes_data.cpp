#include "app/ui/chapters/maps/shapes_data.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {
namespace {

constexpr Size largest_window{3, 5};
constexpr int most_dims = 4;
constexpr float apart = 0.7F;  ///< between two maps, in cells

/// The start of a window of `length` of `count` items, with `index` as close to its middle as possible.
int window_begin(int count, int length, int index) {
    return std::clamp(index - length / 2, 0, count - length);
}

}  // namespace

ShapesPart shapes_part(const PatchGrid& grid, int embed_dim, PatchPosition patch, int dim) {
    const Size whole = grid.grid();
    ShapesPart part;
    part.dims = std::min(embed_dim, most_dims);
    part.first_dim = window_begin(embed_dim, part.dims, dim);
    part.window = {std::min(whole.height, largest_window.height),
                   std::min(whole.width, largest_window.width)};
    part.first = {window_begin(whole.height, part.window.height, patch.row),
                  window_begin(whole.width, part.window.width, patch.column)};
    return part;
}

Rect shape_cell(const ShapesPart& part, const Rect& area, int stage, int dim, int index, float largest_cell) {
    const auto dims = static_cast<float>(part.dims);
    const auto patches = static_cast<float>(part.patches());
    const auto width = static_cast<float>(part.window.width);
    const auto height = static_cast<float>(part.window.height);
    const auto d = static_cast<float>(dim);
    const auto i = static_cast<float>(index);
    float columns = dims * width + (dims - 1) * apart;
    float rows = height;
    float x = d * (width + apart) + static_cast<float>(index % part.window.width);
    float y = static_cast<float>(index / part.window.width);
    if (stage == 1) {
        columns = patches;
        rows = dims;
        x = i;
        y = d;
    } else if (stage == 2) {
        columns = dims;
        rows = patches;
        x = d;
        y = i;
    }
    const float cell = std::floor(std::min({area.width() / columns, area.height() / rows, largest_cell}));
    const ImVec2 corner{area.centre().x - cell * columns / 2, area.centre().y - cell * rows / 2};
    return rect_at({corner.x + cell * x, corner.y + cell * y}, cell, cell);
}

ReshapedNumber reshaped_number(std::int64_t patches, int embed_dim, std::int64_t token, int dim) {
    const std::int64_t offset = token * embed_dim + dim;
    return {offset % patches, static_cast<int>(offset / patches)};
}

}  // namespace patchlens::ui
