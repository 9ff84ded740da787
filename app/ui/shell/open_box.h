// The box in which a picture or a saved session is looked for: a typed path, samples, recent ones, folders.
#pragma once

#include "app/model/files/folder.h"
#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

void draw_open_box(Context& context, const ShellView& shell, model::FileKind kind, model::Actions& actions);

/// The folder to begin in: that of the file opened last, as far as it is the user's own, else the home.
std::filesystem::path first_folder(const ShellView& shell, model::FileKind kind);

}  // namespace patchlens::ui
