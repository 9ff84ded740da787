#include "core/weights/safetensors.h"

#include <cmath>
#include <cstring>
#include <set>

#include <gtest/gtest.h>

#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::bits_of;
using file_support::bytes_of;
using file_support::error_of;
using file_support::file_goldens;
using file_support::golden_file;
using file_support::read_whole;

/// The header's true length, the header, the data.
std::string with_header(std::string_view header, std::size_t data_bytes = 0) {
    const std::uint64_t length = header.size();
    std::string file(sizeof(length), '\0');
    std::memcpy(file.data(), &length, sizeof(length));
    return file + std::string(header) + std::string(data_bytes, '\1');
}

std::string error_in(std::string_view file) {
    return error_of([&] { SafetensorsFile(ByteSource(bytes_of(file), "x.safetensors")); });
}
std::string error_in_header(std::string_view header, std::size_t data_bytes = 16) {
    return error_in(with_header(header, data_bytes));
}
/// The header of one tensor "test" with these fields.
std::string entry(const std::string& fields) {
    return "{\"test\":{" + fields + "}}";
}

constexpr std::string_view valid = R"({"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]}})";

TEST(Safetensors, ReadsWhatTorchStoresInEveryType) {
    const std::string content = read_whole(golden_file("numbers.safetensors"));
    const SafetensorsFile file(ByteSource(bytes_of(content), "numbers.safetensors"));
    int read = 0;
    for (const auto& [name, expected] : file_goldens()["safetensors"].items()) {
        const StoredTensor* stored = file.find(name);
        ASSERT_NE(stored, nullptr) << name;
        EXPECT_EQ(stored->dtype, expected["dtype"].get<std::string>());
        EXPECT_EQ(stored->shape, expected["shape"].get<Shape>());
        if (stored->dtype == "BOOL" || stored->dtype == "I32") {
            EXPECT_EQ(error_of([&] { file.read(*stored); }), "weight_type_refused");
        } else {
            const Tensor tensor = file.read(*stored);
            EXPECT_EQ(tensor.shape(), stored->shape);
            EXPECT_EQ(bits_of(tensor.values()), expected["bits"].get<std::vector<std::uint32_t>>()) << name;
            ++read;
        }
    }
    EXPECT_EQ(read, 6);
    EXPECT_EQ(file.metadata().at("format"), "pt");
}

TEST(Safetensors, WhatIsWrittenComesBackInOrder) {
    const TemporaryFolder folder;
    const Tensor weight({2, 3}, {1, -0.0F, NAN, INFINITY, 1e-45F, 6});
    const Tensor bias({}, {7});
    write_safetensors(folder / "a.safetensors", {{"b.weight", weight}, {"a\"\\\n\u00e9", bias}},
                      {{"seed", "0"}});
    const std::string content = read_whole(folder / "a.safetensors");
    const SafetensorsFile file(ByteSource(bytes_of(content), "a"));
    ASSERT_EQ(file.tensors().size(), 2U);
    EXPECT_EQ(file.tensors()[0].name, "b.weight");
    EXPECT_EQ(file.tensors()[1].name, "a\"\\\n\u00e9");
    EXPECT_EQ(bits_of(file.read(file.tensors()[0]).values()), bits_of(weight.values()));
    EXPECT_EQ(file.read(file.tensors()[1]), bias);
    EXPECT_EQ(file.metadata(), (std::map<std::string, std::string>{{"seed", "0"}}));
}

TEST(Safetensors, TheWrittenHeaderIsPaddedTo8BytesAndSaysExactlyThis) {
    const TemporaryFolder folder;
    const Tensor two({2}, {0, 0});
    write_safetensors(folder / "a.safetensors", {{"w", two}});
    const std::string header = R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
    ASSERT_EQ(header.size() % 8, 6U);
    EXPECT_EQ(read_whole(folder / "a.safetensors"),
              std::string("\x38\0\0\0\0\0\0\0", 8) + header + "  " + std::string(8, '\0'));
}

TEST(Safetensors, MetadataThatIsNotUtf8IsReplacedInsteadOfMakingAFileNobodyReads) {
    const TemporaryFolder folder;
    const Tensor one({1}, {1});
    write_safetensors(folder / "a.safetensors", {{"w", one}}, {{"picture", "caf\xe9.png"}});
    const std::string content = read_whole(folder / "a.safetensors");
    EXPECT_EQ(SafetensorsFile(ByteSource(bytes_of(content), "a")).metadata().at("picture"),
              "caf\xef\xbf\xbd.png");
}

