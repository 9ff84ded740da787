// How far the opening of a picture is, told to whoever waits for it.
#pragma once

#include <cstdint>
#include <functional>

namespace patchlens {

enum class OpeningStage { reading, decoding };

struct OpeningProgress {
    OpeningStage stage = OpeningStage::reading;
    std::uint64_t done = 0;   ///< bytes of the file
    std::uint64_t total = 0;  ///< bytes of the file; 0 where nobody knows how far the decoder is

    bool operator==(const OpeningProgress&) const = default;
};

/// Called by the thread that opens, every few milliseconds; false gives the opening up. Must not throw.
using TellProgress = std::function<bool(const OpeningProgress&)>;

}  // namespace patchlens
