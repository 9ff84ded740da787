#include "core/picture/image_webp.h"

#include <algorithm>
#include <cstdint>
#include <memory>

#include <webp/decode.h>
#include <webp/demux.h>

#include "core/error.h"
#include "core/support/memory.h"

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;

const std::uint8_t* first_byte(Bytes bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

/// The chunks of a complete file.
class Container {
public:
    Container(Bytes file, std::string_view name) : demuxer_(nullptr, WebPDemuxDelete) {
        const WebPData data{first_byte(file), file.size()};
        WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
        demuxer_.reset(WebPDemuxPartial(&data, &state));
        if (state == WEBP_DEMUX_PARSE_ERROR) throw_damaged(name, Word::webp_chunks_contradict);
        if (!demuxer_ || state != WEBP_DEMUX_DONE) throw_damaged(name, Word::ends_too_early);
        // Like Pillow, ask the bitstream: the alpha flag of the container may contradict it.
        WebPBitstreamFeatures features{};
        alpha_ =
            WebPGetFeatures(data.bytes, data.size, &features) != VP8_STATUS_OK || features.has_alpha != 0;
    }

    std::uint32_t fact(WebPFormatFeature feature) const { return WebPDemuxGetI(demuxer_.get(), feature); }
    int channels() const { return alpha_ ? 4 : 3; }

    Bytes exif() const {
        WebPChunkIterator chunk{};
        Bytes found;
        if (WebPDemuxGetChunk(demuxer_.get(), "EXIF", 1, &chunk) != 0)
            found = std::as_bytes(std::span(chunk.chunk.bytes, chunk.chunk.size));
        WebPDemuxReleaseChunkIterator(&chunk);
        return found;
    }

    /// The first frame and its place on the canvas. Its data is part of the file.
    WebPIterator first_frame(std::string_view name) const {
        WebPIterator frame{};
        const bool found = WebPDemuxGetFrame(demuxer_.get(), 1, &frame) != 0;
        WebPDemuxReleaseIterator(&frame);  // `frame` points into the file, which is not freed
        if (!found) throw_damaged(name, Word::no_picture_inside);
        return frame;
    }

private:
    std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer_;
    bool alpha_ = false;
};

/// Decodes `data` into `output` incrementally, so that progress can be reported.
void decode_frame(Bytes data, WebPDecBuffer& output, std::string_view name,
                  const ProgressCallback& on_progress) {
    const std::unique_ptr<WebPIDecoder, decltype(&WebPIDelete)> decoder(WebPINewDecoder(&output),
                                                                        WebPIDelete);
    if (!decoder) throw std::bad_alloc();
    // Small steps are slow: after each, a lossless decoder restarts at the last multiple of eight rows.
    const std::size_t step = std::max<std::size_t>(64U << 10U, data.size() / 64);
    VP8StatusCode status = VP8_STATUS_SUSPENDED;
    for (std::size_t done = 0; status == VP8_STATUS_SUSPENDED && done < data.size();) {
        if (on_progress && !on_progress({OpeningStage::decoding, done, data.size()}))
            throw Error(ErrorCode::cancelled);
        done = std::min(data.size(), done + step);
        status = WebPIUpdate(decoder.get(), first_byte(data), done);
    }
    if (status == VP8_STATUS_OUT_OF_MEMORY) throw std::bad_alloc();
    if (status == VP8_STATUS_SUSPENDED) throw_damaged(name, Word::ends_too_early);
    if (status != VP8_STATUS_OK) throw_damaged(name, Word::webp_invalid);
}

}  // namespace

ImageHeader read_webp_header(Bytes file, std::string_view name) {
    const Container container(file, name);
    ImageHeader header;
    header.width = container.fact(WEBP_FF_CANVAS_WIDTH);
    header.height = container.fact(WEBP_FF_CANVAS_HEIGHT);
    header.channels = container.channels();
    header.exif = container.exif();
    return header;
}

WebpPixels decode_webp(Bytes file, std::string_view name, const ProgressCallback& on_progress) {
    const Container container(file, name);
    const Size size{static_cast<int>(container.fact(WEBP_FF_CANVAS_HEIGHT)),
                    static_cast<int>(container.fact(WEBP_FF_CANVAS_WIDTH))};
    const auto channels = static_cast<std::size_t>(container.channels());
    const auto pixels = static_cast<std::size_t>(size.area());
    // A lossless decoder needs another four bytes a pixel, a lossy one a plane of alpha.
    require_memory(pixels * (channels + 4), Word::picture);

    WebpPixels decoded{{size, container.channels(), std::vector<std::uint8_t>(pixels * channels)},
                       static_cast<int>(container.fact(WEBP_FF_FRAME_COUNT))};
    const WebPIterator frame = container.first_frame(name);
    const Bytes data = std::as_bytes(std::span(frame.fragment.bytes, frame.fragment.size));
    const std::size_t stride = static_cast<std::size_t>(size.width) * channels;
    const std::size_t corner = static_cast<std::size_t>(frame.y_offset) * stride +
                               static_cast<std::size_t>(frame.x_offset) * channels;
    WebPBitstreamFeatures features{};
    if (frame.complete == 0 || corner >= decoded.image.pixels.size() ||
        WebPGetFeatures(first_byte(data), data.size(), &features) != VP8_STATUS_OK ||
        features.width != frame.width || features.height != frame.height ||
        frame.x_offset + frame.width > size.width || frame.y_offset + frame.height > size.height) {
        throw_damaged(name, Word::headers_contradict);
    }

    WebPDecBuffer output{};
    WebPInitDecBuffer(&output);
    output.colorspace = channels == 4 ? MODE_RGBA : MODE_RGB;
    output.is_external_memory = 1;
    output.u.RGBA.rgba = decoded.image.pixels.data() + corner;
    output.u.RGBA.stride = static_cast<int>(stride);
    output.u.RGBA.size = decoded.image.pixels.size() - corner;
    decode_frame(data, output, name, on_progress);
    return decoded;
}

}  // namespace patchlens
