#include "app/model/state/typed_size.h"

#include <charconv>
#include <string>
#include <system_error>

#include "app/model/state/half_width.h"

namespace patchlens::model {
namespace {

std::optional<int> side_in(std::string_view part) {
    const std::size_t first = part.find_first_not_of(" \t");
    if (first == std::string_view::npos) return std::nullopt;
    std::string_view digits = part.substr(first, part.find_last_not_of(" \t") - first + 1);
    if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
    int value = 0;
    const char* end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc() || stopped != end) return std::nullopt;
    return value;
}

}  // namespace

std::optional<std::pair<int, int>> typed_sides(std::string_view text) {
    const std::string narrow = half_width(text);  // the multiplication sign becomes an x
    const std::size_t middle = narrow.find_first_of("xX");
    if (middle == std::string::npos) return std::nullopt;
    const auto height = side_in(std::string_view(narrow).substr(0, middle));
    const auto width = side_in(std::string_view(narrow).substr(middle + 1));
    if (!height || !width) return std::nullopt;
    return std::pair{*height, *width};
}

}  // namespace patchlens::model
