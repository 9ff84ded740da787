// Asking whether memory is there before taking it, so that an impossible request is a sentence and not a
// crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <string_view>
#include <vector>

namespace patchlens {

/// Bytes of memory this machine can still give, by the kernel's own estimate (MemAvailable); where that
/// cannot be read, all of the physical memory.
std::uint64_t available_memory();

/// Throws Error(out_of_memory) if `bytes` for `what` ("the output", "the weights") are not available now.
void require_memory(std::uint64_t bytes, std::string_view what);

/// An allocator whose memory starts on a cache line and is left as it comes: a 2 GiB output is written once,
/// not zeroed first.
template <typename T>
struct UninitialisedAllocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};

    UninitialisedAllocator() = default;
    template <typename U>
    UninitialisedAllocator(const UninitialisedAllocator<U>&) {}

    T* allocate(std::size_t count) {
        if (count > std::numeric_limits<std::size_t>::max() / sizeof(T)) throw std::bad_array_new_length();
        return static_cast<T*>(::operator new(count * sizeof(T), alignment));
    }
    void deallocate(T* pointer, std::size_t) { ::operator delete(pointer, alignment); }

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
