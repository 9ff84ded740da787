#include "core/error.h"

#include <array>
#include <utility>

#include "core/text.h"

namespace patchlens {
namespace {

constexpr auto argument = ErrorKind::argument;
constexpr auto failure = ErrorKind::failure;

constexpr std::array table{
    ErrorText{ErrorCode::number_expected, argument, "number_expected",
              "{0} must be a whole number, not \"{1}\""},
    ErrorText{ErrorCode::value_out_of_range, argument, "value_out_of_range",
              "{0} must be from {1} to {2}, not {3}"},
    ErrorText{ErrorCode::choice_expected, argument, "choice_expected", "{0} must be one of {1}, not \"{2}\""},
    ErrorText{ErrorCode::size_expected, argument, "size_expected",
              "{0} must be a whole number N or a pair HxW, such as 256 or 240x320, not \"{1}\""},
    ErrorText{ErrorCode::position_expected, argument, "position_expected",
              "{0} must be ROW,COL, such as 19,10, not \"{1}\""},
    ErrorText{ErrorCode::option_missing, argument, "option_missing", "{0} is missing; for example: {1}"},
    ErrorText{ErrorCode::arguments_not_understood, argument, "arguments_not_understood",
              "{0}; `{1} --help` lists what there is"},
    ErrorText{
        ErrorCode::patch_larger_than_image, argument, "patch_larger_than_image",
        "a patch of {0} does not fit into an image of {1}; choose a patch_size of at most {1} or a larger "
        "image"},
    ErrorText{ErrorCode::patch_outside_grid, argument, "patch_outside_grid",
              "there is no patch {0}; rows go from 0 to {1} and columns from 0 to {2}"},
    ErrorText{ErrorCode::dimension_outside_vector, argument, "dimension_outside_vector",
              "there is no dimension {0}; embed_dim is {1}, so dimensions go from 0 to {2}"},
    ErrorText{ErrorCode::channels_differ, argument, "channels_differ",
              "the weight expects {0} input channels, but the picture has {1}; set in_chans to {0}"},
    ErrorText{ErrorCode::shape_mismatch, argument, "shape_mismatch",
              "{0} has the shape {1}; expected is {2}"},
    ErrorText{ErrorCode::file_unreadable, failure, "file_unreadable", "{0} cannot be read: {1}"},
    ErrorText{ErrorCode::file_unwritable, failure, "file_unwritable", "{0} cannot be written: {1}"},
    ErrorText{ErrorCode::file_empty, failure, "file_empty", "{0} is empty; choose a file with content"},
    ErrorText{ErrorCode::file_too_large, failure, "file_too_large",
              "{0} is {1}, more than the {2} PatchLens reads; choose a smaller file"},
    ErrorText{ErrorCode::picture_unknown, failure, "picture_unknown",
              "{0} is not a picture PatchLens knows; it opens PNG, JPEG, BMP and PNM (PPM, PGM) pictures"},
    ErrorText{ErrorCode::picture_format_refused, failure, "picture_format_refused",
              "{0} is in {1} format; PatchLens opens PNG, JPEG, BMP and PNM (PPM, PGM) pictures"},
    ErrorText{
        ErrorCode::picture_damaged, failure, "picture_damaged",
        "{0} is damaged or cut short and cannot be decoded ({1}); save the picture again as PNG or JPEG"},
    ErrorText{
        ErrorCode::picture_too_large, failure, "picture_too_large",
        "{0} is {1} pixels; PatchLens opens up to {2} on a side and {3} million pixels in all; make the "
        "picture smaller first"},
    ErrorText{ErrorCode::picture_empty, failure, "picture_empty",
              "{0} has no pixels; choose a picture of at least 1x1"},
    ErrorText{ErrorCode::language_damaged, failure, "language_damaged",
              "the language file {0} is damaged at \"{1}\"; install PatchLens again"},
    ErrorText{ErrorCode::session_damaged, failure, "session_damaged",
              "the session is damaged at \"{0}\"; save it again from PatchLens"},
    ErrorText{
        ErrorCode::window_unavailable, failure, "window_unavailable",
        "no window can be opened here ({0}); start PatchLens in a graphical session, or use \"patchlens "
        "render\", which needs no display"},
    ErrorText{
        ErrorCode::opengl_unavailable, failure, "opengl_unavailable",
        "PatchLens draws with OpenGL 3.3, which this machine does not offer ({0}); install its graphics "
        "driver or Mesa (Debian and Ubuntu: libegl1 libgl1-mesa-dri)"},
    ErrorText{
        ErrorCode::assets_missing, failure, "assets_missing",
        "PatchLens' own pictures and texts are not in {0}; set PATCHLENS_ASSETS to its assets folder or "
        "install it again"},
    ErrorText{ErrorCode::out_of_memory, failure, "out_of_memory",
              "{0} would need {1} of memory and {2} are free; choose smaller values"},
    ErrorText{ErrorCode::cancelled, failure, "cancelled",
              "stopped before it was finished; nothing was written"},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].code) != i) return false;
    }
    return true;
}
static_assert(in_order(), "one sentence for each ErrorCode, in the same order");
static_assert(table.size() == static_cast<std::size_t>(ErrorCode::cancelled) + 1);

const ErrorText& text_of(ErrorCode code) {
    return table[static_cast<std::size_t>(code)];
}

}  // namespace

std::span<const ErrorText> error_texts() {
    return table;
}

Error::Error(ErrorCode code, std::vector<std::string> arguments)
    : std::runtime_error(fill(text_of(code).english, arguments)),
      code_(code),
      arguments_(std::move(arguments)) {}

ErrorKind Error::kind() const {
    return text_of(code_).kind;
}

std::string_view Error::name() const {
    return text_of(code_).name;
}

}  // namespace patchlens
