// One face of a font file, read with FreeType: its size in ImGui's pixels, and bitmaps of single glyphs, for
// characters beyond ImGui's character type.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace patchlens::ui {

/// A font file, and the index of the face in a collection (.ttc).
struct FontFace {
    std::filesystem::path file;
    int index = 0;

    bool empty() const { return file.empty(); }
    bool operator==(const FontFace&) const = default;
};

/// A glyph's bitmap, rows of shades from 0 to 255, and its offset from the pen on the baseline.
struct GlyphPicture {
    int width = 0;
    int height = 0;
    int left = 0;
    int top = 0;  ///< above the baseline
    float advance = 0;
    std::vector<std::uint8_t> shades;
};

class FontFile {
public:
    /// `bytes` must outlive it. Nothing for a file without outlines that every font builder of ImGui can
    /// read.
    static std::optional<FontFile> open(std::span<const unsigned char> bytes, int index);
    FontFile(FontFile&&) noexcept;
    FontFile& operator=(FontFile&&) noexcept;
    ~FontFile();

    /// ImGui's measure of a font's size, from its highest to its lowest line, in em; and the part of it above
    /// the baseline.
    float height() const;
    float ascent() const;
    /// "Inter", as other programs find it; and how bold it is, 400 regular, 700 bold.
    std::string family() const;
    int weight() const;
    bool has(char32_t character) const;
    /// How far the pen moves past a character, in em; 0 where the face lacks it.
    float advance(char32_t character) const;
    /// Nothing where the face lacks the glyph, or it is blank.
    std::optional<GlyphPicture> picture(char32_t character, int em_pixels) const;

private:
    struct Face;
    explicit FontFile(std::unique_ptr<Face> face);
    std::unique_ptr<Face> face_;
};

}  // namespace patchlens::ui
