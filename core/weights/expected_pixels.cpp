#include "core/weights/expected_pixels.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/support/byte_source.h"
#include "core/weights/gguf_header.h"

namespace patchlens {
namespace {

using nlohmann::json;

constexpr int longest_expected_side = 16384;
constexpr const char* preprocessor_file = "preprocessor_config.json";

const json* entry_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

bool flag(const json& object, const char* key, bool otherwise) {
    const json* value = entry_of(object, key);
    return value != nullptr && value->is_boolean() ? value->get<bool>() : otherwise;
}

std::optional<int> side_in(const json* value) {
    if (value == nullptr || !value->is_number_unsigned()) return std::nullopt;
    const auto side = value->get<std::uint64_t>();
    if (side < 1 || side > longest_expected_side) return std::nullopt;
    return static_cast<int>(side);
}

/// A size as transformers write it: 224, [224, 224], {"height": 224, "width": 224}, or one edge.
struct WrittenSize {
    std::optional<int> number;
    std::optional<Size> exact;
    std::optional<int> shortest;
    std::optional<int> longest;

    /// A number is both sides unless it is cut afterwards.
    std::optional<Size> both() const { return number ? std::optional(to_pair(*number)) : exact; }
};

WrittenSize written_size(const json& object, const char* key) {
    WrittenSize size;
    const json* value = entry_of(object, key);
    if (value == nullptr) return size;
    size.number = side_in(value);
    if (value->is_array() && value->size() == 2) {
        const auto height = side_in(&value->at(0));
        const auto width = side_in(&value->at(1));
        if (height && width) size.exact = Size{*height, *width};
    }
    if (!value->is_object()) return size;
    const auto height = side_in(entry_of(*value, "height"));
    const auto width = side_in(entry_of(*value, "width"));
    if (height && width) size.exact = Size{*height, *width};
    size.shortest = side_in(entry_of(*value, "shortest_edge"));
    size.longest = side_in(entry_of(*value, "longest_edge"));
    // Both together are the least and most pixels of a picture of any size (Qwen-VL).
    if (size.shortest && size.longest) size.shortest = size.longest = std::nullopt;
    return size;
}

void read_fit(const json& config, ExpectedPixels& expected) {
    if (!flag(config, "do_resize", true)) return;
    const WrittenSize size = written_size(config, "size");
    const WrittenSize crop = written_size(config, "crop_size");
    if (flag(config, "do_center_crop", entry_of(config, "crop_size") != nullptr) && crop.both()) {
        expected.img_size = crop.both();
        expected.fit = Fit::crop;
        const auto shorter = [](Size sides) { return std::min(sides.height, sides.width); };
        const std::optional<int> before = size.number     ? size.number
                                          : size.shortest ? size.shortest
                                          : size.exact    ? std::optional(shorter(*size.exact))
                                                          : std::nullopt;
        if (before && *before != shorter(*expected.img_size)) expected.resized_to = before;
    } else if (size.both()) {
        expected.img_size = size.both();
        expected.fit = Fit::squash;
    } else if (size.longest && flag(config, "do_pad", false)) {
        expected.img_size = written_size(config, "pad_size").both().value_or(to_pair(*size.longest));
        expected.fit = Fit::pad;
    }
}

/// Pillow's numbers of its filters.
void read_filter(const json& config, ExpectedPixels& expected) {
    constexpr std::array<std::string_view, 6> names{"nearest", "lanczos", "bilinear",
                                                    "bicubic", "box",     "hamming"};
    const json* resample = entry_of(config, "resample");
    if (resample == nullptr || !resample->is_number_unsigned()) return;
    const auto number = resample->get<std::uint64_t>();
    if (number == 2) expected.filter = ResizeFilter::bilinear;
    if (number == 3) expected.filter = ResizeFilter::bicubic;
    if (!expected.filter && number < names.size()) expected.other_filter = names.at(number);
}

/// One number for each channel, or one for all.
std::vector<float> channel_numbers(const json& config, const char* key) {
    const json* value = entry_of(config, key);
    if (value == nullptr) return {};
    // Numbers beyond these mean nothing, and not all doubles are floats.
    const auto bounded = [](const json& number) {
        return static_cast<float>(std::clamp(number.get<double>(), -1e9, 1e9));
    };
    if (value->is_number()) return std::vector<float>(3, bounded(*value));
    if (!value->is_array() || value->size() < 1 || value->size() > 4) return {};
    std::vector<float> numbers;
    for (const json& number : *value) {
        if (!number.is_number()) return {};
        numbers.push_back(bounded(number));
    }
    return numbers;
}

/// The normalisation with these numbers.
std::optional<Normalize> normalize_of(const std::vector<float>& mean, const std::vector<float>& std) {
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

void read_scaling(const json& config, ExpectedPixels& expected) {
    const json* factor = entry_of(config, "rescale_factor");
    const bool to_one =
        flag(config, "do_rescale", true) &&
        (factor == nullptr || (factor->is_number() && std::abs(factor->get<double>() * 255 - 1) < 1e-3));
    if (!flag(config, "do_normalize", entry_of(config, "image_mean") != nullptr)) {
        const bool said = entry_of(config, "do_normalize") != nullptr;
        if (said && to_one) expected.normalize = Normalize::none;
        return;
    }
    expected.mean = channel_numbers(config, "image_mean");
    expected.std = channel_numbers(config, "image_std");
    if (to_one) expected.normalize = normalize_of(expected.mean, expected.std);
}

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

ExpectedPixels parse_preprocessor_config(std::string_view text) {
    ExpectedPixels expected;
    expected.source = preprocessor_file;
    const json config = json::parse(text, nullptr, false);
    expected.damaged = !config.is_object();
    if (expected.damaged) return expected;
    read_fit(config, expected);
    read_filter(config, expected);
    read_scaling(config, expected);
    return expected;
}

std::optional<ExpectedPixels> read_preprocessor_config(const std::filesystem::path& folder) {
    constexpr std::size_t longest_config = 1U << 20U;
    try {
        return parse_preprocessor_config(ByteSource(folder / preprocessor_file).head(longest_config));
    } catch (const Error&) {
        return std::nullopt;  // not there, or not for this user
    }
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
    expected.normalize = normalize_of(expected.mean, expected.std);
    if (!expected.img_size && expected.mean.empty()) return std::nullopt;
    return expected;
}

}  // namespace patchlens
