#include "app/model/state/session_file.h"

#include <algorithm>
#include <map>
#include <string>
#include <system_error>
#include <utility>

#include "app/model/files/find_file.h"
#include "app/model/files/save_file.h"
#include "app/model/files/text_file.h"
#include "app/model/lesson/inside_files.h"
#include "core/support/byte_source.h"
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

/// Finds the files of a session and of its lesson's steps, each once.
class FilesOfSession {
public:
    FilesOfSession(Folders folders, std::stop_token stop) : folders_(folders), stop_(std::move(stop)) {}

    /// Where a file with that fingerprint is taken out of, and to.
    void take_from(std::span<const InsideFile> inside, fs::path folder) {
        inside_ = inside;
        taken_out_ = std::move(folder);
    }
    /// A file that is where it was is taken for what it was: not every byte of it is read.
    void trust_places() { trusting_ = true; }

    std::optional<FoundFile> find(const fs::path& path, const FileMark& mark) {
        std::error_code failed;
        if (trusting_ && fs::is_regular_file(path, failed)) return FoundFile{path};
        return find_missed(path, mark);
    }
    /// The same of a file that was not where it was before: one that is there now may be another.
    std::optional<FoundFile> find_missed(const fs::path& path, const FileMark& mark) {
        const auto known = found_.find({path, mark.sha256});
        if (known != found_.end()) return known->second;
        return found_.emplace(std::pair(path, mark.sha256), find_anew(path, mark)).first->second;
    }
    /// Beside the session, by its name alone.
    std::optional<FoundFile> find_weights(const fs::path& path) const {
        return find_file(path, {}, folders_.first(std::min<std::size_t>(folders_.size(), beside_)), stop_);
    }
    /// How many of the folders are the session's own.
    void beside(std::size_t count) { beside_ = count; }

private:
    std::optional<FoundFile> find_anew(const fs::path& path, const FileMark& mark) const {
        auto found = find_file(path, mark, folders_, stop_);
        if (found && !found->changed) return found;
        const auto inside = std::ranges::find(inside_, mark, &InsideFile::mark);
        if (!mark.known() || inside == inside_.end() || taken_out_.empty()) return found;
        return FoundFile{take_out(*inside, taken_out_)};
    }

    Folders folders_;
    std::stop_token stop_;
    std::span<const InsideFile> inside_;
    fs::path taken_out_;
    bool trusting_ = false;
    std::size_t beside_ = 0;
    std::map<std::pair<fs::path, std::string>, std::optional<FoundFile>> found_;
};

/// Looks for the picture that was missing when the session was saved: it may be back.
bool find_missed(OpenedSession& opened, FilesOfSession& files) {
    Session& session = opened.session;
    const FileMark mark = session.absent.picture_mark;
    if (session.absent.picture.empty()) return false;
    const auto found = files.find_missed(session.absent.picture, mark);
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

void find_picture(OpenedSession& opened, FilesOfSession& files) {
    Session& session = opened.session;
    if (find_missed(opened, files)) return;
    if (!session.absent.picture.empty()) return find_shown(session);
    if (session.picture.empty()) return;
    const auto found = files.find(session.picture, session.picture_mark);
    if (!found) return miss_picture(session);
    opened.picture_moved = found->moved;
    opened.picture_changed = found->changed;
    session.picture = found->path;
}

void find_second(OpenedSession& opened, FilesOfSession& files) {
    Session& session = opened.session;
    if (session.second.empty()) return;
    const auto found = files.find(session.second, session.second_mark);
    if (!found) {
        session.absent.second = std::exchange(session.second, {});
        session.absent.second_mark = std::exchange(session.second_mark, {});
        return;
    }
    opened.second_moved = found->moved;
    opened.second_changed = found->changed;
    session.second = found->path;
}

void find_weights(OpenedSession& opened, const FilesOfSession& files) {
    Session& session = opened.session;
    if (session.module.weights.empty()) return;
    const auto found = files.find_weights(session.module.weights);
    if (!found) return miss_weights(session);
    opened.weights_moved = found->moved;
    session.module.weights = found->path;
}

/// The session's own files, and those of its lesson.
void find_all(OpenedSession& opened, FilesOfSession& files) {
    find_weights(opened, files);
    find_picture(opened, files);
    find_second(opened, files);
    if (opened.session.handout->lesson.steps.empty()) return;
    Handout handout = *opened.session.handout;
    for (LessonStep& step : handout.lesson.steps) {
        OpenedSession state{opened.file, *step.state};
        find_weights(state, files);
        find_picture(state, files);
        find_second(state, files);
        step.state = state_of_step(std::move(state.session));
    }
    opened.session.handout = Shared<Handout>(std::move(handout));
}

/// Whether the file's first bytes say that it is a session: our own writing begins with that.
bool begins_like_a_session(const fs::path& file) {
    return ByteSource(file).head(200).find(R"("format": "patchlens-session")") != std::string::npos;
}

}  // namespace

std::string read_session_file(const fs::path& file) {
    return read_text_file(file, begins_like_a_session(file) ? longest_handout : longest_session);
}

OpenedSession open_session(const fs::path& file, Folders folders, const std::stop_token& stop,
                           const fs::path& taken_out) {
    const bool marked = begins_like_a_session(file);
    const std::string text = read_text_file(file, marked ? longest_handout : largest_list);
    if (!marked) {
        refuse_list(file, text);
        if (text.size() > longest_session)
            static_cast<void>(read_session_file(file));  // throws: no session is so large
    }
    SessionText read = read_session_text(text, file.string());
    OpenedSession opened{file, std::move(read.session)};
    std::error_code failed;
    const fs::path whole = fs::absolute(file, failed);
    std::vector<fs::path> places{(failed ? file : whole).parent_path()};
    places.insert(places.end(), folders.begin(), folders.end());
    FilesOfSession files(places, stop);
    files.beside(1);
    files.take_from(read.inside, taken_out);
    find_all(opened, files);
    return opened;
}

void require_replaceable(const fs::path& file) {
    std::error_code failed;
    if (!fs::exists(file, failed)) return;
    if (fs::is_regular_file(file, failed) && fs::file_size(file, failed) == 0) return;
    try {
        static_cast<void>(session_from_json(read_session_file(file), file.string()));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::session_newer) throw;
        // A damaged session of this program may be replaced.
        if (error.code() != ErrorCode::session_damaged)
            throw Error(ErrorCode::file_of_others, {file.string()});
    }
}

void save_session(const Session& session, const fs::path& file) {
    require_replaceable(file);
    const Session saved = session.handout->lesson.steps.empty() ? session : at_step(session, 0);
    if (!saved.handout->picture_inside) return save_file(file, to_json(saved));
    save_file(file, to_json(saved, pictures_to_put_inside(saved)));
}

StateRead read_state(const fs::path& file, Folders folders) {
    StateRead read;
    std::error_code failed;
    if (!fs::exists(file, failed)) return read;
    try {
        OpenedSession opened{file, session_from_json(read_session_file(file), file.string())};
        FilesOfSession files(folders, {});
        files.trust_places();
        find_all(opened, files);
        read.session = std::move(opened.session);
    } catch (const Error& error) {
        read.problem = error;
        fs::path aside = file;
        fs::rename(file, aside.replace_extension(".damaged.json"), failed);
    }
    return read;
}

}  // namespace patchlens::model
