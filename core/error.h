// The one thing core throws: a code, its arguments, and an English sentence made of both.
// The window translates by code and arguments; the command line prints the sentence.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens {

/// What went wrong. Each code has one sentence, in error.cpp, which says what was wrong and what would be
/// right.
enum class ErrorCode {
    // What the user asked for cannot be.
    number_expected,
    value_out_of_range,
    choice_expected,
    size_expected,
    position_expected,
    option_missing,
    arguments_not_understood,
    patch_larger_than_image,
    patch_outside_grid,
    dimension_outside_vector,
    channels_differ,
    shape_mismatch,
    // What a file holds, or where it should go.
    file_unreadable,
    file_unwritable,
    file_empty,
    file_too_large,
    picture_unknown,
    picture_format_refused,
    picture_damaged,
    picture_too_large,
    picture_empty,
    language_damaged,
    session_damaged,
    // The machine.
    window_unavailable,
    opengl_unavailable,
    assets_missing,
    out_of_memory,
    cancelled,
};

/// Whose fault it is: the arguments' (exit code 2 on the command line) or anything else's (exit code 1).
enum class ErrorKind { argument, failure };

/// One line of the table of sentences.
struct ErrorText {
    ErrorCode code;
    ErrorKind kind;
    std::string_view name;     ///< the code as text; the language files translate under "error.<name>"
    std::string_view english;  ///< the sentence, with gaps {0}, {1}, … for the arguments
};

/// Every code's sentence, in the order of ErrorCode.
std::span<const ErrorText> error_texts();

class Error : public std::runtime_error {
public:
    explicit Error(ErrorCode code, std::vector<std::string> arguments = {});

    ErrorCode code() const { return code_; }
    ErrorKind kind() const;
    std::string_view name() const;
    const std::vector<std::string>& arguments() const { return arguments_; }

private:
    ErrorCode code_;
    std::vector<std::string> arguments_;
};

}  // namespace patchlens
