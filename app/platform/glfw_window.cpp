#include "app/platform/glfw_window.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

#include <glad/gl.h>
// glad first: otherwise GLFW includes the system's OpenGL header.
#include <GLFW/glfw3.h>

#include "app/platform/menu_key.h"
#include "app/platform/shader_cache.h"
#include "core/error.h"

namespace patchlens::platform {
namespace {

constexpr Size default_size{1000, 1600};
constexpr Size smallest_size{600, 900};
// The range of a screen's own scale: 72 to 384 dpi.
constexpr float smallest_content_scale = 0.75F;
constexpr float largest_content_scale = 4;

/// GLFW's message about the call that just failed.
Argument reason() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text == nullptr ? Argument(Word::no_reason_given) : Argument(text);
}

Size scaled(Size size, float scale) {
    return {static_cast<int>(std::lround(static_cast<float>(size.height) * scale)),
            static_cast<int>(std::lround(static_cast<float>(size.width) * scale))};
}

/// A usable scale. With a nonsensical setting (Xft.dpi 0) the system reports 0, less, or NaN.
float usable(float scale) {
    if (!std::isfinite(scale) || scale <= 0) return 1;
    return std::clamp(scale, smallest_content_scale, largest_content_scale);
}

Size smaller(Size a, Size b) {
    return {std::min(a.height, b.height), std::min(a.width, b.width)};
}

GlfwWindow* self(GLFWwindow* window) {
    return static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window));
}

}  // namespace

GlfwWindow::Library::Library() {
#if defined(GLFW_PLATFORM_X11) && defined(__linux__)
    // Without Wayland, its library would write a line to standard error.
    if (std::getenv("WAYLAND_DISPLAY") == nullptr && std::getenv("WAYLAND_SOCKET") == nullptr)
        glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
    keep_no_shaders_on_a_full_disk();
    if (glfwInit() != GLFW_TRUE) throw Error(ErrorCode::window_unavailable, {reason()});
}

GlfwWindow::Library::~Library() {
    glfwTerminate();
}

GlfwWindow::GlfwWindow(std::optional<double> scale, double factor, std::optional<Size> wanted) {
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    // ImGui draws flat: no depth, no stencil.
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    // The desktop finds the entry and its icon by this name.
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "patchlens");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "patchlens");
    window_ = glfwCreateWindow(smallest_size.width, smallest_size.height, "PatchLens", nullptr, nullptr);
    if (window_ == nullptr) throw Error(ErrorCode::opengl_unavailable, {reason()});
    glfwMakeContextCurrent(window_);
    if (gladLoadGL(glfwGetProcAddress) < GLAD_MAKE_VERSION(3, 3)) {
        glfwDestroyWindow(window_);
        throw Error(ErrorCode::opengl_unavailable, {Word::functions_missing});
    }
    glfwSwapInterval(1);
    glfwSetInputMode(window_, GLFW_LOCK_KEY_MODS, GLFW_TRUE);  // the keypad's keys depend on Num Lock
    listen();
    const double own = scale ? *scale / content_scale() : factor;
    place(wanted.value_or(scaled(default_size, static_cast<float>(own))));
}

GlfwWindow::~GlfwWindow() {
    glfwDestroyWindow(window_);
}

/// Callbacks for everything that can change the picture. ImGui installs its own later and calls these.
void GlfwWindow::listen() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) { self(w)->pointed(); });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int) { self(w)->active_ = true; });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int, int, int) { self(w)->pointed(); });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double) { self(w)->pointed(); });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int) { self(w)->active_ = true; });
    glfwSetWindowIconifyCallback(window_, [](GLFWwindow* w, int) { self(w)->active_ = true; });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w)->active_ = true; });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w)->active_ = true; });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { self(w)->active_ = true; });
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
        self(w)->dropped_.insert(self(w)->dropped_.end(), paths, paths + count);
        double x = 0;
        double y = 0;
        glfwGetCursorPos(w, &x, &y);
        self(w)->dropped_at_ = {static_cast<float>(x), static_cast<float>(y)};
        self(w)->active_ = true;
    });
}

void GlfwWindow::pointed() {
    ++pointer_inputs_;
    active_ = true;
}

