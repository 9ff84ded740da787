// How decoding changed a picture in a way its owner may not expect, or what is wrong with its file: shown
// beside the picture, never a reason to refuse it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens {

enum class PictureNoteCode {
    turned_upright,  ///< {0}: the EXIF orientation 2..8
    upper_8_bits,    ///< of 16 bits a channel
    scaled_to_8_bits,
    first_frame,      ///< of {0} frames
    checksum_wrong,   ///< the file was changed since it was written, yet all pixels can be decompressed
    colours_missing,  ///< pixels with an index that is not in the palette
    pixels_damaged,   ///< part of the data is invalid; the decoder continued after it
};

/// One line of the table of sentences.
struct PictureNoteText {
    PictureNoteCode code;
    std::string_view name;     ///< the language files translate under "note.<name>"
    std::string_view english;  ///< with gaps {0}, {1}, … for the arguments
};

/// Every note's sentence, in the order of PictureNoteCode.
std::span<const PictureNoteText> picture_note_texts();

struct PictureNote {
    PictureNoteCode code = PictureNoteCode::turned_upright;
    std::vector<std::string> arguments;  ///< numbers and names, never words of a language

    bool operator==(const PictureNote&) const = default;
    std::string_view name() const;
    std::string english() const;
};

}  // namespace patchlens
