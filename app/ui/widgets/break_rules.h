// How well a line of text breaks at a place, in English and in Chinese. Sources: for Chinese, the rules on
// marks at the ends of lines in GB/T 15834-2011 and W3C's "Requirements for Chinese Text Layout"; for numbers
// with units and formulas, ISO 80000-1, 7.1 and 7.2.
#pragma once

#include <cstddef>
#include <string_view>

namespace patchlens::ui {

/// A line is broken at worse places only where what stands between better ones is longer than a line.
enum class BreakPlace {
    good,      ///< between words, beside a Chinese character
    relation,  ///< before = ≈ ≤ ≥ → in a formula
    sum,       ///< before + and − in a formula
    bad,       ///< at another space: within a product, a shape, a number with its unit
    none,      ///< within a word, or where a line would begin or end with the wrong mark
};

/// The place between two neighbouring characters of `text` (UTF-8), `at` being where the second begins; or,
/// with spaces from `end` to `at`, between what stands before and after them.
BreakPlace break_place(std::string_view text, std::size_t end, std::size_t at);

}  // namespace patchlens::ui
