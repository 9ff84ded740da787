// What is on the screen and where, for tests and screen-reader bridges: widget names, rectangles, and the
// state shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>
#include <nlohmann/json_fwd.hpp>

namespace patchlens::ui {

/// Collected anew each frame. Names are paths such as "params/patch_size" or "explore/picture"; rectangles
/// are x, y, width, height.
class Probe {
public:
    /// A piece of text as drawn; `shortened` if it did not fit.
    struct Text {
        std::string text;
        ImVec4 rectangle;
        bool shortened = false;
    };

    Probe();
    ~Probe();

    void clear();
    /// The rectangle of a widget, in pixels of the window.
    void item(std::string_view name, ImVec2 minimum, ImVec2 maximum);
    /// The same for a name that may be on the screen several times: "term/patch", then "term/patch/2", ….
    void further_item(const std::string& name, ImVec2 minimum, ImVec2 maximum);
    /// A piece of text; kept only if record_texts() was called.
    void text(std::string_view text, ImVec4 rectangle, bool shortened);
    /// The size of text that was drawn, in pixels; kept as the texts are.
    void text_size(float size);
    void record_texts() { records_texts_ = true; }
    /// A box lies over what was drawn so far.
    void cover_texts() { covered_ = texts_.size(); }
    void set_state(const nlohmann::ordered_json& state);

    const std::map<std::string, ImVec4, std::less<>>& items() const { return items_; }
    const std::vector<Text>& texts() const { return texts_; }
    /// Those that no box lies over, in the order in which they were drawn.
    std::span<const Text> uncovered_texts() const { return std::span(texts_).subspan(covered_); }
    const std::set<float>& text_sizes() const { return text_sizes_; }
    const nlohmann::ordered_json& state() const { return *state_; }
    /// {"frame": n, "inputs": n, "items": {name: [x, y, w, h]}, "state": {…}}; `inputs` counts the key and
    /// pointer events handled up to this frame.
    std::string to_json(std::uint64_t frame, std::uint64_t inputs) const;

private:
    std::map<std::string, ImVec4, std::less<>> items_;
    std::vector<Text> texts_;
    std::size_t covered_ = 0;
    std::set<float> text_sizes_;
    bool records_texts_ = false;
    std::unique_ptr<nlohmann::ordered_json> state_;
};

}  // namespace patchlens::ui
