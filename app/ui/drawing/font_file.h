// One face of a font file, read with FreeType: how large it stands in ImGui's pixels, and pictures of single
// glyphs, for characters ImGui cannot name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace patchlens::ui {

/// Where a face is: in a collection (.ttc), the how many-th.
struct FontFace {
    std::filesystem::path file;
    int index = 0;

    bool empty() const { return file.empty(); }
    bool operator==(const FontFace&) const = default;
};

/// A glyph as it is drawn: shades from 0 to 255 in rows, and where it stands from the pen on the baseline.
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
    /// `bytes` outlive it. Nothing where they are no outlines that every builder of ImGui's reads.
    static std::optional<FontFile> open(std::span<const unsigned char> bytes, int index);
    FontFile(FontFile&&) noexcept;
    FontFile& operator=(FontFile&&) noexcept;
    ~FontFile();

    /// What ImGui takes for a font's size, from its highest to its lowest line, in em; and the part of it
    /// above the baseline.
    float height() const;
    float ascent() const;
    bool has(char32_t character) const;
    /// Nothing where it has none, or one without ink.
    std::optional<GlyphPicture> picture(char32_t character, int em_pixels) const;

private:
    struct Face;
    explicit FontFile(std::unique_ptr<Face> face);
    std::unique_ptr<Face> face_;
};

}  // namespace patchlens::ui
