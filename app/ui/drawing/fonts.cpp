#include "app/ui/drawing/fonts.h"

#include <cmath>
#include <system_error>

#include "app/ui/compat.h"

namespace patchlens::ui {
namespace {

/// Latin, punctuation, superscripts, arrows, mathematics and the shapes the screen is drawn with.
constexpr ImWchar latin_ranges[] = {0x0020, 0x024F, 0x2010, 0x205E, 0x2070, 0x209C, 0x2190, 0x21FF,
                                    0x2200, 0x22FF, 0x25A0, 0x25FF, 0xFFFD, 0xFFFD, 0};

bool readable(const std::filesystem::path& path) {
    std::error_code error;
    return !path.empty() && std::filesystem::is_regular_file(path, error);
}

ImFontConfig config_for(float pixels) {
    ImFontConfig config;
    config.SizePixels = pixels;
    config.OversampleH = 1;
    config.OversampleV = 1;
    config.PixelSnapH = true;
    return config;
}

/// The glyphs of `texts` outside Latin, and with `common` the Chinese characters a file name may hold.
ImVector<ImWchar> chinese_ranges(ImFontAtlas& atlas, std::span<const std::string> texts, bool common) {
    ImFontGlyphRangesBuilder builder;
    for (const std::string& text : texts)
        builder.AddText(text.c_str());
    if (common) compat::add_common_chinese(builder, atlas);
    ImVector<ImWchar> ranges;
    builder.BuildRanges(&ranges);
    return ranges;
}

/// The character at the start of `text` (UTF-8), cut off it; a byte that starts none is skipped as U+FFFD.
char32_t take_character(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0) return 0xFFFD;
    char32_t character = first & (0x3FU >> more);
    for (int i = 0; i < more; ++i) {
        if (text.empty() || (static_cast<unsigned char>(text.front()) & 0xC0U) != 0x80U) return 0xFFFD;
        character = (character << 6U) | (static_cast<unsigned char>(text.front()) & 0x3FU);
        text.remove_prefix(1);
    }
    return character;
}

class Builder {
public:
    Builder(const FontFiles& files, float scale, std::span<const std::string> texts, Characters characters)
        : atlas_(*ImGui::GetIO().Fonts), files_(files), scale_(scale) {
        atlas_.Clear();
        if (!readable(files.chinese)) return;
        of_texts_ = chinese_ranges(atlas_, texts, false);
        of_names_ = chinese_ranges(atlas_, texts, characters == Characters::common);
    }

    /// A face of `logical` pixels at 96 dpi; `names` for text that may hold a file's name.
    ImFont* face(const std::filesystem::path& file, float logical, bool names = false) {
        const float pixels = std::round(logical * scale_);
        ImFontConfig config = config_for(pixels);
        ImFont* font = readable(file)
                           ? atlas_.AddFontFromFileTTF(file.string().c_str(), pixels, &config, latin_ranges)
                           : atlas_.AddFontDefault(&config);
        const ImVector<ImWchar>& ranges = names ? of_names_ : of_texts_;
        if (ranges.Size > 1) {
            config.MergeMode = true;
            atlas_.AddFontFromFileTTF(files_.chinese.string().c_str(), pixels, &config, ranges.Data);
        }
        return font;
    }

    /// Rasterises while the ranges of glyphs still live.
    void build() { compat::build_atlas(atlas_); }

private:
    ImFontAtlas& atlas_;
    const FontFiles& files_;
    float scale_;
    ImVector<ImWchar> of_texts_;
    ImVector<ImWchar> of_names_;
};

}  // namespace

Fonts build_fonts(const FontFiles& files, float scale, std::span<const std::string> texts,
                  Characters characters) {
    Builder builder(files, scale, texts, characters);
    Fonts fonts;
    fonts.body = builder.face(files.text, 15, true);
    fonts.small = builder.face(files.text, 13);
    fonts.strong = builder.face(readable(files.strong) ? files.strong : files.text, 15);
    fonts.title = builder.face(files.text, 20);
    fonts.mono = builder.face(files.mono, 14);
    fonts.mono_small = builder.face(files.mono, 12);
    builder.build();
    return fonts;
}

std::u32string missing_characters(const Fonts& fonts, std::string_view name) {
    std::u32string missing;
    while (fonts.body != nullptr && !name.empty()) {
        const char32_t character = take_character(name);
        if (!compat::has_glyph(*fonts.body, character)) missing += character;
    }
    return missing;
}

}  // namespace patchlens::ui
