#include "app/command_line/parse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>

#include "app/model/state/half_width.h"
#include "app/model/state/typed_size.h"
#include "core/error.h"

namespace patchlens::command_line {
namespace {

/// The number that the whole of `text` stands for; overflow is distinguished from text that is not a number.
template <typename Number>
struct Parsed {
    std::optional<Number> value;
    bool overflow = false;
};

template <typename Number>
Parsed<Number> number_in(std::string_view typed) {
    const std::string narrow = model::half_width(typed);
    std::string_view text = narrow;
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    Number value{};
    const char* end = text.data() + text.size();
    const auto [stopped, code] = std::from_chars(text.data(), end, value);
    if (stopped != end || code == std::errc::invalid_argument) return {};
    if (code == std::errc::result_out_of_range) return {std::nullopt, true};
    return {value, false};
}

/// The fewest digits that read back as the same number: "0.5", "1e-09".
std::string shortest(float number) {
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

Error out_of_range(std::string_view option, const std::string& smallest, const std::string& largest,
                   std::string_view text) {
    return Error(ErrorCode::value_out_of_range, {std::string(option), smallest, largest, std::string(text)});
}

/// "A<separator>B" as two integers.
std::optional<std::pair<int, int>> two_integers(std::string_view typed, char separator) {
    const std::string text = model::half_width(typed);
    const std::size_t middle = text.find(separator);
    if (middle == std::string::npos) return std::nullopt;
    const auto first = number_in<int>(std::string_view(text).substr(0, middle)).value;
    const auto second = number_in<int>(std::string_view(text).substr(middle + 1)).value;
    if (!first || !second) return std::nullopt;
    return std::pair{*first, *second};
}

}  // namespace

std::int64_t parse_integer(std::string_view text, std::string_view option, std::int64_t smallest,
                           std::int64_t largest) {
    const auto parsed = number_in<std::int64_t>(text);
    if (!parsed.value && !parsed.overflow) {
        throw Error(ErrorCode::number_expected, {std::string(option), std::string(text)});
    }
    if (parsed.overflow || *parsed.value < smallest || *parsed.value > largest) {
        throw out_of_range(option, std::to_string(smallest), std::to_string(largest), text);
    }
    return *parsed.value;
}

std::uint64_t parse_seed(std::string_view text, std::string_view option) {
    if (model::half_width(text).starts_with('-')) {
        return static_cast<std::uint64_t>(
            parse_integer(text, option, std::numeric_limits<std::int64_t>::min(), 0));
    }
    const auto parsed = number_in<std::uint64_t>(text);
    if (parsed.value) return *parsed.value;
    if (!parsed.overflow) throw Error(ErrorCode::number_expected, {std::string(option), std::string(text)});
    throw out_of_range(option, "0", std::to_string(std::numeric_limits<std::uint64_t>::max()), text);
}

Size parse_size(std::string_view text, std::string_view option, int least, int largest) {
    const auto side = number_in<std::int64_t>(text);
    if (side.value || side.overflow)
        return to_pair(static_cast<int>(parse_integer(text, option, least, largest)));
    const auto pair = model::typed_sides(text);
    if (!pair) throw Error(ErrorCode::size_expected, {std::string(option), std::string(text)});
    if (std::min(pair->first, pair->second) < least || std::max(pair->first, pair->second) > largest) {
        throw out_of_range(option, std::to_string(least), std::to_string(largest), text);
    }
    return {pair->first, pair->second};
}

PatchPosition parse_position(std::string_view text, std::string_view option) {
    const auto pair = two_integers(text, ',');
    if (!pair) throw Error(ErrorCode::position_expected, {std::string(option), std::string(text)});
    return {pair->first, pair->second};
}

float parse_factor(std::string_view text, std::string_view option, float smallest, float largest) {
    const auto parsed = number_in<float>(text);
    if (!parsed.value && !parsed.overflow)
        throw Error(ErrorCode::decimal_expected, {std::string(option), std::string(text)});
    if (!parsed.value || !(*parsed.value >= smallest && *parsed.value <= largest))
        throw out_of_range(option, shortest(smallest), shortest(largest), text);
    return *parsed.value;
}

}  // namespace patchlens::command_line
