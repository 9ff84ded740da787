// Panels that the window has no room for: a handle at the window's edge, and the drawer that it opens over
// the scene.
#pragma once

#include <string_view>

#include "app/ui/context.h"

namespace patchlens::ui {

/// Which one is open: one at a time, since they may lie over each other.
enum class Drawer { none, parameters, details };

/// What a handle shows.
struct DrawerHandle {
    const char* name;  ///< for the probe: "drawer/details"
    std::string_view label;
    std::string_view help;
    bool at_left;
    bool open;
};

/// A strip along an edge of the window, or a row at one, with its name and an arrow that says where the
/// drawer goes; true if it is pressed.
bool drawer_handle(Context& context, const DrawerHandle& handle, const Rect& place);

/// The open drawer's window, above everything drawn into the window so far, from construction to destruction.
class OpenDrawer {
public:
    OpenDrawer(Context& context, const char* name, const Rect& place);
    ~OpenDrawer();
    OpenDrawer(const OpenDrawer&) = delete;
    OpenDrawer& operator=(const OpenDrawer&) = delete;

private:
    Context& context_;
    Rect place_;
};

}  // namespace patchlens::ui
