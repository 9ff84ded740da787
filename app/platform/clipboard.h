// Reading the clipboard of another program with a timeout: the window must not hang because that program
// hangs.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

struct GLFWwindow;

namespace patchlens::platform {

/// How long the owner of the clipboard may take in total.
inline constexpr std::chrono::milliseconds clipboard_patience{400};
/// Reading stops once a text is this long: only paths and numbers are pasted.
inline constexpr std::size_t longest_clipboard_text = std::size_t{1} << 20;

/// The X11 selection CLIPBOARD, over a connection of its own.
class X11Clipboard {
public:
    X11Clipboard();
    ~X11Clipboard();
    X11Clipboard(const X11Clipboard&) = delete;
    X11Clipboard& operator=(const X11Clipboard&) = delete;

    /// The text as UTF-8; empty where there is none or the owner does not answer in time. Nothing where there
    /// is no X11, or where this program, whose window is given, is the owner: then GLFW has the text.
    std::optional<std::string> text(GLFWwindow* window);

private:
    class Connection;
    std::unique_ptr<Connection> connection_;  ///< opened by the first read
};

}  // namespace patchlens::platform
