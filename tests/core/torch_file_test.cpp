#include "core/weights/torch_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/weights/checkpoint.h"
#include "core/weights/pickle.h"
#include "tests/core/expect_error.h"
#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::read_whole;
using testing::ElementsAre;
using testing::IsEmpty;

const std::filesystem::path folder = std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "torch";

nlohmann::json goldens() {
    return nlohmann::json::parse(read_whole(std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "torch.json"));
}

/// WEIGHT and BIAS of make_torch_goldens.py.
Tensor expected_weight() {
    Tensor weight({4, 3, 2, 2});
    for (std::int64_t i = 0; i < weight.size(); ++i)
        weight[i] = static_cast<float>(i) / 8.0F;
    return weight;
}

ByteSource source_of(std::string_view bytes) {
    return ByteSource(std::as_bytes(std::span(bytes)), "model.pth");
}

std::vector<NamedPickledTensor> unpickled(std::string_view pickle) {
    return read_pickled_tensors(pickle, "model.pth");
}

TEST(TorchFile, EveryFormOfAProjectionGivesItsWeight) {
    const nlohmann::json golden = goldens();
    EXPECT_EQ(golden["readable"].size(), 16U);
    for (const auto& [name, tensor] : golden["readable"].items()) {
        const LoadedProjection loaded = load_projection(folder / (name + ".pth"));
        EXPECT_EQ(loaded.parameters.weight, expected_weight()) << name;
        EXPECT_EQ(loaded.tensor, tensor.get<std::string>()) << name;
        EXPECT_EQ(loaded.has_bias, name != "tensor") << name;
        const Tensor bias = loaded.has_bias ? Tensor({4}, {-1, -2, -3, -4}) : Tensor();
        EXPECT_EQ(loaded.parameters.bias, bias) << name;
    }
}

TEST(TorchFile, WhatIsNotReadIsRefusedByItsName) {
    const nlohmann::json golden = goldens();
    for (const auto& [name, refusal] : golden["refused"].items()) {
        const std::vector<std::string> expected = refusal;
        try {
            load_projection(folder / (name + ".pth"));
            ADD_FAILURE() << name << " was read";
        } catch (const Error& error) {
            EXPECT_EQ(error.name(), expected[0]) << name;
            EXPECT_THAT(error.what(), testing::HasSubstr(expected[1])) << name;
            EXPECT_TRUE(fills_its_gaps(error)) << name;
        }
    }
}

TEST(TorchFile, TheRestOfTheModelIsListed) {
    const TorchFile file{ByteSource(folder / "module.pth")};
    std::vector<std::string> names;
    for (const StoredTensor& tensor : file.tensors())
        names.push_back(tensor.name + " " + tensor.dtype + " " + to_string(tensor.shape));
    EXPECT_THAT(names,
                ElementsAre("patch_embed.proj.weight F32 [4, 3, 2, 2]", "patch_embed.proj.bias F32 [4]",
                            "norm.weight F32 [4]", "norm.bias F32 [4]", "norm.running_mean F32 [4]",
                            "norm.running_var F32 [4]", "norm.num_batches_tracked I64 []"));
}

TEST(TorchFile, CutShortAnywhereItIsAnErrorAndNeverAWrongNumber) {
    const std::string whole = read_whole(folder / "deflated.pth");
    for (std::size_t length = 4; length < whole.size(); ++length) {
        const std::string_view part = std::string_view(whole).substr(0, length);
        EXPECT_THROW(load_projection(source_of(part)), Error) << length;
    }
}

TEST(TorchFile, AChangedByteIsNoticedOrChangesNothing) {
    for (const char* name : {"flat.pth", "deflated.pth", "half.pth"}) {
        const std::string whole = read_whole(folder / name);
        int noticed = 0;
        for (std::size_t place = 0; place < whole.size(); ++place) {
            std::string changed = whole;
            changed[place] = static_cast<char>(changed[place] ^ 0x55);
            try {
                const LoadedProjection loaded = load_projection(source_of(changed));
                EXPECT_EQ(loaded.parameters.weight, expected_weight()) << name << ' ' << place;
            } catch (const Error&) {
                ++noticed;
            }
        }
        EXPECT_GT(noticed, static_cast<int>(whole.size() / 4)) << name;
    }
}

// Pickles by hand; pickletools.dis() of Python shows what they do.
const std::string ordered_dict = "ccollections\nOrderedDict\n)R";

TEST(Pickle, AnythingButTensorsIsPassedOver) {
    EXPECT_THAT(unpickled("\x80\x02N."), IsEmpty());
    EXPECT_THAT(unpickled("\x80\x02}."), IsEmpty());
    EXPECT_THAT(unpickled(std::string("\x80\x02}X\x01\0\0\0aK\x05s.", 14)), IsEmpty());
    EXPECT_THAT(unpickled("\x80\x02" + ordered_dict + "."), IsEmpty());
}

TEST(Pickle, AValueThatHoldsItselfIsLookedThroughOnce) {
    // d = {}; d["a"] = d
    EXPECT_THAT(unpickled(std::string("}q\0U\x01"
                                      "ah\0s.",
                                      10)),
                IsEmpty());
}

TEST(Pickle, ValuesNestedManyTimesOverTakeNoLongerThanTheirBytes) {
    // x = []; then 200 times x = [x, x]
    std::string pickle = "]q";
    pickle += '\0';
    for (int level = 0; level < 200; ++level)
        pickle += std::string("](h\0h\0eq\0", 9);
    EXPECT_THAT(unpickled(pickle + "."), IsEmpty());
    EXPECT_THAT(unpickled(std::string(1'000'000, ']') + "."), IsEmpty());
    std::string deep;
    for (int level = 0; level < 100'000; ++level)
        deep += "](";
    expect_error(ErrorCode::pickle_damaged, "model.pth", [&] { unpickled(deep + "."); });
}

TEST(Pickle, ABrokenProgramIsDamaged) {
    const auto expect_damaged = [](std::string_view pickle) {
        expect_error(ErrorCode::pickle_damaged, "model.pth", [&] { unpickled(pickle); });
    };
    expect_damaged("");
    expect_damaged(".");                  // nothing to return
    expect_damaged("(.");                 // a mark is no value
    expect_damaged("N");                  // no end
    expect_damaged("t.");                 // no mark
    expect_damaged("Na.");                // append to nothing
    expect_damaged("NNa.");               // append to no list
    expect_damaged("}(Nu.");              // a key without a value
    expect_damaged("h\x07.");             // nothing was put there
    expect_damaged("X\xff\xff\xff\xff");  // a text longer than the file
    expect_damaged("NQ.");                // no storage
    expect_damaged("N)R.");               // calls nothing
    expect_damaged("ctorch\nFloatStorage\n)R.");
    expect_damaged("ctorch._utils\n_rebuild_tensor_v2\n)R.");
    expect_damaged("ctorch._utils\n_rebuild_parameter\n(NtR.");
    expect_damaged("i.");  // INST, which torch.save does not write
}

TEST(Pickle, OtherNamesAreNeitherImportedNorRun) {
    expect_error(ErrorCode::pickle_global_refused, "os.system", [] { unpickled("cos\nsystem\n."); });
    expect_error(ErrorCode::pickle_global_refused, "torch.load", [] { unpickled("ctorch\nload\n."); });
    expect_error(ErrorCode::pickle_global_refused, "builtins.eval", [] {
        unpickled(
            std::string("\x8c\x08"
                        "builtins\x8c\x04"
                        "eval\x93.",
                        18));
    });
}

}  // namespace
}  // namespace patchlens
