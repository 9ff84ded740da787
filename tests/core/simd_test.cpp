#include "core/support/simd.h"

#include <cstdlib>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace patchlens {
namespace {

/// Sets PATCHLENS_SIMD and restores its old value.
class SimdVariable {
public:
    explicit SimdVariable(const char* value) {
        if (const char* before = std::getenv(name)) before_ = before;
        if (value != nullptr) {
            setenv(name, value, 1);
        } else {
            unsetenv(name);
        }
    }
    ~SimdVariable() {
        if (before_) {
            setenv(name, before_->c_str(), 1);
        } else {
            unsetenv(name);
        }
    }
    SimdVariable(const SimdVariable&) = delete;
    SimdVariable& operator=(const SimdVariable&) = delete;

private:
    static constexpr const char* name = "PATCHLENS_SIMD";
    std::optional<std::string> before_;
};

TEST(Simd, TheBestTargetIsTheDefault) {
    const SimdVariable unset(nullptr);
    EXPECT_EQ(default_simd_target(), supported_simd_targets().front());
    const SimdVariable empty("");
    EXPECT_EQ(default_simd_target(), supported_simd_targets().front());
}

TEST(Simd, TheVariableForcesEveryTargetThereIs) {
    for (const SimdTarget target : supported_simd_targets()) {
        const SimdVariable variable(std::string(target.name()).c_str());
        EXPECT_EQ(default_simd_target(), target);
    }
}

TEST(Simd, AnUnknownNameIsRefusedWithAListOfTheKnown) {
    const SimdVariable variable("MMX");
    try {
        default_simd_target();
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::choice_expected);
        EXPECT_THAT(error.what(), ::testing::StartsWith("choice_expected: PATCHLENS_SIMD, "));
        EXPECT_THAT(error.what(), ::testing::EndsWith(", MMX"));
        for (const SimdTarget target : supported_simd_targets()) {
            EXPECT_THAT(error.what(), ::testing::HasSubstr(std::string(target.name())));
        }
    }
}

}  // namespace
}  // namespace patchlens
