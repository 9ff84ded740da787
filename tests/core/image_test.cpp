#include "core/picture/image.h"

#include <algorithm>
#include <array>

#include <sys/stat.h>

#include "tests/core/image_test_support.h"

namespace patchlens {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

Error decode_error(const std::vector<std::byte>& file, const ImageLimits& limits = {}) {
    return error_of([&] { decode_image(file, "photo", limits); });
}

std::string big_endian(std::uint32_t value) {
    return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
            static_cast<char>(value)};
}

/// A PNG chunk; its checksum is 0, because none is checked.
std::string png_chunk(const std::string& type, const std::string& data) {
    return big_endian(static_cast<std::uint32_t>(data.size())) + type + data + big_endian(0);
}

std::vector<std::byte> png_claiming(std::uint32_t width, std::uint32_t height,
                                    const std::string& depth_and_colour) {
    return bytes_of("\x89PNG\r\n\x1a\n" +
                    png_chunk("IHDR", big_endian(width) + big_endian(height) + depth_and_colour + "\0\0\0"s) +
                    png_chunk("IDAT", "\x78\x9c\x63\x00\x00\x00\x01\x00\x01"s) + png_chunk("IEND", ""));
}

TEST(Image, DecodesEveryGoldenPictureAsPillowDoes) {
    const auto& entries = image_goldens().at("decode");
    ASSERT_GE(entries.size(), 45U);
    for (const auto& entry : entries) {
        const std::string name = entry.at("file");
        SCOPED_TRACE(name);
        const DecodedImage decoded = load_image(golden_picture(name));
        EXPECT_EQ(decoded.image.size, size_from(entry.at("size")));
        EXPECT_EQ(decoded.reduced_to_8_bits, entry.at("reduced_to_8_bits").get<bool>());
        EXPECT_EQ(decoded.orientation, entry.at("orientation").get<int>());
        EXPECT_EQ(decoded.image.channels, entry.at("channels").get<int>());
        EXPECT_EQ(crc_of(decoded.image), entry.at("crc").get<std::string>());
    }
}

TEST(Image, ReportsTheFormatItFound) {
    EXPECT_EQ(load_image(golden_picture("c3.png")).format, ImageFormat::png);
    EXPECT_EQ(load_image(golden_picture("grey.jpg")).format, ImageFormat::jpeg);
    EXPECT_EQ(load_image(golden_picture("lossy_3.webp")).format, ImageFormat::webp);
    EXPECT_EQ(load_image(golden_picture("rgb.bmp")).format, ImageFormat::bmp);
    EXPECT_EQ(load_image(golden_picture("rgb.ppm")).format, ImageFormat::pnm);
}

TEST(Image, EveryTruncationIsAnErrorOrTheRightPicture) {
    for (const char* name : {"c3.png",
                             "palette_transparent.png",
                             "c4_16.png",
                             "interlaced.png",
                             "orientation_6.jpg",
                             "subsampled.jpg",
                             "progressive.jpg",
                             "grey.jpg",
                             "inks_2.jpg",
                             "lossy_4.webp",
                             "lossless_3.webp",
                             "moving.webp",
                             "rgb.bmp",
                             "palette.bmp",
                             "one_bit.bmp",
                             "alpha_masks.bmp",
                             "short_palette.bmp",
                             "rgb.ppm",
                             "grey.pgm",
                             "largest_300.ppm"}) {
        SCOPED_TRACE(name);
        const std::vector<std::byte> file = bytes_of_file(golden_picture(name));
        const DecodedImage whole = decode_image(file, name);
        std::size_t errors = 0;
        for (std::size_t length = 0; length < file.size(); ++length) {
            // In memory of its own, so that a sanitizer sees a read beyond the end.
            const std::vector<std::byte> start(file.begin(),
                                               file.begin() + static_cast<std::ptrdiff_t>(length));
            try {
                EXPECT_EQ(decode_image(start, name).image, whole.image) << "cut to " << length << " bytes";
            } catch (const Error& error) {
                ++errors;
                const bool signature_cut = length < 12;
                EXPECT_TRUE(error.code() == ErrorCode::picture_damaged ||
                            (signature_cut && (error.code() == ErrorCode::picture_unknown ||
                                               error.code() == ErrorCode::file_empty)))
                    << "cut to " << length << " bytes: " << error.what();
            }
        }
        // Only the end of a PNG (the two checksums of the pixels, IEND), a TGA's footer and a BMP's last
        // padding may be missing.
        EXPECT_GE(errors + 26, file.size());
    }
}

