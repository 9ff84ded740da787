#include "app/platform/key_labels.h"

#include <array>
#include <string_view>
#include <utility>

#include <GLFW/glfw3.h>

namespace patchlens::platform {
namespace {

using ui::compat::Key;

/// Characters that are shortcuts themselves.
constexpr std::string_view signs = "+-=[],.<>";

/// The keys with a name of their own, the same on every keyboard.
constexpr std::array named{
    std::pair{GLFW_KEY_LEFT, Key::left},
    std::pair{GLFW_KEY_RIGHT, Key::right},
    std::pair{GLFW_KEY_UP, Key::up},
    std::pair{GLFW_KEY_DOWN, Key::down},
    std::pair{GLFW_KEY_PAGE_UP, Key::page_up},
    std::pair{GLFW_KEY_PAGE_DOWN, Key::page_down},
    std::pair{GLFW_KEY_HOME, Key::home},
    std::pair{GLFW_KEY_END, Key::end},
    std::pair{GLFW_KEY_INSERT, Key::insert},
    std::pair{GLFW_KEY_DELETE, Key::remove},
    std::pair{GLFW_KEY_TAB, Key::tab},
    std::pair{GLFW_KEY_SPACE, Key::space},
    std::pair{GLFW_KEY_ENTER, Key::enter},
    std::pair{GLFW_KEY_KP_ENTER, Key::enter},
    std::pair{GLFW_KEY_ESCAPE, Key::escape},
    std::pair{GLFW_KEY_BACKSPACE, Key::backspace},
    std::pair{GLFW_KEY_F1, Key::f1},
    std::pair{GLFW_KEY_F2, Key::f2},
    std::pair{GLFW_KEY_F3, Key::f3},
    std::pair{GLFW_KEY_F4, Key::f4},
    std::pair{GLFW_KEY_F5, Key::f5},
    std::pair{GLFW_KEY_F10, Key::f10},
    std::pair{GLFW_KEY_F11, Key::f11},
    std::pair{GLFW_KEY_MENU, Key::menu},
    std::pair{GLFW_KEY_KP_ADD, Key::equal},
    std::pair{GLFW_KEY_KP_SUBTRACT, Key::minus},
};

/// The keypad's digits, from 0, and its decimal point without Num Lock; 5 does nothing.
constexpr std::array<std::optional<Key>, 11> keypad{Key::insert, Key::end,     Key::down,  Key::page_down,
                                                    Key::left,   {},           Key::right, Key::home,
                                                    Key::up,     Key::page_up, Key::remove};

bool is_letter(int place) {
    return place >= GLFW_KEY_A && place <= GLFW_KEY_Z;
}

bool is_digit(int place) {
    return place >= GLFW_KEY_0 && place <= GLFW_KEY_9;
}

/// The label if it is one ASCII character, letters in lower case; else 0.
char plain_label(std::string_view label) {
    if (label.size() != 1 || label[0] < ' ' || label[0] > '~') return 0;
    return label[0] >= 'A' && label[0] <= 'Z' ? static_cast<char>(label[0] - 'A' + 'a') : label[0];
}

std::optional<Key> key_labelled(char label) {
    if (label >= 'a' && label <= 'z') return ui::compat::letter_key(label);
    if (label >= '0' && label <= '9') return ui::compat::digit_key(label - '0');
    if (label == '-') return Key::minus;
    if (label == '=' || label == '+') return Key::equal;
    return std::nullopt;
}

std::optional<Key> keypad_key(const KeyPress& press) {
    const int index = press.key - GLFW_KEY_KP_0;
    // As on the system: Shift inverts Num Lock.
    if (press.num_lock == press.shift) return keypad.at(static_cast<std::size_t>(index));
    if (press.key == GLFW_KEY_KP_DECIMAL) return std::nullopt;
    return ui::compat::digit_key(index);
}

/// The character at a place of a US keyboard, letters in lower case; 0 where there is none. Shift applies to
/// the shortcut characters.
char us_character(int place, bool shift) {
    if (is_letter(place)) return static_cast<char>(place - GLFW_KEY_A + 'a');
    if (shift && place == GLFW_KEY_COMMA) return '<';
    if (shift && place == GLFW_KEY_PERIOD) return '>';
    if (shift) return 0;
    return place > ' ' && place <= '~' ? static_cast<char>(place) : '\0';  // GLFW's key numbers are ASCII
}

}  // namespace

bool has_latin_letters(const KeyLabels& labels) {
    for (int key = GLFW_KEY_A; key <= GLFW_KEY_Z; ++key) {
        const char label = plain_label(labels(key));
        if (label >= 'a' && label <= 'z') return true;
    }
    return false;
}

std::optional<Key> key_of(const KeyPress& press) {
    for (const auto& [place, key] : named) {
        if (place == press.key) return key;
    }
    if (press.key >= GLFW_KEY_KP_0 && press.key <= GLFW_KEY_KP_DECIMAL) return keypad_key(press);
    const char label = plain_label(press.label);
    if (!press.latin && is_letter(press.key)) return key_labelled(us_character(press.key, false));
    if (const auto key = key_labelled(label)) return key;
    if (is_digit(press.key)) return ui::compat::digit_key(press.key - GLFW_KEY_0);
    // Without any labels from the system, keys are identified by their place.
    if (!press.latin && press.label.empty()) return key_labelled(us_character(press.key, false));
    return std::nullopt;
}

char shortcut_of(const KeyPress& press) {
    const char label = plain_label(press.label);
    if (label != 0 && signs.find(label) != std::string_view::npos) return 0;
    if (is_digit(press.key)) {
        const bool types_digit = label >= '0' && label <= '9';
        return types_digit || press.shift ? '\0' : static_cast<char>(press.key);
    }
    if (press.latin || press.label.empty()) return 0;
    if (is_letter(press.key)) return us_character(press.key, false);
    const char character = us_character(press.key, press.shift);
    return label == 0 && signs.find(character) != std::string_view::npos ? character : '\0';
}

}  // namespace patchlens::platform