TEST(Safetensors, LegalOddities) {
    // Spaces around the object, no tensors, empty tensors beside others, unknown fields.
    EXPECT_EQ(error_in_header(" \n\t{} \r\n", 0), "nothing thrown");
    EXPECT_EQ(error_in_header("\n" + std::string(valid) + "   "), "nothing thrown");
    EXPECT_EQ(error_in_header(entry(R"("dtype":"F32","shape":[],"data_offsets":[0,4])"), 4),
              "nothing thrown");
    EXPECT_EQ(
        error_in_header(entry(R"("dtype":"F32","shape":[3,0,9223372036854775807],"data_offsets":[0,0])"), 0),
        "nothing thrown");
    EXPECT_EQ(error_in_header(R"({"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]},)"
                              R"("c":{"dtype":"U8","shape":[0],"data_offsets":[1,1]},)"
                              R"("a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})",
                              3),
              "nothing thrown");
    EXPECT_EQ(
        error_in_header(R"({"__metadata__":{},"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}})", 2),
        "nothing thrown");
}

TEST(Safetensors, EachWayToBeMalformedHasItsOwnSentence) {
    ASSERT_EQ(valid.size(), 60U);
    ASSERT_EQ(error_in_header(valid), "nothing thrown");
    EXPECT_EQ(error_in(""), "file_empty");
    EXPECT_EQ(error_in("1234567"), "safetensors_length_missing");
    EXPECT_EQ(error_in(std::string("\x3c\0\0\0\0\0\0\0", 8)), "safetensors_header_cut_short");
    EXPECT_EQ(error_in(std::string("\0\0\0\0\0\0\0\x10", 8) + "{}"), "safetensors_header_too_long");
    EXPECT_EQ(error_in(std::string("\x01\xe1\xf5\x05\0\0\0\0", 8) + "{}"), "safetensors_header_too_long");
    EXPECT_EQ(error_in(std::string("\x00\xe1\xf5\x05\0\0\0\0", 8) + "{}"), "safetensors_header_cut_short");
    EXPECT_EQ(error_in_header("\xff"), "safetensors_header_not_utf8");
    EXPECT_EQ(error_in_header("{\"\xc0\x80\":1}"), "safetensors_header_not_utf8");
    EXPECT_EQ(error_in_header("{\"\xed\xa0\x80\":1}"), "safetensors_header_not_utf8");
    EXPECT_EQ(error_in_header("\xef\xbb\xbf{}", 0), "safetensors_header_not_json");
    for (const char* header :
         {"", "{", "}", "{}{}", "{} x", "{'a':1}", "{\"a\":}", "{\"a\":1e999}", "{\"a\":\"\\ud800\"}"}) {
        EXPECT_EQ(error_in_header(header, 0), "safetensors_header_not_json") << header;
    }
    for (const char* header : {"[]", "1", "null", "\"test\""}) {
        EXPECT_EQ(error_in_header(header, 0), "safetensors_header_not_object") << header;
    }
    EXPECT_EQ(error_in_header(valid, 15), "safetensors_data_short");
    EXPECT_EQ(error_in_header(valid, 0), "safetensors_data_short");
    EXPECT_EQ(error_in_header(valid, 17), "safetensors_data_long");
    EXPECT_EQ(error_in_header("{}", 1), "safetensors_data_long");
    EXPECT_EQ(error_in_header(entry(R"("dtype":"I32","shape":[2,2],"data_offsets":[0,4])")),
              "safetensors_size_differs");
    EXPECT_EQ(error_in_header(entry(R"("dtype":"F64","shape":[2,2],"data_offsets":[0,16])")),
              "safetensors_size_differs");
    EXPECT_EQ(
        error_in_header(entry(R"("dtype":"I32","shape":[2,18446744073709551614],"data_offsets":[0,16])")),
        "safetensors_size_overflow");
    EXPECT_EQ(
        error_in_header(entry(R"("dtype":"I32","shape":[4611686018427387904,2],"data_offsets":[0,16])")),
        "safetensors_size_overflow");
}

TEST(Safetensors, DataMustBeCoveredOnceAndWhole) {
    std::string ten = "{";
    for (char name = '0'; name <= '9'; ++name) {
        ten += std::string(name == '0' ? "" : ",") + "\"" + name +
               R"(":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]})";
    }
    EXPECT_EQ(error_in_header(ten + "}"), "safetensors_overlap");
    EXPECT_EQ(error_in_header(entry(R"("dtype":"U8","shape":[15],"data_offsets":[1,16])")),
              "safetensors_hole");
    EXPECT_EQ(error_in_header(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
                              R"("b":{"dtype":"U8","shape":[11],"data_offsets":[5,16]}})"),
              "safetensors_hole");
    EXPECT_EQ(error_in_header(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
                              R"("b":{"dtype":"U8","shape":[13],"data_offsets":[3,16]}})"),
              "safetensors_overlap");
}

TEST(Safetensors, RepeatedNamesAndFieldsAreRefused) {
    const std::string one = R"({"dtype":"U8","shape":[16],"data_offsets":[0,16]})";
    EXPECT_EQ(error_in_header("{\"a\":" + one + ",\"a\":" + one + "}"), "safetensors_name_repeated");
    EXPECT_EQ(error_in_header("{\"a\":" + one + ",\"\\u0061\":" + one + "}"), "safetensors_name_repeated");
    EXPECT_EQ(error_in_header(R"({"__metadata__":{},"__metadata__":{}})"), "safetensors_name_repeated");
    EXPECT_EQ(error_in_header(entry(R"("dtype":"U8","dtype":"U8","shape":[16],"data_offsets":[0,16])")),
              "safetensors_field_repeated");
    EXPECT_EQ(error_in_header(R"({"__metadata__":{"a":"1","a":"2"}})"), "safetensors_field_repeated");
}

