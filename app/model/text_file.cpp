#include "app/model/text_file.h"

#include "core/mapped_file.h"

namespace patchlens::model {

std::string read_text_file(const std::filesystem::path& path) {
    const MappedFile file(path);
    const auto bytes = file.bytes();
    std::string text(bytes.size(), '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        text[i] = static_cast<char>(bytes[i]);
    return text;
}

}  // namespace patchlens::model
