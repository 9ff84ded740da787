#include "app/ui/chapters/maps/cluster_paint.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "app/ui/drawing/sequential.h"
#include "app/ui/drawing/theme.h"

namespace patchlens::ui {
namespace {

constexpr int largest_painted_side = 4096;
constexpr float hatching_strength = 0.5F;

void put_texel(Image& image, int y, int x, Colour colour) {
    const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.size.width) +
                     static_cast<std::size_t>(x)) *
                    4;
    image.pixels[at] = colour.red;
    image.pixels[at + 1] = colour.green;
    image.pixels[at + 2] = colour.blue;
    image.pixels[at + 3] = 255;
}

Image transparent(Size grid, int texels) {
    Image image{{grid.height * texels, grid.width * texels}, 4, {}};
    image.pixels.assign(static_cast<std::size_t>(image.size.area() * 4), 0);
    return image;
}

int label_at(const std::vector<int>& labels, Size grid, int row, int column) {
    return labels[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.width) +
                  static_cast<std::size_t>(column)];
}

}  // namespace

int texels_per_cell(Size grid, float cell) {
    const int longer = std::max(grid.height, grid.width);
    for (const int texels : {256, 128, 64, 32, 16, 8, 4, 2}) {
        if (static_cast<float>(texels) * 1.5F <= cell && longer * texels <= largest_painted_side)
            return texels;
    }
    return 1;
}

bool hatched(int cluster, int y, int x) {
    const int up = (x + y) % 8;
    const int down = (x + 8 - y % 8) % 8;
    switch (cluster % 16) {
        case 1:
            return y % 4 == 1;
        case 2:
            return x % 4 == 1;
        case 3:
            return up == 3;
        case 4:
            return down == 3;
        case 5:
            return y % 4 == 1 && x % 4 == 1;
        case 6:
            return y % 8 == 3 || x % 8 == 3;
        case 7:
            return up == 3 || down == 4;
        case 8:
            return y % 2 == 0;
        case 9:
            return x % 2 == 0;
        case 10:
            return (x / 4 + y / 4) % 2 == 0;
        case 11:
            return std::max(std::abs(2 * (x % 8) - 7), std::abs(2 * (y % 8) - 7)) == 3;
        case 12:
            return y % 4 == (x % 8 < 4 ? x % 4 : 3 - x % 4);
        case 13:
            return (x + y) % 2 == 0;
        case 14:
            return up < 4;
        case 15:
            return down < 4;
        default:
            return false;
    }
}

Image cluster_colour_picture(const std::vector<int>& labels, Size grid, int texels) {
    Image image = transparent(grid, texels);
    for (int y = 0; y < image.size.height; ++y) {
        for (int x = 0; x < image.size.width; ++x) {
            const int label = label_at(labels, grid, y / texels, x / texels);
            if (label < 0) {
                put_texel(image, y, x, sequential.not_a_number);
                continue;
            }
            const Colour plain = cluster_colours[static_cast<std::size_t>(label) % cluster_colours.size()];
            const bool line = texels >= 4 && hatched(label, y, x);
            put_texel(image, y, x, line ? mix(plain, ink_on(plain), hatching_strength) : plain);
        }
    }
    return image;
}

Image cluster_line_picture(const std::vector<int>& labels, Size grid, int texels, int lit, Colour colour) {
    Image image = transparent(grid, texels);
    if (texels < 2) return image;
    // The two sides of an edge of the lit cluster: its colour inside, dark outside. Other edges are dark on
    // one side, that of the patch at the right or below. The lit cluster is closed at the picture's edge as
    // well.
    const auto paint_edge = [&](int row, int column, int to_row, int to_column, bool second) {
        const int own = label_at(labels, grid, row, column);
        const bool inside = to_row >= 0 && to_row < grid.height && to_column >= 0 && to_column < grid.width;
        if (!inside && own != lit) return;
        const int other = inside ? label_at(labels, grid, to_row, to_column) : -2;
        if (own == other || (own != lit && other != lit && !second)) return;
        const int dy = to_row - row;
        const int dx = to_column - column;
        for (int i = 0; i < texels; ++i) {
            const int y = row * texels + (dy == 0 ? i : dy < 0 ? 0 : texels - 1);
            const int x = column * texels + (dx == 0 ? i : dx < 0 ? 0 : texels - 1);
            put_texel(image, y, x, own == lit ? colour : dark_on_picture);
        }
    };
    for (int row = 0; row < grid.height; ++row) {
        for (int column = 0; column < grid.width; ++column) {
            paint_edge(row, column, row - 1, column, true);
            paint_edge(row, column, row, column - 1, true);
            paint_edge(row, column, row + 1, column, false);
            paint_edge(row, column, row, column + 1, false);
        }
    }
    return image;
}

}  // namespace patchlens::ui
