// When an output reuses the memory of an earlier one.
#include "app/model/computing/output_memory.h"

#include <cstdint>
#include <limits>
#include <optional>

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/support/memory.h"

namespace patchlens::model {
namespace {

constexpr std::int64_t large = OutputMemory::large;
constexpr std::uint64_t budget = 4 * 4 * large;

TEST(OutputMemory, AllowsWhatFitsIntoTheBudget) {
    const OutputMemory memory(1000);
    EXPECT_TRUE(memory.allows(1000));
    EXPECT_FALSE(memory.allows(1001));
}

TEST(OutputMemory, ALargeOutputTakesTheMemoryOfTheOneBefore) {
    const OutputMemory memory(budget);
    std::shared_ptr<Tensor> first = memory.take({1, large, 1});
    const float* const place = first->data();
    const std::shared_ptr<Tensor> beside_it = memory.take({1, large, 1});
    EXPECT_NE(beside_it->data(), place) << "what is still looked at stays as it is";
    first.reset();
    const std::shared_ptr<Tensor> after_it = memory.take({1, 4, large});
    EXPECT_EQ(after_it->data(), place) << "even if it is larger";
    EXPECT_EQ(after_it->shape(), (Shape{1, 4, large}));
}

TEST(OutputMemory, ASmallOutputTakesWhatItNeeds) {
    const OutputMemory memory(budget);
    memory.take({large}).reset();
    EXPECT_EQ(memory.take({large - 1})->capacity(), large - 1);
    EXPECT_EQ(memory.take({large})->capacity(), 4 * large);
}

TEST(OutputMemory, AnOutputAboveTheBudgetTakesWhatItNeeds) {
    const OutputMemory memory(budget);
    EXPECT_EQ(memory.take({5 * large})->capacity(), 5 * large);
}

TEST(OutputMemory, WhatIsNotNeededIsGivenBackAndTheNumbersStay) {
    const OutputMemory memory(budget);
    memory.take({4 * large}).reset();
    const std::shared_ptr<Tensor> output = memory.take({large + 1});
    (*output)[0] = 3.0F;
    (*output)[large] = 5.0F;
    memory.release();
    EXPECT_EQ((*output)[0], 3.0F);
    EXPECT_EQ((*output)[large], 5.0F);
    output->resize({4 * large});
    EXPECT_EQ((*output)[4 * large - 1], 0.0F) << "fresh from the system";
}

TEST(OutputMemory, AnOutputThatCannotBeIsAnErrorAndNotTheLast) {
    const OutputMemory memory(budget);
    EXPECT_THROW(memory.take({std::int64_t{1} << 56}), Error);
    EXPECT_EQ(memory.take({large})->size(), large);
    const OutputMemory without_end(std::uint64_t{1} << 60U);
    const auto too_many = static_cast<std::int64_t>(available_memory());
    EXPECT_THROW(without_end.take({too_many}), Error) << "room alone is no memory";
}

TEST(OutputMemory, ABudgetWithoutLimitTakesWhatIsNeeded) {
    const OutputMemory memory(std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(memory.take({2, large})->capacity(), 2 * large);
}

TEST(OutputMemory, AnOutputOutlivesIt) {
    std::optional<OutputMemory> memory(std::in_place, budget);
    const std::shared_ptr<Tensor> output = memory->take({large});
    memory.reset();
    (*output)[1] = 5.0F;
    EXPECT_EQ((*output)[1], 5.0F);
}

}  // namespace
}  // namespace patchlens::model