TEST(Image, ABrokenByteNeverCrashes) {
    for (const char* name : {"c3.png", "palette_transparent.png", "interlaced.png", "progressive.jpg",
                             "inks_None.jpg", "lossy_4.webp", "lossless_4.webp", "moving.webp",
                             "subsampled.jpg", "palette.bmp", "alpha_masks.bmp", "rgb.ppm"}) {
        const std::vector<std::byte> file = bytes_of_file(golden_picture(name));
        const ImageLimits small{.side = 512, .pixels = 512 * 512};
        std::size_t whole = 0;
        std::size_t refused = 0;
        for (std::size_t at = 0; at < file.size(); ++at) {
            for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
                std::vector<std::byte> broken = file;
                broken[at] ^= static_cast<std::byte>(flip);
                try {
                    const Image image = decode_image(broken, name, small).image;
                    EXPECT_EQ(image.pixels.size(),
                              static_cast<std::size_t>(image.size.area() * image.channels));
                    ++whole;
                } catch (const Error& error) {
                    ++refused;
                    EXPECT_TRUE(error.code() != ErrorCode::picture_damaged || error.arguments().at(1).word)
                        << error.what();
                }
            }
        }
        EXPECT_GT(whole, 0U) << name;
        EXPECT_GT(refused, 0U) << name;
    }
}

TEST(Image, ADecompressionBombIsRefusedByItsHeader) {
    const Error beyond = decode_error(png_claiming(100'000, 100'000, "\x08\x02"));
    EXPECT_EQ(beyond.code(), ErrorCode::picture_too_large);
    EXPECT_THAT(beyond.what(), HasSubstr("100000x100000"));
    EXPECT_THAT(beyond.what(), HasSubstr("16384"));

    // Within the limits, but more than a file of 80 bytes can hold.
    EXPECT_EQ(decode_error(png_claiming(16384, 16384, "\x08\x02")).code(), ErrorCode::picture_damaged);
    EXPECT_EQ(decode_error(png_claiming(0xFFFFFFFF, 0xFFFFFFFF, "\x10\x06")).code(),
              ErrorCode::picture_too_large);
    EXPECT_EQ(decode_error(bytes_of("P6 1000000000 1000000000 65535\n")).code(),
              ErrorCode::picture_too_large);
    EXPECT_EQ(decode_error(bytes_of("P6 99999999999999999999 1 255\n")).code(), ErrorCode::picture_too_large);
}

/// A zlib stream of 1 + 258 * runs zeros, in 13 bits for each run (RFC 1951 3.2.6, fixed Huffman codes).
std::string zlib_zeros(int runs) {
    std::string stream = "\x78\x01"s;
    int filled = 8;
    const auto put = [&](std::string_view bits) {
        for (const char bit : bits) {
            if (filled == 8) {
                stream += '\0';
                filled = 0;
            }
            if (bit == '1') stream.back() = static_cast<char>(stream.back() | 1 << filled);
            ++filled;
        }
    };
    put("110");       // the last block, fixed codes
    put("00110000");  // a zero
    for (int run = 0; run < runs; ++run)
        put("1100010100000");  // 258 times what was 1 byte before
    put("0000000");            // the end
    return stream + "\0\0\0\0"s;
}

std::vector<std::byte> one_pixel_png(const std::string& stream) {
    return bytes_of("\x89PNG\r\n\x1a\n" +
                    png_chunk("IHDR", big_endian(1) + big_endian(1) + "\x08\x02\0\0\0"s) +
                    png_chunk("IDAT", stream) + png_chunk("IEND", ""));
}

