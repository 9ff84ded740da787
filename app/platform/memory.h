// How much of the machine's memory the program holds.
#pragma once

#include <cstdint>

namespace patchlens::platform {

/// The resident set in bytes, the pages in memory now (proc(5), /proc/self/statm); 0 where the system does
/// not tell.
std::uint64_t memory_in_use();

}  // namespace patchlens::platform
