// The memory of outputs that nobody looks at any more, kept for the next one: while a slider is dragged, half
// a gigabyte need not be asked of the system and given back many times a second, which holds up the whole
// machine.
#pragma once

#include <cstdint>
#include <memory>

#include "core/tensor.h"

namespace patchlens::model {

class OutputMemory {
public:
    /// Whole outputs of up to `budget` bytes are to be kept.
    OutputMemory(std::uint64_t budget);  // NOLINT(google-explicit-constructor): a budget is all it is

    /// Whether a whole output of so many bytes is to be kept.
    bool allows(std::int64_t bytes) const { return static_cast<std::uint64_t>(bytes) <= budget_; }

    /// A tensor of `shape`, not initialised; a large one in the memory of an earlier one where that is free.
    /// Its memory comes back here when its last holder lets go of it, even if this object is gone by then.
    /// From any thread. Throws Error(out_of_memory).
    std::shared_ptr<Tensor> take(Shape shape) const;
    /// Gives what no output needs back to the system. From any thread.
    void release() const;

    /// Floats of an output that is worth it: smaller ones the system gives quickly.
    static constexpr std::int64_t large = 2 << 20;

private:
    struct Spare;

    std::uint64_t budget_;
    std::shared_ptr<Spare> spare_;
};

}  // namespace patchlens::model
