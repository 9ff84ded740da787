// Heights, widths and places, always in the order PyTorch writes them: row before column, height before
// width.
#pragma once

#include <cstdint>
#include <string>

namespace patchlens {

/// A pair (height, width) in pixels, or (rows, columns) in patches.
struct Size {
    int height = 0;
    int width = 0;

    bool operator==(const Size&) const = default;
    constexpr std::int64_t area() const { return std::int64_t{height} * width; }
};

/// `to_2tuple` of timm and torchvision: one number means a square.
constexpr Size to_pair(int side) {
    return {side, side};
}

/// "8x16": height, then width, as the command line writes it.
inline std::string to_string(Size size) {
    return std::to_string(size.height) + "x" + std::to_string(size.width);
}

/// One patch's place in the grid, counted from the top left.
struct PatchPosition {
    int row = 0;
    int column = 0;

    bool operator==(const PatchPosition&) const = default;
};

/// One pixel's place in an image, counted from the top left.
struct PixelPosition {
    int y = 0;
    int x = 0;

    bool operator==(const PixelPosition&) const = default;
};

/// Pixels [top, top + height) x [left, left + width).
struct Rectangle {
    int top = 0;
    int left = 0;
    int height = 0;
    int width = 0;

    bool operator==(const Rectangle&) const = default;
    constexpr std::int64_t area() const { return std::int64_t{height} * width; }
};

}  // namespace patchlens
