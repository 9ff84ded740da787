// The JSON files beside a model's weights that say what it expects of its pictures.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "core/weights/expected_pixels.h"

namespace patchlens {

/// What the text of a preprocessor_config.json of Hugging Face's transformers says. Source: transformers'
/// image processors (do_resize, size, do_center_crop, crop_size, do_pad, pad_size, resample, do_rescale,
/// rescale_factor, do_normalize, image_mean, image_std). They pad at the right and at the bottom.
ExpectedPixels parse_preprocessor_config(std::string_view text);

/// The same of a processor_config.json, which has it under "image_processor"; nothing where it has not.
std::optional<ExpectedPixels> parse_processor_config(std::string_view text);

/// What timm's config.json says, under "pretrained_cfg" or, in older files, at the top (input_size,
/// interpolation, crop_pct, crop_mode, mean, std); nothing for the config.json of another library. Source:
/// timm/data/config.py, transforms_factory.py.
std::optional<ExpectedPixels> parse_timm_config(std::string_view text);

/// What the first of these files in `folder` says; nothing where there is none.
std::optional<ExpectedPixels> read_expected_pixels(const std::filesystem::path& folder);

}  // namespace patchlens
