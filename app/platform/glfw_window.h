// GLFW's window with an OpenGL 3.3 context, and what happens to it between two frames.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/platform/clipboard.h"
#include "app/platform/keyboard.h"
#include "core/picture/image.h"

struct GLFWwindow;

namespace patchlens::platform {

/// One at a time, in the main thread. The context is current, with glad loaded, while it lives.
class GlfwWindow {
public:
    /// Opens a window of `wanted` pixels at 96 dpi (height, width) times the screen's own scale, or as much
    /// of it as the work area holds, not to be made smaller than 1280x800. Without a wish it is 1600x1000
    /// times `scale`, or times `factor` and the screen's own scale where there is none. Hidden until `show`.
    /// Throws Error: window_unavailable, opengl_unavailable.
    GlfwWindow(std::optional<double> scale, double factor, std::optional<Size> wanted);
    ~GlfwWindow();
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    GLFWwindow* handle() const { return window_; }
    void show();
    void set_icon(const Image& image);
    /// Covers the whole screen, or is a window as before.
    void set_full_screen(bool full);

    /// Shows what was drawn, at the screen's next refresh.
    void present();
    /// Handles what has happened by now, or sleeps until something happens: at most `seconds`, without an end
    /// if there are none.
    void poll();
    void sleep(std::optional<double> seconds);
    /// Ends a sleep, now or the next one; from any thread.
    void wake();

    /// Takes the keys from whoever listens to them now: they come through the keyboard, by their labels.
    void listen_to_keys();
    Keyboard& keyboard() { return keyboard_; }
    /// What another program or this one copied; empty without an answer in half a second.
    const std::string& clipboard();
    /// The same for whoever has no more than the handle.
    static const char* clipboard_of(void* handle);

    /// Whether anything happened that can change the picture since the last call.
    bool take_activity();
    /// What keys, buttons, wheel and pointer did so far, as far as ImGui was told.
    std::uint64_t inputs() const { return keyboard_.fed() + pointer_inputs_; }
    /// Files dropped on the window since the last call.
    std::vector<std::filesystem::path> take_dropped();

    bool close_requested() const;
    bool hidden() const;  ///< minimised, or without area
    /// What drawing goes into, in pixels.
    Size framebuffer_size() const;
    /// What the layout is arranged in: height, width.
    Size size() const;
    /// The same at 96 dpi, to be opened in again; nothing while it covers the whole screen.
    std::optional<Size> size_to_keep() const;
    /// Pixels of the layout per pixel of a 96 dpi screen; 1 where the system says something else.
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
    std::optional<std::array<int, 4>> windowed_;  ///< x, y, width, height before it covered the screen
    bool active_ = true;
    std::atomic<bool> woken_ = false;
    Keyboard keyboard_;
    std::uint64_t pointer_inputs_ = 0;
    X11Clipboard x11_clipboard_;
    std::string clipboard_;
    std::vector<std::filesystem::path> dropped_;
};

}  // namespace patchlens::platform
