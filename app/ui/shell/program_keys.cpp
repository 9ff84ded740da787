#include "app/ui/shell/program_keys.h"

#include "app/ui/compat.h"
#include "app/ui/drawing/scale.h"
#include "app/ui/shell/switches.h"

namespace patchlens::ui {
namespace {

using compat::Key;
using model::Dialog;
using model::ShowDialog;

bool down(Key key) {
    return compat::pressed(key, false);
}

void read_control_keys(const ShellView& shell, model::Actions& actions) {
    const bool shift = ImGui::GetIO().KeyShift;
    if (down(Key::o)) actions.emplace_back(ShowDialog{shift ? Dialog::open_session : Dialog::open});
    if (down(Key::s) && shift) actions.emplace_back(ShowDialog{Dialog::save_session});
    if (down(Key::s) && !shift) actions.emplace_back(model::SaveSession{});
    if (down(Key::q)) actions.emplace_back(model::Quit{});
    if (down(Key::equal)) actions.emplace_back(model::SetUiScale{next_ui_scale(shell.ui_scale, 1)});
    if (down(Key::minus)) actions.emplace_back(model::SetUiScale{next_ui_scale(shell.ui_scale, -1)});
    if (down(Key::zero)) actions.emplace_back(model::SetUiScale{1});
    if (ImGui::GetIO().WantTextInput) return;  // the text field has its own undo and pastes itself
    if (down(compat::letter_key('v'))) actions.emplace_back(model::Paste{});
    const bool redo = compat::pressed(Key::y) || (shift && compat::pressed(Key::z));
    if (redo) {
        actions.emplace_back(model::Redo{});
    } else if (compat::pressed(Key::z)) {
        actions.emplace_back(model::Undo{});
    }
}

void read_letters(const ShellView& shell, model::Actions& actions) {
    const model::Session& session = shell.session;
    for (const ImWchar character : compat::typed_characters()) {
        switch (character) {
            case 't':
            case 'T':
                actions.emplace_back(switch_theme(session));
                break;
            case 'l':
            case 'L':
                actions.emplace_back(switch_language(shell));
                break;
            case 'm':
            case 'M':
                actions.emplace_back(model::ReduceMotion{!session.reduced_motion});
                break;
            default:
                break;
        }
    }
}

}  // namespace

ViewKeys read_view_keys() {
    ViewKeys keys;
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl || io.KeyAlt || io.WantTextInput) return keys;
    for (const ImWchar character : compat::typed_characters()) {
        if (character == 'a' || character == 'A') keys.drawer = Drawer::parameters;
        if (character == 'd' || character == 'D') keys.drawer = Drawer::details;
        if (character == 's' || character == 'S') keys.light = !keys.light;
    }
    return keys;
}

void read_program_keys(const ShellView& shell, model::Actions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyAlt) return;  // shortcuts with Alt belong to the desktop
    if (down(Key::f1)) actions.emplace_back(ShowDialog{Dialog::help});
    if (down(Key::f2)) actions.emplace_back(model::OpenGlossary{shell.term});
    if (down(Key::f3)) actions.emplace_back(ShowDialog{Dialog::questions});
    if (down(Key::f10) && !io.KeyShift) actions.emplace_back(ShowDialog{Dialog::menu});
    if (down(Key::f5) || down(Key::f11)) actions.emplace_back(model::Present{!shell.presenting});
    if (io.KeyCtrl) {
        read_control_keys(shell, actions);
    } else if (!io.WantTextInput) {
        if (down(Key::backspace)) actions.emplace_back(model::GoBack{});
        read_letters(shell, actions);
    }
}

}  // namespace patchlens::ui
