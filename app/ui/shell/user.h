// The person at the window, as far as the program knows: what was settled before, where their files are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "app/model/state/settings.h"

namespace patchlens::ui {

struct User {
    model::SettingsRead settings;
    std::optional<Error> problem = {};  ///< what else could not be read or will not be kept
    std::optional<double> ui_scale;     ///< for this run, in place of the settings'
    std::filesystem::path home;
    std::filesystem::path session_file;     ///< where a session is saved before another file was chosen
    std::function<std::uint64_t()> memory;  ///< bytes the program holds
};

}  // namespace patchlens::ui
