#include "app/platform/menu_key.h"

#ifdef PATCHLENS_XCB
#include <memory>

#include "app/platform/clipboard.h"
#include "app/platform/x11_selection.h"

namespace patchlens::platform {
namespace {

constexpr xcb_keysym_t menu_symbol = 0xFF67;  // XK_Menu in X11/keysymdef.h

struct Disconnect {
    void operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }
};

}  // namespace

bool is_menu_key(GLFWwindow* window, int scancode) {
    if (x11_window(window) == 0) return true;
    // The key is pressed seldom: a connection for each question is soon enough, and none is kept.
    const std::unique_ptr<xcb_connection_t, Disconnect> connection(xcb_connect(nullptr, nullptr));
    const auto cookie = xcb_get_keyboard_mapping(connection.get(), static_cast<xcb_keycode_t>(scancode), 1);
    const Reply<xcb_get_keyboard_mapping_reply_t> reply(
        xcb_get_keyboard_mapping_reply(connection.get(), cookie, nullptr));
    if (!reply || reply->keysyms_per_keycode == 0) return true;
    return *xcb_get_keyboard_mapping_keysyms(reply.get()) == menu_symbol;
}

}  // namespace patchlens::platform
#else
namespace patchlens::platform {

bool is_menu_key(GLFWwindow*, int) {
    return true;
}

}  // namespace patchlens::platform
#endif
