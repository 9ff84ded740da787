// The faces the screen is written in, built into ImGui's atlas from font files found by the platform.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include <imgui.h>

namespace patchlens::ui {

/// Where the faces are. An empty path falls back to the next one, and in the end to ImGui's own small face.
struct FontFiles {
    std::filesystem::path text;     ///< Latin, proportional
    std::filesystem::path mono;     ///< Latin, monospaced, for numbers and code
    std::filesystem::path chinese;  ///< Chinese, merged into both
    std::filesystem::path strong;   ///< Latin, proportional, semi-bold; empty: `text`
};

/// Pointers into the atlas of the current ImGui context.
struct Fonts {
    ImFont* body = nullptr;
    ImFont* small = nullptr;       ///< captions, units
    ImFont* strong = nullptr;      ///< headings, the program's name
    ImFont* title = nullptr;       ///< names of scenes
    ImFont* mono = nullptr;        ///< values
    ImFont* mono_small = nullptr;  ///< values in cells, shapes
};

/// Which characters the atlas holds besides Latin.
enum class Characters {
    of_texts,  ///< those of the texts alone: enough for a first frame, and built in half the time
    common,    ///< the 2,500 common Chinese ones as well, which a file's name may hold
};

/// Clears the atlas of the current context and fills it for `scale` (1 = 96 dpi) with the glyphs of `texts`
/// (every string of the language files) besides Latin. The caller uploads the atlas afterwards.
Fonts build_fonts(const FontFiles& files, float scale, std::span<const std::string> texts,
                  Characters characters = Characters::common);

/// The characters of a file's name (UTF-8) that the faces have no glyph for.
std::u32string missing_characters(const Fonts& fonts, std::string_view name);

}  // namespace patchlens::ui
