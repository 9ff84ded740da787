// Which widget the keyboard acts on. Widgets register in the order they are drawn; Tab and Shift+Tab walk
// through them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patchlens::ui {

class Focus {
public:
    /// Called before anything is drawn.
    void begin_frame() {
        order_.clear();
        arrows_taken_ = false;
        digits_taken_ = false;
        arrived_ = std::exchange(moved_, false);
    }
    /// Registers a widget; true while the keyboard is on it.
    bool item(std::string_view name) {
        order_.emplace_back(name);
        return visible_ && name == current_;
    }
    /// Forgets the widgets registered so far: a box over the screen gets the keyboard alone.
    void only_what_follows() { order_.clear(); }
    /// The widget being drawn uses the arrow keys of this frame: they do not move the patch.
    void take_arrows() { arrows_taken_ = true; }
    bool arrows_taken() const { return arrows_taken_; }
    /// The digits of this frame answer a question: they do not switch chapters.
    void take_digits() { digits_taken_ = true; }
    bool digits_taken() const { return digits_taken_; }
    /// In the first frame after the focus moved by key: widgets scroll into view, text fields begin to edit.
    bool arrived() const { return arrived_; }
    /// The focus moved; the next frame will show it.
    bool moving() const { return moved_; }
    /// Called after everything was drawn: +1 for Tab, -1 for Shift+Tab.
    void move(int step);
    /// A click on a widget: Tab continues from there, and no ring is shown.
    void clicked(std::string_view name) {
        current_ = name;
        visible_ = false;
    }
    void clear() {
        current_.clear();
        visible_ = false;
    }
    /// The name of the widget with the ring; empty without one.
    std::string_view current() const { return visible_ ? std::string_view(current_) : std::string_view(); }
    const std::vector<std::string>& order() const { return order_; }

private:
    std::vector<std::string> order_;
    std::string current_;
    bool visible_ = false;
    bool moved_ = false;
    bool arrived_ = false;
    bool arrows_taken_ = false;
    bool digits_taken_ = false;
};

}  // namespace patchlens::ui
