// An image pyramid (mipmaps), to draw a picture small without aliasing (Williams, Pyramidal Parametrics,
// 1983).
#pragma once

#include <vector>

#include "core/picture/image.h"

namespace patchlens {

/// An image, then each level at half the size of the one before, down to one pixel. Never empty.
using Pyramid = std::vector<Image>;

/// The image at half its size, each pixel the mean of 2x2 (of 1x2 or 2x1 where a side is 1; the last row or
/// column of an odd side is left out). Sides stay at least 1; 1 to 4 channels.
Image halved(const Image& image);

/// The pyramid above `image`: a third more memory than the image itself.
Pyramid pyramid(Image image);

}  // namespace patchlens
