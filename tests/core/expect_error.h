// "This throws Error(code) with these words in its sentence", as one call.
#pragma once

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace patchlens {

template <typename Action>
void expect_error(ErrorCode code, const std::string& words, const Action& action) {
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        EXPECT_THAT(error.what(), testing::HasSubstr(words));
        EXPECT_THAT(error.what(), testing::Not(testing::HasSubstr("{")))
            << "a gap of the sentence is not filled";
        return;
    }
    ADD_FAILURE() << "nothing was thrown; expected an error saying \"" << words << '"';
}

}  // namespace patchlens
