// Fitting a trained projection to another patch_size, in_chans or embed_dim than it was trained with.
#pragma once

#include <stop_token>

#include <Eigen/Core>

#include "core/init.h"
#include "core/size.h"
#include "core/tensor.h"

namespace patchlens {

/// The matrix [to, from] that resizes a line of `from` pixels to `to`: bicubic with a = -0.5, antialiased,
/// align_corners=False, as torch.nn.functional.interpolate computes it. Each row sums to 1.
Eigen::MatrixXd interpolation_matrix(int from, int to);

/// FlexiViT's resampling (Beyer et al. 2023, "pseudo-inverse resize"; timm's resample_patch_embed): the
/// weight [D, C, ph, pw] for patches of `patch_size` whose dot products with resized patches are as close as
/// possible to those of the old weight with the original patches; equal where patches grow. Resizing the
/// weight as a picture would not do: its sum, and with it the output, would grow with the area. Throws
/// Error(value_out_of_range), Error(out_of_memory), Error(cancelled) soon after a stop request.
Tensor resample_patch_embed(const Tensor& weight, Size patch_size, const std::stop_token& stop = {});

/// timm's adapt_input_conv on [D, C, ph, pw]: one channel is the sum of the old ones, so that a grey picture
/// gives the same output as in RGB; other counts repeat the old channels as often as needed and scale them by
/// C / in_chans. Throws Error(value_out_of_range), Error(out_of_memory).
Tensor adapt_input_channels(const Tensor& weight, int in_chans);

/// The first `embed_dim` filters and their biases. Throws Error(value_out_of_range) where there are fewer.
ConvParameters keep_first_dimensions(const ConvParameters& parameters, int embed_dim);

}  // namespace patchlens
