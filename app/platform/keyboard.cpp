#include "app/platform/keyboard.h"

#include <utility>

#include <GLFW/glfw3.h>

namespace patchlens::platform {
namespace {

namespace compat = ui::compat;

/// The name of the key at a place; empty without one.
std::string label_of(int key, int scancode) {
    const char* name = glfwGetKeyName(key, scancode);
    glfwGetError(nullptr);  // clears the error: a key without a name is no failure
    return name == nullptr ? std::string() : std::string(name);
}

/// The modifiers after the event, including the key itself if it is one: under X11, `mods` is from before the
/// event.
Modifiers modifiers_after(int key, bool down, int mods) {
    Modifiers after{(mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_ALT) != 0};
    if (key == GLFW_KEY_LEFT_CONTROL || key == GLFW_KEY_RIGHT_CONTROL) after.control = down;
    if (key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT) after.shift = down;
    if (key == GLFW_KEY_LEFT_ALT) after.alt = down;
    return after;
}

/// Keys that are shortcuts only together with Ctrl; without it, the character they type is.
bool types(compat::Key key) {
    return key >= compat::Key::zero || key == compat::Key::minus || key == compat::Key::equal;
}

}  // namespace

void Keyboard::key(int key, int scancode, int action, int mods) {
    const bool down = action != GLFW_RELEASE;
    const Modifiers modifiers = modifiers_after(key, down, mods);
    if (!down) {
        const auto held = held_.extract(scancode);
        if (held.empty()) return hold(modifiers);
        return press(held.mapped(), false, modifiers);
    }
    KeyPress pressed{key, label_of(key, scancode), true, (mods & GLFW_MOD_SHIFT) != 0,
                     (mods & GLFW_MOD_NUM_LOCK) != 0};
    pressed.latin = has_latin_letters([](int place) { return label_of(place, 0); });
    if (action == GLFW_PRESS) {  // ImGui repeats keys itself
        const auto meant = key_of(pressed);
        if (meant && (modifiers.control || !types(*meant))) {
            held_.insert_or_assign(scancode, *meant);
            press(*meant, true, modifiers);
        } else {
            hold(modifiers);
        }
    }
    if ((mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) != 0) return;
    if (const char meant = shortcut_of(pressed); meant != 0) shortcut(meant);
}

void Keyboard::character(char32_t typed) {
    events_.push_back({.character = typed, .modifiers = last_});
}

void Keyboard::press(compat::Key key, bool down, Modifiers modifiers) {
    events_.push_back({.key = key, .down = down, .modifiers = modifiers});
    last_ = modifiers;
}

void Keyboard::shortcut(char typed) {
    events_.push_back({.character = static_cast<char32_t>(typed), .shortcut = true, .modifiers = last_});
}

void Keyboard::hold(Modifiers modifiers) {
    events_.push_back({.modifiers = modifiers});
    last_ = modifiers;
}

/// Whether the second event is the character typed by the first.
bool Keyboard::next_is_typed() const {
    return events_.size() > 1 && events_[1].character != 0;
}

void Keyboard::feed() {
    std::bitset<compat::key_count> changed;
    ImGuiIO& io = ImGui::GetIO();
    // After a key that types nothing, the following events wait for the next frame. If it ended text input,
    // ImGui reports that another frame later.
    bool acted = std::exchange(acted_on_text_, false);
    for (bool first = true; !events_.empty(); first = false) {
        const Event& event = events_.front();
        if (event.modifiers != given_ && !first) return;
        if (acted && (event.down || event.character != 0)) return;
        if (event.modifiers != given_) {
            given_ = event.modifiers;
            compat::feed_modifiers(given_.control, given_.shift, given_.alt);
        }
        if (event.key) {
            const auto index = static_cast<std::size_t>(*event.key);
            if (changed.test(index)) return;
            changed.set(index);
            compat::feed_key(*event.key, event.down);
            if (event.down) ++presses_;
            const bool acts = event.down && !next_is_typed();
            acted |= acts;
            acted_on_text_ |= acts && io.WantTextInput;
        }
        if (event.character != 0 && !(event.shortcut && io.WantTextInput))
            compat::feed_character(event.character);
        events_.pop_front();
        ++fed_;
    }
}

}  // namespace patchlens::platform
