#include "core/picture/picture_note.h"

#include <array>
#include <cstddef>

namespace patchlens {
namespace {

constexpr std::array note_table{
    PictureNoteName{PictureNoteCode::turned_upright, "turned_upright"},
    PictureNoteName{PictureNoteCode::upper_8_bits, "upper_8_bits"},
    PictureNoteName{PictureNoteCode::scaled_to_8_bits, "scaled_to_8_bits"},
    PictureNoteName{PictureNoteCode::first_frame, "first_frame"},
    PictureNoteName{PictureNoteCode::checksum_wrong, "checksum_wrong"},
    PictureNoteName{PictureNoteCode::colours_missing, "colours_missing"},
    PictureNoteName{PictureNoteCode::pixels_damaged, "pixels_damaged"},
};

constexpr bool notes_in_order() {
    for (std::size_t i = 0; i < note_table.size(); ++i) {
        if (static_cast<std::size_t>(note_table[i].code) != i) return false;
    }
    return true;
}
static_assert(notes_in_order(), "one name for each PictureNoteCode, in the same order");
static_assert(note_table.size() == static_cast<std::size_t>(PictureNoteCode::pixels_damaged) + 1);

}  // namespace

std::span<const PictureNoteName> picture_note_names() {
    return note_table;
}

std::string_view PictureNote::name() const {
    return note_table[static_cast<std::size_t>(code)].name;
}

}  // namespace patchlens
