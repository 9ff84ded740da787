// Actions shared by the menu, the rail and a shortcut.
#pragma once

#include "app/model/state/actions.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// Switches to the other theme.
inline model::SetTheme switch_theme(const model::Session& session) {
    return {session.theme == model::Theme::dark ? model::Theme::light : model::Theme::dark};
}

/// Switches to the next language.
inline model::SetLanguage switch_language(const ShellView& shell) {
    return {shell.languages.after(shell.session.language).id};
}

}  // namespace patchlens::ui
