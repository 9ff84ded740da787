// A path as people paste it: with quotes, spaces around it, or the file:// of a file manager.
#pragma once

#include <filesystem>
#include <string>

namespace patchlens::model {

std::filesystem::path pasted_path(std::string text);

}  // namespace patchlens::model
