#include "core/weights/picture_config.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/support/byte_source.h"

namespace patchlens {
namespace {

using nlohmann::json;

constexpr const char* preprocessor_file = "preprocessor_config.json";
constexpr const char* processor_file = "processor_config.json";
constexpr const char* timm_file = "config.json";

/// Pillow's names of its filters, by their numbers.
constexpr std::array<std::string_view, 6> filter_names{"nearest", "lanczos", "bilinear",
                                                       "bicubic", "box",     "hamming"};

const json* entry_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::optional<int> side_in(const json* value) {
    if (value == nullptr || !value->is_number_unsigned()) return std::nullopt;
    const auto side = value->get<std::uint64_t>();
    if (side < 1 || side > longest_expected_side) return std::nullopt;
    return static_cast<int>(side);
}

std::optional<Size> sides_in(const json* height, const json* width) {
    const auto rows = side_in(height);
    const auto columns = side_in(width);
    return rows && columns ? std::optional(Size{*rows, *columns}) : std::nullopt;
}

int shorter(Size size) {
    return std::min(size.height, size.width);
}

/// A size as transformers write it: 224, [224, 224], {"height": 224, "width": 224}, or one edge.
struct WrittenSize {
    std::optional<int> number;
    std::optional<Size> exact;
    std::optional<int> shortest;
    std::optional<int> longest;
    bool any = false;  ///< of pictures of any size, of which both edges are bounds

    /// A number is both sides unless it is cut afterwards.
    std::optional<Size> both() const { return number ? std::optional(to_pair(*number)) : exact; }
    bool understood() const { return number || exact || shortest || longest || any; }
};

/// The entries of a configuration. Those of no kind that is understood are listed.
class Entries {
public:
    Entries(const json& object, ExpectedPixels& expected) : object_(object), expected_(expected) {}

    const json* find(const char* key) const { return entry_of(object_, key); }
    void misread(const char* key) const { expected_.misread.emplace_back(key); }

    bool flag(const char* key, bool otherwise) const {
        const json* value = find(key);
        if (value == nullptr) return otherwise;
        if (value->is_boolean()) return value->get<bool>();
        misread(key);
        return otherwise;
    }

    WrittenSize size(const char* key) const {
        WrittenSize size;
        const json* value = find(key);
        if (value == nullptr) return size;
        size.number = side_in(value);
        if (value->is_array() && value->size() == 2) size.exact = sides_in(&value->at(0), &value->at(1));
        if (value->is_object()) {
            size.exact = sides_in(entry_of(*value, "height"), entry_of(*value, "width"));
            size.shortest = side_in(entry_of(*value, "shortest_edge"));
            size.longest = side_in(entry_of(*value, "longest_edge"));
            // Both together are the least and most pixels of a picture of any size (Qwen-VL).
            size.any =
                entry_of(*value, "shortest_edge") != nullptr && entry_of(*value, "longest_edge") != nullptr;
            if (size.any) size.shortest = size.longest = std::nullopt;
        }
        if (!size.understood()) misread(key);
        return size;
    }

    /// One number for each channel, or one for all.
    std::vector<float> channels(const char* key) const {
        const json* value = find(key);
        if (value == nullptr) return {};
        // Numbers beyond these mean nothing, and not all doubles are floats.
        const auto bounded = [](const json& number) {
            return static_cast<float>(std::clamp(number.get<double>(), -1e9, 1e9));
        };
        if (value->is_number()) return std::vector<float>(3, bounded(*value));
        const bool list = value->is_array() && value->size() >= 1 && value->size() <= 4;
        if (!list || !std::ranges::all_of(*value, [](const json& number) { return number.is_number(); })) {
            misread(key);
            return {};
        }
        std::vector<float> numbers;
        for (const json& number : *value)
            numbers.push_back(bounded(number));
        return numbers;
    }

