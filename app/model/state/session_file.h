// A session saved in a file, to continue later or elsewhere: writing it, reading it, and finding the files it
// was saved with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "app/model/state/session.h"
#include "core/error.h"

namespace patchlens::model {

/// No saved session without files within it is longer, by far: a longer file is another one, and is not read
/// to find that out.
inline constexpr std::uint64_t longest_session = 4ULL << 20;
/// The same of a file whose first bytes say that it is a session: the files within it are in base64.
inline constexpr std::uint64_t longest_handout = 96ULL << 20;

/// The text of a file that may be a session. Throws what read_text_file throws.
std::string read_session_file(const std::filesystem::path& file);

/// A session as it was read, and what became of its files.
struct OpenedSession {
    std::filesystem::path file;
    Session session;               ///< picture and weights as they are found; missing ones are in `absent`
    bool picture_moved = false;    ///< the picture is not where it was, but was found elsewhere
    bool picture_changed = false;  ///< the file is where it was, but now holds another picture
    bool second_moved = false;     ///< likewise of the second picture
    bool second_changed = false;
    bool weights_moved = false;  ///< the weights were found beside the session, by their name alone
};

/// Reads a session and looks for its pictures and those of its lesson: where they were, beside the session,
/// then in `folders`, by name and by SHA-256 (by name alone if the session does not contain it). One that is
/// not found is taken out of the session into `taken_out`, where it is inside; an empty path takes none out.
/// Throws what read_text_file and session_from_json throw, Error(shards_listed) for the shard index of a
/// model, what keep_pasted throws.
OpenedSession open_session(const std::filesystem::path& file,
                           std::span<const std::filesystem::path> folders = {},
                           const std::stop_token& stop = {}, const std::filesystem::path& taken_out = {});

/// Does nothing if the file does not exist, is empty, or is a session that this program may replace. Throws
/// Error(file_of_others) for a file that is not a session, Error(session_newer) for a session of a newer
/// program, which would be lost.
void require_replaceable(const std::filesystem::path& file);

/// Writes the session completely or not at all, and creates its folder if necessary; with a lesson, as its
/// first step shows it. Throws what require_replaceable and pictures_to_put_inside throw,
/// Error(file_unwritable).
void save_session(const Session& session, const std::filesystem::path& file);

/// What was open when the program last ended.
struct StateRead {
    std::optional<Session> session;  ///< none if there is no such file or it cannot be read
    std::optional<Error> problem;    ///< why not; the file is then renamed to NAME.damaged.json
};

/// Reads what was open. A missing picture is searched for in `folders` and otherwise becomes `absent`; if it
/// was already absent and still is, the picture shown in its place is kept.
StateRead read_state(const std::filesystem::path& file, std::span<const std::filesystem::path> folders);

}  // namespace patchlens::model
