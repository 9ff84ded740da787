// A press that comes so soon after another, at the same point, that nobody could have seen that something
// else lies there by now: it was meant for what lay there before, as the second half of a double press is.
#pragma once

#include <string>
#include <string_view>

#include <imgui.h>

namespace patchlens::ui {

class DoublePress {
public:
    /// Called where ImGui says that a press of the mouse began on the widget `name`; `near` is how far apart
    /// two presses are at the same point, in pixels.
    void begin(std::string_view name, float near);
    /// Whether the press that goes on now, or was let go in this frame, was meant for another widget.
    bool astray() const { return astray_; }

    static constexpr double seconds = 0.5;  ///< how soon: what desktops take for a double press

private:
    std::string name_;  ///< of what the first press was meant for
    ImVec2 at_{0, 0};
    double when_ = -seconds;
    bool astray_ = false;
};

}  // namespace patchlens::ui
