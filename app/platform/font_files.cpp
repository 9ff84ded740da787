#include "app/platform/font_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fontconfig/fontconfig.h>

namespace patchlens::platform {
struct FcDestroy {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Config = std::unique_ptr<FcConfig, FcDestroy>;
using Pattern = std::unique_ptr<FcPattern, FcDestroy>;

namespace {

const FcChar8* fc(const char* text) {
    return reinterpret_cast<const FcChar8*>(text);
}

std::string_view value(const Pattern& pattern, const char* property, int index = 0) {
    FcChar8* text = nullptr;
    if (FcPatternGetString(pattern.get(), property, index, &text) != FcResultMatch) return {};
    return reinterpret_cast<const char*>(text);
}

bool has_family(const Pattern& pattern, std::string_view family) {
    for (int i = 0; !value(pattern, FC_FAMILY, i).empty(); ++i) {
        if (value(pattern, FC_FAMILY, i) == family) return true;
    }
    return false;
}

/// Whether ImGui's font builders can read it: outlines, not bitmaps, not a compressed web font.
bool readable(const Pattern& pattern) {
    const std::string_view format = value(pattern, FC_FONTFORMAT);
    FcBool colour = FcFalse;
    FcPatternGetBool(pattern.get(), FC_COLOR, 0, &colour);
    return (format == "TrueType" || format == "CFF") && colour == FcFalse &&
           !value(pattern, FC_FILE).ends_with(".woff2");
}

/// fontconfig always answers with some face: the caller checks whether it is the one wanted.
Pattern nearest(FcConfig* config, const char* family, int weight, const char* language) {
    const Pattern wanted(FcPatternCreate());
    FcPatternAddString(wanted.get(), FC_FAMILY, fc(family));
    if (language != nullptr) FcPatternAddString(wanted.get(), FC_LANG, fc(language));
    FcPatternAddInteger(wanted.get(), FC_WEIGHT, weight);
    FcPatternAddInteger(wanted.get(), FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(wanted.get(), FC_OUTLINE, FcTrue);
    FcConfigSubstitute(config, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultNoMatch;
    return Pattern(FcFontMatch(config, wanted.get(), &result));
}

ui::FontFace face_of(const Pattern& pattern) {
    int index = 0;
    FcPatternGetInteger(pattern.get(), FC_INDEX, 0, &index);
    // The bits above the low 16 are the instance of a variable font; ImGui reads the default one.
    return {value(pattern, FC_FILE), index & 0xFFFF};
}

/// The first of `families` that is installed; null without any.
Pattern first_of(FcConfig* config, std::span<const char* const> families, int weight = FC_WEIGHT_REGULAR) {
    for (const char* family : families) {
        Pattern found = nearest(config, family, weight, nullptr);
        if (found && has_family(found, family) && readable(found)) return found;
    }
    return {};
}

/// The machine's default for `family` ("sans-serif", "monospace"); null where ImGui cannot use it.
Pattern any(FcConfig* config, const char* family, const char* language = nullptr) {
    Pattern found = nearest(config, family, FC_WEIGHT_REGULAR, language);
    if (!found || !readable(found)) return {};
    if (language != nullptr) {
        FcLangSet* languages = nullptr;
        if (FcPatternGetLangSet(found.get(), FC_LANG, 0, &languages) != FcResultMatch) return {};
        if (FcLangSetHasLang(languages, fc(language)) != FcLangEqual) return {};
    }
    return found;
}

/// The bold face of the family `regular` is of; null where it has none.
Pattern bold_of(FcConfig* config, const Pattern& regular) {
    if (!regular) return {};
    const std::string family(value(regular, FC_FAMILY));
    Pattern found = nearest(config, family.c_str(), FC_WEIGHT_DEMIBOLD, nullptr);
    int weight = 0;
    if (!found || !has_family(found, family) || !readable(found)) return {};
    if (FcPatternGetInteger(found.get(), FC_WEIGHT, 0, &weight) != FcResultMatch) return {};
    return weight > FC_WEIGHT_MEDIUM ? std::move(found) : Pattern();
}

bool has(const Pattern& pattern, char32_t character) {
    FcCharSet* characters = nullptr;
    return pattern && FcPatternGetCharSet(pattern.get(), FC_CHARSET, 0, &characters) == FcResultMatch &&
           FcCharSetHasChar(characters, character);
}

/// All usable faces of the machine, the plainest first.
std::vector<Pattern> all_faces(FcConfig* config) {
    const Pattern wanted(FcPatternCreate());
    FcPatternAddString(wanted.get(), FC_FAMILY, fc("sans-serif"));
    FcPatternAddString(wanted.get(), FC_LANG, fc("zh-cn"));
    FcPatternAddInteger(wanted.get(), FC_WEIGHT, FC_WEIGHT_REGULAR);
    FcPatternAddInteger(wanted.get(), FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(wanted.get(), FC_OUTLINE, FcTrue);
    FcConfigSubstitute(config, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultNoMatch;
    FcFontSet* sorted = FcFontSort(config, wanted.get(), FcFalse, nullptr, &result);
    std::vector<Pattern> faces;
    for (int i = 0; sorted != nullptr && i < sorted->nfont; ++i) {
        FcPatternReference(sorted->fonts[i]);
        Pattern face(sorted->fonts[i]);
        if (readable(face)) faces.push_back(std::move(face));
    }
    if (sorted != nullptr) FcFontSetDestroy(sorted);
    return faces;
}

constexpr std::array text_faces{"Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans"};
constexpr std::array mono_faces{"JetBrains Mono", "DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono"};
constexpr std::array chinese_faces{"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC",
                                   "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"};

}  // namespace

struct FontFinder::Known {
    Config config{FcInitLoadConfigAndFonts()};
    Pattern text;
    Pattern strong;
    Pattern mono;
    Pattern chinese;
    Pattern chinese_strong;
    std::vector<Pattern> all;  ///< listed once another script is needed

    /// Whether every face has it without a fallback.
    bool shown_by_all(char32_t character) const {
        return has(chinese, character) ||
               (has(text, character) && has(strong ? strong : text, character) && has(mono, character));
    }
};

FontFinder::FontFinder() : known_(std::make_unique<Known>()) {
    FcConfig* config = known_->config.get();
    if (config == nullptr) return;
    known_->text = first_of(config, text_faces);
    if (!known_->text) known_->text = any(config, "sans-serif");
    known_->strong = first_of(config, text_faces, FC_WEIGHT_DEMIBOLD);
    known_->mono = first_of(config, mono_faces);
    if (!known_->mono) known_->mono = any(config, "monospace");
    known_->chinese = first_of(config, chinese_faces);
    if (!known_->chinese) known_->chinese = any(config, "sans-serif", "zh-cn");
    known_->chinese_strong = bold_of(config, known_->chinese);
    const auto place = [](const Pattern& found) { return found ? face_of(found) : ui::FontFace{}; };
    files_ = {place(known_->text),   place(known_->mono),           place(known_->chinese),
              place(known_->strong), place(known_->chinese_strong), {}};
}

FontFinder::~FontFinder() = default;

void FontFinder::find_for(std::u32string_view characters) {
    if (!known_->config) return;
    for (const char32_t character : characters) {
        if (known_->shown_by_all(character)) continue;
        if (known_->all.empty()) known_->all = all_faces(known_->config.get());
        const auto found = std::find_if(known_->all.begin(), known_->all.end(),
                                        [&](const Pattern& face) { return has(face, character); });
        if (found == known_->all.end()) continue;
        const ui::FontFace face = face_of(*found);
        auto& others = files_.others;
        if (std::find(others.begin(), others.end(), face) == others.end()) others.push_back(face);
    }
}

}  // namespace patchlens::platform
