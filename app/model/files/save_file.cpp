#include "app/model/files/save_file.h"

#include <span>
#include <system_error>

#include "core/support/atomic_file.h"
#include "core/support/file_error.h"

namespace patchlens::model {

void save_file(const std::filesystem::path& file, std::string_view text) {
    if (const auto folder = file.parent_path(); !folder.empty()) {
        std::error_code failed;
        create_directories(folder, failed);
        if (failed) throw unwritable(file, failed.value());
    }
    write_file(file, std::as_bytes(std::span(text)));
}

}  // namespace patchlens::model
