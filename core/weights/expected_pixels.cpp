#include "core/weights/expected_pixels.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/weights/gguf_header.h"

namespace patchlens {
namespace {

/// "0.5, 0.5, 0.5"
std::vector<float> numbers_in(const std::map<std::string, std::string>& metadata, const char* key) {
    const auto said = metadata.find(key);
    std::vector<float> numbers;
    if (said == metadata.end()) return numbers;
    const char* place = said->second.data();
    const char* const end = place + said->second.size();
    while (place < end) {
        float number = 0;
        const auto [stopped, error] = std::from_chars(place, end, number);
        if (error != std::errc()) return {};
        numbers.push_back(number);
        place = std::min(end, stopped + 2);
    }
    return numbers;
}

}  // namespace

std::optional<Normalize> normalize_with(const std::vector<float>& mean, const std::vector<float>& std) {
    constexpr float same = 1e-4F;
    if (mean.size() != 3 || std.size() != 3) return std::nullopt;
    for (const Normalize normalize :
         {Normalize::none, Normalize::imagenet, Normalize::clip, Normalize::half}) {
        const ChannelScaling scaling = channel_scaling(normalize, 3);
        bool fits = true;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            fits = fits && std::abs(scaling.mean.at(channel) - mean[channel]) < same &&
                   std::abs(scaling.std.at(channel) - std[channel]) < same;
        }
        if (fits) return normalize;
    }
    return std::nullopt;
}

std::optional<int> side_in_gguf(const std::map<std::string, std::string>& metadata, const char* key) {
    const auto said = metadata.find(key);
    if (said == metadata.end()) return std::nullopt;
    int side = 0;
    const char* const end = said->second.data() + said->second.size();
    const auto [stopped, error] = std::from_chars(said->second.data(), end, side);
    if (error != std::errc() || stopped != end || side < 1 || side > longest_expected_side)
        return std::nullopt;
    return side;
}

std::optional<ExpectedPixels> expected_in_gguf(const std::map<std::string, std::string>& metadata) {
    ExpectedPixels expected;
    if (const auto side = side_in_gguf(metadata, gguf_image_size)) expected.img_size = to_pair(*side);
    expected.mean = numbers_in(metadata, gguf_image_mean);
    expected.std = numbers_in(metadata, gguf_image_std);
    expected.normalize = normalize_with(expected.mean, expected.std);
    if (!expected.img_size && expected.mean.empty()) return std::nullopt;
    return expected;
}

std::optional<ExpectedPixels> expected_in_trained(const std::map<std::string, std::string>& metadata) {
    constexpr std::array<std::pair<std::string_view, Normalize>, 4> names{{{"none", Normalize::none},
                                                                           {"imagenet", Normalize::imagenet},
                                                                           {"clip", Normalize::clip},
                                                                           {"half", Normalize::half}}};
    const auto said = metadata.find(trained_normalize);
    if (said == metadata.end()) return std::nullopt;
    ExpectedPixels expected;
    for (const auto& [name, normalize] : names) {
        if (said->second == name) expected.normalize = normalize;
    }
    return expected.normalize ? std::optional(expected) : std::nullopt;
}

}  // namespace patchlens
