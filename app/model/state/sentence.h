// Sentences with numbered placeholders, as the language files hold them.
#pragma once

#include <bitset>
#include <span>
#include <string>
#include <string_view>

namespace patchlens::model {

/// Replaces every "{i}" of `sentence` by `arguments[i]`, and every "{i?one|many}" by one of the two words:
/// the first where `arguments[i]` is "1" or "1 × 1", as in "{0} {0?patch|patches}". A placeholder without
/// an argument stays as it is.
std::string fill(std::string_view sentence, std::span<const std::string> arguments);

/// The numbers of the placeholders in `sentence`: 0 for "{0}" and for "{0?one|many}".
std::bitset<10> gaps_in(std::string_view sentence);

}  // namespace patchlens::model
