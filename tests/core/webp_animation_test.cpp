// Animations as WebP, read back by the decoder.
#include "core/picture/webp_animation.h"

#include <gtest/gtest.h>

#include "core/picture/image_webp.h"
#include "tests/core/expect_error.h"

namespace patchlens {
namespace {

Image grey_of(Size size, std::uint8_t level) {
    return {size, 3, std::vector<std::uint8_t>(static_cast<std::size_t>(3 * size.area()), level)};
}

TEST(WebpAnimationTest, EveryPictureIsAFrameAndTheFirstComesBackExactly) {
    WebpAnimation animation({5, 7});
    Image first = grey_of({5, 7}, 10);
    first.pixels[4] = 200;
    animation.add(first, 100);
    animation.add(grey_of({5, 7}, 60), 100);
    animation.add(grey_of({5, 7}, 90), 100);
    const WebpPixels read = decode_webp(animation.finish(), "film.webp", {});
    EXPECT_EQ(read.frames, 3);
    EXPECT_EQ(with_channels(read.image, 3), first);
}

TEST(WebpAnimationTest, ASideThatWebpCannotHoldIsRefused) {
    expect_error(ErrorCode::picture_too_large, "16383", [] { WebpAnimation animation({16384, 10}); });
}

}  // namespace
}  // namespace patchlens
