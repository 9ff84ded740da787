#include "app/platform/memory.h"

#include <fstream>

#include <unistd.h>

namespace patchlens::platform {

std::uint64_t memory_in_use() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t all_pages = 0;
    std::uint64_t resident_pages = 0;
    if (!(file >> all_pages >> resident_pages)) return 0;
    const long page = ::sysconf(_SC_PAGESIZE);
    return page > 0 ? resident_pages * static_cast<std::uint64_t>(page) : 0;
}

}  // namespace patchlens::platform
