#include "app/ui/drawing/pictures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace patchlens::ui {
namespace {

/// A texture that is complete after a given number of calls to refine().
class PartsTexture : public Texture {
public:
    PartsTexture(Size size, int parts) : size_(size), missing_(parts) {}
    ImTextureID id() const override { return {}; }
    Size size() const override { return size_; }
    bool complete() const override { return missing_ == 0; }
    void refine() override { --missing_; }
    Image pixels() const override { return {size_, 1, {}}; }

private:
    Size size_;
    int missing_;
};

class PartsTextures : public Textures {
public:
    std::unique_ptr<Texture> upload(const Image& image) override {
        ++uploads;
        return std::make_unique<PartsTexture>(image.size, 0);
    }
    std::unique_ptr<Texture> upload(const std::shared_ptr<const Pyramid>& pyramid) override {
        ++uploads;
        return std::make_unique<PartsTexture>(pyramid->front().size,
                                              pyramid->front().size.height > 4 ? 3 : 0);
    }
    int uploads = 0;
};

std::shared_ptr<const Pyramid> grey(int side) {
    return std::make_shared<const Pyramid>(
        pyramid({to_pair(side), 1, std::vector<std::uint8_t>(static_cast<std::size_t>(side * side), 128)}));
}

/// The number of frames until all pictures are complete.
int frames_of(Pictures& pictures) {
    int frames = 0;
    for (; pictures.refining() && frames < 1000; ++frames)
        pictures.refine();
    return frames;
}

TEST(Pictures, AreUploadedOnce) {
    PartsTextures textures;
    Pictures pictures(textures);
    const auto picture = grey(4);
    const Texture& first = pictures.of("picture", picture);
    EXPECT_EQ(&pictures.of("picture", picture), &first);
    EXPECT_EQ(textures.uploads, 1);
    EXPECT_EQ(pictures.of("picture", grey(2)).size(), to_pair(2));
    EXPECT_EQ(textures.uploads, 2);
    EXPECT_FALSE(pictures.refining());
}

TEST(Pictures, ALargeOneGetsItsDetailsOnceItStays) {
    PartsTextures textures;
    Pictures pictures(textures);
    pictures.of("picture", grey(8));
    EXPECT_EQ(frames_of(pictures), 10 + 3);  // ten frames of waiting, then one part per frame
    EXPECT_EQ(frames_of(pictures), 0);
}

TEST(Pictures, NoDetailsAreUploadedOfOnesThatAreReplacedAtOnce) {
    PartsTextures textures;
    Pictures pictures(textures);
    for (int side = 8; side < 40; ++side) {
        pictures.of("picture", grey(side));
        for (int frame = 0; frame < 5; ++frame)
            pictures.refine();
    }
    EXPECT_EQ(frames_of(pictures), 5 + 3);
}

TEST(Pictures, TwoLargeOnesFollowEachOther) {
    PartsTextures textures;
    Pictures pictures(textures);
    pictures.of("picture", grey(8));
    pictures.of("other", grey(9));
    EXPECT_EQ(frames_of(pictures), 2 * (10 + 3));
}

}  // namespace
}  // namespace patchlens::ui
