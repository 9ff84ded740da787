// Every form of BMP, TGA, PNM and PNG, whole and damaged, against what Pillow makes of it.
#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "tests/core/image_test_support.h"

namespace patchlens {
namespace {

using namespace std::string_literals;

const nlohmann::json& forms() {
    static const nlohmann::json index =
        nlohmann::json::parse(std::ifstream(std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "formats.json"));
    return index.at("files");
}

std::vector<std::byte> bytes_from(const nlohmann::json& form) {
    std::vector<std::byte> bytes;
    for (const std::uint8_t byte : from_hex(form.at("bytes").get<std::string>()))
        bytes.push_back(static_cast<std::byte>(byte));
    return bytes;
}

std::vector<std::byte> form(const std::string& name) {
    const auto found =
        std::ranges::find_if(forms(), [&](const auto& entry) { return entry.at("file") == name; });
    if (found == forms().end()) throw std::runtime_error(name + " is not in formats.json");
    return bytes_from(*found);
}

DecodedImage decoded(const std::vector<std::byte>& file) {
    return decode_image(file, "photo");
}

Error decode_error(const std::vector<std::byte>& file) {
    return error_of([&] { decoded(file); });
}

bool says(const DecodedImage& picture, PictureNoteCode code) {
    return std::ranges::any_of(picture.notes, [&](const PictureNote& note) { return note.code == code; });
}

/// Where `text` begins in `file`.
std::size_t place_of(const std::vector<std::byte>& file, const std::string& text) {
    const auto found = std::ranges::search(file, bytes_of(text));
    EXPECT_FALSE(found.empty()) << text;
    return static_cast<std::size_t>(found.begin() - file.begin());
}

TEST(ImageForms, EveryOneHasPillowsPixels) {
    ASSERT_GE(forms().size(), 280U);
    for (const auto& entry : forms()) {
        SCOPED_TRACE(entry.at("file").get<std::string>());
        const DecodedImage picture = decoded(bytes_from(entry));
        const int orientation = entry.at("orientation");
        EXPECT_EQ(picture.orientation, orientation >= 1 && orientation <= 8 ? orientation : 1);
        EXPECT_EQ(says(picture, PictureNoteCode::turned_upright), picture.orientation != 1);
        EXPECT_EQ(picture.image.size, size_from(entry.at("size")));
        EXPECT_EQ(crc_of(with_channels(picture.image, 1)), entry.at("L").get<std::string>());
        EXPECT_EQ(crc_of(with_channels(picture.image, 3)), entry.at("RGB").get<std::string>());
        EXPECT_EQ(crc_of(with_channels(picture.image, 4)), entry.at("RGBA").get<std::string>());
    }
}

TEST(ImageForms, CutShortIsAnErrorOrTheRightPicture) {
    for (const auto& entry : forms()) {
        SCOPED_TRACE(entry.at("file").get<std::string>());
        const std::vector<std::byte> file = bytes_from(entry);
        const DecodedImage whole = decoded(file);
        for (std::size_t length = 0; length < file.size(); length += 1 + length / 16) {
            const std::vector<std::byte> start(file.begin(),
                                               file.begin() + static_cast<std::ptrdiff_t>(length));
            try {
                const DecodedImage picture = decoded(start);
                // The end of the file, after the pixels, holds the orientation and the meaning of alpha.
                const bool all_there = picture.orientation == whole.orientation;
                EXPECT_TRUE(!all_there || with_channels(picture.image, 3) == with_channels(whole.image, 3) ||
                            entry.at("file").get<std::string>().starts_with("rle"))
                    << "cut to " << length << " of " << file.size() << " bytes";
            } catch (const Error& error) {
                EXPECT_EQ(error.arguments().front(), "photo");
                EXPECT_TRUE(error.code() != ErrorCode::picture_damaged || error.arguments().at(1).word);
            }
        }
    }
}

TEST(ImageForms, ABrokenByteNeverCrashes) {
    std::size_t whole = 0;
    std::size_t refused = 0;
    for (const auto& entry : forms()) {
        const std::vector<std::byte> file = bytes_from(entry);
        for (std::size_t at = 0; at < std::min<std::size_t>(file.size(), 120); ++at) {
            std::vector<std::byte> broken = file;
            broken[at] ^= std::byte{0xFF};
            try {
                const Image image = decode_image(broken, "photo", {.side = 512, .pixels = 1 << 16}).image;
                EXPECT_EQ(image.pixels.size(), static_cast<std::size_t>(image.size.area() * image.channels));
                ++whole;
            } catch (const Error& error) {
                ++refused;
                EXPECT_TRUE(error.code() != ErrorCode::picture_damaged || error.arguments().at(1).word)
                    << error.what();
            }
        }
    }
    EXPECT_GT(whole, 1000U);
    EXPECT_GT(refused, 1000U);
}

TEST(ImageForms, AColourThatThePaletteLacksIsSaid) {
    EXPECT_TRUE(says(decoded(form("short_palette_8.bmp")), PictureNoteCode::colours_missing));
    EXPECT_TRUE(says(decoded(form("palette_from_20.tga")), PictureNoteCode::colours_missing));
    EXPECT_FALSE(says(decoded(form("top_down_8.bmp")), PictureNoteCode::colours_missing));
    EXPECT_FALSE(says(decoded(form("grey_short.bmp")), PictureNoteCode::colours_missing));
    EXPECT_FALSE(says(decoded(form("colour_3_8.png")), PictureNoteCode::colours_missing));
}

TEST(ImageForms, RunsThatEndEarlyLeaveTheFirstColour) {
    std::vector<std::byte> file = form("rle8_plain.bmp");
    const std::size_t pixels_at =
        std::to_integer<std::size_t>(file[10]) | std::to_integer<std::size_t>(file[11]) << 8U;
    file.resize(pixels_at);
    const auto runs = bytes_of("\2\5\0\1"s);  // two pixels of colour 5, the end
    file.insert(file.end(), runs.begin(), runs.end());
    const Image image = decoded(file).image;
    // The rows go upwards; colours are blue, green, red in the palette, which begins at 54.
    EXPECT_EQ(image.at(6, 0, 2), std::to_integer<int>(file[54 + 5 * 4]));
    EXPECT_EQ(image.at(6, 2, 2), std::to_integer<int>(file[54]));
    EXPECT_EQ(image.at(0, 12, 0), std::to_integer<int>(file[56]));
    file.pop_back();
    EXPECT_EQ(decode_error(file).code(), ErrorCode::picture_damaged);
}

TEST(ImageForms, AnImpossibleBmpIsDamage) {
    const auto with = [](const char* name, std::size_t at, std::byte value) {
        std::vector<std::byte> file = form(name);
        file[at] = value;
        return file;
    };
    const auto reason = [&](const char* name, std::size_t at, std::byte value) {
        const Error error = decode_error(with(name, at, value));
        EXPECT_EQ(error.code(), ErrorCode::picture_damaged);
        return error.arguments().at(1);
    };
    EXPECT_EQ(reason("header_40_24.bmp", 21, std::byte{0x80}), Word::width_negative);
    EXPECT_EQ(reason("header_40_24.bmp", 28, std::byte{7}), (Argument{Word::bmp_bits_unknown, {"7"}}));
    EXPECT_EQ(reason("header_40_24.bmp", 30, std::byte{1}), (Argument{Word::bmp_bits_unknown, {"24"}}));
    EXPECT_EQ(reason("header_40_8.bmp", 48, std::byte{1}), Word::bmp_palette_too_long);
    EXPECT_EQ(reason("header_40_8.bmp", 14, std::byte{41}), (Argument{Word::bmp_header_unknown, {"41"}}));
    EXPECT_EQ(reason("header_40_8.bmp", 13, std::byte{1}), Word::pixels_cut_short);
    EXPECT_EQ(decode_error(with("header_40_8.bmp", 18, std::byte{0})).code(), ErrorCode::picture_empty);
    EXPECT_EQ(decode_error(with("header_40_8.bmp", 20, std::byte{1})).code(), ErrorCode::picture_too_large);
}

TEST(ImageForms, ATypedNumberThatIsWrongIsNamedByItsPlace) {
    const Error large = decode_error(bytes_of("P3 1 2 255\n1 2 3\n4 256 6\n"));
    EXPECT_EQ(large.code(), ErrorCode::pnm_number_wrong);
    EXPECT_EQ(large.arguments(), (std::vector<Argument>{"photo", "5", "256", "255"}));
    EXPECT_EQ(decode_error(bytes_of("P2 2 1 9 1 x")).arguments(),
              (std::vector<Argument>{"photo", "2", "x", "9"}));
    EXPECT_EQ(decode_error(bytes_of("P2 2 1 9 1 -3")).code(), ErrorCode::pnm_number_wrong);
    EXPECT_EQ(decode_error(bytes_of("P1 2 1\n12")).arguments(),
              (std::vector<Argument>{"photo", "2", "2", "1"}));
    const Error few = decode_error(bytes_of("P3 2 2 255\n1 2 3 4 5 6 7 # and 8 9 10 11 12"));
    EXPECT_EQ(few.code(), ErrorCode::pnm_numbers_missing);
    EXPECT_EQ(few.arguments(), (std::vector<Argument>{"photo", "7", "12", "2x2", "3"}));
}

TEST(ImageForms, ACommentCanStandWhereASpaceCan) {
    const Image image{{1, 2}, 1, {255, 0}};
    for (const char* text : {"P2#c\n2 1 1 1 0", "P2 2#wide\n1#high\n1#most\n1 0", "P2 2 1 1\n1#one\n0#none",
                             "P2\r\n2 1\r\n1\r\n1\r\n0", "P2\t2\v1\f1\n1 0 # the end"}) {
        EXPECT_EQ(decoded(bytes_of(text)).image, image) << text;
    }
    EXPECT_EQ(decoded(bytes_of("P5 2 1 255#c\n\xff\0"s)).image, image);
}

TEST(ImageForms, BrokenPnmHeadersAreDamage) {
    for (const char* header :
         {"P6\n", "P6 1", "P6 1 1", "P6 1 1 0\nabc", "P6 1 1 65536\nabcdef", "P6 -1 1 255\nabc", "P6 1 1 255",
          "P6 # no end", "P6 1 1 255xabc", "P4 9 1\n1"}) {
        EXPECT_EQ(decode_error(bytes_of(header)).code(), ErrorCode::picture_damaged) << header;
    }
}

TEST(ImageForms, AWrongChecksumOfAPngIsSaid) {
    const std::vector<std::byte> file = form("colour_2_8.png");
    const DecodedImage whole = decoded(file);
    EXPECT_FALSE(says(whole, PictureNoteCode::checksum_wrong));
    const std::size_t end = place_of(file, "IEND");

    std::vector<std::byte> chunk_changed = file;
    chunk_changed[end - 5] ^= std::byte{1};  // before the length of IEND
    EXPECT_TRUE(says(decoded(chunk_changed), PictureNoteCode::checksum_wrong));
    EXPECT_EQ(decoded(chunk_changed).image, whole.image);

    std::vector<std::byte> pixels_changed = file;
    pixels_changed[end - 9] ^=
        std::byte{1};  // the last byte of Adler-32, so the chunk's checksum fails as well
    EXPECT_TRUE(says(decoded(pixels_changed), PictureNoteCode::checksum_wrong));
    EXPECT_EQ(decoded(pixels_changed).image, whole.image);

    std::vector<std::byte> broken = file;
    broken[place_of(file, "IDAT") + 4] = std::byte{0xFF};  // no zlib stream begins so
    EXPECT_EQ(decode_error(broken).code(), ErrorCode::picture_damaged);
    EXPECT_EQ(decode_error(broken).arguments(), (std::vector<Argument>{"photo", Word::png_invalid}));
}

TEST(ImageForms, AWrongChecksumOfThePixelsTakesNoRowOfAPng) {
    int tried = 0;
    for (const auto& entry : forms()) {
        const std::string name = entry.at("file");
        if (!name.starts_with("colour_")) continue;
        std::vector<std::byte> file = bytes_from(entry);
        const Image image = decoded(file).image;
        for (std::size_t i = 9; i <= 12; ++i)  // before the checksum of the chunk and the length of IEND
            file[place_of(file, "IEND") - i] ^= std::byte{0x5A};
        const DecodedImage changed = decoded(file);
        EXPECT_TRUE(says(changed, PictureNoteCode::checksum_wrong)) << name;
        EXPECT_EQ(changed.image, image) << name;
        ++tried;
    }
    EXPECT_GE(tried, 50);
}

TEST(ImageForms, APngOpensWhenAllItsPixelsAreThere) {
    const std::vector<std::byte> file = form("colour_2_8_interlaced.png");
    const Image image = decoded(file).image;
    const auto cut_to = [&](std::size_t length) {
        return std::vector<std::byte>(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length));
    };
    EXPECT_EQ(decoded(cut_to(file.size() - 12)).image, image) << "without IEND";
    EXPECT_EQ(decoded(cut_to(file.size() - 16)).image, image) << "without the last checksum";
    EXPECT_EQ(decode_error(cut_to(file.size() - 40)).code(), ErrorCode::picture_damaged);

    std::vector<std::byte> longer = file;
    longer.insert(longer.end(), 100, std::byte{0xAA});
    EXPECT_EQ(decoded(longer).image, image) << "with something behind";
    std::vector<std::byte> garbage = cut_to(file.size() - 12);
    garbage.insert(garbage.end(), 100, std::byte{0xAA});
    EXPECT_EQ(decoded(garbage).image, image) << "with something else than IEND";
}

TEST(ImageForms, AnAnimatedPngIsItsFirstPicture) {
    std::vector<std::byte> file = form("colour_2_8.png");
    const Image image = decoded(file).image;
    const auto frames = bytes_of("\0\0\0\x08"s + "acTL" + "\0\0\0\3\0\0\0\0"s + "\xe9\x42\x68\x7f"s);
    file.insert(file.begin() + 33, frames.begin(), frames.end());
    const DecodedImage picture = decoded(file);
    EXPECT_EQ(picture.image, image);
    EXPECT_TRUE(says(picture, PictureNoteCode::first_frame));
}

}  // namespace
}  // namespace patchlens
