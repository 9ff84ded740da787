// A path as people type and paste it.
#pragma once

#include <filesystem>
#include <string>

namespace patchlens::model {

/// The file meant by `text`: without spaces and quotes around it, a file:// address decoded, "~" as `home`
/// unless that is empty, a relative path from `folder` where what it names is there, else from the current
/// folder.
std::filesystem::path typed_path(std::string text, const std::filesystem::path& home,
                                 const std::filesystem::path& folder = {});

}  // namespace patchlens::model
