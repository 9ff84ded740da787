// The box for finding a picture, a second one, a saved session or a model's file: a typed path, samples, recent files,
// folders.
#pragma once

#include "app/model/files/folder.h"
#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// `which`: Dialog::open, open_second, open_session or open_weights.
void draw_open_box(Context& context, const ShellView& shell, model::Dialog which, model::Actions& actions);

/// The folder to start in: that of the session file, of the weights or of a recent picture; otherwise the
/// Pictures folder for pictures, the downloads for weights, or the home folder.
std::filesystem::path first_folder(const ShellView& shell, model::FileKind kind);

}  // namespace patchlens::ui
