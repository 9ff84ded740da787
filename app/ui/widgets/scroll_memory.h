// How far everything that scrolls is scrolled, by name, so that it comes back to exactly where it was.
#pragma once

#include <map>
#include <string>

#include <imgui.h>

namespace patchlens::ui {

class ScrollMemory {
public:
    using Places = std::map<std::string, ImVec2>;

    /// Where the window or wall `name`, scrolled to `now` in this frame, is to be: where it was when what is
    /// brought back was left, at its beginning if it is shown `afresh`, else where it is.
    ImVec2 wanted(const std::string& name, ImVec2 now, bool afresh);
    /// Where all that was drawn so far is scrolled to.
    const Places& places() const { return places_; }
    /// From now on everything goes back to these, until the frame is over in which all of it is `complete`.
    void bring_back(Places places);
    /// At the end of a frame. What is scrolled knows how far it can be only once it was drawn whole.
    void end_frame(bool complete);
    /// Whether something still has to move.
    bool moving() const { return !back_.empty(); }

private:
    static constexpr int frames_to_settle = 3;
    Places places_;
    Places back_;
    int settled_ = 0;  ///< frames since all was complete
};

/// Scrolls the current window to where it is to be.
void scroll_window(ScrollMemory& scrolls, const std::string& name, bool afresh);

}  // namespace patchlens::ui
