#include "core/word.h"

#include <array>
#include <cstddef>

namespace patchlens {
namespace {

constexpr std::array word_table{
    WordName{Word::numbers, "numbers"},
    WordName{Word::output, "output"},
    WordName{Word::weights, "weights"},
    WordName{Word::resampled_weights, "resampled_weights"},
    WordName{Word::weights_file, "weights_file"},
    WordName{Word::picture, "picture"},
    WordName{Word::patches, "patches"},
    WordName{Word::word_vectors, "word_vectors"},
    WordName{Word::analysis, "analysis"},
    WordName{Word::whole_module, "whole_module"},
    WordName{Word::standard_output, "standard_output"},
    WordName{Word::not_found, "not_found"},
    WordName{Word::not_permitted, "not_permitted"},
    WordName{Word::is_folder, "is_folder"},
    WordName{Word::not_folder, "not_folder"},
    WordName{Word::not_regular, "not_regular"},
    WordName{Word::in_use, "in_use"},
    WordName{Word::disk_full, "disk_full"},
    WordName{Word::read_only, "read_only"},
    WordName{Word::file_too_large, "file_too_large"},
    WordName{Word::name_too_long, "name_too_long"},
    WordName{Word::too_many_links, "too_many_links"},
    WordName{Word::too_many_files, "too_many_files"},
    WordName{Word::no_memory, "no_memory"},
    WordName{Word::device_failed, "device_failed"},
    WordName{Word::not_open, "not_open"},
    WordName{Word::nobody_reads, "nobody_reads"},
    WordName{Word::ends_too_early, "ends_too_early"},
    WordName{Word::pixels_cut_short, "pixels_cut_short"},
    WordName{Word::headers_contradict, "headers_contradict"},
    WordName{Word::no_picture_inside, "no_picture_inside"},
    WordName{Word::width_negative, "width_negative"},
    WordName{Word::bmp_header_unknown, "bmp_header_unknown"},
    WordName{Word::bmp_bits_unknown, "bmp_bits_unknown"},
    WordName{Word::bmp_palette_too_long, "bmp_palette_too_long"},
    WordName{Word::bmp_masks_empty, "bmp_masks_empty"},
    WordName{Word::jpeg_table_missing, "jpeg_table_missing"},
    WordName{Word::jpeg_invalid, "jpeg_invalid"},
    WordName{Word::png_header_misplaced, "png_header_misplaced"},
    WordName{Word::png_colour_type_unknown, "png_colour_type_unknown"},
    WordName{Word::png_chunk_unknown, "png_chunk_unknown"},
    WordName{Word::png_invalid, "png_invalid"},
    WordName{Word::pnm_number_missing, "pnm_number_missing"},
    WordName{Word::pnm_largest_invalid, "pnm_largest_invalid"},
    WordName{Word::pnm_header_unended, "pnm_header_unended"},
    WordName{Word::webp_chunks_contradict, "webp_chunks_contradict"},
    WordName{Word::webp_invalid, "webp_invalid"},
    WordName{Word::gguf_count_too_large, "gguf_count_too_large"},
    WordName{Word::gguf_kind_unknown, "gguf_kind_unknown"},
    WordName{Word::gguf_alignment_invalid, "gguf_alignment_invalid"},
    WordName{Word::gguf_shape_invalid, "gguf_shape_invalid"},
    WordName{Word::gguf_name_repeated, "gguf_name_repeated"},
    WordName{Word::gguf_name_too_long, "gguf_name_too_long"},
    WordName{Word::gguf_place_invalid, "gguf_place_invalid"},
    WordName{Word::apple_png, "apple_png"},
    WordName{Word::arithmetic_jpeg, "arithmetic_jpeg"},
    WordName{Word::lossless_jpeg, "lossless_jpeg"},
    WordName{Word::jpeg_of_bits, "jpeg_of_bits"},
    WordName{Word::jpeg_of_components, "jpeg_of_components"},
    WordName{Word::no_reason_given, "no_reason_given"},
    WordName{Word::functions_missing, "functions_missing"},
    WordName{Word::no_surfaceless_platform, "no_surfaceless_platform"},
    WordName{Word::no_driver, "no_driver"},
    WordName{Word::no_core_profile, "no_core_profile"},
    WordName{Word::size_refused, "size_refused"},
};

constexpr bool words_in_order() {
    for (std::size_t i = 0; i < word_table.size(); ++i) {
        if (static_cast<std::size_t>(word_table[i].word) != i) return false;
    }
    return true;
}
static_assert(words_in_order(), "one name for each Word, in the same order");
static_assert(word_table.size() == static_cast<std::size_t>(Word::size_refused) + 1);

}  // namespace

std::span<const WordName> word_names() {
    return word_table;
}

std::string_view name_of(Word word) {
    return word_table[static_cast<std::size_t>(word)].name;
}

}  // namespace patchlens
