// Shared by the tests of file formats: bytes put together by hand, goldens, files that are removed
// afterwards.
#pragma once

#include <bit>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/tensor.h"
#include "tests/core/expect_error.h"
#include "tests/core/temporary_folder.h"

namespace patchlens::file_support {

inline std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

inline std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::filesystem::path golden_file(const std::string& name) {
    return std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "files" / name;
}

inline const nlohmann::json& file_goldens() {
    static const nlohmann::json goldens =
        nlohmann::json::parse(read_whole(std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "file_goldens.json"));
    return goldens;
}

/// The bits of float32 numbers, so that NaN and -0 compare exactly.
inline std::vector<std::uint32_t> bits_of(std::span<const float> numbers) {
    std::vector<std::uint32_t> bits;
    for (const float number : numbers)
        bits.push_back(std::bit_cast<std::uint32_t>(number));
    return bits;
}

inline std::vector<float> floats_of(const std::vector<std::uint32_t>& bits) {
    std::vector<float> numbers;
    for (const std::uint32_t number : bits)
        numbers.push_back(std::bit_cast<float>(number));
    return numbers;
}

/// The name of the error that `action` ends in; "nothing thrown" where it ends well.
inline std::string error_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        // The user would see an unfilled placeholder, or a line break from the file's content.
        EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << error.what();
        EXPECT_TRUE(fills_its_gaps(error)) << error.what();
        return std::string(error.name());
    }
    return "nothing thrown";
}

}  // namespace patchlens::file_support
