#include "core/picture/webp_animation.h"

#include <algorithm>
#include <cstdint>
#include <new>
#include <string>

#include <webp/encode.h>
#include <webp/mux.h>

#include "core/error.h"

namespace patchlens {
namespace {

constexpr int largest_webp_side = 16383;

void require_done(bool done) {
    if (!done) throw std::bad_alloc();
}

}  // namespace

struct WebpAnimation::Encoder {
    Size size;
    WebPConfig config{};
    WebPAnimEncoder* animation = nullptr;
    int time = 0;  ///< milliseconds up to the next picture

    explicit Encoder(Size given) : size(given) {
        constexpr float fast = 20;  // of 100: more takes much longer and makes little smaller
        require_done(WebPConfigPreset(&config, WEBP_PRESET_DEFAULT, fast) != 0);
        config.lossless = 1;
        config.method = 0;
        WebPAnimEncoderOptions options{};
        require_done(WebPAnimEncoderOptionsInit(&options) != 0);
        options.anim_params.loop_count = 1;
        options.kmax = 0;  // nobody jumps about in it
        animation = WebPAnimEncoderNew(size.width, size.height, &options);
        require_done(animation != nullptr);
    }
    ~Encoder() { WebPAnimEncoderDelete(animation); }
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;
};

WebpAnimation::WebpAnimation(Size size) {
    if (std::max(size.height, size.width) > largest_webp_side)
        throw Error(ErrorCode::picture_too_large,
                    {Word::picture, to_string(size), std::to_string(largest_webp_side), "268"});
    encoder_ = std::make_unique<Encoder>(size);
}

WebpAnimation::~WebpAnimation() = default;

void WebpAnimation::add(const Image& image, int milliseconds) {
    struct Picture : WebPPicture {
        Picture() { require_done(WebPPictureInit(this) != 0); }
        ~Picture() { WebPPictureFree(this); }
        Picture(const Picture&) = delete;
        Picture& operator=(const Picture&) = delete;
    } picture;
    picture.use_argb = 1;
    picture.width = image.size.width;
    picture.height = image.size.height;
    require_done(WebPPictureImportRGB(&picture, image.pixels.data(), 3 * image.size.width) != 0);
    require_done(WebPAnimEncoderAdd(encoder_->animation, &picture, encoder_->time, &encoder_->config) != 0);
    encoder_->time += milliseconds;
}

std::vector<std::byte> WebpAnimation::finish() {
    require_done(WebPAnimEncoderAdd(encoder_->animation, nullptr, encoder_->time, nullptr) != 0);
    struct Data : WebPData {
        Data() { WebPDataInit(this); }
        ~Data() { WebPDataClear(this); }
        Data(const Data&) = delete;
        Data& operator=(const Data&) = delete;
    } data;
    require_done(WebPAnimEncoderAssemble(encoder_->animation, &data) != 0);
    const auto* first = reinterpret_cast<const std::byte*>(data.bytes);
    return {first, first + data.size};
}

}  // namespace patchlens
