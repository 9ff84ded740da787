// Pictures within a saved session: put in when it is saved, taken out where they are not found when it is
// opened.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "app/model/state/session_text.h"

namespace patchlens::model {

/// All files within one session together are not larger.
inline constexpr std::uint64_t most_inside = 64ULL << 20;

/// The pictures of the session and of its lesson's steps that can be read, each once, in their order. Throws
/// Error(file_too_large) where they are more than `most_inside`, Error(picture_changed_since) for one that is
/// no longer what is on the screen.
std::vector<InsideFile> pictures_to_put_inside(const Session& session);

/// Writes the file's bytes into `folder` (pasted_picture.h), where they are not there yet, and returns the
/// file. Throws what keep_pasted throws.
std::filesystem::path take_out(const InsideFile& inside, const std::filesystem::path& folder);

}  // namespace patchlens::model
