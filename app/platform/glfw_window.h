// GLFW's window with an OpenGL 3.3 context, and its events between two frames.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/platform/clipboard.h"
#include "app/platform/keyboard.h"
#include "core/picture/image.h"

struct GLFWwindow;

namespace patchlens::platform {

/// One at a time, in the main thread. While it exists, its context is current and glad is loaded.
class GlfwWindow {
public:
    /// Opens a window of `wanted` pixels at 96 dpi (height, width) times the screen's own scale, or as much
    /// of it as the work area holds; the user cannot make it smaller than 1280x800. Without `wanted` it is
    /// 1600x1000 times `scale`, or times `factor` and the screen's own scale without `scale`. Hidden until
    /// `show`. Throws Error: window_unavailable, opengl_unavailable.
    GlfwWindow(std::optional<double> scale, double factor, std::optional<Size> wanted);
    ~GlfwWindow();
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    GLFWwindow* handle() const { return window_; }
    void show();
    void set_icon(const Image& image);
    /// Switches to full screen, or back to the window as it was.
    void set_full_screen(bool full);

    /// Swaps buffers at the screen's next refresh.
    void present();
    /// `poll` handles pending events; `sleep` waits for the next one, at most `seconds`, or without limit.
    void poll();
    void sleep(std::optional<double> seconds);
    /// Ends the current sleep, or the next one; from any thread.
    void wake();

    /// Replaces the current key callbacks: keys come through the keyboard, by their labels.
    void listen_to_keys();
    Keyboard& keyboard() { return keyboard_; }
    /// The clipboard's text; empty without an answer in half a second.
    const std::string& clipboard();
    /// The same for a caller that has only the handle.
    static const char* clipboard_of(void* handle);

    /// Whether anything happened that can change the picture since the last call.
    bool take_activity();
    /// How many events of keys, buttons, wheel and pointer ImGui was given so far.
    std::uint64_t inputs() const { return keyboard_.fed() + pointer_inputs_; }
    /// Files dropped on the window since the last call.
    std::vector<std::filesystem::path> take_dropped();
    /// Where in the window, in its own units.
    ImVec2 dropped_at() const { return dropped_at_; }

    bool close_requested() const;
    bool hidden() const;  ///< minimised, or without area
    /// The framebuffer's size in pixels.
    Size framebuffer_size() const;
    /// The window's size in layout pixels: height, width.
    Size size() const;
    /// The same at 96 dpi, for the next start; nothing in full screen.
    std::optional<Size> size_to_keep() const;
    /// Pixels of the layout per pixel of a 96 dpi screen; 1 where the system reports no usable scale.
    float content_scale() const;

private:
    struct Library {
        Library();
        ~Library();
    };
    void listen();
    void pointed();
    void place(Size wanted);

    Library library_;
    GLFWwindow* window_ = nullptr;
    std::optional<std::array<int, 4>> windowed_;  ///< x, y, width, height before full screen
    bool active_ = true;
    std::atomic<bool> woken_ = false;
    Keyboard keyboard_;
    std::uint64_t pointer_inputs_ = 0;
    X11Clipboard x11_clipboard_;
    std::string clipboard_;
    std::vector<std::filesystem::path> dropped_;
    ImVec2 dropped_at_{0, 0};
};

}  // namespace patchlens::platform
