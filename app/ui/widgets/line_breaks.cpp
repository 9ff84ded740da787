#include "app/ui/widgets/line_breaks.h"

#include <algorithm>

#include "app/ui/widgets/break_rules.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

Character character_at(std::string_view text, std::size_t at) {
    return first_character(text.substr(at));
}

/// Where the piece at `at` ends: at a line break, or where the text breaks no worse than at a `worst` place.
std::size_t end_of_piece(std::string_view text, std::size_t at, BreakPlace worst) {
    std::size_t end = at + character_at(text, at).bytes.size();
    while (end < text.size()) {
        const std::size_t next = text.find_first_not_of(' ', end);
        if (next == std::string_view::npos || text[next] == '\n') break;
        if (break_place(text, end, next) <= worst) break;
        end = next + character_at(text, next).bytes.size();
    }
    return end;
}

/// Where to break a name or path longer than a line: after the longest prefix that fits, at least one
/// character, or after the last separator if that is in the second half of the prefix.
std::size_t end_of_beginning(std::string_view text, std::size_t at, std::size_t end, float width,
                             const std::function<float(std::string_view)>& measure) {
    std::size_t fits = at + character_at(text, at).bytes.size();
    std::size_t after_sign = at;
    while (fits < end) {
        if (std::string_view("/\\_-.").find(text[fits - 1]) != std::string_view::npos) after_sign = fits;
        const std::size_t next = fits + character_at(text, fits).bytes.size();
        if (measure(text.substr(at, next - at)) > width) break;
        fits = next;
    }
    return after_sign > at + (fits - at) / 2 ? after_sign : fits;
}

}  // namespace

std::vector<std::string_view> broken_lines(std::string_view text, float width,
                                           const std::function<float(std::string_view)>& measure) {
    std::vector<std::string_view> lines;
    std::size_t start = 0;  // of the line
    std::size_t end = 0;    // of the pieces in it so far
    std::size_t at = 0;
    const auto finish = [&](std::size_t next) {
        lines.push_back(text.substr(start, end - start));
        start = end = next;
    };
    while (at < text.size()) {
        if (text[at] == '\n') {
            finish(++at);
        } else if (text[at] == ' ') {
            ++at;
        } else {
            const auto too_long = [&](std::size_t piece_end) {
                return measure(text.substr(at, piece_end - at)) > width;
            };
            std::size_t piece_end = end_of_piece(text, at, BreakPlace::good);
            for (const BreakPlace worse : {BreakPlace::relation, BreakPlace::sum, BreakPlace::bad}) {
                if (too_long(piece_end)) piece_end = end_of_piece(text, at, worse);
            }
            if (end > start && measure(text.substr(start, piece_end - start)) > width) finish(at);
            while (too_long(piece_end)) {
                const std::size_t part_end = end_of_beginning(text, at, piece_end, width, measure);
                if (part_end == piece_end) break;  // a single character
                end = part_end;
                finish(at = part_end);
            }
            end = at = piece_end;
        }
    }
    if (end > start) finish(end);
    return lines;
}

}  // namespace patchlens::ui
