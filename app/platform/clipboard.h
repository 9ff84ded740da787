// Reading the clipboard of another program with a timeout: the window must not hang because that program
// hangs.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

struct GLFWwindow;

namespace patchlens::platform {

/// How long the owner of the clipboard may take in total.
inline constexpr std::chrono::milliseconds clipboard_patience{400};
/// Reading stops once a text is this long: only paths and numbers are pasted.
inline constexpr std::size_t longest_clipboard_text = std::size_t{1} << 20;

/// The window's number under X11; 0 under another system.
unsigned long x11_window(GLFWwindow* window);

/// The X11 selection CLIPBOARD, over a connection of its own.
class X11Clipboard {
public:
    X11Clipboard();
    ~X11Clipboard();
    X11Clipboard(const X11Clipboard&) = delete;
    X11Clipboard& operator=(const X11Clipboard&) = delete;

    /// The text as UTF-8; empty where there is none or the owner does not answer in time. Nothing where X11
    /// cannot be asked, or where this program, whose window is given, is the owner: then GLFW knows the text.
    /// `press` tells one press of a key from the next: an owner that did not answer in time is not asked
    /// again while that key repeats.
    std::optional<std::string> text(GLFWwindow* window, std::uint64_t press);

private:
    class Connection;
    std::unique_ptr<Connection> connection_;         ///< from the first question on
    std::optional<std::uint64_t> unanswered_press_;  ///< in which the owner did not answer in time
};

}  // namespace patchlens::platform
