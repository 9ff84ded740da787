#include "core/weights/npy.h"

#include <array>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "core/support/number_format.h"
#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::bits_of;
using file_support::bytes_of;
using file_support::error_of;
using file_support::file_goldens;
using file_support::golden_file;
using file_support::read_whole;

/// A version 1 file around any dictionary and data.
std::string npy(std::string_view dictionary, std::string_view data = "",
                std::string_view version = {"\1\0", 2}) {
    std::string file = "\x93NUMPY" + std::string(version);
    file += static_cast<char>(dictionary.size() & 0xffU);
    file += static_cast<char>(dictionary.size() >> 8U);
    if (version[0] > 1) file.append(2, '\0');
    return file + std::string(dictionary) + std::string(data);
}

Tensor parse(std::string_view file) {
    return read_npy(ByteSource(bytes_of(file), "x.npy"));
}
std::string error_in(std::string_view file) {
    return error_of([&] { parse(file); });
}
/// The error of a header with eight bytes of data behind it.
std::string error_of_header(std::string_view dictionary) {
    return error_in(npy(dictionary, "12345678"));
}

constexpr std::string_view two_floats = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n";

TEST(Npy, ReadsWhatNumpyWritesInEveryTypeOrderAndVersion) {
    for (const auto& [name, expected] : file_goldens()["npy"].items()) {
        const Tensor tensor = read_npy(golden_file(name + ".npy"));
        EXPECT_EQ(tensor.shape(), expected["shape"].get<Shape>()) << name;
        EXPECT_EQ(bits_of(tensor.values()), expected["bits"].get<std::vector<std::uint32_t>>()) << name;
    }
    EXPECT_EQ(file_goldens()["npy"].size(), 13U);
}

TEST(Npy, WritesTheBytesOfNumpySave) {
    const TemporaryFolder folder;
    for (const char* name : {"f4", "scalar", "no_numbers"}) {
        const Tensor tensor = read_npy(golden_file(std::string(name) + ".npy"));
        write_npy(folder / "out.npy", tensor);
        EXPECT_EQ(read_whole(folder / "out.npy"), read_whole(golden_file(std::string(name) + ".npy")))
            << name;
    }
}

TEST(Npy, DataBeginsAtAMultipleOf64) {
    for (const Shape& shape :
         {Shape{}, Shape{7}, Shape{1, 512, 32, 32}, Shape{123456789, 1000000000}, Shape(30, 11)}) {
        EXPECT_EQ(npy_header(shape).size() % 64, 0U) << to_string(shape);
        EXPECT_EQ(npy_header(shape).back(), '\n');
    }
}

TEST(Npy, EveryHalfIsTheNumberItsBitsSay) {
    for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
        const int exponent = static_cast<int>((bits >> 10U) & 31U);
        const int fraction = static_cast<int>(bits & 1023U);
        const double sign = (bits & 0x8000U) != 0 ? -1 : 1;
        const float value = float_from_half(static_cast<std::uint16_t>(bits));
        ASSERT_EQ(std::signbit(value), sign < 0) << bits;
        if (exponent == 31 && fraction != 0) {
            ASSERT_TRUE(std::isnan(value)) << bits;
        } else if (exponent == 31) {
            ASSERT_TRUE(std::isinf(value)) << bits;
        } else {
            const double magnitude =
                exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
            ASSERT_EQ(static_cast<double>(value), sign * magnitude) << bits;
        }
    }
}

TEST(Npy, ADoubleBeyondFloatIsInfiniteAndOneJustBelowIsTheLargestFloat) {
    const std::array<double, 4> doubles{0x1.ffffffp127, std::nextafter(0x1.ffffffp127, 0), -1e300, 0x1p-150};
    std::array<float, 4> floats{};
    read_numbers(NumberFormat::float64, std::as_bytes(std::span(doubles)), floats);
    EXPECT_EQ(floats[0], INFINITY);
    EXPECT_EQ(floats[1], 0x1.fffffep127F);
    EXPECT_EQ(floats[2], -INFINITY);
    EXPECT_EQ(floats[3], 0.0F);
}

TEST(Npy, KeysMayStandInAnyOrderAndSpacing) {
    const std::string file =
        npy("{\"shape\":(2,),'fortran_order' : False ,\n'descr':'<f4'}", std::string(8, '\0'));
    EXPECT_EQ(parse(file), Tensor({2}, {0, 0}));
}

TEST(Npy, BytesBehindTheArrayAreLeftAlone) {
    EXPECT_EQ(parse(npy(two_floats, std::string(8, '\0') + "more")), Tensor({2}, {0, 0}));
}

TEST(Npy, ShapesArePythonTuples) {
    const auto with_shape = [](const std::string& shape) {
        return npy("{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }", "123456");
    };
    EXPECT_EQ(parse(with_shape("()")).shape(), Shape{});
    EXPECT_EQ(parse(with_shape("(5,)")).shape(), Shape{5});
    EXPECT_EQ(parse(with_shape("(2, 3)")).shape(), (Shape{2, 3}));
    EXPECT_EQ(parse(with_shape("(2,3,)")).shape(), (Shape{2, 3}));
    EXPECT_EQ(parse(with_shape("(4611686018427387904, 0)")).shape(), (Shape{4611686018427387904, 0}));
    for (const char* shape : {"(5)", "[2, 3]", "5", "(-1,)", "(2, -3)", "(2.0,)", "(,)", "(2,,3)", "(2 3)",
                              "('2',)", "(9223372036854775808,)", "(None,)", "(", "(2", "(2,", "None"}) {
        EXPECT_EQ(error_in(with_shape(shape)), "npy_shape_invalid") << shape;
    }
}

