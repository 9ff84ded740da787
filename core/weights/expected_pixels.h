// What a model expects of its pictures: their size, how they are brought to it, and how their pixels are
// scaled.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/picture/preprocess.h"
#include "core/size.h"

namespace patchlens {

/// Whatever is not said stays empty.
struct ExpectedPixels {
    /// The file that says so, "preprocessor_config.json"; empty for the file of weights itself.
    std::string source;
    bool damaged = false;  ///< that file is not JSON, and nothing below is known
    std::optional<Size> img_size;
    std::optional<Fit> fit;
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

/// What the text of a preprocessor_config.json of Hugging Face's transformers says. Source: transformers'
/// image processors (do_resize, size, do_center_crop, crop_size, do_pad, pad_size, resample, do_rescale,
/// rescale_factor, do_normalize, image_mean, image_std).
ExpectedPixels parse_preprocessor_config(std::string_view text);

/// The same of the file in `folder`; nothing where there is none.
std::optional<ExpectedPixels> read_preprocessor_config(const std::filesystem::path& folder);

/// What the metadata of a GGUF file say (gguf_header.h); nothing where they say nothing.
std::optional<ExpectedPixels> expected_in_gguf(const std::map<std::string, std::string>& metadata);

/// A whole number from 1 to 16384 of the metadata of a GGUF file; nothing where it has no such one.
std::optional<int> side_in_gguf(const std::map<std::string, std::string>& metadata, const char* key);

}  // namespace patchlens
