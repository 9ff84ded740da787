// The text of a saved session: JSON with the choices, the places, the lesson, and, if asked for, the bytes of
// its pictures.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/state/session.h"

namespace patchlens::model {

/// A file whose bytes are within a session; its fingerprint names it.
struct InsideFile {
    FileMark mark;
    std::vector<std::byte> bytes;
};

/// The session with the bytes of those of `inside` that it names.
std::string to_json(const Session& session, std::span<const InsideFile> inside);

/// A session, and the files within it. Their bytes have the fingerprints that the session says.
struct SessionText {
    Session session;
    std::vector<InsideFile> inside;
};
/// Throws what session_from_json throws: bytes that are not base64, or not those of the SHA-256 beside them,
/// are damaged at "picture.data".
SessionText read_session_text(std::string_view text, std::string_view name = "session");

}  // namespace patchlens::model
