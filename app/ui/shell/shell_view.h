// What the rail, the menu and the boxes are given besides the Context.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/model/state/glossary.h"
#include "app/model/state/languages.h"
#include "app/model/state/session.h"
#include "app/model/state/settings.h"
#include "app/model/state/trail.h"

namespace patchlens::ui {

class Browser;
struct Glossary;

/// A library the program uses.
struct LibraryUsed {
    std::string name;
    std::string version;
    std::string licence;
};

/// What the about box shows.
struct About {
    std::string version;
    std::vector<LibraryUsed> libraries;
};

struct ShellView {
    const model::Session& session;
    const model::Settings& settings;
    const About& about;
    const model::LanguageOffer& languages;
    Browser& browser;
    double ui_scale;  ///< for this run
    bool presenting;
    bool can_undo;
    bool can_redo;
    std::filesystem::path session_file;  ///< where a session is saved without asking
    std::filesystem::path home;          ///< the user's folder
    Glossary& glossary;
    std::optional<model::Term> term;  ///< under the mouse
    const model::Stop* back;          ///< where Back returns to; null where it leads nowhere
};

}  // namespace patchlens::ui
