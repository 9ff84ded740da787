// Recognising a file's format by enough of its bytes.
#include "core/picture/image_format.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/core/image_test_support.h"

namespace patchlens {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

Error decode_error(const std::string& file) {
    return error_of([&] { decode_image(bytes_of(file), "photo"); });
}

TEST(ImageFormat, RefusedFormatsAreNamedBesideTheAcceptedOnes) {
    const std::string icon_entry = "\x20\x20\0\0\1\0\x20\0\0\1\0\0\x16\0\0\0"s;
    const std::vector<std::pair<std::string, const char*>> files{
        {"GIF89a\1\0\1\0"s, "GIF"},
        {"II*\0\x08\0\0\0"s, "TIFF"},
        {"MM\0*\0\0\0\x08"s, "TIFF"},
        {"II*\0\x10\0\0\0CR\2\0"s, "Canon CR2"},
        {"8BPS\0\1"s, "PSD"},
        {"\0\0\0\x18"s + "ftypheic\0\0\0\0mif1heic"s, "HEIC"},
        {"\0\0\0\x18"s + "ftypavif\0\0\0\0avifmif1"s, "AVIF"},
        {"\0\0\0\x18"s + "ftypmif1\0\0\0\0mif1avif"s, "AVIF"},
        {"\0\0\0\x18"s + "ftypisom\0\0\2\0isomiso2"s, "MP4"},
        {"<?xml version=\"1.0\"?>\n<svg width=\"1\">", "SVG"},
        {"<!DOCTYPE html><html>", "HTML"},
        {"<html><body><svg width=\"1\">", "HTML"},
        {"%PDF-1.7", "PDF"},
        {"\0\0\1\0\1\0"s + icon_entry, "ICO"},
        {"\0\0\2\0\1\0"s + icon_entry, "CUR"},
        {"\x0a\5\1\x08"s + "\0\0\0\0\x09\0\x09\0"s + std::string(116, '\0'), "PCX"},
        {"\xff\x0a\0"s, "JPEG XL"},
        {"\0\0\0\x0cjP  \r\n\x87\n"s, "JPEG 2000"},
        {"icns\0\0\1\0"s, "ICNS"},
        {"qoif\0\0\0\1"s, "QOI"},
        {"DDS \x7c\0\0\0"s, "DDS"},
        {"SIMPLE  =                    T", "FITS"},
        {"P7\nWIDTH 1\n", "PAM"},
        {"PF\n1 1\n-1.0\n", "PFM"},
        {"\x93NUMPY\1\0"s, "npy"},
    };
    for (const auto& [file, format] : files) {
        const Error error = decode_error(file);
        EXPECT_EQ(error.code(), ErrorCode::picture_format_refused) << format << ": " << error.what();
        EXPECT_THAT(error.arguments().at(1).text, HasSubstr(format));
        EXPECT_EQ(error.arguments().at(2), picture_formats);
    }
}

TEST(ImageFormat, ATgaWithUnusedFieldsIsNoCursor) {
    const auto tga = [](const std::string& colour_map) {  // 1 x 1, 24 bits
        return decode_image(
            bytes_of("\0\0\2"s + colour_map + "\0\0\0\0\1\0\1\0\x18\0\1\2\3"s + std::string(4, '\0')),
            "photo");
    };
    for (const std::string& unused : {"\0\1\0\0\0"s, "\0\0\1\0\0"s, "\0\1\x10\0\x18"s, "\0\2\2\0\0"s})
        EXPECT_EQ(tga(unused).image.size, (Size{1, 1}));
}

TEST(ImageFormat, TextIsNoPicture) {
    for (const char* text :
         {"P600 is a name, and this is a letter", "P6 is where we met", "BMW makes cars, and bicycles too",
          "#?RADIANT", "qoi", "PDF", "hello", "<p>A paragraph</p>", "GIF", "RIFF and so on, not WEBP"}) {
        const Error error = decode_error(text);
        EXPECT_EQ(error.code(), ErrorCode::picture_unknown) << text << ": " << error.what();
        EXPECT_EQ(error.arguments().at(1), picture_formats);
    }
}

TEST(ImageFormat, ATgaIsNoCursor) {
    // Kind 2, no palette, 1x1, 24 bits; in a cursor, bytes 4 and 5 would be the number of entries.
    const std::string tga = "\0\0\2\0\0\0\0\0\0\0\0\0\1\0\1\0\x18\0"s + "\3\2\1"s;
    EXPECT_EQ(recognise_format(bytes_of(tga), "photo"), ImageFormat::tga);
    EXPECT_EQ(decode_image(bytes_of(tga), "photo").image, (Image{{1, 1}, 3, {1, 2, 3}}));
    const std::string no_cursor = "\0\0\2\0\0\0"s + std::string(40, '\0');
    EXPECT_EQ(decode_error(no_cursor).code(), ErrorCode::picture_unknown);
}

TEST(ImageFormat, RareKindsOfAcceptedFormatsAreNamed) {
    const std::string apple = "\x89PNG\r\n\x1a\n"s + "\0\0\0\4"s + "CgBI" + std::string(8, '\0');
    EXPECT_EQ(decode_error(apple).arguments().at(1), Word::apple_png);
    // A BMP that holds a PNG: compression 5.
    const std::string bmp = "BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\5\0\0\0"s;
    EXPECT_EQ(decode_error(bmp + std::string(20, '\0')).arguments().at(1), "BMP 0/5");
}

}  // namespace
}  // namespace patchlens
