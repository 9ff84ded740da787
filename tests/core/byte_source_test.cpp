#include "core/support/byte_source.h"

#include <array>

#include <gtest/gtest.h>

#include "core/weights/checkpoint.h"
#include "core/weights/safetensors.h"
#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::bytes_of;
using file_support::error_of;

TEST(ByteSource, ReadsAnyPartOfAFileOrOfMemory) {
    const TemporaryFolder folder;
    const std::string_view text = "0123456789";
    for (const ByteSource& source :
         {ByteSource(folder.put("digits", text)), ByteSource(bytes_of(text), "digits")}) {
        std::array<char, 4> part{};
        source.read(3, std::as_writable_bytes(std::span(part)));
        EXPECT_EQ(std::string_view(part.data(), part.size()), "3456");
        EXPECT_EQ(source.size(), 10U);
        EXPECT_EQ(source.head(3), "012");
        EXPECT_EQ(source.head(99), text);
    }
}

TEST(ByteSource, AFileThatBecomesShorterIsASentenceAndNoCrash) {
    const TemporaryFolder folder;
    const Tensor weight = Tensor::zeros({64, 3, 64, 64});
    const auto path = folder / "model.safetensors";
    write_safetensors(path, {{"proj.weight", weight}});
    const SafetensorsFile file{ByteSource(path)};
    std::filesystem::resize_file(path, 4096);
    EXPECT_EQ(error_of([&] { file.read(file.tensors().front()); }), "file_shrunk");
    const ByteSource source(path);
    std::filesystem::resize_file(path, 0);
    EXPECT_EQ(error_of([&] { source.head(10); }), "file_shrunk");
}

TEST(ByteSource, ReadingStopsWhenAsked) {
    const TemporaryFolder folder;
    const Tensor weight = Tensor::zeros({64, 3, 8, 8});
    write_safetensors(folder / "model.safetensors", {{"proj.weight", weight}});
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(error_of([&] { load_projection(folder / "model.safetensors", {}, stop.get_token()); }),
              "cancelled");
}

TEST(ByteSource, WhatCannotBeReadIsSaid) {
    const TemporaryFolder folder;
    EXPECT_EQ(error_of([&] { ByteSource{folder / "absent"}; }), "file_unreadable");
    EXPECT_EQ(error_of([&] { ByteSource{folder / ""}; }), "file_irregular");
    EXPECT_EQ(error_of([&] { ByteSource{std::filesystem::path("/dev/null")}; }), "file_irregular");
}

}  // namespace
}  // namespace patchlens
