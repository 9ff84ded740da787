#include "app/platform/font_files.h"

#include <array>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include <fontconfig/fontconfig.h>

namespace patchlens::platform {
namespace {

struct Destroy {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Config = std::unique_ptr<FcConfig, Destroy>;
using Pattern = std::unique_ptr<FcPattern, Destroy>;

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

/// Whether ImGui's font builders can read it: outlines, not compressed for the web.
bool readable(const Pattern& pattern) {
    const std::string_view format = value(pattern, FC_FONTFORMAT);
    return (format == "TrueType" || format == "CFF") && !value(pattern, FC_FILE).ends_with(".woff2");
}

/// fontconfig always answers with some face: the caller looks whether it is the one meant.
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

/// The first of `families` that is installed.
std::filesystem::path first_of(FcConfig* config, std::span<const char* const> families,
                               int weight = FC_WEIGHT_REGULAR) {
    for (const char* family : families) {
        const Pattern found = nearest(config, family, weight, nullptr);
        if (found && has_family(found, family) && readable(found)) return value(found, FC_FILE);
    }
    return {};
}

/// Whatever the machine takes for `family` ("sans-serif", "monospace").
std::filesystem::path any(FcConfig* config, const char* family, const char* language = nullptr) {
    const Pattern found = nearest(config, family, FC_WEIGHT_REGULAR, language);
    if (!found || !readable(found)) return {};
    if (language != nullptr) {
        FcLangSet* languages = nullptr;
        if (FcPatternGetLangSet(found.get(), FC_LANG, 0, &languages) != FcResultMatch) return {};
        if (FcLangSetHasLang(languages, fc(language)) != FcLangEqual) return {};
    }
    return value(found, FC_FILE);
}

constexpr std::array text_faces{"Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans"};
constexpr std::array mono_faces{"JetBrains Mono", "DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono"};
constexpr std::array chinese_faces{"WenQuanYi Micro Hei", "Noto Sans CJK SC", "Noto Sans SC",
                                   "Source Han Sans SC", "WenQuanYi Zen Hei"};

}  // namespace

ui::FontFiles find_font_files() {
    const Config config(FcInitLoadConfigAndFonts());
    if (!config) return {};
    ui::FontFiles files;
    files.text = first_of(config.get(), text_faces);
    if (files.text.empty()) files.text = any(config.get(), "sans-serif");
    files.strong = first_of(config.get(), text_faces, FC_WEIGHT_DEMIBOLD);
    files.mono = first_of(config.get(), mono_faces);
    if (files.mono.empty()) files.mono = any(config.get(), "monospace");
    files.chinese = first_of(config.get(), chinese_faces);
    if (files.chinese.empty()) files.chinese = any(config.get(), "sans-serif", "zh-cn");
    return files;
}

}  // namespace patchlens::platform
