#include "app/model/lesson/inside_files.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/model/files/pasted_picture.h"
#include "core/support/atomic_file.h"
#include "core/support/byte_source.h"
#include "core/support/text.h"

namespace patchlens::model {
namespace {

std::vector<std::byte> bytes_of(const std::filesystem::path& path, std::uint64_t most) {
    const ByteSource file(path);
    if (file.size() > most)
        throw Error(ErrorCode::file_too_large,
                    {path.string(), bytes_text(file.size()), bytes_text(most_inside)});
    std::vector<std::byte> bytes(static_cast<std::size_t>(file.size()));
    file.read(0, bytes);
    return bytes;
}

}  // namespace

std::vector<InsideFile> pictures_to_put_inside(const Session& session) {
    std::vector<InsideFile> files;
    std::uint64_t free = most_inside;
    const auto add = [&](const std::filesystem::path& path, const FileMark& mark) {
        std::error_code failed;
        if (path.empty() || !mark.known() || !std::filesystem::is_regular_file(path, failed)) return;
        if (std::ranges::find(files, mark, &InsideFile::mark) != files.end()) return;
        std::vector<std::byte> bytes = bytes_of(path, free);
        if (mark_of(bytes) != mark) throw Error(ErrorCode::picture_changed_since, {path.string()});
        free -= bytes.size();
        files.push_back({mark, std::move(bytes)});
    };
    const auto add_both = [&](const Session& state) {
        add(state.picture, state.picture_mark);
        add(state.second, state.second_mark);
    };
    add_both(session);
    for (const LessonStep& step : session.handout->lesson.steps)
        add_both(*step.state);
    return files;
}

std::filesystem::path take_out(const InsideFile& inside, const std::filesystem::path& folder) {
    std::filesystem::path file = keep_pasted(inside.bytes, folder);
    if (mark_of(file) != inside.mark) write_file(file, inside.bytes);  // somebody changed it there
    return file;
}

}  // namespace patchlens::model
