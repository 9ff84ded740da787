// PyTorch's results, from tests/golden/make_module_goldens.py, and the pixels they were computed from.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/tensor.h"

namespace patchlens {

struct ModuleGoldens {
    nlohmann::json json;
    std::vector<float> values;

    /// The numbers of an entry {"offset", "count"}.
    std::span<const float> numbers(const nlohmann::json& entry) const {
        return std::span(values).subspan(entry.at("offset").get<std::size_t>(),
                                         entry.at("count").get<std::size_t>());
    }
};

inline ModuleGoldens read_goldens(const std::string& name) {
    const std::string stem = std::string(PATCHLENS_GOLDEN_DIR) + "/" + name;
    std::ifstream json(stem + ".json");
    std::ifstream binary(stem + ".f32", std::ios::binary | std::ios::ate);
    if (!json || !binary) throw std::runtime_error("missing " + stem);
    ModuleGoldens read{nlohmann::json::parse(json), {}};
    read.values.resize(static_cast<std::size_t>(binary.tellg()) / sizeof(float));
    binary.seekg(0);
    binary.read(reinterpret_cast<char*>(read.values.data()),
                static_cast<std::streamsize>(read.values.size() * sizeof(float)));
    return read;
}

inline const ModuleGoldens& module_goldens() {
    static const ModuleGoldens goldens = read_goldens("module_goldens");
    return goldens;
}

/// From make_sliding_goldens.py: an array of cases with other strides and with padding.
inline const ModuleGoldens& sliding_goldens() {
    static const ModuleGoldens goldens = read_goldens("sliding_goldens");
    return goldens;
}

/// `pixels` of make_module_goldens.py: a linear congruential generator's upper 24 bits, exact in float32.
inline Tensor golden_pixels(std::int64_t channels, std::int64_t height, std::int64_t width) {
    Tensor pixels({channels, height, width});
    std::uint32_t state = 1;
    for (float& value : pixels.values()) {
        state = 1664525U * state + 1013904223U;
        value = static_cast<float>(state >> 8U) * 0x1p-24F;
    }
    return pixels;
}

/// Every step-th number, as stored in the goldens.
inline std::vector<float> every(std::int64_t step, std::span<const float> numbers) {
    std::vector<float> kept;
    for (std::size_t i = 0; i < numbers.size(); i += static_cast<std::size_t>(step))
        kept.push_back(numbers[i]);
    return kept;
}

/// The largest |a - b|; infinite where one list is longer or a number is not finite.
inline double largest_difference(std::span<const float> a, std::span<const float> b) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (a.size() != b.size() || a.empty()) return infinity;
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
        largest = std::isfinite(difference) ? std::max(largest, difference) : infinity;
    }
    return largest;
}

}  // namespace patchlens
