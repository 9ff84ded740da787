// A path as people type and paste it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens::model {

/// The file meant by `text`: surrounding spaces and quotes are removed, a file:// address is decoded, "~"
/// means `home` unless that is empty, and a relative path starts from `folder` if it exists there, otherwise
/// from the current folder.
std::filesystem::path typed_path(std::string text, const std::filesystem::path& home,
                                 const std::filesystem::path& folder = {});

/// The file to be written that is meant by `text`, as typed_path reads it; a relative path starts from
/// `folder`.
std::filesystem::path path_to_write(std::string text, const std::filesystem::path& home,
                                    const std::filesystem::path& folder);

/// The files that exist among the lines of `text`, such as a file manager puts on the clipboard.
std::vector<std::filesystem::path> pasted_paths(std::string_view text, const std::filesystem::path& home);

}  // namespace patchlens::model
