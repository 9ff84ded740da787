// Where the program's own files are: assets beside it, and the folders the desktop gives each user.
// Source of the user's folders: XDG Base Directory Specification 0.8.
#pragma once

#include <filesystem>
#include <span>

#include "app/model/state/languages.h"

namespace patchlens::platform {

/// The folder with samples/, lang/ and icon/: PATCHLENS_ASSETS where it is set, else ../share/patchlens
/// beside the program, else the source tree it was built from. Throws Error(assets_missing), which lists the
/// folders tried.
std::filesystem::path assets_folder();

/// The home folder: HOME, or the one in the system's user database; the root where there is none.
std::filesystem::path home_folder();

/// The user's own folders for PatchLens. They are not created here. Empty where the user has no folder.
std::filesystem::path config_folder();  ///< settings: $XDG_CONFIG_HOME/patchlens or ~/.config/patchlens
std::filesystem::path data_folder();    ///< saved work: $XDG_DATA_HOME or ~/.local/share
std::filesystem::path state_folder();   ///< what was open last: $XDG_STATE_HOME or ~/.local/state
std::filesystem::path cache_folder();   ///< what can be made anew: $XDG_CACHE_HOME or ~/.cache

/// The language files that come with the program in `assets`, and the user's own in config_folder()/lang.
model::LanguageFolders language_folders(const std::filesystem::path& assets);

/// The desktop's language (LANGUAGE, LC_ALL, LC_MESSAGES, LANG, in gettext's order) among `offered`; English
/// where none is.
model::LanguageId preferred_language(std::span<const model::LanguageEntry> offered);

}  // namespace patchlens::platform
