#include "core/weights/npz_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/weights/checkpoint.h"
#include "tests/core/expect_error.h"
#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::read_whole;
using testing::ElementsAre;

const std::filesystem::path archives = std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "npz";

/// WEIGHT of make_npz_goldens.py.
Tensor counted_weight() {
    Tensor weight({4, 3, 2, 2});
    for (std::int64_t i = 0; i < weight.size(); ++i)
        weight[i] = static_cast<float>(i) / 8.0F;
    return weight;
}

LoadedProjection load(std::string_view bytes) {
    return load_projection(ByteSource(std::as_bytes(std::span(bytes)), "model.npz"));
}

TEST(NpzFile, EveryArchiveOfNumPyGivesTheWeight) {
    for (const char* name : {"stored.npz", "deflated.npz", "half.npz", "google.npz"}) {
        const LoadedProjection loaded = load_projection(archives / name);
        EXPECT_EQ(loaded.parameters.weight, counted_weight()) << name;
        EXPECT_EQ(loaded.parameters.bias, Tensor({4}, {-1, -2, -3, -4})) << name;
    }
}

TEST(NpzFile, GooglesAxesAreTurnedAndThePositionsTellTheSize) {
    const LoadedProjection loaded = load_projection(archives / "google.npz");
    EXPECT_EQ(loaded.tensor, "embedding/kernel");
    EXPECT_EQ(loaded.layout, WeightLayout::flax);
    EXPECT_EQ(loaded.family, ModelFamily::google);
    EXPECT_EQ(loaded.img_size, to_pair(6));
}

TEST(NpzFile, AnArrayWithoutAKnownNameIsAskedFor) {
    expect_error(ErrorCode::projection_missing, "arr_0", [] { load_projection(archives / "arr_0.npz"); });
    const LoadedProjection loaded = load_projection(archives / "arr_0.npz", {.tensor = "arr_0"});
    EXPECT_EQ(loaded.parameters.weight, counted_weight());
}

TEST(NpzFile, ArraysOfObjectsArePassedOver) {
    const NpzFile file{ByteSource(archives / "google.npz")};
    std::vector<std::string> names;
    for (const StoredTensor& tensor : file.tensors())
        names.push_back(tensor.name + " " + to_string(tensor.shape));
    EXPECT_THAT(names, ElementsAre("Transformer/posembed_input/pos_embedding [1, 10, 4]",
                                   "embedding/kernel [2, 2, 3, 4]", "embedding/bias [4]"));
}

TEST(NpzFile, DamageIsNoticedOrChangesNothing) {
    for (const char* name : {"stored.npz", "deflated.npz"}) {
        const std::string whole = read_whole(archives / name);
        for (std::size_t length = 4; length < whole.size(); ++length)
            EXPECT_THROW(load(std::string_view(whole).substr(0, length)), Error) << name << ' ' << length;
        for (std::size_t place = 0; place < whole.size(); ++place) {
            std::string changed = whole;
            changed[place] = static_cast<char>(changed[place] ^ 0x55);
            try {
                EXPECT_EQ(load(changed).parameters.weight, counted_weight()) << name << ' ' << place;
            } catch (const Error&) {
            }
        }
    }
}

}  // namespace
}  // namespace patchlens
