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
