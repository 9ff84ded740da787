// The list of a folder's contents in the open box, used by mouse and keyboard.
#pragma once

#include <filesystem>
#include <optional>

#include "app/ui/context.h"
#include "app/ui/shell/browser.h"

namespace patchlens::ui {

/// Draws a row with a picture's thumbnail, its name and text at the right, and nothing else.
void file_row(Context& context, const Rect& place, const std::string& slot,
              const std::shared_ptr<const Image>& thumbnail, bool folder, std::string_view name,
              std::string_view right);

/// Draws the list as "open/list"; returns the folder or file chosen in it. `enter`: Enter was pressed for the
/// list.
std::optional<model::FolderEntry> file_list(Context& context, Browser& browser, const Rect& place,
                                            bool enter);

}  // namespace patchlens::ui
