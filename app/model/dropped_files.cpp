#include "app/model/dropped_files.h"

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include "app/model/folder.h"
#include "app/model/weights_loader.h"
#include "core/file_error.h"
#include "core/image_format.h"

namespace patchlens::model {
namespace {

/// Throws unless the file begins as a picture that can be opened does.
void require_picture(const std::filesystem::path& path) {
    std::error_code failed;
    // Opening a pipe would wait for somebody to write into it.
    if (std::filesystem::exists(path, failed) && !std::filesystem::is_regular_file(path, failed))
        throw Error(ErrorCode::file_irregular, {path.string()});
    std::ifstream file(path, std::ios::binary);
    if (!file) throw unreadable(path, errno);
    std::string start(4096, '\0');
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(file.gcount()));
    if (start.empty()) throw Error(ErrorCode::file_empty, {path.string()});
    static_cast<void>(recognise_format(std::as_bytes(std::span(start)), path.string()));
}

}  // namespace

SortedFiles sort_files(std::span<const std::filesystem::path> files, const std::stop_token& stop) {
    SortedFiles sorted;
    for (const auto& path : files) {
        if (stop.stop_requested()) break;
        try {
            if (is_kind(path, FileKind::session)) {
                sorted.sessions.push_back(path);
            } else if (is_weights_name(path)) {
                sorted.weights.push_back(path);
            } else {
                require_picture(path);
                sorted.pictures.push_back(path);
            }
        } catch (const Error& error) {
            sorted.refused.push_back({path, error});
        }
    }
    return sorted;
}

}  // namespace patchlens::model
