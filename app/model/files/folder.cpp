#include "app/model/files/folder.h"

#include <algorithm>
#include <array>
#include <span>
#include <system_error>

#include "core/picture/image_format.h"
#include "core/support/file_error.h"

namespace patchlens::model {
namespace {

namespace fs = std::filesystem;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Removes the digits at the start of `text` and returns them without leading zeros.
std::string_view take_number(std::string_view& text) {
    const std::size_t end = std::min(
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin()),
        text.size());
    std::string_view number = text.substr(0, end);
    text.remove_prefix(end);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

std::span<const std::string_view> extensions_of(FileKind kind) {
    static constexpr std::array<std::string_view, 2> sessions{".json", ".patchlens"};
    static constexpr std::array<std::string_view, 14> weights{
        ".safetensors", ".npy", ".npz",  ".pt", ".pth", ".ckpt",    ".bin",
        ".gguf",        ".h5",  ".onnx", ".pb", ".pkl", ".msgpack", ".keras"};
    static constexpr std::array<std::string_view, 1> tables{".csv"};
    if (kind == FileKind::table) return tables;
    if (kind == FileKind::session) return sessions;
    if (kind == FileKind::weights) return weights;
    return picture_endings;
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty()) {
        if (is_digit(a.front()) && is_digit(b.front())) {
            const std::string_view left = take_number(a);
            const std::string_view right = take_number(b);
            if (left.size() != right.size()) return left.size() < right.size();
            if (left != right) return left < right;
            continue;
        }
        const auto left = static_cast<unsigned char>(lower(a.front()));
        const auto right = static_cast<unsigned char>(lower(b.front()));
        if (left != right) return left < right;
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return a.empty() && !b.empty();
}

bool is_kind(const fs::path& file, FileKind kind) {
    if (kind == FileKind::weights && file.native().ends_with(".index.json")) return true;
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), lower);
    const auto known = extensions_of(kind);
    return std::find(known.begin(), known.end(), extension) != known.end();
}

Folder read_folder(const fs::path& folder, FileKind kind, const std::stop_token& stop) {
    Folder found{folder, kind, {}, {}};
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        const fs::directory_entry& entry = *at;
        if (entry.path().filename().string().starts_with('.')) continue;
        std::error_code ignored;
        if (entry.is_directory(ignored)) {
            found.entries.push_back({entry.path(), true, 0});
        } else if (is_kind(entry.path(), kind) && entry.is_regular_file(ignored)) {
            const std::uintmax_t bytes = entry.file_size(ignored);
            if (!ignored) found.entries.push_back({entry.path(), false, bytes});
        }
    }
    if (failed) found.problem = unreadable(folder, failed.value());
    std::sort(found.entries.begin(), found.entries.end(), [](const FolderEntry& a, const FolderEntry& b) {
        if (a.folder != b.folder) return a.folder;
        const std::string left = a.path.filename().string();
        const std::string right = b.path.filename().string();
        if (natural_less(left, right)) return true;
        return !natural_less(right, left) && left < right;
    });
    return found;
}

}  // namespace patchlens::model
