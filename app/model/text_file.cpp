#include "app/model/text_file.h"

#include "core/error.h"
#include "core/mapped_file.h"
#include "core/text.h"

namespace patchlens::model {

std::string read_text_file(const std::filesystem::path& path, std::uint64_t most_bytes) {
    const MappedFile file(path);
    const auto bytes = file.bytes();
    if (bytes.size() > most_bytes)
        throw Error(ErrorCode::file_too_large,
                    {path.string(), bytes_text(bytes.size()), bytes_text(most_bytes)});
    std::string text(bytes.size(), '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        text[i] = static_cast<char>(bytes[i]);
    return text;
}

}  // namespace patchlens::model
