// From a decoded picture to the tensor the module sees: convert channels, fit to img_size, ToTensor,
// Normalize. The order and the arithmetic are torchvision's on Pillow images.
#pragma once

#include <array>
#include <stop_token>
#include <string_view>

#include "core/picture/image.h"
#include "core/picture/resize.h"
#include "core/tensor.h"

namespace patchlens {

/// How a picture of another size becomes img_size.
/// "Just": one side becomes exactly img_size's; the other, at least 1, int(side * other / this) as
/// torchvision has it, or rounded as Pillow's ImageOps.pad has it.
enum class Fit {
    crop,  ///< Resize so that it just covers, then CenterCrop (torchvision's Resize(short side) + CenterCrop)
    squash,  ///< resize to exactly img_size, whatever the proportions
    pad,   ///< resize so that it just fits, centred on zeros: Pillow's ImageOps.pad, a half to the even side
    none,  ///< the pixels as they are; img_size is then only a label, as in PatchEmbed.forward
};

/// What is subtracted and divided after pixels became 0..1: (x - mean) / std for each channel.
enum class Normalize {
    none,      ///< pixels stay 0..1
    imagenet,  ///< mean .485 .456 .406, std .229 .224 .225
    clip,      ///< mean .48145466 .4578275 .40821073, std .26862954 .26130258 .27577711
    half,      ///< mean and std 0.5: pixels become -1..1
};

struct PreprocessConfig {
    Size img_size{256, 256};
    int in_chans = 3;  ///< 1, 3 or 4
    Fit fit = Fit::crop;
    ResizeFilter filter = ResizeFilter::bilinear;
    Normalize normalize = Normalize::none;

    bool operator==(const PreprocessConfig&) const = default;
};

/// mean and std of each channel for in_chans channels. One channel takes the average of the three; a fourth,
/// alpha, is left as it is (mean 0, std 1) except with `half`, which is the same for every channel. Throws
/// Error(choice_expected) for other in_chans than 1, 3 or 4.
struct ChannelScaling {
    std::array<float, 4> mean{};
    std::array<float, 4> std{};
};
ChannelScaling channel_scaling(Normalize normalize, int in_chans);

/// How a picture is fitted: it is resized to `resized`, whose first pixel lands at (top, left) of the `seen`
/// image; negative where Fit::crop cuts.
struct PicturePlacement {
    Size resized;
    int top = 0;
    int left = 0;
    Size seen;

    bool operator==(const PicturePlacement&) const = default;
};
/// For a picture and an img_size of at least 1x1.
PicturePlacement placement(Size picture, Size img_size, Fit fit);

/// The picture with in_chans channels, fitted to img_size: what the window draws the grid on.
/// Throws Error(value_out_of_range) for an img_size outside 1..16384, Error(choice_expected) for other
/// in_chans than 1, 3 or 4, Error(picture_empty), Error(out_of_memory), Error(cancelled) soon after a stop
/// request.
Image fit_image(const Image& image, const PreprocessConfig& config, const std::stop_token& stop = {});

/// float32 [C, H, W]: x / 255, then (x - mean) / std, in float as torchvision computes it. The image has 1, 3
/// or 4 channels; otherwise throws Error(choice_expected). Throws Error(out_of_memory), Error(cancelled).
Tensor to_tensor(const Image& image, Normalize normalize, const std::stop_token& stop = {});

/// The way back: pixels [C, H, W] -> x * std + mean, cut to 0..1, times 255, rounded; NaN becomes 0. Gives
/// back the levels that to_tensor() took. Throws Error(choice_expected) for other C than 1, 3 or 4.
Image to_image(const Tensor& pixels, Normalize normalize);

}  // namespace patchlens
