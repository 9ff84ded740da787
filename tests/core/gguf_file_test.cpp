// GGUF files, written by tests/golden/make_gguf_goldens.py from the format's specification, and by hand.
#include "core/weights/gguf_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/weights/checkpoint.h"
#include "core/weights/gguf_header.h"
#include "tests/core/expect_error.h"
#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::bits_of;
using file_support::read_whole;
using testing::ElementsAre;

const std::filesystem::path gguf_folder = std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "gguf";

ByteSource gguf_of(std::string_view bytes) {
    return ByteSource(std::as_bytes(std::span(bytes)), "model.gguf");
}

/// Builds a file piece by piece.
struct Bytes {
    std::string bytes;

    Bytes& u32(std::uint32_t number) { return raw(&number, sizeof(number)); }
    Bytes& u64(std::uint64_t number) { return raw(&number, sizeof(number)); }
    Bytes& text(std::string_view characters) {
        u64(characters.size());
        bytes += characters;
        return *this;
    }
    Bytes& raw(const void* from, std::size_t size) {
        bytes.append(static_cast<const char*>(from), size);
        return *this;
    }
    Bytes& zeros(std::size_t count) {
        bytes.append(count, '\0');
        return *this;
    }
    Bytes& tensor(std::string_view name, const std::vector<std::uint64_t>& dimensions, std::uint32_t type,
                  std::uint64_t offset) {
        text(name).u32(static_cast<std::uint32_t>(dimensions.size()));
        for (const std::uint64_t length : dimensions)
            u64(length);
        return u32(type).u64(offset);
    }
};

Bytes beginning(std::uint64_t tensors, std::uint64_t pairs, std::uint32_t version = 3) {
    Bytes file{"GGUF"};
    return file.u32(version).u64(tensors).u64(pairs);
}

void expect_gguf_damage(Word why, const Bytes& file) {
    expect_error(ErrorCode::gguf_damaged, std::string(name_of(why)), [&] { GgufFile(gguf_of(file.bytes)); });
}

TEST(GgufFile, EveryFileOfLlamaCppGivesTheNumbersOfNumPy) {
    const nlohmann::json golden =
        nlohmann::json::parse(read_whole(std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "gguf.json"));
    EXPECT_EQ(golden.size(), 4U);
    for (const auto& [name, expected] : golden.items()) {
        const LoadedProjection loaded = load_projection(gguf_folder / name);
        EXPECT_EQ(loaded.tensor, "v.patch_embd.weight") << name;
        EXPECT_EQ(loaded.family, ModelFamily::llama_cpp) << name;
        EXPECT_EQ(loaded.layout, WeightLayout::torch) << name;
        EXPECT_EQ(loaded.parameters.weight.shape(), expected["shape"].get<Shape>()) << name;
        EXPECT_EQ(bits_of(loaded.parameters.weight.values()),
                  expected["weight"].get<std::vector<std::uint32_t>>())
            << name;
        const auto bias = expected["bias"].get<std::vector<std::uint32_t>>();
        EXPECT_EQ(loaded.has_bias, !bias.empty()) << name;
        if (loaded.has_bias) {
            EXPECT_EQ(bits_of(loaded.parameters.bias.values()), bias) << name;
        }
        EXPECT_EQ(loaded.img_size, to_pair(expected["img_size"].get<int>())) << name;
        EXPECT_EQ(loaded.step_tensors, expected["steps"] == 2 ? 2 : 0) << name;
    }
}

TEST(GgufFile, WhatItSaysOfPicturesIsExpectedOfThem) {
    const auto expected = [](const char* name) { return *load_projection(gguf_folder / name).expects; };
    EXPECT_EQ(expected("clip.gguf").normalize, Normalize::clip);
    EXPECT_EQ(expected("siglip.gguf").normalize, Normalize::half);
    EXPECT_EQ(expected("siglip.gguf").img_size, to_pair(99));
    const ExpectedPixels other = expected("qwen.gguf");
    EXPECT_EQ(other.normalize, std::nullopt);
    EXPECT_THAT(other.mean, ElementsAre(0.1F, 0.2F, 0.3F));
    EXPECT_THAT(other.std, ElementsAre(0.4F, 0.5F, 0.6F));
}

