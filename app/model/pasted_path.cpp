#include "app/model/pasted_path.h"

#include <charconv>

namespace patchlens::model {
namespace {

/// "%20" -> " " and so on, as file managers write paths; anything else stays as it is.
std::string decoded(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int value = 0;
        const bool enough = text[i] == '%' && i + 2 < text.size();
        const char* first = text.data() + i + 1;
        if (enough && std::from_chars(first, first + 2, value, 16).ptr == first + 2) {
            result += static_cast<char>(value);
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace

std::filesystem::path pasted_path(std::string text) {
    constexpr const char* blank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string::npos) return {};
    text = text.substr(first, text.find_last_not_of(blank) - first + 1);
    for (const char quote : {'"', '\''}) {
        if (text.size() >= 2 && text.front() == quote && text.back() == quote)
            text = text.substr(1, text.size() - 2);
    }
    if (text.starts_with("file://")) text = decoded(text.substr(7));
    return text;
}

}  // namespace patchlens::model
