// A text broken into lines, in English and in Chinese: at spaces and beside Chinese characters, by the rules
// of break_rules.h. Numbers such as 1,024 stay whole, with their sign and unit; formulas, shapes and pairs
// are broken only where they are longer than a line.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace patchlens::ui {

/// The lines of `text` (UTF-8), each at most `width` wide by `measure`, without the spaces at the breaks. A
/// name or path wider than a line is broken inside, after a separator unless that makes a short line. Line
/// breaks in the text are kept.
std::vector<std::string_view> broken_lines(std::string_view text, float width,
                                           const std::function<float(std::string_view)>& measure);

}  // namespace patchlens::ui
