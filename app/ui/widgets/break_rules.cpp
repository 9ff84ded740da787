#include "app/ui/widgets/break_rules.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <optional>
#include <string>

#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

bool digit(char byte) {
    return byte >= '0' && byte <= '9';
}
bool letter(char byte) {
    return std::isalpha(static_cast<unsigned char>(byte)) != 0;
}

/// Chinese characters and the punctuation that goes with them.
bool chinese(const Character& character) {
    return character.code && *character.code >= 0x2E80;
}
/// Of these, the characters that are no punctuation.
bool ideograph(const Character& character) {
    return chinese(character) && *character.code >= 0x3400 && *character.code < 0xFE00;
}

bool among(std::u32string_view marks, const Character& character) {
    return character.code && marks.find(*character.code) != std::u32string_view::npos;
}
bool begins_no_line(const Character& character) {
    return among(U",.;:!?)]}%‰°℃，。；：、？！）］｝％”’》〉」』】〕…—·～", character);
}
bool ends_no_line(const Character& character) {
    return among(U"([{（［｛“‘《〈「『【〔", character);
}

Character last_character(std::string_view text) {
    const std::size_t rest = without_last_character(text).size();
    return first_character(text.substr(rest));
}

std::string_view word_before(std::string_view text, std::size_t end) {
    const std::size_t space = text.substr(0, end).find_last_of(" \n");
    const std::size_t from = space == std::string_view::npos ? 0 : space + 1;
    return text.substr(from, end - from);
}
std::string_view word_after(std::string_view text, std::size_t at) {
    return text.substr(at, text.find_first_of(" \n", at) - at);
}

/// The part of a word behind its last Chinese character, in which Latin words and numbers may be set without
/// spaces; or before its first.
std::string_view latin_end(std::string_view word) {
    std::string_view rest = word;
    while (!rest.empty() && !chinese(last_character(rest)))
        rest = without_last_character(rest);
    return word.substr(rest.size());
}
std::string_view latin_beginning(std::string_view word) {
    std::string_view rest = word;
    while (!rest.empty() && !chinese(first_character(rest)))
        take_character(rest);
    return word.substr(0, word.size() - rest.size());
}

bool one_of(std::initializer_list<std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_relation(std::string_view word) {
    return one_of({"=", "≈", "≤", "≥", "<", ">", "→", "≠"}, word);
}
bool is_sum(std::string_view word) {
    return one_of({"+", "−", "-"}, word);
}
bool is_operator(std::string_view word) {
    return one_of({"×", "·", "/", "÷", "@", "±"}, word) || is_sum(word) || is_relation(word);
}

/// Whether a formula may go on behind or before this: a number, a variable, a bracket, a Chinese word.
bool ends_operand(std::string_view word) {
    if (word.empty()) return false;
    const Character last = last_character(word);
    return digit(word.back()) || letter(word.back()) || among(U")]²", last) || ideograph(last);
}
bool begins_operand(std::string_view word) {
    if (word.empty()) return false;
    const Character first = first_character(word);
    return digit(word.front()) || letter(word.front()) || among(U"+−-±√∑([{", first) || ideograph(first);
}

bool begins_signed_number(std::string_view word) {
    for (const std::string_view sign : {"+", "-", "−", "±"}) {
        if (word.starts_with(sign) && word.size() > sign.size() && digit(word[sign.size()])) return true;
    }
    return false;
}

bool begins_with_unit(std::string_view word) {
    const auto end = std::find_if_not(word.begin(), word.end(), letter);
    const std::string_view unit = word.substr(0, static_cast<std::size_t>(end - word.begin()));
    return one_of({"px", "ms", "s", "B", "KiB", "MiB", "GiB", "TiB", "KB", "MB", "GB", "TB", "M", "G", "T",
                   "P", "E", "dpi", "dB"},
                  unit);
}

/// What is counted by the number after it: "patch 5", "row 3".
bool counted_by_next(std::string_view word) {
    while (!word.empty() && !letter(word.front()))
        word.remove_prefix(1);
    if (word.size() == 1) return true;  // a variable, a channel
    std::string small(word);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](unsigned char byte) { return static_cast<char>(std::tolower(byte)); });
    return one_of({"row",  "rows",    "column", "columns",   "patch",  "dim",    "dimension",
                   "map",  "filter",  "token",  "tokens",    "index",  "line",   "step",
                   "seed", "channel", "pixel",  "component", "stride", "padding"},
                  small);
}

