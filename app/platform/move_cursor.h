// The cursor for what is being moved: arrows in all four directions. GLFW before 3.4 has none, and ImGui then
// shows the plain arrow.
#pragma once

#include "core/picture/image.h"

struct GLFWcursor;
struct GLFWwindow;

namespace patchlens::platform {

/// The cursor as RGBA, `side` x `side` pixels, its point in the middle; `side` is odd, at least 17.
Image move_cursor_image(int side);

/// While it exists, and only while the window's library does.
class MoveCursor {
public:
    /// `scale`: 1 at 96 dpi.
    explicit MoveCursor(float scale);
    ~MoveCursor();
    MoveCursor(const MoveCursor&) = delete;
    MoveCursor& operator=(const MoveCursor&) = delete;

    /// Shows it where ImGui's last frame asked for it; after ImGui's backend has set the cursor of this
    /// frame.
    void follow(GLFWwindow* window) const;

private:
    GLFWcursor* cursor_;
};

}  // namespace patchlens::platform
