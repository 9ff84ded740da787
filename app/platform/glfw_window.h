// GLFW's window with an OpenGL 3.3 context, and what happens to it between two frames.
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/image.h"

struct GLFWwindow;

namespace patchlens::platform {

/// One at a time, in the main thread. The context is current, with glad loaded, while it lives.
class GlfwWindow {
public:
    /// Opens a window of 1600x1000 times `scale` times the screen's own scale, or as much of it as the work
    /// area holds, not to be made smaller than 1280x800. Hidden until `show`. Throws Error:
    /// window_unavailable, opengl_unavailable.
    explicit GlfwWindow(float scale);
    ~GlfwWindow();
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    GLFWwindow* handle() const { return window_; }
    void show();
    void set_icon(const Image& image);

    /// Shows what was drawn, at the screen's next refresh.
    void present();
    /// Handles what has happened by now, or sleeps until something happens: at most `seconds`, without an end
    /// if there are none.
    void poll();
    void sleep(std::optional<double> seconds);
    /// Ends a sleep, now or the next one; from any thread.
    void wake();

    /// Whether anything happened that can change the picture since the last call.
    bool take_activity();
    /// Files dropped on the window since the last call.
    std::vector<std::filesystem::path> take_dropped();

    bool close_requested() const;
    bool hidden() const;  ///< minimised, or without area
    /// What drawing goes into, in pixels.
    Size framebuffer_size() const;
    /// Pixels of the layout per pixel of a 96 dpi screen.
    float content_scale() const;

private:
    struct Library {
        Library();
        ~Library();
    };
    void listen();
    void place(float scale);

    Library library_;
    GLFWwindow* window_ = nullptr;
    bool active_ = true;
    std::atomic<bool> woken_ = false;
    std::vector<std::filesystem::path> dropped_;
};

}  // namespace patchlens::platform