TEST(GgufFile, TheRestOfTheModelIsListedInPyTorchsOrderOfAxes) {
    const GgufFile file{ByteSource(gguf_folder / "clip.gguf")};
    std::vector<std::string> names;
    for (const StoredTensor& tensor : file.tensors())
        names.push_back(tensor.name + " " + tensor.dtype + " " + to_string(tensor.shape));
    EXPECT_THAT(names, ElementsAre("v.class_embd F32 [8]", "v.position_embd.weight F16 [10, 8]",
                                   "v.pre_ln.weight F32 [8]", "v.blk.0.attn_q.weight F16 [8, 8]",
                                   "v.blk.0.ln1.weight F32 [8]", "v.patch_embd.weight F32 [8, 3, 4, 4]"));
    EXPECT_EQ(file.metadata().at(gguf_image_mean), "0.48145467, 0.4578275, 0.40821072");
    EXPECT_EQ(file.metadata().size(), 4U);
}

TEST(GgufFile, AQuantisedProjectionIsRefusedByTheNameOfItsType) {
    expect_error(ErrorCode::gguf_quantised, "v.patch_embd.weight, Q8_0",
                 [] { load_projection(gguf_folder / "quantised.gguf"); });
    const GgufFile file{ByteSource(gguf_folder / "quantised.gguf")};
    EXPECT_EQ(file.read(*file.find("v.patch_embd.bias")).shape(), Shape{8});
    const auto refused = [](std::uint32_t type, const char* name) {
        Bytes content = beginning(1, 0).tensor("v.patch_embd.weight", {4, 4, 3, 8}, type, 0).zeros(4096);
        expect_error(ErrorCode::gguf_quantised, name, [&] { load_projection(gguf_of(content.bytes)); });
    };
    refused(2, "Q4_0");
    refused(12, "Q4_K");
    refused(39, "MXFP4");
    refused(777, "ggml type 777");
}

TEST(GgufFile, CutShortAnywhereItIsAnErrorAndNeverAWrongNumber) {
    for (const char* name : {"clip.gguf", "siglip.gguf", "bfloat16.gguf", "qwen.gguf"}) {
        const std::string whole = read_whole(gguf_folder / name);
        // The last tensor's numbers end before the padding.
        std::size_t end = whole.size();
        while (end > 0 && whole[end - 1] == '\0')
            --end;
        for (std::size_t length = 4; length < end; ++length) {
            EXPECT_THROW(load_projection(gguf_of(std::string_view(whole).substr(0, length))), Error)
                << name << ' ' << length;
        }
    }
}

TEST(GgufFile, AChangedByteIsAnErrorOrAnotherModel) {
    const std::string whole = read_whole(gguf_folder / "qwen.gguf");
    int refused = 0;
    for (std::size_t place = 0; place < whole.size(); ++place) {
        std::string changed = whole;
        changed[place] = static_cast<char>(changed[place] ^ 0x55);
        try {
            EXPECT_EQ(load_projection(gguf_of(changed)).parameters.weight.rank(), 4U) << place;
        } catch (const Error& error) {
            EXPECT_TRUE(fills_its_gaps(error)) << place;
            ++refused;
        }
    }
    EXPECT_GT(refused, 100);
}

TEST(GgufFile, VersionsTwoAndThreeAreRead) {
    for (const std::uint32_t version : {2U, 3U})
        EXPECT_TRUE(GgufFile(gguf_of(beginning(0, 0, version).bytes)).tensors().empty());
    for (const std::uint32_t version : {0U, 1U, 4U}) {
        expect_error(ErrorCode::gguf_version_refused, "model.gguf, " + std::to_string(version),
                     [&] { GgufFile(gguf_of(beginning(0, 0, version).bytes)); });
    }
    expect_error(ErrorCode::big_endian_refused, "model.gguf",
                 [] { GgufFile(gguf_of(beginning(0, 0, 0x03000000).bytes)); });
    expect_error(ErrorCode::big_endian_refused, "model.gguf",
                 [] { load_projection(gguf_of(std::string_view("FUGG\0\0\0\3", 8))); });
    expect_error(ErrorCode::no_tensors, "model.gguf",
                 [] { load_projection(gguf_of(beginning(0, 0).bytes)); });
}

TEST(GgufFile, CountsBeyondTheFileAreNeverBelieved) {
    constexpr std::uint64_t many = std::uint64_t{1} << 60U;
    const auto lies = Word::gguf_count_too_large;
    expect_gguf_damage(lies, beginning(many, 0));
    expect_gguf_damage(lies, beginning(0, many));
    expect_gguf_damage(lies, beginning(~std::uint64_t{0}, ~std::uint64_t{0}));
    expect_gguf_damage(lies, beginning(0, 1).u64(many).zeros(64));                           // a key
    expect_gguf_damage(lies, beginning(0, 1).text("a").u32(8).u64(many).zeros(64));          // a text
    expect_gguf_damage(lies, beginning(0, 1).text("a").u32(9).u32(10).u64(many).zeros(64));  // an array
    expect_gguf_damage(lies, beginning(0, 1).text("a").u32(9).u32(8).u64(many).zeros(64));
    expect_gguf_damage(lies, beginning(1, 0).u64(many).zeros(64));  // a tensor's name
    expect_gguf_damage(Word::gguf_name_too_long, beginning(1, 0).u64(5000).zeros(6000));
    expect_gguf_damage(Word::gguf_name_too_long, beginning(0, 1).u64(70000).zeros(80000));
}

