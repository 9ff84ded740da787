#include "app/model/files/typed_path.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include "app/model/files/path_text.h"

namespace patchlens::model {
namespace {

void trim(std::string& text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t last = text.find_last_not_of(space);
    text.erase(last == std::string::npos ? 0 : last + 1);
    text.erase(0, std::min(text.find_first_not_of(space), text.size()));
}

void strip_quotes(std::string& text) {
    for (const char quote : {'"', '\''}) {
        if (text.size() < 2 || text.front() != quote || text.back() != quote) continue;
        text = text.substr(1, text.size() - 2);
        return;
    }
}

/// `text` without what surrounds a path; starts with `home` where it starts with "~".
std::filesystem::path plain_path(std::string text, const std::filesystem::path& home) {
    trim(text);
    strip_quotes(text);
    text = path_of_address(text).native();
    if (!home.empty() && text == "~") return home;
    if (!home.empty() && text.starts_with("~/")) return home / text.substr(2);
    return text;
}

}  // namespace

std::filesystem::path typed_path(std::string text, const std::filesystem::path& home,
                                 const std::filesystem::path& folder) {
    const std::filesystem::path path = plain_path(std::move(text), home);
    if (path.empty()) return {};
    std::error_code failed;
    const std::filesystem::path inside = (folder / path).lexically_normal();
    if (!folder.empty() && std::filesystem::exists(inside, failed)) return inside;
    const auto whole = std::filesystem::absolute(path, failed);
    return failed ? path : whole.lexically_normal();
}

std::filesystem::path path_to_write(std::string text, const std::filesystem::path& home,
                                    const std::filesystem::path& folder) {
    const std::filesystem::path path = plain_path(std::move(text), home);
    if (path.empty() || path.is_absolute() || folder.empty()) return typed_path(path.native(), {});
    return (folder / path).lexically_normal();
}

std::vector<std::filesystem::path> pasted_paths(std::string_view text, const std::filesystem::path& home) {
    constexpr std::size_t longest = 1 << 16;
    std::vector<std::filesystem::path> paths;
    if (text.size() > longest) return paths;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::filesystem::path path = typed_path(std::string(text.substr(0, end)), home);
        std::error_code failed;
        if (!path.empty() && std::filesystem::is_regular_file(path, failed)) paths.push_back(path);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return paths;
}

}  // namespace patchlens::model
