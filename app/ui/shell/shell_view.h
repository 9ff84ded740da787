// What rail, menu and boxes are given beside the Context of every part of the screen.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/model/state/session.h"
#include "app/model/state/settings.h"

namespace patchlens::ui {

class Browser;

/// A library the program stands on.
struct LibraryUsed {
    std::string name;
    std::string version;
    std::string licence;
};

/// What the program says about itself.
struct About {
    std::string version;
    std::vector<LibraryUsed> libraries;
};

struct ShellView {
    const model::Session& session;
    const model::Settings& settings;
    const About& about;
    Browser& browser;
    double ui_scale;        ///< of this run
    double shown_ui_scale;  ///< as much of it as the window has room for
    bool presenting;
    bool can_undo;
    bool can_redo;
    std::filesystem::path session_file;  ///< where a session is saved without being asked
    std::filesystem::path home;          ///< the user's folder
};

}  // namespace patchlens::ui