TEST(Safetensors, EntriesMustSayWhatTheFormatAsksFor) {
    for (const char* value : {"1", "[]", "null", "\"F32\""}) {
        EXPECT_EQ(error_in_header("{\"test\":" + std::string(value) + "}"), "safetensors_entry_not_object");
    }
    EXPECT_EQ(error_in_header(entry("")), "safetensors_field_missing");
    EXPECT_EQ(error_in_header(entry(R"("shape":[16],"data_offsets":[0,16])")), "safetensors_field_missing");
    EXPECT_EQ(error_in_header(entry(R"("dtype":"U8","data_offsets":[0,16])")), "safetensors_field_missing");
    EXPECT_EQ(error_in_header(entry(R"("dtype":"U8","shape":[16])")), "safetensors_field_missing");
    EXPECT_EQ(error_in_header(entry(R"("dtype":8,"shape":[16],"data_offsets":[0,16])")),
              "safetensors_type_invalid");
    for (const char* shape : {"16", "[16.0]", "[1.6e1]", "[-16]", "[-0]", "[\"16\"]", "[true]", "[[16]]",
                              "null", "{}", "[18446744073709551616]"}) {
        EXPECT_EQ(
            error_in_header(entry(R"("dtype":"U8","data_offsets":[0,16],"shape":)" + std::string(shape))),
            "safetensors_shape_invalid")
            << shape;
    }
    for (const char* offsets : {"16", "[]", "[0]", "[0,16,16]", "[0,16.0]", "[0,1.6e1]", "[-0,16]", "[16,0]",
                                "[\"0\",16]", "null", "{}", "[0,18446744073709551616]"}) {
        EXPECT_EQ(
            error_in_header(entry(R"("dtype":"U8","shape":[16],"data_offsets":)" + std::string(offsets))),
            "safetensors_offsets_invalid")
            << offsets;
    }
    for (const char* metadata : {"1", "[]", "null", R"({"a":1})", R"({"a":{}})"}) {
        EXPECT_EQ(error_in_header("{\"__metadata__\":" + std::string(metadata) + "}"),
                  "safetensors_metadata_invalid");
    }
}

TEST(Safetensors, ADtypeOfTheFutureIsListedAndRefusedOnlyWhenRead) {
    const std::string content =
        with_header(entry(R"("dtype":"F4\n","shape":[32],"data_offsets":[0,16])"), 16);
    const SafetensorsFile file(ByteSource(bytes_of(content), "x"));
    ASSERT_EQ(file.tensors().size(), 1U);
    EXPECT_EQ(error_of([&] { file.read(file.tensors().front()); }), "weight_type_refused");
}

TEST(Safetensors, DeepNestingIsAnErrorAndNoStackOverflow) {
    EXPECT_EQ(error_in_header("{\"test\":" + std::string(100000, '[') + std::string(100000, ']') + "}"),
              "safetensors_entry_not_object");
    EXPECT_EQ(error_in_header(std::string(100000, '[')), "safetensors_header_not_object");
    const std::string deep = R"({"a":{"dtype":"U8","shape":[16],"data_offsets":[0,16],"more":)";
    EXPECT_EQ(error_in_header(deep + std::string(128, '[') + std::string(128, ']') + "}}"), "nothing thrown");
    EXPECT_EQ(error_in_header(deep + std::string(129, '[')), "safetensors_header_too_deep");
}

TEST(Safetensors, EveryTruncationIsRefused) {
    for (const std::string& whole :
         {read_whole(golden_file("numbers.safetensors")), with_header(valid, 16)}) {
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const std::set<std::string> possible{"file_empty", "safetensors_length_missing",
                                                 "safetensors_header_cut_short", "safetensors_data_short"};
            const std::string error = error_in(std::string_view(whole).substr(0, size));
            EXPECT_TRUE(possible.contains(error)) << "cut to " << size << ": " << error;
        }
    }
}

TEST(Safetensors, NoChangedByteDoesMoreThanGiveAnErrorOrAnotherNumber) {
    const std::string whole = with_header(R"({"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},)"
                                          R"("b":{"dtype":"F16","shape":[],"data_offsets":[16,18]}})",
                                          18);
    int refused = 0;
    for (std::size_t place = 0; place < whole.size() - 18; ++place) {
        for (int value = 0; value < 256; ++value) {
            std::string changed = whole;
            changed[place] = static_cast<char>(value);
            const std::string error = error_of([&] {
                const SafetensorsFile file(ByteSource(bytes_of(changed), "x"));
                for (const StoredTensor& tensor : file.tensors())
                    file.read(tensor);
            });
            if (error != "nothing thrown") ++refused;
        }
    }
    EXPECT_GT(refused, 20000);
}

}  // namespace
}  // namespace patchlens
