// Sentences with numbered gaps, and numbers written for people.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace patchlens {

/// Puts `arguments[i]` in the place of every "{i}" of `sentence`, and one of two words in the place of every
/// "{i?one|many}": the first where `arguments[i]` is "1", as in "{0} {0?patch|patches}". A gap without an
/// argument stays as it is.
std::string fill(std::string_view sentence, std::span<const std::string> arguments);

/// A byte count as a person reads it: "512 B", "2.00 MiB", "15.5 GiB", with a decimal point in every
/// locale.
std::string bytes_text(std::uint64_t bytes);

}  // namespace patchlens
