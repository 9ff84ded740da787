// The faces of the screen's text, built into ImGui's atlas from font files found by the platform.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/ui/drawing/font_file.h"

namespace patchlens::ui {

/// Where the faces are. An empty one falls back to the next, and in the end to ImGui's own small face.
struct FontFiles {
    FontFace text;                 ///< Latin, proportional
    FontFace mono;                 ///< Latin, monospaced, for numbers and code
    FontFace chinese;              ///< Chinese, merged into all
    FontFace strong;               ///< Latin, proportional, semi-bold; empty: `text`
    FontFace chinese_strong;       ///< Chinese, bold, for Chinese texts; empty: `chinese`
    std::vector<FontFace> others;  ///< for other scripts; the first that has a character is used
};

/// The five sizes of all text: the em of its face, in pixels at 96 dpi. No text is smaller than `note`.
namespace type_size {
inline constexpr float note = 13;     ///< captions, values in cells, shapes
inline constexpr float body = 14;     ///< sentences, controls, values, code
inline constexpr float heading = 16;  ///< headings, the program's name
inline constexpr float title = 19;    ///< names of scenes and boxes
inline constexpr float figure = 24;   ///< the one number that everything leads to
}  // namespace type_size

/// How a drawing outside the program names a face.
struct FaceName {
    const ImFont* font = nullptr;
    std::string families;  ///< as CSS lists them, the first for Latin
    int weight = 400;
    float em = 0;        ///< in pixels
    float baseline = 0;  ///< pixels below the text's upper edge
};

/// Pointers into the atlas of the current ImGui context.
struct Fonts {
    ImFont* body = nullptr;
    ImFont* small = nullptr;       ///< captions, units
    ImFont* strong = nullptr;      ///< what stands out among body text
    ImFont* heading = nullptr;     ///< headings, the program's name
    ImFont* title = nullptr;       ///< names of scenes
    ImFont* mono = nullptr;        ///< values
    ImFont* mono_small = nullptr;  ///< values in cells, shapes
    ImFont* figure = nullptr;      ///< a large value; has no Chinese
    std::vector<FaceName> names;   ///< of all of them
};

/// Which characters the atlas holds besides Latin.
enum class Characters {
    of_texts,  ///< only those of the texts: enough for the first frame, and built in half the time
    common,    ///< also the 2,500 common Chinese ones, which a file name may contain
};

/// Characters of typed text and files, as collected by Written.
struct WrittenCharacters {
    std::u32string_view all;               ///< added to every face
    std::span<const char32_t> stands_for;  ///< those with stand-ins in ImGui, in the order of these
};

/// Clears the atlas of the current context and fills it for `scale` (1 = 96 dpi) with Latin and the glyphs of
/// `texts` (every string of the language files) and of `written`. A character that no face has is drawn as a
/// box. Chinese and other scripts have the same em as Latin, a whole number of pixels. All digits of a face
/// are equally wide, so that numbers do not move while they change. Headings have one weight: where the texts
/// are Chinese and there is no bold Chinese face, their Latin is not bold either. Where the texts are Chinese,
/// so are quotation marks, dash and ellipsis, but in the monospaced face. The caller uploads the atlas
/// afterwards.
Fonts build_fonts(const FontFiles& files, float scale, std::span<const std::string> texts,
                  Characters characters = Characters::common, const WrittenCharacters& written = {});

}  // namespace patchlens::ui
