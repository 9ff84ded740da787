#include "app/model/files/dropped_files.h"

#include <string>

#include "app/model/files/folder.h"
#include "core/picture/image_format.h"
#include "core/support/byte_source.h"

namespace patchlens::model {
namespace {

/// Throws unless the file begins like a picture that can be opened.
void require_picture(const std::filesystem::path& path) {
    const std::string start = ByteSource(path).head(4096);
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
            } else if (is_kind(path, FileKind::weights)) {
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
