// The list of a folder in the open box: folders and files, by mouse and by keys.
#pragma once

#include <filesystem>
#include <optional>

#include "app/ui/context.h"
#include "app/ui/shell/browser.h"

namespace patchlens::ui {

/// One line with a picture's small copy, its name and something at the right; nothing else.
void file_row(Context& context, const Rect& place, const std::string& slot,
              const std::shared_ptr<const Image>& thumbnail, bool folder, std::string_view name,
              std::string_view right);

/// Draws the list as "open/list"; what was chosen in it, folder or file. `enter`: Enter is for the list.
std::optional<model::FolderEntry> file_list(Context& context, Browser& browser, const Rect& place,
                                            bool enter);

}  // namespace patchlens::ui
