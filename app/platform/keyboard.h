// Keys pressed and characters typed, by the labels of the keys, passed to ImGui in order, frame by frame.
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

/// ImGui sees the state of the keys once a frame: a press and release in between would be lost, and so would
/// the order of keys and characters. So events queue here until a frame can tell them apart.
class Keyboard {
public:
    /// GLFW's key callback.
    void key(int key, int scancode, int action, int mods);
    /// GLFW's character callback.
    void character(char32_t typed);

    /// Queues an event whose key is known.
    void press(ui::compat::Key key, bool down, Modifiers modifiers);
    void shortcut(char typed);  ///< a character that is ignored during text input
    void hold(Modifiers modifiers);

    /// Passes ImGui as many of the events as one frame can tell apart.
    void feed();
    bool waiting() const { return !events_.empty(); }
    /// Events passed to ImGui so far.
    std::uint64_t fed() const { return fed_; }
    /// Keys that went down so far, as ImGui was told; what repeats while a key is held does not count.
    std::uint64_t presses() const { return presses_; }

private:
    struct Event {
        std::optional<ui::compat::Key> key = {};
        bool down = false;
        char32_t character = 0;
        bool shortcut = false;
        Modifiers modifiers = {};
    };
    bool next_is_typed() const;

    std::deque<Event> events_;
    std::map<int, ui::compat::Key> held_;  ///< by scancode: the release is of the key that was pressed
    Modifiers last_;                       ///< of the last event
    Modifiers given_;                      ///< the state ImGui has
    bool acted_on_text_ = false;           ///< in the last frame, as Enter does
    std::uint64_t fed_ = 0;
    std::uint64_t presses_ = 0;
};

}  // namespace patchlens::platform
