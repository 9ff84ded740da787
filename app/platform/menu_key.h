// Whether the key at the place of Menu is one: its place may be given to another task, as switching layouts.
#pragma once

struct GLFWwindow;

namespace patchlens::platform {

/// Whether X11's keyboard has the symbol Menu on the key that GLFW gives as `scancode`. True where X11 cannot
/// be asked: then the place counts.
bool is_menu_key(GLFWwindow* window, int scancode);

}  // namespace patchlens::platform
