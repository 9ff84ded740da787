#include "core/word.h"

#include <array>
#include <cstddef>

namespace patchlens {
namespace {

constexpr std::array table{
    WordText{Word::numbers, "numbers", "so many numbers"},
    WordText{Word::output, "output", "the output"},
    WordText{Word::weights, "weights", "the weights"},
    WordText{Word::resampled_weights, "resampled_weights", "the weights at another patch_size"},
    WordText{Word::weights_file, "weights_file", "the file of weights"},
    WordText{Word::picture, "picture", "the picture"},
    WordText{Word::patches, "patches", "the patches"},
    WordText{Word::word_vectors, "word_vectors", "the table of word vectors"},
    WordText{Word::analysis, "analysis", "the analysis of all vectors"},
    WordText{Word::standard_output, "standard_output", "standard output"},
    WordText{Word::not_found, "not_found", "there is no such file or folder"},
    WordText{Word::not_permitted, "not_permitted", "you have no permission"},
    WordText{Word::is_folder, "is_folder", "it is a folder"},
    WordText{Word::not_folder, "not_folder", "a part of its path is not a folder"},
    WordText{Word::not_regular, "not_regular", "it is not an ordinary file"},
    WordText{Word::in_use, "in_use", "another program is using it"},
    WordText{Word::disk_full, "disk_full", "there is no space left on the disk"},
    WordText{Word::read_only, "read_only", "it is on a read-only disk"},
    WordText{Word::file_too_large, "file_too_large", "it would become larger than files may be here"},
    WordText{Word::name_too_long, "name_too_long", "its name is too long"},
    WordText{Word::too_many_links, "too_many_links", "its symbolic links lead in a circle"},
    WordText{Word::too_many_files, "too_many_files", "too many files are open"},
    WordText{Word::no_memory, "no_memory", "too little memory is free"},
    WordText{Word::device_failed, "device_failed", "the device reports a fault"},
    WordText{Word::not_open, "not_open", "it is closed"},
    WordText{Word::nobody_reads, "nobody_reads", "nobody reads what is written there"},
    WordText{Word::ends_too_early, "ends_too_early", "the file ends too early"},
    WordText{Word::pixels_cut_short, "pixels_cut_short", "the file ends before its last pixel"},
    WordText{Word::headers_contradict, "headers_contradict", "two headers contradict each other"},
    WordText{Word::no_picture_inside, "no_picture_inside", "there is no picture in it"},
    WordText{Word::width_negative, "width_negative", "the width is negative"},
    WordText{Word::bmp_header_unknown, "bmp_header_unknown", "there is no BMP header of {0} bytes"},
    WordText{Word::bmp_bits_unknown, "bmp_bits_unknown", "there are no BMP pixels of {0} bits"},
    WordText{Word::bmp_palette_too_long, "bmp_palette_too_long", "the palette has more than 65536 colours"},
    WordText{Word::bmp_masks_empty, "bmp_masks_empty", "the colour masks of the BMP are empty"},
    WordText{Word::jpeg_table_missing, "jpeg_table_missing",
             "its JPEG data needs a table that the file does not have"},
    WordText{Word::jpeg_invalid, "jpeg_invalid", "its JPEG data makes no sense"},
    WordText{Word::png_header_misplaced, "png_header_misplaced", "the PNG header is not in its place"},
    WordText{Word::png_colour_type_unknown, "png_colour_type_unknown", "there is no such PNG colour type"},
    WordText{Word::png_chunk_unknown, "png_chunk_unknown", "it has a critical PNG chunk of an unknown type"},
    WordText{Word::png_invalid, "png_invalid", "its PNG data makes no sense"},
    WordText{Word::pnm_number_missing, "pnm_number_missing", "a number is missing in the PNM header"},
    WordText{Word::pnm_largest_invalid, "pnm_largest_invalid",
             "the largest value of a PNM must be from 1 to 65535"},
    WordText{Word::pnm_header_unended, "pnm_header_unended", "the PNM header does not end in white space"},
    WordText{Word::webp_chunks_contradict, "webp_chunks_contradict", "its WebP chunks contradict each other"},
    WordText{Word::webp_invalid, "webp_invalid", "its WebP data makes no sense"},
    WordText{Word::apple_png, "apple_png", "Apple's own PNG (CgBI)"},
    WordText{Word::arithmetic_jpeg, "arithmetic_jpeg", "arithmetic-coded JPEG"},
    WordText{Word::lossless_jpeg, "lossless_jpeg", "lossless JPEG"},
    WordText{Word::jpeg_of_bits, "jpeg_of_bits", "{0}-bit JPEG"},
    WordText{Word::jpeg_of_components, "jpeg_of_components", "{0}-component JPEG"},
    WordText{Word::no_reason_given, "no_reason_given", "the system gives no reason"},
    WordText{Word::functions_missing, "functions_missing", "its functions could not be loaded"},
    WordText{Word::no_surfaceless_platform, "no_surfaceless_platform", "EGL has no surfaceless platform"},
    WordText{Word::no_driver, "no_driver", "EGL finds no driver"},
    WordText{Word::no_core_profile, "no_core_profile", "the driver has no OpenGL 3.3 core"},
    WordText{Word::size_refused, "size_refused", "the driver refuses a picture of that size"},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].word) != i) return false;
    }
    return true;
}
static_assert(in_order(), "one text for each Word, in the same order");
static_assert(table.size() == static_cast<std::size_t>(Word::size_refused) + 1);

}  // namespace

std::span<const WordText> word_texts() {
    return table;
}

const WordText& text_of(Word word) {
    return table[static_cast<std::size_t>(word)];
}

}  // namespace patchlens
