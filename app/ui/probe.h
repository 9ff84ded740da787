// What is on the screen and where, for tests and screen-reader bridges: widget names, rectangles, and the
// state shown.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <imgui.h>
#include <nlohmann/json.hpp>

namespace patchlens::ui {

/// Collected anew each frame. Names are paths such as "params/patch_size" or "explore/picture".
class Probe {
public:
    void clear() { items_.clear(); }
    /// The rectangle of a widget, in pixels of the window.
    void item(std::string_view name, ImVec2 minimum, ImVec2 maximum);
    /// The rectangle of the widget ImGui drew last.
    void last_item(std::string_view name);
    void set_state(nlohmann::ordered_json state) { state_ = std::move(state); }

    const std::map<std::string, ImVec4, std::less<>>& items() const {
        return items_;
    }  ///< x, y, width, height
    const nlohmann::ordered_json& state() const { return state_; }
    /// {"frame": n, "items": {name: [x, y, w, h]}, "state": {…}}
    std::string to_json(std::uint64_t frame) const;

private:
    std::map<std::string, ImVec4, std::less<>> items_;
    nlohmann::ordered_json state_ = nlohmann::ordered_json::object();
};

}  // namespace patchlens::ui
