// A session kept in a file, to go on with later or elsewhere: writing it, reading it, and finding the files
// it was saved with where they are now.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "app/model/state/session.h"
#include "core/error.h"

namespace patchlens::model {

/// A session as it was read, and what became of its files.
struct OpenedSession {
    std::filesystem::path file;
    Session session;             ///< picture and weights as they are found; what is not there is in `absent`
    bool picture_moved = false;  ///< the picture is not where it was, but beside the session
    bool picture_changed = false;  ///< the file is where it was, and holds another picture by now
    bool weights_moved = false;    ///< likewise beside the session, known by their name alone
};

/// Reads a session and looks for its picture: where it was, beside the session, then in `folders`, by name
/// and by SHA-256 (by name alone where the session does not tell it). Throws what read_text_file and
/// session_from_json throw, Error(shards_listed) for a model's list of its parts.
OpenedSession open_session(const std::filesystem::path& file,
                           std::span<const std::filesystem::path> folders = {},
                           const std::stop_token& stop = {});

/// Nothing where the file is not there, is empty, or is a session that this program may replace. Throws
/// Error(file_of_others) where there is a file that is not a session, Error(session_newer) where one of a
/// newer program would be lost.
void require_replaceable(const std::filesystem::path& file);

/// Writes the session whole or not at all, and makes the file's folder. Throws what require_replaceable
/// throws, Error(file_unwritable).
void save_session(const Session& session, const std::filesystem::path& file);

/// What was open when the program ended last.
struct StateRead {
    std::optional<Session> session;  ///< none where there is no such file, or not one of ours
    std::optional<Error> problem;    ///< why not; the file is then kept beside, as NAME.damaged.json
};

/// Reads what was open. A picture that is gone is looked for in `folders`, and else becomes `absent`; of one
/// that was absent already and still is, what was shown in its place is kept.
StateRead read_state(const std::filesystem::path& file, std::span<const std::filesystem::path> folders);

}  // namespace patchlens::model
