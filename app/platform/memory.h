// How much of the machine's memory the program uses.
#pragma once

#include <cstdint>

namespace patchlens::platform {

/// The resident set size in bytes (proc(5), /proc/self/statm); 0 where it is unknown.
std::uint64_t memory_in_use();

}  // namespace patchlens::platform
