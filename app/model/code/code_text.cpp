#include "app/model/code/code_text.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "app/model/code/listing.h"
#include "core/support/utf8.h"

namespace patchlens::model {
namespace {

std::string digits(float value) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.9g", static_cast<double>(value));
    return buffer.data();
}

/// Numbers separated by ", ", with a line break before each that would make its line too long.
template <typename Number>
std::string numbers_in_lines(std::span<const float> values, std::string_view indent, const Number& number) {
    constexpr std::size_t longest = 100;
    std::string text;
    std::string line(indent);
    for (const float value : values) {
        const std::string next = number(value) + ",";
        if (line.size() + 1 + next.size() > longest) {
            text += line + "\n";
            line = indent;
        }
        if (line.size() > indent.size()) line += " ";
        line += next;
    }
    return text + line + "\n";
}

/// Quoted, with every byte that could end the literal or the line escaped by `escape`.
template <typename Escape>
std::string quoted(std::string_view bytes, bool keep_high, const Escape& escape) {
    std::string text = "\"";
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        const bool plain = code >= 0x20 && code < 0x7f && byte != '"' && byte != '\\' && byte != '?';
        if (plain || (keep_high && code >= 0x80)) {
            text += byte;
        } else {
            text += escape(code);
        }
    }
    return text + "\"";
}

}  // namespace

std::string pair_text(Size size) {
    return "(" + std::to_string(size.height) + ", " + std::to_string(size.width) + ")";
}

std::string side_or_pair(Size size) {
    return size.height == size.width ? std::to_string(size.height) : pair_text(size);
}

std::string list_text(std::span<const std::int64_t> numbers) {
    std::string text;
    for (const std::int64_t number : numbers)
        text += (text.empty() ? "" : ", ") + std::to_string(number);
    return text;
}

std::string python_number(float value) {
    if (std::isfinite(value)) return digits(value);
    return "float(\"" + digits(value) + "\")";
}

std::string cpp_number(float value) {
    if (std::isfinite(value)) return digits(value);
    if (std::isnan(value)) return "NAN";
    return value > 0 ? "INFINITY" : "-INFINITY";
}

std::string python_list(std::span<const float> values, std::string_view indent) {
    return "[\n" + numbers_in_lines(values, indent, python_number) + "]";
}

std::string cpp_list(std::span<const float> values, std::string_view indent) {
    return "{\n" + numbers_in_lines(values, indent, cpp_number) + std::string(indent.substr(4)) + "}";
}

std::string python_literal(std::string_view bytes) {
    const bool text = is_utf8(bytes);
    const std::string literal = quoted(bytes, text, [](unsigned char code) {
        std::array<char, 8> buffer{};
        std::snprintf(buffer.data(), buffer.size(), "\\x%02x", code);
        return std::string(buffer.data());
    });
    return text ? literal : "b" + literal;
}

std::string cpp_literal(std::string_view bytes) {
    // Octal escapes end after three digits; hexadecimal ones would swallow what follows.
    return quoted(bytes, is_utf8(bytes), [](unsigned char code) {
        std::array<char, 8> buffer{};
        std::snprintf(buffer.data(), buffer.size(), "\\%03o", code);
        return std::string(buffer.data());
    });
}

std::vector<std::string> wrapped(std::string start, const std::vector<std::string>& pieces,
                                 std::string_view end, int indent) {
    std::vector<std::string> lines{std::move(start)};
    bool fresh = true;  // nothing on the current line yet
    std::size_t left = pieces.size();
    for (const std::string& piece : pieces) {
        const std::string text = piece + (--left == 0 ? std::string(end) : ",");
        if (!fresh && lines.back().size() + 1 + text.size() > longest_code_line) {
            lines.emplace_back(static_cast<std::size_t>(indent), ' ');
            fresh = true;
        }
        lines.back() += (fresh ? "" : " ") + text;
        fresh = false;
    }
    return lines;
}

}  // namespace patchlens::model
