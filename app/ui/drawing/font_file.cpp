#include "app/ui/drawing/font_file.h"

#include <utility>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H

namespace patchlens::ui {

struct FontFile::Face {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    float ascender = 0;
    float descender = 0;

    Face() = default;
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;
    ~Face() {
        if (face != nullptr) FT_Done_Face(face);
        if (library != nullptr) FT_Done_FreeType(library);
    }

    bool has_table(FT_ULong tag) const {
        FT_ULong length = 0;
        return FT_Load_Sfnt_Table(face, tag, 0, nullptr, &length) == 0 && length > 0;
    }
};

std::optional<FontFile> FontFile::open(std::span<const unsigned char> bytes, int index) {
    auto opened = std::make_unique<Face>();
    if (FT_Init_FreeType(&opened->library) != 0) return std::nullopt;
    if (FT_New_Memory_Face(opened->library, bytes.data(), static_cast<FT_Long>(bytes.size()), index,
                           &opened->face) != 0)
        return std::nullopt;
    const bool outlines = opened->has_table(FT_MAKE_TAG('g', 'l', 'y', 'f')) ||
                          opened->has_table(FT_MAKE_TAG('C', 'F', 'F', ' '));
    const auto* lines = static_cast<const TT_HoriHeader*>(FT_Get_Sfnt_Table(opened->face, FT_SFNT_HHEA));
    if (!outlines || lines == nullptr || lines->Ascender <= lines->Descender) return std::nullopt;
    const auto em = static_cast<float>(opened->face->units_per_EM);
    opened->ascender = static_cast<float>(lines->Ascender) / em;
    opened->descender = static_cast<float>(lines->Descender) / em;
    return FontFile(std::move(opened));
}

FontFile::FontFile(std::unique_ptr<Face> face) : face_(std::move(face)) {}
FontFile::FontFile(FontFile&&) noexcept = default;
FontFile& FontFile::operator=(FontFile&&) noexcept = default;
FontFile::~FontFile() = default;

float FontFile::height() const {
    return face_->ascender - face_->descender;
}

float FontFile::ascent() const {
    return face_->ascender;
}

std::string FontFile::family() const {
    const char* name = face_->face->family_name;
    return name != nullptr ? name : "";
}

int FontFile::weight() const {
    const auto* table = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(face_->face, FT_SFNT_OS2));
    return table != nullptr ? table->usWeightClass : 400;
}

bool FontFile::has(char32_t character) const {
    return FT_Get_Char_Index(face_->face, character) != 0;
}

float FontFile::advance(char32_t character) const {
    FT_Face face = face_->face;
    if (!has(character) || FT_Load_Char(face, character, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0) return 0;
    return static_cast<float>(face->glyph->metrics.horiAdvance) / static_cast<float>(face->units_per_EM);
}

std::optional<GlyphPicture> FontFile::picture(char32_t character, int em_pixels) const {
    FT_Face face = face_->face;
    if (!has(character) || FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(em_pixels)) != 0)
        return std::nullopt;
    if (FT_Load_Char(face, character, FT_LOAD_RENDER | FT_LOAD_NO_BITMAP) != 0) return std::nullopt;
    const FT_GlyphSlot glyph = face->glyph;
    const FT_Bitmap& bitmap = glyph->bitmap;
    if (bitmap.pixel_mode != FT_PIXEL_MODE_GRAY || bitmap.width == 0 || bitmap.rows == 0) return std::nullopt;
    GlyphPicture picture{static_cast<int>(bitmap.width),
                         static_cast<int>(bitmap.rows),
                         glyph->bitmap_left,
                         glyph->bitmap_top,
                         static_cast<float>(glyph->advance.x) / 64,
                         {}};
    for (unsigned row = 0; row < bitmap.rows; ++row) {
        const unsigned char* first = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
        picture.shades.insert(picture.shades.end(), first, first + bitmap.width);
    }
    return picture;
}

}  // namespace patchlens::ui
