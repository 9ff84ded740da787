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

/// One line of the table of notes.
struct PictureNoteName {
    PictureNoteCode code;
    std::string_view name;  ///< the language files say it under "note.<name>"
};

/// Every note's name, in the order of PictureNoteCode.
std::span<const PictureNoteName> picture_note_names();

struct PictureNote {
    PictureNoteCode code = PictureNoteCode::turned_upright;
    std::vector<std::string> arguments;  ///< numbers and names, never words of a language

    bool operator==(const PictureNote&) const = default;
    std::string_view name() const;
};

}  // namespace patchlens
