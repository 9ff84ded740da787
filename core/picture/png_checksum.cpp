#include "core/picture/png_checksum.h"

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

#include <zlib.h>

#include "core/picture/picture_bytes.h"

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;

/// Decompresses raw deflate data: a zlib stream without its two header bytes and its checksum.
class Inflation {
public:
    Inflation() {
        if (inflateInit2(&stream_, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
    }
    ~Inflation() { inflateEnd(&stream_); }
    Inflation(const Inflation&) = delete;
    Inflation& operator=(const Inflation&) = delete;

    /// Decompresses more of the stream; returns how many bytes of `packed` belong to it.
    std::size_t add(Bytes packed) {
        // zlib only reads from it, but the field is not const.
        stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
        stream_.avail_in = static_cast<uInt>(packed.size());
        do {
            stream_.next_out = buffer_.data();
            stream_.avail_out = static_cast<uInt>(buffer_.size());
            status_ = inflate(&stream_, Z_NO_FLUSH);
            checksum_ = adler32_z(checksum_, buffer_.data(), buffer_.size() - stream_.avail_out);
        } while (status_ == Z_OK && (stream_.avail_in > 0 || stream_.avail_out == 0));
        return packed.size() - stream_.avail_in;
    }
    bool ended() const { return status_ == Z_STREAM_END; }
    bool damaged() const { return status_ != Z_OK && status_ != Z_BUF_ERROR && !ended(); }
    uLong checksum() const { return checksum_; }

private:
    z_stream stream_{};
    std::array<Bytef, 32768> buffer_{};
    int status_ = Z_OK;
    uLong checksum_ = adler32_z(0, nullptr, 0);
};

}  // namespace

std::vector<std::byte> with_right_checksum(Bytes bytes) {
    const PictureBytes file(bytes, {});
    std::vector<std::byte> corrected(bytes.begin(), bytes.end());
    Inflation inflation;
    std::size_t before = 2;  // bytes of the zlib header still to skip
    unsigned behind = 4;     // bytes of the checksum still to write
    constexpr std::size_t signature_bytes = 8;
    for (std::size_t at = signature_bytes; file.holds(at, 8) && behind > 0;) {
        const std::size_t length = std::min<std::size_t>(file.big_endian(at, 4), file.size() - at - 8);
        std::size_t place = at + 8;
        const std::size_t end = place + length;
        at = std::min(end + 4, file.size());
        if (!file.starts_with(place - 4, "IDAT")) continue;

        const std::size_t head = std::min(before, length);
        before -= head;
        place += head;
        if (!inflation.ended()) place += inflation.add(bytes.subspan(place, end - place));
        if (inflation.damaged()) break;
        for (; inflation.ended() && place < end && behind > 0; ++place)
            corrected[place] = static_cast<std::byte>(inflation.checksum() >> 8U * --behind & 0xFFU);
    }
    return corrected;
}

}  // namespace patchlens
