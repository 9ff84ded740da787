#include "core/error.h"

#include <array>
#include <string>
#include <utility>

#include "core/support/utf8.h"

namespace patchlens {
namespace {

constexpr auto argument = ErrorKind::argument;
constexpr auto failure = ErrorKind::failure;

constexpr std::array error_table{
    ErrorName{ErrorCode::number_expected, argument, 2, "number_expected"},
    ErrorName{ErrorCode::decimal_expected, argument, 2, "decimal_expected"},
    ErrorName{ErrorCode::value_out_of_range, argument, 4, "value_out_of_range"},
    ErrorName{ErrorCode::choice_expected, argument, 3, "choice_expected"},
    ErrorName{ErrorCode::size_expected, argument, 2, "size_expected"},
    ErrorName{ErrorCode::position_expected, argument, 2, "position_expected"},
    ErrorName{ErrorCode::option_missing, argument, 2, "option_missing"},
    ErrorName{ErrorCode::option_repeated, argument, 1, "option_repeated"},
    ErrorName{ErrorCode::option_value_missing, argument, 2, "option_value_missing"},
    ErrorName{ErrorCode::option_without_effect, argument, 2, "option_without_effect"},
    ErrorName{ErrorCode::option_refused, argument, 2, "option_refused"},
    ErrorName{ErrorCode::picture_needed, argument, 0, "picture_needed"},
    ErrorName{ErrorCode::argument_unexpected, argument, 2, "argument_unexpected"},
    ErrorName{ErrorCode::command_unknown, argument, 2, "command_unknown"},
    ErrorName{ErrorCode::arguments_not_understood, argument, 2, "arguments_not_understood"},
    ErrorName{ErrorCode::output_is_input, argument, 2, "output_is_input"},
    ErrorName{ErrorCode::ending_expected, argument, 3, "ending_expected"},
    ErrorName{ErrorCode::stream_refused, argument, 2, "stream_refused"},
    ErrorName{ErrorCode::terminal_refused, argument, 2, "terminal_refused"},
    ErrorName{ErrorCode::patch_larger_than_image, argument, 2, "patch_larger_than_image"},
    ErrorName{ErrorCode::patch_larger_than_padded, argument, 4, "patch_larger_than_padded"},
    ErrorName{ErrorCode::patch_outside_grid, argument, 3, "patch_outside_grid"},
    ErrorName{ErrorCode::dimension_outside_vector, argument, 3, "dimension_outside_vector"},
    ErrorName{ErrorCode::channels_differ, argument, 2, "channels_differ"},
    ErrorName{ErrorCode::shape_mismatch, argument, 3, "shape_mismatch"},
    ErrorName{ErrorCode::patches_alike, failure, 0, "patches_alike"},
    ErrorName{ErrorCode::weights_not_finite, failure, 1, "weights_not_finite"},
    ErrorName{ErrorCode::file_unreadable, failure, 2, "file_unreadable"},
    ErrorName{ErrorCode::file_unwritable, failure, 2, "file_unwritable"},
    ErrorName{ErrorCode::file_empty, failure, 1, "file_empty"},
    ErrorName{ErrorCode::file_too_large, failure, 3, "file_too_large"},
    ErrorName{ErrorCode::picture_unknown, failure, 2, "picture_unknown"},
    ErrorName{ErrorCode::picture_format_refused, failure, 3, "picture_format_refused"},
    ErrorName{ErrorCode::picture_damaged, failure, 2, "picture_damaged"},
    ErrorName{ErrorCode::picture_too_large, failure, 4, "picture_too_large"},
    ErrorName{ErrorCode::output_picture_too_large, failure, 3, "output_picture_too_large"},
    ErrorName{ErrorCode::picture_empty, failure, 1, "picture_empty"},
    ErrorName{ErrorCode::jpeg_scans_refused, failure, 3, "jpeg_scans_refused"},
    ErrorName{ErrorCode::pnm_number_wrong, failure, 4, "pnm_number_wrong"},
    ErrorName{ErrorCode::pnm_numbers_missing, failure, 5, "pnm_numbers_missing"},
    ErrorName{ErrorCode::file_irregular, failure, 1, "file_irregular"},
    ErrorName{ErrorCode::file_shrunk, failure, 1, "file_shrunk"},
    ErrorName{ErrorCode::npy_magic_missing, failure, 1, "npy_magic_missing"},
    ErrorName{ErrorCode::npy_version_unknown, failure, 2, "npy_version_unknown"},
    ErrorName{ErrorCode::npy_header_cut_short, failure, 1, "npy_header_cut_short"},
    ErrorName{ErrorCode::npy_header_too_long, failure, 3, "npy_header_too_long"},
    ErrorName{ErrorCode::npy_header_damaged, failure, 2, "npy_header_damaged"},
    ErrorName{ErrorCode::npy_key_unknown, failure, 2, "npy_key_unknown"},
    ErrorName{ErrorCode::npy_key_repeated, failure, 2, "npy_key_repeated"},
    ErrorName{ErrorCode::npy_key_missing, failure, 2, "npy_key_missing"},
    ErrorName{ErrorCode::npy_order_invalid, failure, 1, "npy_order_invalid"},
    ErrorName{ErrorCode::npy_shape_invalid, failure, 2, "npy_shape_invalid"},
    ErrorName{ErrorCode::npy_objects_refused, failure, 1, "npy_objects_refused"},
    ErrorName{ErrorCode::npy_records_refused, failure, 1, "npy_records_refused"},
    ErrorName{ErrorCode::npy_type_refused, failure, 2, "npy_type_refused"},
    ErrorName{ErrorCode::npy_data_short, failure, 4, "npy_data_short"},
    ErrorName{ErrorCode::safetensors_length_missing, failure, 2, "safetensors_length_missing"},
    ErrorName{ErrorCode::safetensors_header_too_long, failure, 3, "safetensors_header_too_long"},
    ErrorName{ErrorCode::safetensors_header_cut_short, failure, 3, "safetensors_header_cut_short"},
    ErrorName{ErrorCode::safetensors_header_not_utf8, failure, 1, "safetensors_header_not_utf8"},
    ErrorName{ErrorCode::safetensors_header_not_json, failure, 2, "safetensors_header_not_json"},
    ErrorName{ErrorCode::safetensors_header_not_object, failure, 1, "safetensors_header_not_object"},
    ErrorName{ErrorCode::safetensors_header_too_deep, failure, 2, "safetensors_header_too_deep"},
    ErrorName{ErrorCode::safetensors_name_repeated, failure, 2, "safetensors_name_repeated"},
    ErrorName{ErrorCode::safetensors_metadata_invalid, failure, 1, "safetensors_metadata_invalid"},
    ErrorName{ErrorCode::safetensors_entry_not_object, failure, 2, "safetensors_entry_not_object"},
    ErrorName{ErrorCode::safetensors_field_missing, failure, 3, "safetensors_field_missing"},
    ErrorName{ErrorCode::safetensors_field_repeated, failure, 3, "safetensors_field_repeated"},
    ErrorName{ErrorCode::safetensors_type_invalid, failure, 2, "safetensors_type_invalid"},
    ErrorName{ErrorCode::safetensors_shape_invalid, failure, 2, "safetensors_shape_invalid"},
    ErrorName{ErrorCode::safetensors_offsets_invalid, failure, 2, "safetensors_offsets_invalid"},
    ErrorName{ErrorCode::safetensors_size_overflow, failure, 2, "safetensors_size_overflow"},
    ErrorName{ErrorCode::safetensors_size_differs, failure, 6, "safetensors_size_differs"},
    ErrorName{ErrorCode::safetensors_overlap, failure, 4, "safetensors_overlap"},
    ErrorName{ErrorCode::safetensors_hole, failure, 4, "safetensors_hole"},
    ErrorName{ErrorCode::safetensors_data_short, failure, 3, "safetensors_data_short"},
    ErrorName{ErrorCode::safetensors_data_long, failure, 3, "safetensors_data_long"},
    ErrorName{ErrorCode::weight_type_refused, failure, 3, "weight_type_refused"},
    ErrorName{ErrorCode::weights_format_refused, failure, 1, "weights_format_refused"},
    ErrorName{ErrorCode::pickle_refused, failure, 2, "pickle_refused"},
    ErrorName{ErrorCode::pickle_damaged, failure, 1, "pickle_damaged"},
    ErrorName{ErrorCode::pickle_global_refused, failure, 2, "pickle_global_refused"},
    ErrorName{ErrorCode::lfs_pointer_refused, failure, 1, "lfs_pointer_refused"},
    ErrorName{ErrorCode::web_page_refused, failure, 1, "web_page_refused"},
    ErrorName{ErrorCode::text_refused, failure, 2, "text_refused"},
    ErrorName{ErrorCode::json_refused, failure, 1, "json_refused"},
    ErrorName{ErrorCode::archive_refused, failure, 2, "archive_refused"},
    ErrorName{ErrorCode::archive_damaged, failure, 1, "archive_damaged"},
    ErrorName{ErrorCode::archive_method_refused, failure, 1, "archive_method_refused"},
    ErrorName{ErrorCode::tensor_data_missing, failure, 2, "tensor_data_missing"},
    ErrorName{ErrorCode::big_endian_refused, failure, 1, "big_endian_refused"},
    ErrorName{ErrorCode::gguf_damaged, failure, 2, "gguf_damaged"},
    ErrorName{ErrorCode::gguf_version_refused, failure, 2, "gguf_version_refused"},
    ErrorName{ErrorCode::gguf_quantised, failure, 3, "gguf_quantised"},
    ErrorName{ErrorCode::hdf5_refused, failure, 1, "hdf5_refused"},
    ErrorName{ErrorCode::tensorflow_refused, failure, 1, "tensorflow_refused"},
    ErrorName{ErrorCode::onnx_refused, failure, 2, "onnx_refused"},
    ErrorName{ErrorCode::no_tensors, failure, 1, "no_tensors"},
    ErrorName{ErrorCode::tensor_missing, argument, 3, "tensor_missing"},
    ErrorName{ErrorCode::projection_missing, failure, 2, "projection_missing"},
    ErrorName{ErrorCode::resnet_stem_refused, failure, 3, "resnet_stem_refused"},
    ErrorName{ErrorCode::weight_shape_refused, failure, 3, "weight_shape_refused"},
    ErrorName{ErrorCode::weight_channels_refused, failure, 3, "weight_channels_refused"},
    ErrorName{ErrorCode::weight_layout_needed, argument, 4, "weight_layout_needed"},
    ErrorName{ErrorCode::weight_layout_contradicted, argument, 7, "weight_layout_contradicted"},
    ErrorName{ErrorCode::flat_order_needed, argument, 3, "flat_order_needed"},
    ErrorName{ErrorCode::flat_patch_needed, argument, 3, "flat_patch_needed"},
    ErrorName{ErrorCode::asset_damaged, failure, 2, "asset_damaged"},
    ErrorName{ErrorCode::language_damaged, failure, 2, "language_damaged"},
    ErrorName{ErrorCode::session_damaged, failure, 2, "session_damaged"},
    ErrorName{ErrorCode::not_a_session, failure, 1, "not_a_session"},
    ErrorName{ErrorCode::session_newer, failure, 3, "session_newer"},
    ErrorName{ErrorCode::picture_changed_since, failure, 1, "picture_changed_since"},
    ErrorName{ErrorCode::session_picture_missing, failure, 2, "session_picture_missing"},
    ErrorName{ErrorCode::session_weights_missing, failure, 2, "session_weights_missing"},
    ErrorName{ErrorCode::file_of_others, failure, 1, "file_of_others"},
    ErrorName{ErrorCode::shards_listed, failure, 1, "shards_listed"},
    ErrorName{ErrorCode::shards_without_projection, failure, 1, "shards_without_projection"},
    ErrorName{ErrorCode::shard_missing, failure, 3, "shard_missing"},
    ErrorName{ErrorCode::shard_outside, failure, 2, "shard_outside"},
    ErrorName{ErrorCode::home_missing, failure, 0, "home_missing"},
    ErrorName{ErrorCode::window_unavailable, failure, 1, "window_unavailable"},
    ErrorName{ErrorCode::opengl_unavailable, failure, 1, "opengl_unavailable"},
    ErrorName{ErrorCode::assets_missing, failure, 1, "assets_missing"},
    ErrorName{ErrorCode::out_of_memory, failure, 3, "out_of_memory"},
    ErrorName{ErrorCode::memory_exhausted, failure, 0, "memory_exhausted"},
    ErrorName{ErrorCode::cancelled, failure, 0, "cancelled"},
    ErrorName{ErrorCode::display_lost, failure, 0, "display_lost"},
};

constexpr bool errors_in_order() {
    for (std::size_t i = 0; i < error_table.size(); ++i) {
        if (static_cast<std::size_t>(error_table[i].code) != i) return false;
    }
    return true;
}
static_assert(errors_in_order(), "one name for each ErrorCode, in the same order");
static_assert(error_table.size() == static_cast<std::size_t>(ErrorCode::display_lost) + 1);

const ErrorName& entry(ErrorCode code) {
    return error_table[static_cast<std::size_t>(code)];
}

std::vector<Argument> printable_arguments(std::vector<Argument> arguments) {
    for (Argument& given : arguments) {
        given.text = printable(given.text);
        for (std::string& detail : given.details)
            detail = printable(detail);
    }
    return arguments;
}

std::string technical_text(ErrorCode code, const std::vector<Argument>& arguments) {
    std::string text(entry(code).name);
    std::string_view before = ": ";
    for (const Argument& given : arguments) {
        text.append(before).append(given.text);
        for (const std::string& detail : given.details)
            text += "(" + detail + ")";
        before = ", ";
    }
    return printable(text);
}

}  // namespace

std::span<const ErrorName> error_names() {
    return error_table;
}

Error::Error(ErrorCode code, std::vector<Argument> arguments)
    : std::runtime_error(technical_text(code, arguments)),
      code_(code),
      arguments_(printable_arguments(std::move(arguments))) {}

ErrorKind Error::kind() const {
    return entry(code_).kind;
}

std::string_view Error::name() const {
    return entry(code_).name;
}

}  // namespace patchlens
