#include "app/model/state/session_file.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/model/files/find_file.h"
#include "app/model/files/save_file.h"
#include "app/model/files/text_file.h"
#include "core/weights/shard_index.h"

namespace patchlens::model {
namespace {

namespace fs = std::filesystem;

using Folders = std::span<const fs::path>;

/// The shard index of a large model is larger than any session.
constexpr std::uint64_t largest_list = 64ULL << 20;

/// Throws Error(shards_listed) for the shard index of a model, which is opened as weights.
void refuse_list(const fs::path& file, std::string_view text) {
    if (read_shard_index(text)) throw Error(ErrorCode::shards_listed, {file.string()});
}

void miss_picture(Session& session) {
    session.absent.picture = std::exchange(session.picture, {});
    session.absent.picture_mark = std::exchange(session.picture_mark, {});
}

void miss_weights(Session& session) {
    session.absent.weights = weights_place(session.module);
    session.module = with_weights(session.module, {});
}

/// Looks for the picture that was missing when the session was saved: it may be back.
bool find_missed(OpenedSession& opened, Folders folders, const std::stop_token& stop) {
    Session& session = opened.session;
    const FileMark mark = session.absent.picture_mark;
    if (session.absent.picture.empty()) return false;
    const auto found = find_file(session.absent.picture, mark, folders, stop);
    if (!found || found->changed) return false;
    give_picture(session, found->path);
    session.picture_mark = mark;
    opened.picture_moved = found->moved;
    return true;
}

/// For a session whose picture was already missing: keeps the one shown in its place if that still exists.
void find_shown(Session& session) {
    std::error_code failed;
    if (fs::is_regular_file(session.picture, failed)) return;
    session.picture.clear();
    session.picture_mark = {};
}

void find_picture(OpenedSession& opened, Folders folders, const std::stop_token& stop) {
    Session& session = opened.session;
    if (find_missed(opened, folders, stop)) return;
    if (!session.absent.picture.empty()) return find_shown(session);
    if (session.picture.empty()) return;
    const auto found = find_file(session.picture, session.picture_mark, folders, stop);
    if (!found) return miss_picture(session);
    opened.picture_moved = found->moved;
    opened.picture_changed = found->changed;
    session.picture = found->path;
}

void find_second(OpenedSession& opened, Folders folders, const std::stop_token& stop) {
    Session& session = opened.session;
    if (session.second.empty()) return;
    const auto found = find_file(session.second, session.second_mark, folders, stop);
    if (!found) {
        session.absent.second = std::exchange(session.second, {});
        session.absent.second_mark = std::exchange(session.second_mark, {});
        return;
    }
    opened.second_moved = found->moved;
    opened.second_changed = found->changed;
    session.second = found->path;
}

void find_weights(OpenedSession& opened, Folders folders, const std::stop_token& stop) {
    Session& session = opened.session;
    if (session.module.weights.empty()) return;
    const auto found = find_file(session.module.weights, {}, folders, stop);
    if (!found) return miss_weights(session);
    opened.weights_moved = found->moved;
    session.module.weights = found->path;
}

}  // namespace

OpenedSession open_session(const fs::path& file, Folders folders, const std::stop_token& stop) {
    const std::string text = read_text_file(file, largest_list);
    refuse_list(file, text);
    if (text.size() > largest_text)
        static_cast<void>(read_text_file(file));  // throws: no session is so large
    OpenedSession opened{file, session_from_json(text, file.string())};
    std::error_code failed;
    const fs::path whole = fs::absolute(file, failed);
    std::vector<fs::path> places{(failed ? file : whole).parent_path()};
    find_weights(opened, places, stop);
    places.insert(places.end(), folders.begin(), folders.end());
    find_picture(opened, places, stop);
    find_second(opened, places, stop);
    return opened;
}

void require_replaceable(const fs::path& file) {
    std::error_code failed;
    if (!fs::exists(file, failed)) return;
    if (fs::is_regular_file(file, failed) && fs::file_size(file, failed) == 0) return;
    try {
        static_cast<void>(session_from_json(read_text_file(file, longest_session), file.string()));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::session_newer) throw;
        // A damaged session of this program may be replaced.
        if (error.code() != ErrorCode::session_damaged)
            throw Error(ErrorCode::file_of_others, {file.string()});
    }
}

void save_session(const Session& session, const fs::path& file) {
    require_replaceable(file);
    save_file(file, to_json(session));
}

StateRead read_state(const fs::path& file, Folders folders) {
    StateRead read;
    std::error_code failed;
    if (!fs::exists(file, failed)) return read;
    try {
        OpenedSession opened{file, session_from_json(read_text_file(file), file.string())};
        find_weights(opened, {}, {});
        // Starting does not read every byte of a picture that is where it was.
        const bool missed = !opened.session.absent.picture.empty();
        if (missed || !fs::is_regular_file(opened.session.picture, failed)) find_picture(opened, folders, {});
        if (!fs::is_regular_file(opened.session.second, failed)) find_second(opened, folders, {});
        read.session = std::move(opened.session);
    } catch (const Error& error) {
        read.problem = error;
        fs::path aside = file;
        fs::rename(file, aside.replace_extension(".damaged.json"), failed);
    }
    return read;
}

}  // namespace patchlens::model
