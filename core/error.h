// The one thing core throws: a code and its arguments. What is said of it to people is the program's affair:
// assets/lang has one sentence for each code, in every language.
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/word.h"

namespace patchlens {

/// What went wrong. Each code has one sentence in each language file, which says what was wrong and what
/// would be right.
enum class ErrorCode {
    // What the user asked for cannot be.
    number_expected,
    decimal_expected,
    value_out_of_range,
    choice_expected,
    size_expected,
    position_expected,
    option_missing,
    option_repeated,
    option_value_missing,
    option_without_effect,
    option_refused,
    picture_needed,
    argument_unexpected,
    command_unknown,
    arguments_not_understood,
    output_is_input,
    ending_expected,
    stream_refused,
    terminal_refused,
    patch_larger_than_image,
    patch_larger_than_padded,
    patch_outside_grid,
    dimension_outside_vector,
    channels_differ,
    shape_mismatch,
    patches_alike,
    weights_not_finite,
    // What a file holds, or where it should go.
    file_unreadable,
    file_unwritable,
    file_empty,
    file_too_large,
    picture_unknown,
    picture_format_refused,
    picture_damaged,
    picture_too_large,
    output_picture_too_large,
    picture_empty,
    jpeg_scans_refused,
    pnm_number_wrong,
    pnm_numbers_missing,
    // What a weight file holds: .npy.
    file_irregular,
    file_shrunk,
    npy_magic_missing,
    npy_version_unknown,
    npy_header_cut_short,
    npy_header_too_long,
    npy_header_damaged,
    npy_key_unknown,
    npy_key_repeated,
    npy_key_missing,
    npy_order_invalid,
    npy_shape_invalid,
    npy_objects_refused,
    npy_records_refused,
    npy_type_refused,
    npy_data_short,
    // What a weight file holds: safetensors.
    safetensors_length_missing,
    safetensors_header_too_long,
    safetensors_header_cut_short,
    safetensors_header_not_utf8,
    safetensors_header_not_json,
    safetensors_header_not_object,
    safetensors_header_too_deep,
    safetensors_name_repeated,
    safetensors_metadata_invalid,
    safetensors_entry_not_object,
    safetensors_field_missing,
    safetensors_field_repeated,
    safetensors_type_invalid,
    safetensors_shape_invalid,
    safetensors_offsets_invalid,
    safetensors_size_overflow,
    safetensors_size_differs,
    safetensors_overlap,
    safetensors_hole,
    safetensors_data_short,
    safetensors_data_long,
    weight_type_refused,
    // Finding the projection in a weight file.
    weights_format_refused,
    pickle_refused,
    pickle_damaged,
    pickle_global_refused,
    lfs_pointer_refused,
    web_page_refused,
    text_refused,
    json_refused,
    archive_refused,
    archive_damaged,
    archive_method_refused,
    tensor_data_missing,
    big_endian_refused,
    gguf_damaged,
    gguf_version_refused,
    gguf_quantised,
    hdf5_refused,
    tensorflow_refused,
    onnx_refused,
    no_tensors,
    tensor_missing,
    projection_missing,
    resnet_stem_refused,
    weight_shape_refused,
    weight_channels_refused,
    weight_layout_needed,
    weight_layout_contradicted,
    flat_order_needed,
    flat_patch_needed,
    // What the program brings along.
    asset_damaged,
    language_damaged,
    session_damaged,
    not_a_session,
    session_newer,
    picture_changed_since,
    session_picture_missing,
    session_weights_missing,
    file_of_others,
    shards_listed,
    shards_without_projection,
    shard_missing,
    shard_outside,
    home_missing,
    // The machine.
    window_unavailable,
    opengl_unavailable,
    assets_missing,
    out_of_memory,
    memory_exhausted,
    cancelled,
    display_lost,
};

/// Whose fault it is: the arguments' (exit code 2 on the command line) or anything else's (exit code 1).
enum class ErrorKind { argument, failure };

/// One line of the table of codes.
struct ErrorName {
    ErrorCode code;
    ErrorKind kind;
    int gaps;               ///< {0}, {1}, …: the arguments that its sentence speaks of
    std::string_view name;  ///< the code as text; its sentence stands under "error.<name>"
};

/// Every code's name, in the order of ErrorCode.
std::span<const ErrorName> error_names();

/// What fills a gap of a sentence: a number, a name or a path, the same in every language; or a Word, which
/// may have gaps of its own.
struct Argument {
    Argument(std::string given) : text(std::move(given)) {}
    Argument(std::string_view given) : text(given) {}
    Argument(const char* given) : text(given) {}
    Argument(Word given, std::vector<std::string> within = {})
        : text(name_of(given)), word(given), details(std::move(within)) {}

    std::string text;  ///< of a word its name
    std::optional<Word> word;
    std::vector<std::string> details;  ///< what fills the word's gaps

    friend bool operator==(const Argument&, const Argument&) = default;
};

/// what() is a technical text of the code's name and its arguments, such as
/// "value_out_of_range: embed_dim, 1, 4096, 5000".
class Error : public std::runtime_error {
public:
    /// What a terminal or a line of text would obey rather than show is written \xNN in the arguments
    /// (utf8.h, printable), for file names may hold anything.
    explicit Error(ErrorCode code, std::vector<Argument> arguments = {});

    ErrorCode code() const { return code_; }
    ErrorKind kind() const;
    std::string_view name() const;
    const std::vector<Argument>& arguments() const { return arguments_; }

private:
    ErrorCode code_;
    std::vector<Argument> arguments_;
};

}  // namespace patchlens
