// From a key's place to what is printed on it. GLFW names keys by their place on a US keyboard; a shortcut
// means the letter a person reads on the key, whatever the keyboard's layout.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/ui/compat.h"

namespace patchlens::platform {

/// What a key of the current layout types without Shift, UTF-8; empty where that is nothing (a dead key) or
/// unknown. Takes GLFW's number of the key (its place on a US keyboard).
using KeyLabels = std::function<std::string(int key)>;

/// A press of a key.
struct KeyPress {
    int key = 0;        ///< GLFW's number of its place
    std::string label;  ///< what it types without Shift, UTF-8
    bool latin = true;  ///< whether the layout has Latin letters
    bool shift = false;
    bool num_lock = false;
};

/// Whether any key at the place of a US keyboard's letter has a Latin letter.
bool has_latin_letters(const KeyLabels& labels);

/// The key of a press: by its label, or by its place on a US keyboard where the layout has no Latin letters,
/// and in the row of digits where digits need Shift. Nothing for a key the program does not use.
std::optional<ui::compat::Key> key_of(const KeyPress& press);

/// The shortcut of a press without Ctrl or Alt that types another character: the digit of a key in the row of
/// digits where digits need Shift, the letter or sign of a US keyboard where the layout has no Latin letters.
/// 0 where the shortcut is the character it types.
char shortcut_of(const KeyPress& press);

}  // namespace patchlens::platform
