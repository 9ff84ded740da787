// Asking whether memory is there before taking it, so that an impossible request is a sentence and not a
// crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <vector>

#include "core/word.h"

namespace patchlens {

/// Bytes of memory this process can still have: what the machine can give by the kernel's own estimate
/// (MemAvailable), within what control groups and limits leave (memory_limits.h).
std::uint64_t available_memory();

/// Throws Error(out_of_memory) if `bytes` for `what` are not available now.
void require_memory(std::uint64_t bytes, Word what);

/// A cache line, or a large page of the processor (2 MiB) for what is several times as large.
constexpr std::align_val_t memory_alignment(std::size_t bytes) {
    return std::align_val_t{bytes >= (std::size_t{8} << 20) ? std::size_t{2} << 20 : std::size_t{64}};
}

/// Asks for large pages for memory of memory_alignment(bytes): the processor then finds its way through a
/// large output without looking up a page for every few kilobytes. Only a hint; small memory is left alone.
void prefer_large_pages(void* memory, std::size_t bytes);

/// Gives the pages of memory of memory_alignment(bytes) back to the system bit by bit, before it is freed:
/// the kernel makes every thread that asks for memory wait while it takes back gigabytes at once.
void release_pages(void* memory, std::size_t bytes);

/// An allocator whose memory starts on a cache line and is left as it comes: a 2 GiB output is written once,
/// not zeroed first.
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
        prefer_large_pages(place, bytes);
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
