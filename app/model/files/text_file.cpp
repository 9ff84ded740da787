#include "app/model/files/text_file.h"

#include "core/error.h"
#include "core/support/byte_source.h"
#include "core/support/text.h"

namespace patchlens::model {

std::string read_text_file(const std::filesystem::path& path, std::uint64_t most_bytes) {
    const ByteSource file(path);
    if (file.size() > most_bytes) {
        throw Error(ErrorCode::file_too_large,
                    {path.string(), bytes_text(file.size()), bytes_text(most_bytes)});
    }
    return file.head(file.size());
}

}  // namespace patchlens::model
