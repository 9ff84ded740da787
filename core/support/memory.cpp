#include "core/support/memory.h"

#include <algorithm>
#include <fstream>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "core/error.h"
#include "core/support/memory_limits.h"
#include "core/support/text.h"

namespace patchlens {

namespace {

/// The kernel's estimate; where that cannot be read, all of the physical memory.
std::uint64_t left_by_machine() {
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

}  // namespace

std::uint64_t available_memory() {
    return std::min({left_by_machine(), memory_left_by_groups(), memory_left_by_limits()});
}

void require_memory(std::uint64_t bytes, Word what) {
    // Reading the kernel's estimate takes longer than a small allocation.
    constexpr std::uint64_t always_granted = 16U << 20U;
    if (bytes <= always_granted) return;
    const std::uint64_t available = available_memory();
    if (bytes > available) {
        throw Error(ErrorCode::out_of_memory, {what, bytes_text(bytes), bytes_text(available)});
    }
}

void prefer_huge_pages(void* memory, std::size_t bytes) {
#ifdef MADV_HUGEPAGE
    if (memory_alignment(bytes) > std::align_val_t{64}) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
}

void release_pages(void* memory, std::size_t bytes) {
    constexpr std::size_t step = 8U << 20U;
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
    if (memory_alignment(bytes) <= std::align_val_t{64}) return;
    auto* const begin = static_cast<std::byte*>(memory);
    for (std::size_t done = 0; done < bytes; done += step) {
        // Whole pages only: the rest of the last page may hold other data.
        const std::size_t whole = std::min(step, bytes - done) / page * page;
        if (whole > 0) madvise(begin + done, whole, MADV_DONTNEED);
    }
}

}  // namespace patchlens
