#include "app/model/files/typed_path.h"

#include <algorithm>
#include <string_view>
#include <system_error>

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

}  // namespace

std::filesystem::path typed_path(std::string text, const std::filesystem::path& home,
                                 const std::filesystem::path& folder) {
    trim(text);
    strip_quotes(text);
    text = path_of_address(text).native();
    if (text.empty()) return {};
    if (!home.empty() && text == "~") return home;
    if (!home.empty() && text.starts_with("~/")) return home / text.substr(2);
    std::error_code failed;
    const std::filesystem::path inside = (folder / text).lexically_normal();
    if (!folder.empty() && std::filesystem::exists(inside, failed)) return inside;
    const auto whole = std::filesystem::absolute(text, failed);
    return failed ? std::filesystem::path(text) : whole.lexically_normal();
}

}  // namespace patchlens::model
