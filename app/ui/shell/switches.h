// Actions shared by the menu, the rail and a shortcut.
#pragma once

#include "app/model/state/actions.h"

namespace patchlens::ui {

/// Switches to the other theme.
inline model::SetTheme switch_theme(const model::Session& session) {
    return {session.theme == model::Theme::dark ? model::Theme::light : model::Theme::dark};
}

/// Switches to the other language.
inline model::SetLanguage switch_language(const model::Session& session) {
    return {session.language == model::LanguageId::en ? model::LanguageId::zh_cn : model::LanguageId::en};
}

}  // namespace patchlens::ui
