// A session kept in a file, to go on with later or elsewhere. Reading one is in session.h.
#pragma once

#include "app/model/session.h"

namespace patchlens::model {

/// Writes the session whole or not at all, and makes the file's folder. Throws Error(file_unwritable).
void save_session(const Session& session, const std::filesystem::path& file);

}  // namespace patchlens::model
