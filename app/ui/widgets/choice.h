// A drop-down list: a field that shows the chosen item, and the list that a click, Enter or Space opens. In
// the list the arrows move, Enter chooses, Esc closes; long lists can be searched by typing.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

struct ChoiceItem {
    std::string name;  ///< for the probe: "crop" in "params/fit/crop"
    std::string label;
    std::string detail;       ///< at the right, in the monospaced face
    std::string explanation;  ///< below the list while this item is the one Enter chooses
};

struct ChoiceOptions {
    const char* name;         ///< "params/fit"; the open list is "params/fit/list"
    std::string shown;        ///< the field's text: the chosen item, or what choosing does
    int chosen = -1;          ///< index of the item chosen now; -1: none
    bool searchable = false;  ///< a field above the list, "params/fit/search", keeps items with all its words
    float list_width = 0;     ///< at least the field's own
};

/// The index of the item chosen in this frame. `items` is called only while the list is open.
std::optional<int> choice(Context& context, const Rect& field, const ChoiceOptions& options,
                          const std::function<std::vector<ChoiceItem>()>& items);

/// The width of a field or list with these labels.
float choice_width(const Context& context, std::span<const ChoiceItem> items);

/// Whether a list is open: it then has the keyboard.
bool a_list_is_open();

/// Whether every word of `search` occurs in the item, ignoring case.
bool matches(const ChoiceItem& item, std::string_view search);

}  // namespace patchlens::ui
