#include "core/tensor.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "tests/core/expect_error.h"

namespace patchlens {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

TEST(Tensor, HoldsAsManyNumbersAsItsShapeSays) {
    EXPECT_EQ(Tensor({512, 3, 8, 8}).size(), 98'304);
    EXPECT_EQ(Tensor(Shape{}).size(), 1);  // rank 0: one number
    EXPECT_EQ(Tensor({4, 0, 3}).size(), 0);
    EXPECT_EQ(Tensor().shape(), Shape{0});
    EXPECT_TRUE(Tensor().empty());
    EXPECT_EQ(Tensor({2, 3}).rank(), 2U);
    EXPECT_EQ(Tensor({2, 3}).dimension(1), 3);
}

TEST(Tensor, TheLastIndexRunsFastest) {
    const Tensor tensor({2, 3}, {1, 2, 3, 4, 5, 6});
    EXPECT_EQ(tensor[4], 5.0F);
    EXPECT_EQ(tensor.matrix(2)(1, 1), 5.0F);
    EXPECT_EQ(tensor.matrix(2).cols(), 3);
    EXPECT_EQ(tensor.matrix(6).cols(), 1);
}

TEST(Tensor, AMatrixViewWritesIntoTheTensor) {
    Tensor tensor = Tensor::zeros({2, 2, 2});
    tensor.matrix(2)(1, 3) = 7.0F;
    EXPECT_EQ(tensor, Tensor({2, 2, 2}, {0, 0, 0, 0, 0, 0, 0, 7}));
}

TEST(Tensor, ALargeOneStartsOnALargePageAndCanBeCopiedAndReleased) {
    constexpr std::int64_t large = (std::int64_t{8} << 20) / 4;
    Tensor tensor = Tensor::zeros({large});
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(tensor.data()) % (std::uintptr_t{2} << 20), 0U);
    tensor[large - 1] = 3.0F;
    const Tensor copy = tensor;
    tensor = Tensor({1}, {1});
    EXPECT_EQ(copy[large - 1], 3.0F);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(copy.data()) % (std::uintptr_t{2} << 20), 0U);
}

TEST(Tensor, StartsOnACacheLine) {
    for (const std::int64_t size : {1, 3, 1000, 100'003}) {
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(Tensor({size}).data()) % 64, 0U);
    }
}

TEST(Tensor, ResizedItKeepsItsMemoryWhereThatIsEnough) {
    Tensor tensor({2, 3});
    const float* const memory = tensor.data();
    tensor.resize({5});
    EXPECT_EQ(tensor.shape(), Shape{5});
    EXPECT_EQ(tensor.size(), 5);
    EXPECT_EQ(tensor.data(), memory);
    EXPECT_EQ(tensor.capacity(), 6);
    tensor.resize({1, 7});
    EXPECT_EQ(tensor.size(), 7);
    EXPECT_EQ(tensor.capacity(), 7);
}

TEST(Tensor, GivesTheMemoryBehindItsNumbersBack) {
    constexpr std::int64_t page = (2 << 20) / 4;
    Tensor tensor;
    tensor.reserve(8 * page);
    EXPECT_EQ(tensor.capacity(), 8 * page);
    tensor.resize({8 * page});
    std::ranges::fill(tensor.values(), 7.0F);
    const float* const memory = tensor.data();
    tensor.resize({page + 1});
    tensor.release_rest();
    EXPECT_EQ(tensor, Tensor({page + 1}, std::vector<float>(page + 1, 7.0F)));
    tensor.resize({8 * page});
    EXPECT_EQ(tensor.data(), memory);
    EXPECT_EQ(tensor[2 * page - 1], 7.0F);
    EXPECT_EQ(tensor[8 * page - 1], 0.0F) << "fresh from the system";
}

TEST(Tensor, ThatCannotBeResizedHasNoNumbersLeft) {
    Tensor tensor({2, 3});
    const auto too_many = static_cast<std::int64_t>(available_memory());
    expect_error(ErrorCode::out_of_memory, "out_of_memory: output, ",
                 [&] { tensor.resize({too_many}, Word::output); });
    EXPECT_TRUE(tensor.empty());
    EXPECT_EQ(tensor.shape(), Shape{0});
}

TEST(Tensor, ReshapedKeepsTheNumbers) {
    Tensor tensor({2, 3}, {1, 2, 3, 4, 5, 6});
    EXPECT_EQ(std::move(tensor).reshaped({3, 2}), Tensor({3, 2}, {1, 2, 3, 4, 5, 6}));
    expect_error(ErrorCode::shape_mismatch, "shape_mismatch: tensor, [6], [4]",
                 [] { (void)Tensor::zeros({6}).reshaped({4}); });
}

TEST(Tensor, ValuesOfAnotherNumberAreASentence) {
    expect_error(ErrorCode::shape_mismatch, "[2, 2]", [] { Tensor({2, 2}, {1, 2, 3}); });
}

TEST(Tensor, HalfATerabyteIsASentenceBeforeItIsTaken) {
    // At least 512 GiB, and always more than there is.
    const auto too_many =
        static_cast<std::int64_t>(std::max(available_memory(), std::uint64_t{512} << 30U) / 4 * 2);
    expect_error(ErrorCode::out_of_memory, "out_of_memory: output, ",
                 [&] { Tensor({too_many}, Word::output); });
}

TEST(ElementCount, OverflowIsASentence) {
    for (const Shape& shape :
         {Shape{most, 2}, Shape{std::int64_t{1} << 32, std::int64_t{1} << 31}, Shape{most}}) {
        expect_error(ErrorCode::out_of_memory, "out_of_memory: numbers, 16.0 EiB, ",
                     [&] { (void)element_count(shape); });
    }
    EXPECT_EQ(element_count(Shape{std::int64_t{1} << 30, std::int64_t{1} << 29}), std::int64_t{1} << 59);
    EXPECT_EQ(element_count(Shape{most, most, 0}), 0);
    EXPECT_EQ(element_count(Shape{0, most, most}), 0);
}

TEST(ElementCount, ANegativeDimensionIsASentence) {
    for (const Shape& shape : {Shape{-1}, Shape{2, -3}, Shape{0, -3}, Shape{-3, 0}}) {
        expect_error(ErrorCode::value_out_of_range, "value_out_of_range: dimension, 0, ",
                     [&] { (void)element_count(shape); });
    }
}

TEST(Shape, IsWrittenAsPyTorchWritesIt) {
    EXPECT_EQ(to_string(Shape{512, 3, 8, 8}), "[512, 3, 8, 8]");
    EXPECT_EQ(to_string(Shape{5}), "[5]");
    EXPECT_EQ(to_string(Shape{}), "[]");
}

}  // namespace
}  // namespace patchlens
