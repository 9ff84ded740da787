#include "app/ui/drawing/numbers.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace patchlens::ui {
namespace {

template <typename... Values>
std::string printed(const char* format, Values... values) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, values...);
    return on_screen(buffer.data());
}

}  // namespace

std::string on_screen(std::string_view number) {
    std::string text;
    for (const char character : number) {
        if (character == '-') {
            text += minus_sign;
        } else {
            text += character;
        }
    }
    return text;
}

std::string grouped(std::int64_t value) {
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t end = digits.size(); end > first + 3; end -= 3)
        digits.insert(end - 3, ",");
    return on_screen(digits);
}

std::string short_count(std::int64_t value) {
    if (value < 1'000'000) return grouped(value);
    constexpr std::array units{"M", "G", "T", "P", "E"};
    double count = static_cast<double>(value) / 1e6;
    std::size_t unit = 0;
    while (count >= 999.95 && unit + 1 < units.size()) {
        count /= 1000;
        ++unit;
    }
    return printed(count < 9.995 ? "%.2f %s" : "%.1f %s", count, units.at(unit));
}

std::string with_sign(double value, int decimals) {
    if (std::isfinite(value) && std::abs(value) >= 1e5) return printed("%+.2e", value);
    return printed("%+.*f", decimals, value);
}

std::string similarity_text(double value) {
    constexpr double rounding = 0x1p-22;
    const double away = 1 - std::abs(value);
    if (away > rounding && away < 0.5e-4) return value > 0 ? "≈ +1" : "≈ " + on_screen("-1");
    return with_sign(value);
}

std::string axis_number(double value) {
    const double size = std::abs(value);
    if (size >= 1e5) return printed("%+.0e", value);
    return printed("%+.*f", size < 0.02 ? 4 : size < 100 ? 2 : 0, value);
}

std::string without_plus(double value, int decimals) {
    std::string text = with_sign(value, decimals);
    if (text.front() == '+') text.erase(0, 1);
    return text;
}

std::string percent(double share) {
    return without_plus(share * 100, 1) + "%";
}

std::string shortest(float value) {
    std::array<char, 128> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
    return {buffer.data(), end};
}

std::string all_digits(float value) {
    return on_screen(shortest(value));
}

std::string scientific(double value) {
    return printed("%.1e", value);
}

std::string product(Size size) {
    return grouped(size.height) + " × " + grouped(size.width);
}

std::string place_text(PatchPosition patch) {
    return "(" + std::to_string(patch.row) + ", " + std::to_string(patch.column) + ")";
}

std::string duration(double seconds) {
    return seconds < 1 ? printed("%.1f ms", seconds * 1000) : printed("%.2f s", seconds);
}

}  // namespace patchlens::ui
