// Which instruction sets the vector loops can use on this machine, and which one they do use.
//
// Google Highway compiles every loop once for each instruction set; here one of them is chosen, as a value.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace patchlens {

/// One instruction set, such as AVX2, that was compiled in and that this machine has.
class SimdTarget {
public:
    /// Highway's name: "AVX3", "AVX2", "SSE4", "SSSE3", "NEON", "SCALAR", …
    std::string_view name() const;
    /// Highway's bit for it (hwy/detect_targets.h).
    std::int64_t bit() const { return bit_; }

    bool operator==(const SimdTarget&) const = default;

private:
    friend std::vector<SimdTarget> supported_simd_targets();
    explicit SimdTarget(std::int64_t bit) : bit_(bit) {}

    std::int64_t bit_;
};

/// Every target compiled in that this machine has, the best first; never empty.
std::vector<SimdTarget> supported_simd_targets();

/// The supported target of that name. Throws Error(choice_expected), which lists the supported ones; `what`
/// says where the name came from.
SimdTarget simd_target(std::string_view name, std::string_view what = "simd_target");

/// The one the environment variable PATCHLENS_SIMD names, or the best where it is not set or empty.
/// Throws Error(choice_expected) for a name that is unknown or that this machine does not have.
SimdTarget default_simd_target();

}  // namespace patchlens
