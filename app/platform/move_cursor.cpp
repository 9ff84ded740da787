#include "app/platform/move_cursor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include <GLFW/glfw3.h>
#include <imgui.h>

namespace patchlens::platform {
namespace {

constexpr float usual_side = 23;
constexpr std::array<std::uint8_t, 4> arrow_edge{20, 20, 20, 255};
constexpr std::array<std::uint8_t, 4> arrow_face{255, 255, 255, 255};

/// Whether a point, in pixels from the middle, lies in the cross with arrow heads.
bool in_arrows(int x, int y, int reach) {
    const int along = std::max(std::abs(x), std::abs(y));
    const int across = std::min(std::abs(x), std::abs(y));
    const int head = std::max(3, reach * 2 / 5);
    if (along > reach) return false;
    return along > reach - head ? across <= reach - along : across <= reach / 10;
}

}  // namespace

Image move_cursor_image(int side) {
    Image image{{side, side}, 4, {}};
    image.pixels.resize(static_cast<std::size_t>(image.size.area() * 4));
    const int middle = side / 2;
    const int reach = middle - 1;  // leaves room for the edge
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            bool near = false;
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx)
                    near |= in_arrows(x + dx - middle, y + dy - middle, reach);
            }
            if (!near) continue;
            const auto& colour = in_arrows(x - middle, y - middle, reach) ? arrow_face : arrow_edge;
            std::ranges::copy(colour, image.pixels.begin() + (std::ptrdiff_t{y} * side + x) * 4);
        }
    }
    return image;
}

MoveCursor::MoveCursor(float scale) {
    const int half = static_cast<int>(std::lround(std::max(1.0F, scale) * usual_side / 2));
    Image image = move_cursor_image(2 * half + 1);
    const GLFWimage picture{image.size.width, image.size.height, image.pixels.data()};
    cursor_ = glfwCreateCursor(&picture, half, half);
}

MoveCursor::~MoveCursor() {
    if (cursor_ != nullptr) glfwDestroyCursor(cursor_);
}

void MoveCursor::follow(GLFWwindow* window) const {
    if (cursor_ != nullptr && ImGui::GetMouseCursor() == ImGuiMouseCursor_ResizeAll)
        glfwSetCursor(window, cursor_);
}

}  // namespace patchlens::platform
