// What is pressed and typed, by the labels of the keys, given to ImGui in order and frame by frame.
#pragma once

#include <bitset>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "app/platform/key_labels.h"

struct GLFWwindow;

namespace patchlens::platform {

struct Modifiers {
    bool control = false;
    bool shift = false;
    bool alt = false;  ///< not AltGr, which only chooses another character

    bool operator==(const Modifiers&) const = default;
};

/// ImGui sees the state of the keys once a frame: what was pressed and let go in between would be lost, and
/// the order of keys and characters with it. So events wait here until a frame can tell them apart.
class Keyboard {
public:
    /// GLFW's key callback.
    void key(int key, int scancode, int action, int mods);
    /// GLFW's character callback.
    void character(char32_t typed);

    /// An event that is told from others already.
    void press(ui::compat::Key key, bool down, Modifiers modifiers);
    void shortcut(char typed);  ///< a character that counts only where no text is being entered
    void hold(Modifiers modifiers);

    /// Gives ImGui as many of the events as one frame can tell apart.
    void feed();
    bool waiting() const { return !events_.empty(); }
    /// Events given to ImGui so far.
    std::uint64_t fed() const { return fed_; }
    /// Keys that went down so far, as ImGui was told; what repeats while a key is held does not count.
    std::uint64_t presses() const { return presses_; }

private:
    struct Event {
        std::optional<ui::compat::Key> key;
        bool down = false;
        char32_t character = 0;
        bool shortcut = false;
        Modifiers modifiers;
    };
    bool next_is_typed() const;

    std::deque<Event> events_;
    std::map<int, ui::compat::Key> held_;  ///< by scancode: what is let go is what was pressed
    Modifiers last_;                       ///< of the last event
    Modifiers given_;                      ///< what ImGui was told
    bool acted_on_text_ = false;           ///< in the last frame, as Enter does
    std::uint64_t fed_ = 0;
    std::uint64_t presses_ = 0;
};

}  // namespace patchlens::platform
