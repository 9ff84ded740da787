// Sentences with numbered placeholders, and numbers written for people.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace patchlens {

/// Replaces every "{i}" of `sentence` by `arguments[i]`, and every "{i?one|many}" by one of the two words:
/// the first where `arguments[i]` is "1" or "1 × 1", as in "{0} {0?patch|patches}". A placeholder without
/// an argument stays as it is.
std::string fill(std::string_view sentence, std::span<const std::string> arguments);

/// A byte count as a person reads it: "512 B", "2.00 MiB", "15.5 GiB", with a decimal point in every
/// locale.
std::string bytes_text(std::uint64_t bytes);

}  // namespace patchlens
