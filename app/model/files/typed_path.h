// A path as people type and paste it.
#pragma once

#include <filesystem>
#include <string>

namespace patchlens::model {

/// The file meant by `text`: surrounding spaces and quotes are removed, a file:// address is decoded, "~"
/// means `home` unless that is empty, and a relative path starts from `folder` if it exists there, otherwise
/// from the current folder.
std::filesystem::path typed_path(std::string text, const std::filesystem::path& home,
                                 const std::filesystem::path& folder = {});

}  // namespace patchlens::model
