#include "app/ui/chapters/maps/shapes_data.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {
namespace {

constexpr Size largest_window{3, 5};
constexpr int most_dims = 4;
constexpr float between_maps = 0.7F;  ///< between two maps, in cells

/// The start of a window of `length` of `count` items, with `index` as close to its middle as possible.
int window_begin(int count, int length, int index) {
    return std::clamp(index - length / 2, 0, count - length);
}

/// A cell's place among others: columns and rows.
struct CellPlace {
    ImVec2 of;  ///< of all of them
    ImVec2 at;
};

/// The largest side at which so many columns and rows of squares have room.
float largest_in(const Rect& area, ImVec2 cells) {
    return std::min(area.width() / cells.x, area.height() / cells.y);
}

Rect square_of(const CellPlace& place, const Rect& area, float largest_cell) {
    const float cell = std::floor(std::min(largest_in(area, place.of), largest_cell));
    const ImVec2 corner{area.centre().x - cell * place.of.x / 2, area.centre().y - cell * place.of.y / 2};
    return rect_at({corner.x + cell * place.at.x, corner.y + cell * place.at.y}, cell, cell);
}

/// Of a number in the maps as pictures, `in_a_row` of them beside each other.
CellPlace place_in_maps(const ShapesPart& part, int in_a_row, int dim, int index) {
    const auto maps = [](int count, int length) {
        return static_cast<float>(count * length) + static_cast<float>(count - 1) * between_maps;
    };
    const int rows = (part.dims + in_a_row - 1) / in_a_row;
    const auto start = [](int map, int length) {
        return static_cast<float>(map) * (static_cast<float>(length) + between_maps);
    };
    return {{maps(in_a_row, part.window.width), maps(rows, part.window.height)},
            {start(dim % in_a_row, part.window.width) + static_cast<float>(index % part.window.width),
             start(dim / in_a_row, part.window.height) + static_cast<float>(index / part.window.width)}};
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
    const auto d = static_cast<float>(dim);
    const auto i = static_cast<float>(index);
    if (stage == 1) return square_of({{patches, dims}, {i, d}}, area, largest_cell);
    if (stage == 2) return square_of({{dims, patches}, {d, i}}, area, largest_cell);
    const CellPlace beside = place_in_maps(part, part.dims, dim, index);
    const CellPlace in_two_rows = place_in_maps(part, (part.dims + 1) / 2, dim, index);
    const bool two = largest_in(area, in_two_rows.of) > largest_in(area, beside.of);
    return square_of(two ? in_two_rows : beside, area, largest_cell);
}

ReshapedNumber reshaped_number(std::int64_t patches, int embed_dim, std::int64_t token, int dim) {
    const std::int64_t offset = token * embed_dim + dim;
    return {offset % patches, static_cast<int>(offset / patches)};
}

}  // namespace patchlens::ui