/// Whether the brackets around a place hold a shape or a pair, "[1, 512, 32, 32]", "(19, 10)": short items
/// without spaces, separated by commas.
bool within_shape(std::string_view text, std::size_t end, std::size_t at) {
    constexpr std::size_t longest = 48;
    const std::size_t earliest = end > longest ? end - longest : 0;
    const std::size_t open = text.substr(0, end).find_last_of("([");
    if (open == std::string_view::npos || open < earliest) return false;
    const std::size_t close = text.find(text[open] == '(' ? ')' : ']', at);
    if (close == std::string_view::npos || close - open > longest) return false;
    const std::string_view items = text.substr(open + 1, close - open - 1);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool plain = digit(items[i]) || letter(items[i]) || items[i] == '_' || items[i] == '-' ||
                           items[i] == '+' || items[i] == '.' || items[i] == ',' ||
                           static_cast<unsigned char>(items[i]) >= 0x80;
        const bool separates = items[i] == ' ' && i > 0 && items[i - 1] == ',';
        if (!plain && !separates) return false;
    }
    return true;
}

/// Between two words of a formula, at spaces from `end` to `at`; nothing where there is none.
std::optional<BreakPlace> in_formula(std::string_view text, std::size_t end, std::size_t at) {
    const std::string_view before = word_before(text, end);
    const std::string_view after = word_after(text, at);
    if (is_operator(after) && ends_operand(before)) {
        const std::size_t next = text.find_first_not_of(' ', at + after.size());
        if (next == std::string_view::npos || !begins_operand(word_after(text, next))) return std::nullopt;
        if (is_relation(after)) return BreakPlace::relation;
        return is_sum(after) ? BreakPlace::sum : BreakPlace::bad;
    }
    if (is_operator(before) && begins_operand(after)) return BreakPlace::bad;
    return std::nullopt;
}

BreakPlace at_space(std::string_view text, std::size_t end, std::size_t at) {
    if (const auto place = in_formula(text, end, at)) return *place;
    const std::string_view before = latin_end(word_before(text, end));
    const std::string_view after = latin_beginning(word_after(text, at));
    const Character first = first_character(text.substr(at));
    const Character last = last_character(text.substr(0, end));
    // ".npy" is a name, "." alone a mark.
    const bool name = after.size() > 1 && (letter(after[1]) || digit(after[1]));
    if ((begins_no_line(first) && !name) || ends_no_line(last)) return BreakPlace::none;
    const bool behind_number = digit(last.bytes.front());
    const bool pair = after.size() > 1 && (after.front() == '(' || after.front() == '[') && digit(after[1]);
    const bool number = pair || (!after.empty() && digit(after.front()));
    if (begins_signed_number(after)) return BreakPlace::bad;
    if (behind_number && (begins_with_unit(after) || ideograph(first))) return BreakPlace::bad;
    if (number && (counted_by_next(before) || last.bytes == "第")) return BreakPlace::bad;
    return within_shape(text, end, at) ? BreakPlace::bad : BreakPlace::good;
}

}  // namespace

BreakPlace break_place(std::string_view text, std::size_t end, std::size_t at) {
    if (end < at) return at_space(text, end, at);
    const Character before = last_character(text.substr(0, at));
    const Character after = first_character(text.substr(at));
    if (begins_no_line(after) || ends_no_line(before)) return BreakPlace::none;
    if (!chinese(before) && !chinese(after)) return BreakPlace::none;
    if (ideograph(after) && digit(text[at - 1])) return BreakPlace::bad;
    if (before.bytes == "第" && digit(text[at])) return BreakPlace::bad;
    return BreakPlace::good;
}

}  // namespace patchlens::ui
