// Progress reports while a picture is opened.
#pragma once

#include <cstdint>
#include <functional>

namespace patchlens {

enum class OpeningStage { reading, decoding };

struct OpeningProgress {
    OpeningStage stage = OpeningStage::reading;
    std::uint64_t done = 0;   ///< bytes of the file
    std::uint64_t total = 0;  ///< bytes of the file; 0: progress is indeterminate

    bool operator==(const OpeningProgress&) const = default;
};

/// Called every few milliseconds, in the thread that opens the picture; returning false cancels. Must not
/// throw.
using ProgressCallback = std::function<bool(const OpeningProgress&)>;

}  // namespace patchlens
