// Shared by the tests of pictures: synthetic pictures, checksums, the golden index, files in a folder of
// their own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/picture/image.h"

namespace patchlens {

/// The picture `scene` of make_image_goldens.py makes.
inline Image scene(Size size, int channels) {
    Image image{size, channels, {}};
    for (std::uint32_t y = 0; y < static_cast<std::uint32_t>(size.height); ++y) {
        for (std::uint32_t x = 0; x < static_cast<std::uint32_t>(size.width); ++x) {
            for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(channels); ++c) {
                std::uint32_t noise = y * 2654435761U ^ x * 2246822519U ^ c * 3266489917U;
                noise ^= noise >> 15U;
                noise *= 668265263U;
                noise ^= noise >> 13U;
                image.pixels.push_back(
                    static_cast<std::uint8_t>((noise & 127U) + (y * 3 + x * 2 + c * 40) % 129));
            }
        }
    }
    return image;
}

/// CRC-32 as zlib computes it, in hexadecimal.
inline std::string crc_of(const void* data, std::size_t bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const std::uint8_t byte : std::span(static_cast<const std::uint8_t*>(data), bytes)) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? crc >> 1U ^ 0xEDB88320U : crc >> 1U;
    }
    std::string text(8, '0');
    std::snprintf(text.data(), text.size() + 1, "%08x", crc ^ 0xFFFFFFFFU);
    return text;
}
inline std::string crc_of(const Image& image) {
    return crc_of(image.pixels.data(), image.pixels.size());
}

inline std::vector<std::uint8_t> from_hex(const std::string& hex) {
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

inline std::filesystem::path golden_picture(const std::string& name) {
    return std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "image" / name;
}

inline const nlohmann::json& image_goldens() {
    static const nlohmann::json index = nlohmann::json::parse(std::ifstream(golden_picture("index.json")));
    return index;
}

inline Size size_from(const nlohmann::json& pair) {
    return {pair.at(0).get<int>(), pair.at(1).get<int>()};
}

inline std::vector<std::byte> bytes_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

inline std::vector<std::byte> bytes_of(std::string_view text) {
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

/// The error `action` throws; fails the test if it throws none.
template <typename Action>
Error error_of(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error was thrown";
    return Error(ErrorCode::cancelled);
}

/// A test with an empty folder that is removed afterwards.
class FolderTest : public testing::Test {
protected:
    FolderTest() {
        std::string name = (std::filesystem::temp_directory_path() / "patchlens-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder = name;
    }
    ~FolderTest() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    void put(const std::string& name, std::string_view text) const { std::ofstream(folder / name) << text; }
    std::string text_of(const std::string& name) const {
        std::ifstream file(folder / name);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    std::size_t file_count() const {
        using Iterator = std::filesystem::directory_iterator;
        return static_cast<std::size_t>(std::distance(Iterator(folder), Iterator()));
    }

    std::filesystem::path folder;
};

}  // namespace patchlens
