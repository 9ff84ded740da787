#include "app/ui/chapters/code/highlight.h"

#include <algorithm>
#include <array>

#include "app/ui/drawing/theme.h"

namespace patchlens::ui {
namespace {

constexpr std::array<std::string_view, 12> python_keywords{
    "class", "def", "return", "import", "from", "with", "for", "if", "else", "None", "True", "False"};
constexpr std::array<std::string_view, 8> cpp_keywords{"const", "float", "int",   "return",
                                                       "using", "true",  "false", "auto"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_keyword(std::string_view word, bool cpp) {
    return cpp ? std::ranges::find(cpp_keywords, word) != cpp_keywords.end()
               : std::ranges::find(python_keywords, word) != python_keywords.end();
}

/// The first position from `at` on at which `holds` is false.
template <typename Condition>
std::size_t end_of(std::string_view line, std::size_t at, const Condition& holds) {
    while (at < line.size() && holds(line[at]))
        ++at;
    return at;
}

/// The position after the closing quote of the string that begins at `at`.
std::size_t end_of_string(std::string_view line, std::size_t at) {
    for (std::size_t i = at + 1; i < line.size(); ++i) {
        if (line[i] == '\\') {
            ++i;
        } else if (line[i] == line[at]) {
            return i + 1;
        }
    }
    return line.size();
}

/// The kind of the piece that begins at `at`, and its end.
std::pair<CodeKind, std::size_t> piece(std::string_view line, std::size_t at, bool cpp) {
    const char c = line[at];
    if (cpp ? line.substr(at, 2) == "//" : c == '#') return {CodeKind::comment, line.size()};
    if (c == '"') return {CodeKind::string, end_of_string(line, at)};
    if (is_digit(c)) {
        const auto numeric = [](char d) { return is_word(d) || d == '.'; };
        return {CodeKind::number, end_of(line, at, numeric)};
    }
    if (is_word(c)) {
        const std::size_t end = end_of(line, at, is_word);
        return {is_keyword(line.substr(at, end - at), cpp) ? CodeKind::keyword : CodeKind::plain, end};
    }
    return {CodeKind::plain, at + 1};
}

}  // namespace

std::vector<CodeSpan> highlighted(std::string_view line, model::Notation notation) {
    std::vector<CodeSpan> spans;
    std::size_t at = 0;
    while (at < line.size()) {
        const auto [kind, end] = piece(line, at, notation == model::Notation::cpp);
        if (!spans.empty() && spans.back().kind == kind && kind == CodeKind::plain) {
            spans.back().text = {spans.back().text.data(), spans.back().text.size() + end - at};
        } else {
            spans.push_back({kind, line.substr(at, end - at)});
        }
        at = end;
    }
    return spans;
}

Colour colour_of(CodeKind kind, model::Theme theme) {
    const Palette& palette = palette_of(theme);
    switch (kind) {
        case CodeKind::keyword:
            return palette.code[0];
        case CodeKind::number:
            return palette.code[1];
        case CodeKind::string:
            return palette.code[2];
        case CodeKind::comment:
            return palette.muted;
        case CodeKind::plain:
            break;
    }
    return palette.text;
}

}  // namespace patchlens::ui
