// Numbers written for people.
#pragma once

#include <cstdint>
#include <string>

namespace patchlens {

/// A byte count as a person reads it: "512 B", "2.00 MiB", "15.5 GiB", with a decimal point in every
/// locale.
std::string bytes_text(std::uint64_t bytes);

}  // namespace patchlens
