// The words of a language that errors speak of: what memory is for, why the system refuses a file. An error
// carries them by name, so that each language says them its own way.
#pragma once

#include <span>
#include <string_view>

namespace patchlens {

enum class Word {
    // What memory is needed for.
    numbers,
    output,
    weights,
    resampled_weights,
    weights_file,
    picture,
    patches,
    word_vectors,
    analysis,
    whole_module,
    // Where something goes.
    standard_output,
    // Why a file cannot be read or written.
    not_found,
    not_permitted,
    is_folder,
    not_folder,
    not_regular,
    in_use,
    disk_full,
    read_only,
    file_too_large,
    name_too_long,
    too_many_links,
    too_many_files,
    no_memory,
    device_failed,
    not_open,
    nobody_reads,
    // Why a picture is damaged.
    ends_too_early,
    pixels_cut_short,
    headers_contradict,
    no_picture_inside,
    width_negative,
    bmp_header_unknown,
    bmp_bits_unknown,
    bmp_palette_too_long,
    bmp_masks_empty,
    jpeg_table_missing,
    jpeg_invalid,
    png_header_misplaced,
    png_colour_type_unknown,
    png_chunk_unknown,
    png_invalid,
    pnm_number_missing,
    pnm_largest_invalid,
    pnm_header_unended,
    webp_chunks_contradict,
    webp_invalid,
    // Why a GGUF file is damaged.
    gguf_count_too_large,
    gguf_kind_unknown,
    gguf_alignment_invalid,
    gguf_shape_invalid,
    gguf_name_repeated,
    gguf_name_too_long,
    gguf_place_invalid,
    // Kinds of formats that are not opened.
    apple_png,
    arithmetic_jpeg,
    lossless_jpeg,
    jpeg_of_bits,
    jpeg_of_components,
    // Why there is no window.
    no_reason_given,
    functions_missing,
    no_surfaceless_platform,
    no_driver,
    no_core_profile,
    size_refused,
};

/// One line of the table of words.
struct WordName {
    Word word;
    std::string_view name;  ///< the language files say it under "word.<name>"
};

/// Every word's name, in the order of Word.
std::span<const WordName> word_names();
std::string_view name_of(Word word);

}  // namespace patchlens
