// The user at the window, as far as the program knows: saved settings and where the user's files are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "app/model/state/settings.h"
#include "app/ui/shell/picture_clipboard.h"
#include "app/ui/shell/speech.h"

namespace patchlens::ui {

struct User {
    model::SettingsRead settings;
    std::optional<Error> problem = {};  ///< what else could not be read or will not be saved
    std::optional<double> ui_scale;     ///< for this run, overriding the settings
    std::filesystem::path home;
    std::filesystem::path session_file;     ///< where a session is saved until another file is chosen
    std::function<std::uint64_t()> memory;  ///< bytes the program uses
    std::filesystem::path pasted = {};      ///< the folder for pictures pasted from the clipboard
    std::filesystem::path trained = {};     ///< the folder for weights trained here
    PictureClipboard* clipboard = nullptr;  ///< null where the platform's clipboard has only text
    Speech* speech = nullptr;               ///< null where nothing can read aloud
};

}  // namespace patchlens::ui
