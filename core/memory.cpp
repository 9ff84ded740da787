#include "core/memory.h"

#include <fstream>
#include <string>

#include <unistd.h>

#include "core/error.h"
#include "core/text.h"

namespace patchlens {

std::uint64_t available_memory() {
    std::ifstream meminfo("/proc/meminfo");
    std::string name;
    std::uint64_t kibibytes = 0;
    std::string unit;
    while (meminfo >> name >> kibibytes) {
        if (name == "MemAvailable:") return kibibytes * 1024;
        std::getline(meminfo, unit);
    }
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long page_size = sysconf(_SC_PAGE_SIZE);
    if (pages <= 0 || page_size <= 0) return std::numeric_limits<std::uint64_t>::max();
    return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_size);
}

void require_memory(std::uint64_t bytes, std::string_view what) {
    // Reading the kernel's estimate costs more than a small allocation ever could.
    constexpr std::uint64_t always_granted = 16U << 20U;
    if (bytes <= always_granted) return;
    const std::uint64_t available = available_memory();
    if (bytes > available) {
        throw Error(ErrorCode::out_of_memory, {std::string(what), bytes_text(bytes), bytes_text(available)});
    }
}

}  // namespace patchlens
