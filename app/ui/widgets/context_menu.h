// The menu of one thing on the screen: a right click on it opens the menu, or the Menu key or Shift+F10 while
// the thing has the focus.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/model/state/actions.h"
#include "core/size.h"

namespace patchlens::ui {

struct Context;
struct Press;
struct Rect;

struct MenuLine {
    std::string name;  ///< for the probe: "copy" in "context/copy"
    std::string label;
    model::Action action;
    std::string detail = {};  ///< at the right, in the monospaced face
};
using MenuLines = std::vector<MenuLine>;

/// Which menu is open, between frames.
class ContextMenu {
public:
    /// Called before anything is drawn. `allowed`: no box or list is open.
    void begin_frame(bool allowed) { free_ = allowed && !open_; }
    /// Opens the menu with its corner at `at`; `first` puts the keyboard on the first line. Only the first
    /// thing that asks in a frame gets its menu.
    void show(ImVec2 at, MenuLines lines, std::string owner, bool first);
    void close() { open_.reset(); }

    /// An action that a key chose without the menu, for take_chosen().
    void choose(model::Action action);
    std::optional<model::Action> take_chosen() { return std::exchange(chosen_, std::nullopt); }

    bool free() const { return free_; }
    struct Open {
        ImVec2 at;
        MenuLines lines;
        std::string owner;  ///< the widget it belongs to
        bool first = false;
    };
    const std::optional<Open>& open() const { return open_; }
    void entered() { open_->first = false; }

private:
    std::optional<Open> open_;
    std::optional<model::Action> chosen_;
    bool free_ = false;
};

/// Whether the Menu key or Shift+F10 went down in this frame.
bool menu_key_pressed();

/// Opens the menu of the thing that `press` is over when the user asks for it. `lines(at_mouse)` is called
/// only then: at_mouse is false where the keyboard asks, which means what is selected, not what the mouse is
/// over. Without a focus, the keyboard means the first thing drawn that has a menu. Ctrl+Shift+C copies the
/// first thing's picture without a menu. Below
/// the line that saves a picture, another saves the scene as it is drawn. A last line asks what the thing is:
/// the glossary at `term`, if it has one.
void offer_menu(Context& context, const char* name, const Press& press, std::optional<model::Term> term,
                const std::function<MenuLines(bool at_mouse)>& lines);

/// The same for a readout, which takes neither presses nor the keyboard: a right click on `place` opens it.
/// Without a term, nothing asks what it is.
void offer_readout_menu(Context& context, const char* name, const Rect& place,
                        std::optional<model::Term> term, const std::function<MenuLines()>& lines);

// Lines that many things have

/// Copies the number with all its digits.
MenuLine copy_value(const Context& context, float value);
/// Copies a number as it stands on the screen, in ASCII.
MenuLine copy_shown(const Context& context, std::string_view shown);
/// Copies `text`; a message calls it `what`.
MenuLine copy_text(const std::string& label, const std::string& text, model::Message what);
/// Copies the picture, and saves it as PNG under a name that the user chooses; `name` is proposed, without an
/// ending. `map`: its pixels are cells, which a copy may enlarge.
void add_picture(const Context& context, MenuLines& lines, const std::shared_ptr<const Image>& picture,
                 const std::string& name, bool map);
void add_picture(const Context& context, MenuLines& lines, Image picture, const std::string& name);
/// What a copy of the session's picture, or of a map made from it, is called: "house", "house-norm".
std::string copy_name(const model::Session& session, std::string_view what = {});
/// Selects the patch, unless it is selected, and pins it or lets it go.
void add_patch(const Context& context, MenuLines& lines, const model::Session& session, PatchPosition patch);
/// Selects the dimension, unless it is selected.
void add_dimension(const Context& context, MenuLines& lines, int selected, int dim);

}  // namespace patchlens::ui
