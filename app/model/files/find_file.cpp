#include "app/model/files/find_file.h"

#include <string>
#include <system_error>
#include <vector>

#include "core/error.h"

namespace patchlens::model {
namespace {

namespace fs = std::filesystem;

constexpr int most_files_in_a_folder = 10000;  // the search by content stops there

bool is_regular(const fs::path& path) {
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

/// Whether the file has the fingerprint `mark`. The size alone rules out most files.
bool bears(const fs::path& file, const FileMark& mark, const std::stop_token& stop) {
    std::error_code failed;
    if (fs::file_size(file, failed) != mark.bytes || failed) return false;
    try {
        return mark_of(file, stop) == mark;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        return false;
    }
}

/// The names that the file may have: the last part of the path, by the rules of this system and of others.
std::vector<fs::path> possible_names(const fs::path& path) {
    std::vector<fs::path> names{path.filename()};
    const std::string& text = path.native();
    const std::size_t last = text.find_last_of("/\\");
    if (last != std::string::npos && text[last] == '\\') names.emplace_back(text.substr(last + 1));
    std::erase_if(names, [](const fs::path& name) { return name.empty() || name == "." || name == ".."; });
    return names;
}

std::optional<fs::path> by_content(const FileMark& mark, const fs::path& folder,
                                   const std::stop_token& stop) {
    std::error_code failed;
    int looked_at = 0;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (++looked_at > most_files_in_a_folder) break;
        if (is_regular(at->path()) && bears(at->path(), mark, stop)) return at->path();
    }
    return std::nullopt;
}

}  // namespace

std::optional<FoundFile> find_file(const fs::path& path, const FileMark& mark,
                                   std::span<const fs::path> folders, const std::stop_token& stop) {
    const fs::path there = path.is_relative() && !folders.empty() ? folders.front() / path : path;
    const bool exists = is_regular(there);
    if (exists && (!mark.known() || bears(there, mark, stop))) return FoundFile{there};
    for (const fs::path& folder : folders) {
        for (const fs::path& name : possible_names(path)) {
            const fs::path beside = folder / name;
            if (beside == there || !is_regular(beside)) continue;
            if (!mark.known() || bears(beside, mark, stop)) return FoundFile{beside, true};
        }
    }
    if (exists) return FoundFile{there, false, true};
    if (!mark.known()) return std::nullopt;
    for (const fs::path& folder : folders) {
        if (const auto found = by_content(mark, folder, stop)) return FoundFile{*found, true};
    }
    return std::nullopt;
}

}  // namespace patchlens::model
