// Checks that memory is available before it is allocated, so that a request too large gives an error message
// and not a crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <vector>

#include "core/word.h"

namespace patchlens {

/// Bytes this process can still allocate: the kernel's estimate for the machine (MemAvailable), within what
/// control groups and limits leave (memory_limits.h).
std::uint64_t available_memory();

/// Throws Error(out_of_memory) if `bytes` for `what` are not available now.
void require_memory(std::uint64_t bytes, Word what);

/// The size of a cache line, or of a huge page (2 MiB) for allocations several times as large.
constexpr std::align_val_t memory_alignment(std::size_t bytes) {
    return std::align_val_t{bytes >= (std::size_t{8} << 20) ? std::size_t{2} << 20 : std::size_t{64}};
}

/// Asks for huge pages for memory aligned to memory_alignment(bytes), which saves TLB misses in large
/// outputs. Only a hint; small allocations stay on small pages.
void prefer_huge_pages(void* memory, std::size_t bytes);

/// Returns the pages of memory aligned to memory_alignment(bytes) to the system in steps, before it is freed:
/// while the kernel takes back gigabytes at once, every other thread that allocates waits.
void release_pages(void* memory, std::size_t bytes);

/// An allocator of uninitialised memory that starts on a cache line: a 2 GiB output is written once, not
/// zeroed first.
template <typename T>
struct UninitialisedAllocator {
    using value_type = T;

    UninitialisedAllocator() = default;
    template <typename U>
    UninitialisedAllocator(const UninitialisedAllocator<U>&) {}

    T* allocate(std::size_t count) {
        if (count > std::numeric_limits<std::size_t>::max() / sizeof(T)) throw std::bad_array_new_length();
        const std::size_t bytes = count * sizeof(T);
        void* place = ::operator new(bytes, memory_alignment(bytes));
        prefer_huge_pages(place, bytes);
        return static_cast<T*>(place);
    }
    void deallocate(T* pointer, std::size_t count) {
        release_pages(pointer, count * sizeof(T));
        ::operator delete(pointer, memory_alignment(count * sizeof(T)));
    }

    template <typename U>
    void construct(U* place) {
        ::new (static_cast<void*>(place)) U;
    }
    template <typename U, typename... Arguments>
    void construct(U* place, Arguments&&... arguments) {
        ::new (static_cast<void*>(place)) U(static_cast<Arguments&&>(arguments)...);
    }

    bool operator==(const UninitialisedAllocator&) const = default;
};

using FloatBuffer = std::vector<float, UninitialisedAllocator<float>>;

}  // namespace patchlens
