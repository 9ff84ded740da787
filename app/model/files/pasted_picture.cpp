#include "app/model/files/pasted_picture.h"

#include <string>
#include <system_error>

#include "app/model/files/file_mark.h"
#include "core/picture/image_format.h"
#include "core/support/atomic_file.h"
#include "core/support/file_error.h"
#include "core/support/text.h"

namespace patchlens::model {
namespace {

constexpr std::size_t digits_of_name = 16;  ///< of the SHA-256: enough to tell a person's pictures apart

const char* ending_of(ImageFormat format) {
    switch (format) {
        case ImageFormat::png:
            return ".png";
        case ImageFormat::jpeg:
            return ".jpg";
        case ImageFormat::webp:
            return ".webp";
        case ImageFormat::bmp:
            return ".bmp";
        case ImageFormat::tga:
            return ".tga";
        case ImageFormat::pnm:
            break;
    }
    return ".pnm";
}

}  // namespace

std::filesystem::path keep_pasted(std::span<const std::byte> bytes, const std::filesystem::path& folder) {
    const std::string name = "pasted-" + mark_of(bytes).sha256.substr(0, digits_of_name);
    const std::uint64_t most = ImageLimits{}.file_bytes;
    if (bytes.size() > most)
        throw Error(ErrorCode::file_too_large, {name, bytes_text(bytes.size()), bytes_text(most)});
    const std::filesystem::path file = folder / (name + ending_of(recognise_format(bytes, name)));
    std::error_code failed;
    if (std::filesystem::file_size(file, failed) == bytes.size() && !failed) return file;
    std::filesystem::create_directories(folder, failed);
    if (failed) throw unwritable(file, failed.value());
    write_file(file, bytes);
    return file;
}

}  // namespace patchlens::model
