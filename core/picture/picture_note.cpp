#include "core/picture/picture_note.h"

#include <array>

#include "core/support/text.h"

namespace patchlens {
namespace {

constexpr std::array table{
    PictureNoteText{PictureNoteCode::turned_upright, "turned_upright",
                    "the picture was turned upright (EXIF orientation {0})"},
    PictureNoteText{PictureNoteCode::upper_8_bits, "upper_8_bits",
                    "the picture has 16 bits a channel; the upper 8 are used"},
    PictureNoteText{PictureNoteCode::scaled_to_8_bits, "scaled_to_8_bits",
                    "the picture has 16 bits a channel; they are scaled to 8"},
    PictureNoteText{PictureNoteCode::first_frame, "first_frame",
                    "the picture moves in {0} {0?frame|frames}; this is the first one"},
    PictureNoteText{
        PictureNoteCode::checksum_wrong, "checksum_wrong",
        "a checksum of the file does not match: it was changed or damaged, and pixels may be wrong"},
    PictureNoteText{PictureNoteCode::colours_missing, "colours_missing",
                    "some pixels name a colour that the palette does not have; they are black"},
    PictureNoteText{PictureNoteCode::pixels_damaged, "pixels_damaged",
                    "the file is damaged: part of its pixels could not be read and looks grey or smeared"},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].code) != i) return false;
    }
    return true;
}
static_assert(in_order(), "one sentence for each PictureNoteCode, in the same order");
static_assert(table.size() == static_cast<std::size_t>(PictureNoteCode::pixels_damaged) + 1);

const PictureNoteText& text_of(PictureNoteCode code) {
    return table[static_cast<std::size_t>(code)];
}

}  // namespace

std::span<const PictureNoteText> picture_note_texts() {
    return table;
}

std::string_view PictureNote::name() const {
    return text_of(code).name;
}

std::string PictureNote::english() const {
    return fill(text_of(code).english, arguments);
}

}  // namespace patchlens
