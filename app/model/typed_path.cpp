#include "app/model/typed_path.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>

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

/// "%20" as a space, and so on. Source: RFC 3986, 2.1.
std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = 0;
        const bool escaped = text[i] == '%' && i + 2 < text.size();
        const char* digits = text.data() + i + 1;
        if (escaped && std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
            decoded += static_cast<char>(code);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

}  // namespace

std::filesystem::path typed_path(std::string text, const std::filesystem::path& home) {
    trim(text);
    strip_quotes(text);
    constexpr std::string_view scheme = "file://";
    if (text.starts_with(scheme)) {
        text = percent_decoded(text.substr(scheme.size()));
        if (text.starts_with("localhost/")) text.erase(0, std::string_view("localhost").size());
    }
    if (text.empty()) return {};
    if (!home.empty() && text == "~") return home;
    if (!home.empty() && text.starts_with("~/")) return home / text.substr(2);
    std::error_code failed;
    const auto whole = std::filesystem::absolute(text, failed);
    return failed ? std::filesystem::path(text) : whole.lexically_normal();
}

}  // namespace patchlens::model
