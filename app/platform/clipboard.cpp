#include "app/platform/clipboard.h"

#ifdef PATCHLENS_XCB
#include <GLFW/glfw3.h>

#include "app/platform/x11_selection.h"
#include "core/support/utf8.h"

// Declared here because GLFW/glfw3native.h would bring the headers of X11 and its extensions for this one
// function. Returns 0 for a window that is not X11's.
extern "C" unsigned long glfwGetX11Window(GLFWwindow* window);

namespace patchlens::platform {
namespace {

std::string utf8_of_latin1(std::string_view text) {
    std::string converted;
    for (const char byte : text)
        converted += to_utf8(static_cast<unsigned char>(byte));
    return converted;
}

}  // namespace

class X11Clipboard::Connection : public X11Selection {
public:
    /// Requests the text with a window of its own; nothing where no answer came in time.
    std::optional<std::string> text() {
        begin({clipboard_patience, false, longest_clipboard_text});
        std::optional<std::string> text = converted_to(utf8_);
        if (!text && in_time()) {
            text = converted_to(XCB_ATOM_STRING);
            if (text) text = utf8_of_latin1(*text);
        }
        const bool answered = in_time();
        end();
        return text || !answered ? text : std::string();
    }

private:
    xcb_atom_t utf8_ = connected() ? atom("UTF8_STRING") : xcb_atom_t{XCB_ATOM_NONE};
};

unsigned long x11_window(GLFWwindow* window) {
    const unsigned long handle = glfwGetX11Window(window);
    glfwGetError(nullptr);  // clears the error: not running under X11 is no failure
    return handle;
}

std::optional<std::string> X11Clipboard::text(GLFWwindow* window, std::uint64_t press) {
    if (unanswered_press_ == press) return std::string();
    const auto handle = static_cast<xcb_window_t>(x11_window(window));
    if (handle == XCB_WINDOW_NONE) return std::nullopt;
    if (!connection_) connection_ = std::make_unique<Connection>();
    if (!connection_->connected() || connection_->owned_by_client_of(handle)) return std::nullopt;
    const std::optional<std::string> text = connection_->text();
    if (!text) unanswered_press_ = press;
    return text.value_or(std::string());
}

}  // namespace patchlens::platform
#else
namespace patchlens::platform {

unsigned long x11_window(GLFWwindow*) {
    return 0;
}

class X11Clipboard::Connection {};

std::optional<std::string> X11Clipboard::text(GLFWwindow*, std::uint64_t) {
    return std::nullopt;
}

}  // namespace patchlens::platform
#endif

namespace patchlens::platform {

X11Clipboard::X11Clipboard() = default;
X11Clipboard::~X11Clipboard() = default;

}  // namespace patchlens::platform