TEST(Npy, AFortranArrayWithoutNumbersKeepsItsShape) {
    const std::string file =
        npy("{'descr': '<f4', 'fortran_order': True, 'shape': "
            "(4611686018427387904, 4611686018427387904, 0)}");
    EXPECT_EQ(parse(file).size(), 0);
}

TEST(Npy, EachWayToBeMalformedHasItsOwnSentence) {
    EXPECT_EQ(error_in(""), "file_empty");
    EXPECT_EQ(error_in("\x93NUMPX\1"), "npy_magic_missing");
    EXPECT_EQ(error_in("PNG, perhaps"), "npy_magic_missing");
    for (const std::string_view version :
         {std::string_view{"\0\0", 2}, {"\4\0", 2}, {"\1\1", 2}, {"\xff\xff", 2}}) {
        EXPECT_EQ(error_in(npy(two_floats, "12345678", version)), "npy_version_unknown");
    }
    EXPECT_EQ(error_in(npy(two_floats).substr(0, 20)), "npy_header_cut_short");
    EXPECT_EQ(
        error_in(npy(std::string(two_floats) + std::string(10001 - two_floats.size(), ' '), "12345678")),
        "npy_header_too_long");
    EXPECT_EQ(error_in(std::string("\x93NUMPY\2\0\xff\xff\xff\xff", 12)), "npy_header_too_long");
    for (const char* dictionary : {"", "{", "}", "[]", "{'descr'}", "{'descr' '<f4'}", "{'descr': '<f4}",
                                   "{descr: 1}", "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x",
                                   "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)", "{'descr': 4}",
                                   "{'de\\x73cr': '<f4'}", "{,}"}) {
        EXPECT_EQ(error_of_header(dictionary), "npy_header_damaged") << dictionary;
    }
    EXPECT_EQ(error_of_header("{'descr': '<f4', 'fortran_order': False}"), "npy_key_missing");
    EXPECT_EQ(error_of_header("{'descr': '<f4', 'shape': (2,)}"), "npy_key_missing");
    EXPECT_EQ(error_of_header("{'fortran_order': False, 'shape': (2,)}"), "npy_key_missing");
    EXPECT_EQ(error_of_header("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}"),
              "npy_key_unknown");
    EXPECT_EQ(error_of_header("{'\n"), "npy_header_damaged");
    EXPECT_EQ(error_of_header("{'\x01\xff': 1}"), "npy_key_unknown");
    EXPECT_EQ(error_of_header("{'shape': (2,), 'shape': (2,)}"), "npy_key_repeated");
    EXPECT_EQ(error_of_header("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}"), "npy_order_invalid");
    EXPECT_EQ(error_of_header("{'descr': '>f8', 'fortran_order': False, 'shape': (2,)}"), "npy_type_refused");
    EXPECT_EQ(error_of_header("{'descr': '<U3', 'fortran_order': False, 'shape': (2,)}"), "npy_type_refused");
}

TEST(Npy, WhatNumpyWritesButIsNoPlainNumberIsRefusedByKind) {
    EXPECT_EQ(error_in(read_whole(golden_file("objects.npy"))), "npy_objects_refused");
    EXPECT_EQ(error_in(read_whole(golden_file("records.npy"))), "npy_records_refused");
    EXPECT_EQ(error_in(read_whole(golden_file("complex.npy"))), "npy_type_refused");
}

TEST(Npy, AShapeLargerThanTheDataIsRefusedBeforeMemoryIsTaken) {
    for (const char* shape :
         {"(3,)", "(1000000000000,)", "(4294967296, 4294967296)", "(9223372036854775807, 3)"}) {
        EXPECT_EQ(
            error_of_header("{'descr': '<f4', 'fortran_order': False, 'shape': " + std::string(shape) + "}"),
            "npy_data_short");
    }
}

TEST(Npy, EveryTruncationIsRefused) {
    for (const char* name : {"f4.npy", "version2.npy", "fortran.npy"}) {
        const std::string whole = read_whole(golden_file(name));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const std::set<std::string> possible{"file_empty", "npy_magic_missing", "npy_header_cut_short",
                                                 "npy_data_short"};
            const std::string error = error_in(std::string_view(whole).substr(0, size));
            EXPECT_TRUE(possible.contains(error)) << name << " cut to " << size << ": " << error;
        }
    }
}

TEST(Npy, NoChangedByteOfAHeaderDoesMoreThanGiveAnErrorOrANumber) {
    const std::string whole = read_whole(golden_file("fortran_f2.npy"));
    int refused = 0;
    for (std::size_t place = 0; place < 128; ++place) {
        for (int value = 0; value < 256; ++value) {
            std::string changed = whole;
            changed[place] = static_cast<char>(value);
            if (error_in(changed) != "nothing thrown") ++refused;
        }
    }
    EXPECT_GT(refused, 10000);
}

TEST(Npy, AFolderOrAMissingFileGivesASentence) {
    const TemporaryFolder folder;
    EXPECT_EQ(error_of([&] { read_npy(folder / ""); }), "file_irregular");
    EXPECT_EQ(error_of([&] { read_npy(folder / "absent.npy"); }), "file_unreadable");
    EXPECT_EQ(error_of([&] { read_npy(folder.put("empty.npy", "")); }), "file_empty");
}

}  // namespace
}  // namespace patchlens
