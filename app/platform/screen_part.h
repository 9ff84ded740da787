// A part of a picture of the screen.
#pragma once

#include "app/ui/layout.h"
#include "core/picture/image.h"

namespace patchlens::platform {

/// The pixels of `image` that `place` touches; at least one.
Image screen_part(const Image& image, const ui::Rect& place);

}  // namespace patchlens::platform
