// Pictures through the X11 selection CLIPBOARD: those of other programs, and ours for them.
#pragma once

#include <memory>

#include "app/ui/shell/picture_clipboard.h"

struct GLFWwindow;

namespace patchlens::platform {

/// How long the owner of the clipboard may take for each piece of a picture.
inline constexpr int picture_patience_in_seconds = 3;

/// The clipboard of the system that `window` runs under; null where GLFW alone knows the clipboard, which
/// then holds text only (Wayland).
std::unique_ptr<ui::PictureClipboard> picture_clipboard(GLFWwindow* window);

}  // namespace patchlens::platform
