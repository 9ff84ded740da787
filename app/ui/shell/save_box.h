// The box that asks where to save a session or a picture: places, the folder's content, a name.
#pragma once

#include <filesystem>
#include <vector>

#include "app/model/files/folder.h"
#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// The folders that the box offers beside the one it shows.
std::vector<std::filesystem::path> places_to_save(const ShellView& shell);

/// `kind`: what is saved. A file that exists is replaced only after a question; a session replaces nothing
/// but sessions.
void draw_save_box(Context& context, const ShellView& shell, model::FileKind kind, model::Actions& actions);

}  // namespace patchlens::ui
