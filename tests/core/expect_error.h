// "This throws Error(code) with these words in its text", as one call.
#pragma once

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace patchlens {

/// Whether there is an argument for each gap of the error's sentence.
inline bool fills_its_gaps(const Error& error) {
    const ErrorName& entry = error_names()[static_cast<std::size_t>(error.code())];
    return error.arguments().size() >= static_cast<std::size_t>(entry.gaps);
}

template <typename Action>
void expect_error(ErrorCode code, const std::string& words, const Action& action) {
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        EXPECT_THAT(error.what(), testing::HasSubstr(words));
        EXPECT_TRUE(fills_its_gaps(error)) << error.what();
        return;
    }
    ADD_FAILURE() << "nothing was thrown; expected an error saying \"" << words << '"';
}

}  // namespace patchlens
