// Reuses the memory of outputs that are no longer needed: otherwise half a gigabyte would be allocated and
// freed many times a second while a slider is dragged, which slows down the whole machine.
#pragma once

#include <cstdint>
#include <memory>

#include "core/tensor.h"

namespace patchlens::model {

class OutputMemory {
public:
    /// Whole outputs of up to `budget` bytes may be kept.
    OutputMemory(std::uint64_t budget);  // NOLINT(google-explicit-constructor): a budget is all it is

    /// Whether a whole output of this size may be kept.
    bool allows(std::int64_t bytes) const { return static_cast<std::uint64_t>(bytes) <= budget_; }

    /// Bytes that an earlier output has left for the next one. Callable from any thread.
    std::uint64_t spare_bytes() const;

    /// An uninitialised tensor of `shape`; a large one reuses the memory of an earlier one if that is free.
    /// Its memory returns here when its last owner releases it, which may be after the end of this object.
    /// Callable from any thread. Throws Error(out_of_memory).
    std::shared_ptr<Tensor> take(Shape shape) const;
    /// Returns memory that no output needs to the system. Callable from any thread.
    void release() const;

    /// The fewest floats of an output worth reusing: smaller ones are quick to allocate.
    static constexpr std::int64_t large = 2 << 20;

private:
    struct Spare;

    std::uint64_t budget_;
    std::shared_ptr<Spare> spare_;
};

}  // namespace patchlens::model