void GlfwWindow::listen_to_keys() {
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
        const bool other = key == GLFW_KEY_MENU && action == GLFW_PRESS && !is_menu_key(w, scancode);
        self(w)->keyboard_.key(other ? GLFW_KEY_UNKNOWN : key, scancode, action, mods);
        self(w)->active_ = true;
    });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned typed) {
        self(w)->keyboard_.character(typed);
        self(w)->active_ = true;
    });
}

const std::string& GlfwWindow::clipboard() {
    auto text = x11_clipboard_.text(window_, keyboard_.presses());
    if (!text) {
        const char* own = glfwGetClipboardString(window_);
        glfwGetError(nullptr);  // clears the error: an empty clipboard is no failure
        text = own == nullptr ? "" : own;
    }
    clipboard_ = std::move(*text);
    return clipboard_;
}

const char* GlfwWindow::clipboard_of(void* handle) {
    return self(static_cast<GLFWwindow*>(handle))->clipboard().c_str();
}

/// The size that fits the screen. The window manager chooses the position; without one it is the corner.
void GlfwWindow::place(Size wanted) {
    const Size whole = scaled(wanted, content_scale());
    Size room = whole;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor(); monitor != nullptr) {
        int left = 0;
        int top = 0;
        int right = 0;
        int bottom = 0;
        glfwGetMonitorWorkarea(monitor, &left, &top, &room.width, &room.height);
        glfwGetWindowFrameSize(window_, &left, &top, &right, &bottom);
        room = {room.height - top - bottom, room.width - left - right};
    }
    const Size size = smaller(whole, room);
    const Size limit = smaller(smaller(scaled(smallest_size, content_scale()), size), room);
    glfwSetWindowSizeLimits(window_, limit.width, limit.height, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwSetWindowSize(window_, size.width, size.height);
}

void GlfwWindow::show() {
    glfwShowWindow(window_);
}

void GlfwWindow::set_icon(const Image& image) {
    Image icon = with_channels(image, 4);
    const GLFWimage picture{icon.size.width, icon.size.height, icon.pixels.data()};
    glfwSetWindowIcon(window_, 1, &picture);
}

void GlfwWindow::set_full_screen(bool full) {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (full == windowed_.has_value() || monitor == nullptr) return;
    if (full) {
        auto& [x, y, width, height] = windowed_.emplace();
        glfwGetWindowPos(window_, &x, &y);
        glfwGetWindowSize(window_, &width, &height);
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
        const auto [x, y, width, height] = *std::exchange(windowed_, std::nullopt);
        glfwSetWindowMonitor(window_, nullptr, x, y, width, height, GLFW_DONT_CARE);
    }
    active_ = true;
}

void GlfwWindow::present() {
    glfwSwapBuffers(window_);
}

void GlfwWindow::poll() {
    glfwPollEvents();
}

void GlfwWindow::sleep(std::optional<double> seconds) {
    if (seconds) {
        glfwWaitEventsTimeout(*seconds);
    } else {
        glfwWaitEvents();
    }
}

void GlfwWindow::wake() {
    woken_ = true;
    glfwPostEmptyEvent();
}

bool GlfwWindow::take_activity() {
    const bool woken = woken_.exchange(false);
    return std::exchange(active_, false) || woken;
}

std::vector<std::filesystem::path> GlfwWindow::take_dropped() {
    return std::exchange(dropped_, {});
}

bool GlfwWindow::close_requested() const {
    return glfwWindowShouldClose(window_) == GLFW_TRUE;
}

bool GlfwWindow::hidden() const {
    return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_TRUE || framebuffer_size().area() == 0;
}

Size GlfwWindow::framebuffer_size() const {
    Size size;
    glfwGetFramebufferSize(window_, &size.width, &size.height);
    return size;
}

Size GlfwWindow::size() const {
    Size size;
    glfwGetWindowSize(window_, &size.width, &size.height);
    return size;
}

std::optional<Size> GlfwWindow::size_to_keep() const {
    if (windowed_ || hidden()) return std::nullopt;
    return scaled(size(), 1 / content_scale());
}

float GlfwWindow::content_scale() const {
    float scale = 1;
    glfwGetWindowContentScale(window_, &scale, nullptr);
    // Where window sizes are in units of the system (Wayland), these already include part of the scale.
    const int width = size().width;
    const int pixels = framebuffer_size().width;
    if (width > 0 && pixels > 0) scale *= static_cast<float>(width) / static_cast<float>(pixels);
    return usable(scale);
}

}  // namespace patchlens::platform
