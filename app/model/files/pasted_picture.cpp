#include "app/model/files/pasted_picture.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "app/model/files/file_mark.h"
#include "core/picture/image_format.h"
#include "core/support/atomic_file.h"
#include "core/support/file_error.h"
#include "core/support/text.h"

namespace patchlens::model {
namespace {

constexpr std::size_t digits_of_name = 16;  ///< of the SHA-256: enough to tell a person's pictures apart

constexpr std::string_view pasted_name = "pasted-";

/// Whether keep_pasted() would give a file this name.
bool is_pasted_name(const std::filesystem::path& file) {
    const std::string name = file.stem().string();
    if (!name.starts_with(pasted_name) || name.size() != pasted_name.size() + digits_of_name) return false;
    const bool digits = std::all_of(name.begin() + pasted_name.size(), name.end(), [](char digit) {
        return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    });
    constexpr std::array endings{".png", ".jpg", ".webp", ".bmp", ".tga", ".pnm"};
    return digits && std::ranges::find(endings, file.extension().string()) != endings.end();
}

std::filesystem::path mark_of_keeping(const std::filesystem::path& picture) {
    return picture.string() + ".keep";
}

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
    const std::string name = std::string(pasted_name) + mark_of(bytes).sha256.substr(0, digits_of_name);
    const std::uint64_t most = ImageLimits{}.file_bytes;
    if (bytes.size() > most)
        throw Error(ErrorCode::file_too_large, {name, bytes_text(bytes.size()), bytes_text(most)});
    const std::filesystem::path file = folder / (name + ending_of(recognise_format(bytes, name)));
    std::error_code failed;
    if (std::filesystem::file_size(file, failed) == bytes.size() && !failed) {
        std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now(), failed);
        return file;
    }
    std::filesystem::create_directories(folder, failed);
    if (failed) throw unwritable(file, failed.value());
    write_file(file, bytes);
    return file;
}

void keep_for_good(const std::filesystem::path& picture, const std::filesystem::path& folder) {
    std::error_code failed;
    const bool inside = is_pasted_name(picture) &&
                        std::filesystem::equivalent(picture.parent_path(), folder, failed) && !failed;
    if (!inside) return;
    try {
        write_file(mark_of_keeping(picture), {});
    } catch (const Error&) {
        // A full or read-only disk: the picture stays as long as it is used.
    }
}

void prune_pasted(const std::filesystem::path& folder, std::span<const std::filesystem::path> in_use,
                  std::filesystem::file_time_type now) {
    std::error_code failed;
    std::vector<std::filesystem::path> pictures;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        std::error_code unknown;
        if (is_pasted_name(entry.path()) &&
            entry.symlink_status(unknown).type() == std::filesystem::file_type::regular)
            pictures.push_back(entry.path());
    }
    for (const std::filesystem::path& picture : pictures) {
        std::error_code wrong;
        const auto is_it = [&](const std::filesystem::path& used) {
            std::error_code gone;
            return std::filesystem::equivalent(used, picture, gone) && !gone;
        };
        if (std::ranges::any_of(in_use, is_it)) {
            std::filesystem::last_write_time(picture, now, wrong);
            continue;
        }
        const auto used = std::filesystem::last_write_time(picture, wrong);
        if (wrong || now - used < pasted_stay) continue;
        if (std::filesystem::exists(mark_of_keeping(picture), wrong) || wrong) continue;
        std::filesystem::remove(picture, wrong);
    }
}

}  // namespace patchlens::model