TEST(Image, DataBeyondTheLastPixelIsNeverUnpacked) {
    EXPECT_EQ(decode_image(one_pixel_png(zlib_zeros(1)), "photo").image, (Image{{1, 1}, 3, {0, 0, 0}}));
    const auto bomb = one_pixel_png(zlib_zeros(200'000));  // 52 MB from 325 KB
    EXPECT_EQ(decode_image(bomb, "photo").image, (Image{{1, 1}, 3, {0, 0, 0}}));
}

TEST(Image, LimitsAreTheCallers) {
    const auto file = bytes_of_file(golden_picture("c3.png"));  // 7x13
    EXPECT_EQ(decode_error(file, {.side = 12}).code(), ErrorCode::picture_too_large);
    EXPECT_EQ(decode_error(file, {.pixels = 90}).code(), ErrorCode::picture_too_large);
    EXPECT_EQ(decode_error(file, {.file_bytes = file.size() - 1}).code(), ErrorCode::file_too_large);
    EXPECT_EQ(decode_image(file, "photo", {.file_bytes = file.size(), .side = 13, .pixels = 91}).image.size,
              (Size{7, 13}));
}

TEST(Image, APictureWithoutPixelsIsCalledEmpty) {
    EXPECT_EQ(decode_error(png_claiming(0, 5, "\x08\x02")).code(), ErrorCode::picture_empty);
    EXPECT_EQ(decode_error(bytes_of("P5 3 0 255\n")).code(), ErrorCode::picture_empty);
    auto bmp = bytes_of_file(golden_picture("rgb.bmp"));
    bmp[18] = std::byte{0};  // the width, 13
    EXPECT_EQ(decode_error(bmp).code(), ErrorCode::picture_empty);
}

class ImageFile : public FolderTest {};

TEST_F(ImageFile, WhatIsNoReadableFileIsNamed) {
    const auto load = [](const std::filesystem::path& path) { return error_of([&] { load_image(path); }); };
    EXPECT_EQ(load(folder / "missing.png").code(), ErrorCode::file_unreadable);
    EXPECT_THAT(load(folder / "missing.png").what(), HasSubstr("missing.png"));
    EXPECT_EQ(load(folder).code(), ErrorCode::file_unreadable);
    EXPECT_EQ(load(folder).arguments().at(1), Word::is_folder);
    put("empty.png", "");
    EXPECT_EQ(load(folder / "empty.png").code(), ErrorCode::file_empty);
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(load(folder / "pipe").code(), ErrorCode::file_unreadable);
    EXPECT_EQ(load("/dev/null").code(), ErrorCode::file_unreadable);
    EXPECT_EQ(load("").code(), ErrorCode::file_unreadable);
    put("ten.png", "0123456789");
    EXPECT_EQ(error_of([&] { load_image(folder / "ten.png", {.file_bytes = 9}); }).code(),
              ErrorCode::file_too_large);
}

TEST_F(ImageFile, WrittenPixelsComeBackExactly) {
    for (const int channels : {1, 2, 3, 4}) {
        for (const Size size : {Size{1, 1}, Size{7, 13}, Size{200, 300}}) {
            const Image image = scene(size, channels);
            write_png(folder / "picture.png", image);
            EXPECT_EQ(load_image(folder / "picture.png").image, image);
        }
    }
    EXPECT_EQ(error_of([] { encode_png(Image{{0, 3}, 3, {}}); }).code(), ErrorCode::picture_empty);
    EXPECT_EQ(error_of([&] {
                  write_png(folder / "none" / "x.png", scene({1, 1}, 3));
              }).code(),
              ErrorCode::file_unwritable);
}

TEST(Image, OrientationsUndoEachOther) {
    const Image image = scene({5, 3}, 3);
    EXPECT_EQ(oriented(image, 1), image);
    for (const int itself : {2, 3, 4, 5, 7})
        EXPECT_EQ(oriented(oriented(image, itself), itself), image);
    EXPECT_EQ(oriented(oriented(image, 6), 8), image);
    EXPECT_EQ(oriented(image, 6).size, (Size{3, 5}));
    // Orientation 6: the camera's left column is the top row.
    EXPECT_EQ(oriented(image, 6).at(0, 0, 0), image.at(4, 0, 0));
    EXPECT_EQ(error_of([&] { oriented(image, 9); }).code(), ErrorCode::value_out_of_range);
}

TEST(Image, ChannelsConvertAsInPillow) {
    for (const auto& entry : image_goldens().at("convert")) {
        const Image image = scene({64, 48}, entry.at("from").get<int>());
        EXPECT_EQ(crc_of(with_channels(image, entry.at("to").get<int>())), entry.at("crc").get<std::string>())
            << entry;
    }
    EXPECT_EQ(error_of([] { with_channels(scene({1, 1}, 3), 2); }).code(), ErrorCode::choice_expected);
}

}  // namespace
}  // namespace patchlens