TEST(GgufFile, AValueIsOfOneOfThirteenKinds) {
    expect_gguf_damage(Word::gguf_kind_unknown, beginning(0, 1).text("a").u32(13).zeros(64));
    expect_gguf_damage(Word::gguf_kind_unknown, beginning(0, 1).text("a").u32(9).u32(99).u64(0).zeros(64));
    Bytes nested = beginning(0, 1).text("a").u32(9);
    for (int level = 0; level < 1000; ++level)
        nested.u32(9).u64(1);
    expect_gguf_damage(Word::gguf_kind_unknown, nested.zeros(64));
}

TEST(GgufFile, AKeyOrATensorStandsOnce) {
    const auto size = [](Bytes& file) { file.text(gguf_image_size).u32(4).u32(224); };
    Bytes twice = beginning(0, 2);
    size(twice);
    size(twice);
    expect_gguf_damage(Word::gguf_name_repeated, twice);
    expect_gguf_damage(Word::gguf_name_repeated,
                       beginning(2, 0).tensor("a", {1}, 0, 0).tensor("a", {1}, 0, 32).zeros(128));
}

TEST(GgufFile, ShapesArePossible) {
    const auto impossible = [](const std::vector<std::uint64_t>& dimensions) {
        expect_gguf_damage(Word::gguf_shape_invalid,
                           beginning(1, 0).tensor("a", dimensions, 0, 0).zeros(4096));
    };
    impossible({1, 1, 1, 1, 1});
    impossible({~std::uint64_t{0}});
    impossible({std::uint64_t{1} << 40U, std::uint64_t{1} << 40U});
    Bytes many = beginning(1, 0).text("a").u32(0xffffffff).zeros(64);
    expect_gguf_damage(Word::gguf_shape_invalid, many);
}

TEST(GgufFile, EveryTensorHasAPlaceOfItsOwn) {
    const auto placed = [](std::uint64_t first, std::uint64_t second, std::size_t data) {
        Bytes file =
            beginning(2, 0).tensor("v.patch_embd.weight", {2, 2, 3, 4}, 0, first).tensor("b", {4}, 0, second);
        return file.zeros(32 - file.bytes.size() % 32).zeros(data);
    };
    EXPECT_EQ(load_projection(gguf_of(placed(0, 192, 208).bytes)).parameters.weight,
              Tensor::zeros({4, 3, 2, 2}));
    EXPECT_EQ(GgufFile(gguf_of(placed(32, 0, 224).bytes)).tensors().size(), 2U);
    expect_gguf_damage(Word::gguf_place_invalid, placed(0, 0, 512));
    expect_gguf_damage(Word::gguf_place_invalid, placed(0, 160, 512));
    expect_gguf_damage(Word::gguf_place_invalid, placed(0, 200, 512));  // not aligned
    expect_gguf_damage(Word::ends_too_early, placed(0, 192, 207));
    expect_gguf_damage(Word::ends_too_early, placed(0, std::uint64_t{1} << 63U, 512));
}

TEST(GgufFile, TheAlignmentIsAMultipleOfEight) {
    const auto aligned = [](std::uint32_t alignment) {
        return beginning(0, 1).text("general.alignment").u32(4).u32(alignment);
    };
    EXPECT_TRUE(GgufFile(gguf_of(aligned(8).bytes)).tensors().empty());
    for (const std::uint32_t alignment : {0U, 4U, 12U, 0x80000000U})
        expect_gguf_damage(Word::gguf_alignment_invalid, aligned(alignment));
}

TEST(GgufFile, TimeStepsOfDifferentShapesAreNotAdded) {
    Bytes file = beginning(2, 0)
                     .tensor("v.patch_embd.weight", {2, 2, 3, 4}, 0, 0)
                     .tensor("v.patch_embd.weight.1", {2, 2, 3, 2}, 0, 192)
                     .zeros(512);
    expect_error(ErrorCode::shape_mismatch, "v.patch_embd.weight.1",
                 [&] { load_projection(gguf_of(file.bytes)); });
}

}  // namespace
}  // namespace patchlens
