// What a model expects of its pictures: their size, how they are brought to it, and how their pixels are
// scaled.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/picture/preprocess.h"
#include "core/size.h"

namespace patchlens {

/// Whatever is not said stays empty.
struct ExpectedPixels {
    /// The file that says so, "preprocessor_config.json"; empty for the file of weights itself.
    std::string source;
    bool damaged = false;              ///< that file is not JSON, and nothing below is known
    std::vector<std::string> misread;  ///< keys whose values are of no kind that is understood
    std::optional<Size> img_size;
    std::optional<Fit> fit;
    bool pads_end = false;  ///< Fit::pad, but at the right and at the bottom alone
    /// The shorter side before img_size is cut out of the middle, where it is longer than img_size's.
    std::optional<int> resized_to;
    std::optional<ResizeFilter> filter;
    std::string other_filter;  ///< the name of a filter that PatchLens does not have
    std::optional<Normalize> normalize;
    /// Of each channel; subtracted and divided after pixels became 0..1. Where `normalize` is empty, none of
    /// PatchLens' has these numbers.
    std::vector<float> mean;
    std::vector<float> std;
};

/// The longest side that is believed.
inline constexpr int longest_expected_side = 16384;
/// The key in the metadata of files that PatchLens writes.
inline constexpr const char* trained_normalize = "normalize";

/// The normalisation of three channels with these numbers; nothing for others.
std::optional<Normalize> normalize_with(const std::vector<float>& mean, const std::vector<float>& std);

/// What the metadata of weights that PatchLens learned say; nothing where they say nothing.
std::optional<ExpectedPixels> expected_in_trained(const std::map<std::string, std::string>& metadata);

/// What the metadata of a GGUF file say (gguf_header.h); nothing where they say nothing.
std::optional<ExpectedPixels> expected_in_gguf(const std::map<std::string, std::string>& metadata);

/// A whole number from 1 to 16384 of the metadata of a GGUF file; nothing where it has no such one.
std::optional<int> side_in_gguf(const std::map<std::string, std::string>& metadata, const char* key);

}  // namespace patchlens