    /// A filter by its Pillow number or by its name.
    void filter(const char* key) const {
        const json* value = find(key);
        if (value == nullptr) return;
        std::string name;
        if (value->is_string()) name = value->get<std::string>();
        if (value->is_number_unsigned() && value->get<std::uint64_t>() < filter_names.size())
            name = filter_names.at(value->get<std::size_t>());
        if (name == "bilinear") expected_.filter = ResizeFilter::bilinear;
        if (name == "bicubic") expected_.filter = ResizeFilter::bicubic;
        if (expected_.filter || name == "random") return;
        if (std::ranges::find(filter_names, name) == filter_names.end()) return misread(key);
        expected_.other_filter = name;
    }

private:
    const json& object_;
    ExpectedPixels& expected_;
};

void read_fit(const Entries& config, ExpectedPixels& expected) {
    if (!config.flag("do_resize", true)) return;
    const WrittenSize size = config.size("size");
    const WrittenSize crop = config.size("crop_size");
    const bool cuts = config.flag("do_center_crop", config.find("crop_size") != nullptr);
    const bool pads = config.flag("do_pad", false);
    if (cuts && crop.both()) {
        expected.img_size = crop.both();
        expected.fit = Fit::crop;
        const std::optional<int> before = size.number     ? size.number
                                          : size.shortest ? size.shortest
                                          : size.exact    ? std::optional(shorter(*size.exact))
                                                          : std::nullopt;
        if (before && *before != shorter(*expected.img_size)) expected.resized_to = before;
    } else if (size.both()) {
        expected.img_size = size.both();
        expected.fit = Fit::squash;
    } else if (size.longest && pads) {
        expected.img_size = config.size("pad_size").both().value_or(to_pair(*size.longest));
        expected.fit = Fit::pad;
        expected.pads_end = true;
    }
}

void read_scaling(const Entries& config, ExpectedPixels& expected) {
    const json* factor = config.find("rescale_factor");
    if (factor != nullptr && !factor->is_number()) config.misread("rescale_factor");
    const bool to_one =
        config.flag("do_rescale", true) &&
        (factor == nullptr || (factor->is_number() && std::abs(factor->get<double>() * 255 - 1) < 1e-3));
    if (!config.flag("do_normalize", config.find("image_mean") != nullptr)) {
        const bool said = config.find("do_normalize") != nullptr;
        if (said && to_one) expected.normalize = Normalize::none;
        return;
    }
    expected.mean = config.channels("image_mean");
    expected.std = config.channels("image_std");
    if (to_one) expected.normalize = normalize_with(expected.mean, expected.std);
}

ExpectedPixels in_preprocessor(const json& config, const char* source) {
    ExpectedPixels expected;
    expected.source = source;
    const Entries entries(config, expected);
    read_fit(entries, expected);
    entries.filter("resample");
    read_scaling(entries, expected);
    return expected;
}

ExpectedPixels damaged_file(const char* source) {
    ExpectedPixels expected;
    expected.source = source;
    expected.damaged = true;
    return expected;
}

/// The shorter side before the middle is cut out: timm's floor(img_size / crop_pct).
std::optional<int> before_cutting(const Entries& config, Size size) {
    const json* share = config.find("crop_pct");
    if (share == nullptr) return std::nullopt;
    if (!share->is_number() || !(share->get<double>() > 0.0) || share->get<double>() > 1.0) {
        config.misread("crop_pct");
        return std::nullopt;
    }
    const double side = std::floor(shorter(size) / share->get<double>());
    if (side > longest_expected_side || static_cast<int>(side) == shorter(size)) return std::nullopt;
    return static_cast<int>(side);
}

void read_timm_fit(const Entries& config, ExpectedPixels& expected) {
    const json* size = config.find("input_size");
    if (size != nullptr && size->is_array() && size->size() == 3)
        expected.img_size = sides_in(&size->at(1), &size->at(2));
    if (size != nullptr && !expected.img_size) config.misread("input_size");
    if (!expected.img_size) return;
    const json* mode = config.find("crop_mode");
    const std::string name = mode != nullptr && mode->is_string() ? mode->get<std::string>() : "center";
    if (mode != nullptr && !mode->is_string()) config.misread("crop_mode");
    if (name == "squash") {
        expected.fit = Fit::squash;
    } else if (name == "border") {
        expected.fit = Fit::pad;
    } else if (name == "center") {
        expected.fit = Fit::crop;
        expected.resized_to = before_cutting(config, *expected.img_size);
    } else {
        config.misread("crop_mode");
    }
}

std::optional<std::string> text_of(const std::filesystem::path& file) {
    constexpr std::size_t longest_config = 1U << 20U;
    try {
        return ByteSource(file).head(longest_config);
    } catch (const Error&) {
        return std::nullopt;  // not there, or not for this user
    }
}

}  // namespace

ExpectedPixels parse_preprocessor_config(std::string_view text) {
    const json config = json::parse(text, nullptr, false);
    return config.is_object() ? in_preprocessor(config, preprocessor_file) : damaged_file(preprocessor_file);
}

std::optional<ExpectedPixels> parse_processor_config(std::string_view text) {
    const json config = json::parse(text, nullptr, false);
    if (!config.is_object()) return damaged_file(processor_file);
    const json* pictures = entry_of(config, "image_processor");
    if (pictures == nullptr || !pictures->is_object()) return std::nullopt;
    return in_preprocessor(*pictures, processor_file);
}

std::optional<ExpectedPixels> parse_timm_config(std::string_view text) {
    const json config = json::parse(text, nullptr, false);
    if (!config.is_object()) return std::nullopt;  // of models without pictures too
    const json* said = entry_of(config, "pretrained_cfg");
    const json* size = entry_of(config, "input_size");
    if (said == nullptr && size != nullptr && size->is_array()) said = &config;  // of sound it is a number
    if (said == nullptr || !said->is_object()) return std::nullopt;
    ExpectedPixels expected;
    expected.source = timm_file;
    const Entries entries(*said, expected);
    read_timm_fit(entries, expected);
    entries.filter("interpolation");
    expected.mean = entries.channels("mean");
    expected.std = entries.channels("std");
    expected.normalize = normalize_with(expected.mean, expected.std);
    return expected;
}

std::optional<ExpectedPixels> read_expected_pixels(const std::filesystem::path& folder) {
    if (const auto text = text_of(folder / preprocessor_file)) return parse_preprocessor_config(*text);
    if (const auto text = text_of(folder / processor_file)) {
        if (auto expected = parse_processor_config(*text)) return expected;
    }
    if (const auto text = text_of(folder / timm_file)) return parse_timm_config(*text);
    return std::nullopt;
}

}  // namespace patchlens
