// JPEG and WebP beyond the golden pictures: what is noted, what is refused, how much work a file may ask for.
#include "core/picture/image_jpeg.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/picture/exif_orientation.h"
#include "tests/core/image_test_support.h"

namespace patchlens {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::string_view_literals;

using Bytes = std::vector<std::byte>;

Error decode_error(const Bytes& file) {
    return error_of([&] { decode_image(file, "photo"); });
}

/// Where a marker begins in `file`, from `from` on.
std::size_t marker_at(const Bytes& file, unsigned marker, std::size_t from = 0) {
    const std::array bytes{std::byte{0xFF}, static_cast<std::byte>(marker)};
    const auto found =
        std::search(file.begin() + static_cast<std::ptrdiff_t>(from), file.end(), bytes.begin(), bytes.end());
    EXPECT_NE(found, file.end());
    return static_cast<std::size_t>(found - file.begin());
}

constexpr unsigned frame = 0xC0;
constexpr unsigned progressive_frame = 0xC2;
constexpr unsigned scan = 0xDA;
constexpr unsigned end = 0xD9;

/// An all-grey progressive picture of that size, with its last scan repeated.
Bytes repeated_scans(int count, unsigned side) {
    Bytes file = bytes_of_file(golden_picture("progressive.jpg"));
    const std::size_t size_at = marker_at(file, progressive_frame) + 5;
    for (const std::size_t at : {size_at, size_at + 2}) {
        file[at] = static_cast<std::byte>(side >> 8U);
        file[at + 1] = static_cast<std::byte>(side & 0xFFU);
    }
    std::size_t last = marker_at(file, scan);
    const std::size_t file_end = marker_at(file, end, last);
    while (std::search(file.begin() + static_cast<std::ptrdiff_t>(last) + 1, file.end(),
                       file.begin() + static_cast<std::ptrdiff_t>(last),
                       file.begin() + static_cast<std::ptrdiff_t>(last) + 2) != file.end())
        last = marker_at(file, scan, last + 1);
    const Bytes again(file.begin() + static_cast<std::ptrdiff_t>(last),
                      file.begin() + static_cast<std::ptrdiff_t>(file_end));
    for (int i = 0; i < count; ++i)
        file.insert(file.end() - 2, again.begin(), again.end());
    // A comment, so that the file is long enough for so many pixels.
    Bytes comment(65537, std::byte{' '});
    comment[0] = comment[2] = comment[3] = std::byte{0xFF};
    comment[1] = std::byte{0xFE};
    for (unsigned i = 0; i < side / 1000; ++i)
        file.insert(file.begin() + 2, comment.begin(), comment.end());
    return file;
}

TEST(Jpeg, DamagedDataIsNotedAndTheRestIsShown) {
    const Bytes whole = bytes_of_file(golden_picture("subsampled.jpg"));
    EXPECT_THAT(decode_image(whole, "photo").notes, IsEmpty());
    Bytes damaged = whole;
    // The end of the picture in the middle of its data.
    const std::size_t middle = (marker_at(whole, scan) + whole.size()) / 2;
    damaged[middle] = std::byte{0xFF};
    damaged[middle + 1] = std::byte{end};
    const DecodedImage decoded = decode_image(damaged, "photo");
    EXPECT_EQ(decoded.notes, std::vector{(PictureNote{PictureNoteCode::pixels_damaged, {}})});
    EXPECT_EQ(decoded.image.size, (Size{29, 37}));
    EXPECT_EQ(decoded.image.at(0, 0, 0), decode_image(whole, "photo").image.at(0, 0, 0));
}

TEST(Jpeg, AFileCutShortIsRefused) {
    Bytes file = bytes_of_file(golden_picture("grey.jpg"));
    file.resize(file.size() - 2);  // all pixels, but no end-of-image marker
    EXPECT_EQ(decode_error(file).code(), ErrorCode::picture_damaged);
    EXPECT_EQ(decode_error(file).arguments(), (std::vector<Argument>{"photo", Word::ends_too_early}));
}

TEST(Jpeg, RareKindsAreNamed) {
    Bytes file = bytes_of_file(golden_picture("grey.jpg"));
    const std::size_t bits_at = marker_at(file, frame) + 4;
    file[bits_at] = std::byte{12};
    EXPECT_EQ(decode_error(file).code(), ErrorCode::picture_format_refused);
    EXPECT_EQ(decode_error(file).arguments().at(1), (Argument{Word::jpeg_of_bits, {"12"}}));
    file[bits_at] = std::byte{8};
    file[bits_at + 1] = file[bits_at + 2] = std::byte{0};  // the height
    EXPECT_EQ(decode_error(file).code(), ErrorCode::picture_empty);
}

TEST(Jpeg, AHuffmanTableWithTooManyCodesIsDamage) {
    Bytes file = bytes_of_file(golden_picture("grey.jpg"));
    const std::size_t lengths = marker_at(file, 0xC4) + 2 + 2 + 1;
    file[lengths + 14] = file[lengths + 15] = std::byte{255};
    EXPECT_EQ(decode_error(file).code(), ErrorCode::picture_damaged);
}

TEST(Jpeg, ScansThatPaintTheSamePixelsOverAndOverAreRefused) {
    EXPECT_EQ(decode_image(repeated_scans(100, 29), "photo").image.size, (Size{29, 29}));
    const Error many = decode_error(repeated_scans(600, 29));
    EXPECT_EQ(many.code(), ErrorCode::jpeg_scans_refused);
    EXPECT_THAT(many.what(), HasSubstr("29x29"));
    EXPECT_THAT(many.what(), HasSubstr("501"));
}

TEST(Jpeg, ScansCanBeGivenUpInTheirMidst) {
    const Bytes file = repeated_scans(100, 2000);
    std::size_t told = 0;
    const ProgressCallback on_progress = [&](const OpeningProgress& progress) {
        EXPECT_EQ(progress.total, file.size());
        return ++told < 1000;
    };
    EXPECT_EQ(error_of([&] { decode_image(file, "photo", {}, on_progress); }).code(), ErrorCode::cancelled);
    EXPECT_EQ(told, 1000U);
}

TEST(Webp, OfAMovingPictureTheFirstFrameIsTaken) {
    const DecodedImage moving = load_image(golden_picture("moving.webp"));
    EXPECT_EQ(moving.notes, std::vector{(PictureNote{PictureNoteCode::first_frame, {"3"}})});
    EXPECT_THAT(load_image(golden_picture("lossy_4.webp")).notes, IsEmpty());
}

TEST(Webp, NonsenseIsDamage) {
    Bytes file = bytes_of_file(golden_picture("lossy_3.webp"));
    std::fill(file.begin() + 30, file.end(), std::byte{0xFF});
    EXPECT_EQ(decode_error(file).code(), ErrorCode::picture_damaged);
    EXPECT_EQ(decode_error(bytes_of("RIFF\x04\0\0\0WEBP"sv)).code(), ErrorCode::picture_damaged);
}

TEST(ExifOrientation, IsANumberOfAnyTypeAsForPillow) {
    const auto& entries = image_goldens().at("exif");
    ASSERT_GE(entries.size(), 190U);
    for (const auto& entry : entries) {
        const std::vector<std::uint8_t> exif = from_hex(entry.at("exif"));
        EXPECT_EQ(exif_orientation(std::as_bytes(std::span(exif))), entry.at("orientation").get<int>())
            << entry;
        // In PNG and WebP the heading "Exif" is optional.
        EXPECT_EQ(exif_orientation(std::as_bytes(std::span(exif).subspan(6))),
                  entry.at("orientation").get<int>());
    }
    EXPECT_EQ(exif_orientation({}), 1);
    EXPECT_EQ(exif_orientation(bytes_of("Exif")), 1);
}

}  // namespace
}  // namespace patchlens
