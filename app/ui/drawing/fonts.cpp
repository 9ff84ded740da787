#include "app/ui/drawing/fonts.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <system_error>

#include "app/ui/compat.h"
#include "app/ui/drawing/written.h"

namespace patchlens::ui {
namespace {

/// Latin, punctuation, superscripts, arrows, mathematics and the geometric shapes the screen uses.
constexpr ImWchar latin_ranges[] = {0x0020, 0x024F, 0x2010, 0x205E, 0x2070, 0x209C, 0x2190,
                                    0x21FF, 0x2200, 0x22FF, 0x25A0, 0x25FF, 0};

ImFontConfig config_for(float pixels, int index) {
    ImFontConfig config;
    config.SizePixels = pixels;
    config.FontNo = static_cast<decltype(config.FontNo)>(index);
    config.OversampleH = 1;
    config.OversampleV = 1;
    config.PixelSnapH = true;
    return config;
}

/// The bytes of a file in memory that the atlas will own.
struct Bytes {
    void* data = nullptr;
    std::size_t size = 0;
    bool owned = false;  ///< by the atlas
};

std::optional<Bytes> read(const std::filesystem::path& path) {
    std::error_code failed;
    if (path.empty() || !std::filesystem::is_regular_file(path, failed)) return std::nullopt;
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const auto size = static_cast<std::streamoff>(file.tellg());
    if (!file || size <= 0) return std::nullopt;
    Bytes bytes{ImGui::MemAlloc(static_cast<std::size_t>(size)), static_cast<std::size_t>(size), false};
    file.seekg(0);
    if (file.read(static_cast<char*>(bytes.data), size)) return bytes;
    ImGui::MemFree(bytes.data);
    return std::nullopt;
}

/// A custom glyph: its rectangle in the atlas, and the bitmap to paint into it once the atlas is built.
struct OwnGlyph {
    int rectangle = 0;
    GlyphPicture picture;
};

/// An empty box, as wide as a Chinese character.
GlyphPicture box_of(int em) {
    const int line = std::max(1, em / 14);
    GlyphPicture box{std::max(3, em - 2), std::max(3, em * 4 / 5), 1, em * 3 / 4, static_cast<float>(em), {}};
    for (int y = 0; y < box.height; ++y) {
        for (int x = 0; x < box.width; ++x) {
            const bool edge = x < line || y < line || x >= box.width - line || y >= box.height - line;
            box.shades.push_back(edge ? 255 : 0);
        }
    }
    return box;
}

class Builder {
public:
    Builder(const FontFiles& files, float scale, std::span<const std::string> texts, Characters characters,
            const WrittenCharacters& written)
        : atlas_(*ImGui::GetIO().Fonts), files_(files), scale_(scale), written_(written) {
        atlas_.Clear();
        ImFontGlyphRangesBuilder latin;
        latin.AddRanges(latin_ranges);
        add_written(latin);
        latin.BuildRanges(&latin_);
        ImFontGlyphRangesBuilder others;
        add_written(others);
        others.BuildRanges(&others_);
        for (const std::string& text : texts)
            others.AddText(text.c_str());
        others.BuildRanges(&of_texts_);
        if (characters == Characters::common) compat::add_common_chinese(others, atlas_);
        others.BuildRanges(&of_names_);
    }
    ~Builder() {
        for (auto& [path, bytes] : files_read_) {
            if (bytes && !bytes->owned) ImGui::MemFree(bytes->data);
        }
    }
    Builder(const Builder&) = delete;
    Builder& operator=(const Builder&) = delete;

    /// A face whose em is `logical` pixels at 96 dpi; `names`: its text may contain a file name.
    ImFont* face(const FontFace& latin, float logical, bool names = false) {
        const FontFile* own = file_of(latin);
        const auto em = static_cast<int>(std::ceil(logical * scale_ - 1e-3F));
        const float pixels = pixels_of(em, own);
        ImFontConfig config = config_for(pixels, 0);
        ImFont* font = add(latin, pixels, latin_, false);
        if (font == nullptr) font = atlas_.AddFontDefault(&config);
        merge(files_.chinese, em, names ? of_names_ : of_texts_);
        for (const FontFace& other : files_.others)
            merge(other, em, others_);
        const float ascent = own != nullptr ? pixels * own->ascent() / own->height() : pixels * 0.8F;
        compat::set_fallback(*font);
        if (!compat::own_glyphs) return font;
        add_glyph(*font, IM_UNICODE_CODEPOINT_INVALID, ascent, box_of(em));
        for (std::size_t i = 0; i < written_.stands_for.size(); ++i) {
            if (auto picture = picture_of(written_.stands_for[i], em))
                add_glyph(*font, static_cast<ImWchar>(Written::first_stand_in + i), ascent, *picture);
        }
        return font;
    }

    /// Rasterises; the glyph ranges must still exist.
    void build() {
        compat::build_atlas(atlas_);
        for (const OwnGlyph& glyph : own_) {
            compat::paint_glyph(atlas_, glyph.rectangle, glyph.picture.shades,
                                static_cast<std::size_t>(glyph.picture.width));
        }
    }

private:
    void add_written(ImFontGlyphRangesBuilder& builder) const {
        for (const char32_t character : written_.all) {
            if (character <= IM_UNICODE_CODEPOINT_MAX) builder.AddChar(static_cast<ImWchar>(character));
        }
    }

    const std::optional<Bytes>& bytes_of(const std::filesystem::path& path) {
        const auto [found, fresh] = files_read_.try_emplace(path);
        if (fresh) found->second = read(path);
        return found->second;
    }

    /// Null where it cannot be read.
    const FontFile* file_of(const FontFace& face) {
        const auto [found, fresh] = faces_.try_emplace({face.file, face.index});
        if (fresh) {
            if (const auto& bytes = bytes_of(face.file))
                found->second =
                    FontFile::open({static_cast<const unsigned char*>(bytes->data), bytes->size}, face.index);
        }
        return found->second ? &*found->second : nullptr;
    }

    ImFont* add(const FontFace& face, float pixels, const ImVector<ImWchar>& ranges, bool merges) {
        if (file_of(face) == nullptr) return nullptr;
        Bytes& bytes = *files_read_.at(face.file);
        ImFontConfig config = config_for(pixels, face.index);
        config.MergeMode = merges;
        ImFont* font = atlas_.AddFontFromMemoryTTF(bytes.data, static_cast<int>(bytes.size), pixels, &config,
                                                   ranges.Data);
        // All faces of a file share its bytes; the first frees them.
        if (bytes.owned) compat::share_last_font(atlas_);
        bytes.owned = true;
        return font;
    }

    void merge(const FontFace& face, int em, const ImVector<ImWchar>& ranges) {
        const FontFile* file = file_of(face);
        if (file != nullptr && ranges.Size > 1) add(face, pixels_of(em, file), ranges, true);
    }

    /// ImGui's measure of a face, its line from top to bottom, in whole pixels: its em is not less.
    static float pixels_of(int em, const FontFile* file) {
        return std::ceil(static_cast<float>(em) * (file != nullptr ? file->height() : 1.2F) - 1e-3F);
    }

    /// From the first face that has it, no wider than a box.
    std::optional<GlyphPicture> picture_of(char32_t character, int em) {
        std::vector<FontFace> faces{files_.text, files_.chinese};
        faces.insert(faces.end(), files_.others.begin(), files_.others.end());
        for (const FontFace& face : faces) {
            const FontFile* file = file_of(face);
            auto picture = file != nullptr ? file->picture(character, em) : std::nullopt;
            if (picture && picture->width > em)
                picture = file->picture(character, std::max(1, em * em / picture->width));
            if (!picture) continue;
            picture->left = std::max(0, (em - picture->width) / 2);
            picture->advance = static_cast<float>(em);
            return picture;
        }
        return std::nullopt;
    }

    void add_glyph(ImFont& font, ImWchar name, float ascent, GlyphPicture picture) {
        const float baseline = std::floor(ascent) + 1;  // as ImGui rounds it
        const ImVec2 corner{static_cast<float>(picture.left), baseline - static_cast<float>(picture.top)};
        own_.push_back(
            {compat::add_glyph(atlas_, font, name, {picture.width, picture.height}, picture.advance, corner),
             std::move(picture)});
    }

    ImFontAtlas& atlas_;
    const FontFiles& files_;
    float scale_;
    const WrittenCharacters& written_;
    ImVector<ImWchar> latin_;     ///< glyphs taken from the Latin faces, which may have other scripts too
    ImVector<ImWchar> others_;    ///< characters of typed text and files
    ImVector<ImWchar> of_texts_;  ///< those and the program's texts
    ImVector<ImWchar> of_names_;  ///< those and the common Chinese characters
    std::map<std::filesystem::path, std::optional<Bytes>> files_read_;
    std::map<std::pair<std::filesystem::path, int>, std::optional<FontFile>> faces_;
    std::vector<OwnGlyph> own_;
};

}  // namespace

Fonts build_fonts(const FontFiles& files, float scale, std::span<const std::string> texts,
                  Characters characters, const WrittenCharacters& written) {
    Builder builder(files, scale, texts, characters, written);
    Fonts fonts;
    const FontFace& strong = files.strong.empty() ? files.text : files.strong;
    fonts.body = builder.face(files.text, type_size::body, true);
    fonts.small = builder.face(files.text, type_size::note);
    fonts.strong = builder.face(strong, type_size::body);
    fonts.heading = builder.face(strong, type_size::heading);
    fonts.title = builder.face(strong, type_size::title);
    fonts.mono = builder.face(files.mono, type_size::body);
    fonts.mono_small = builder.face(files.mono, type_size::note);
    fonts.figure = builder.face(files.mono, type_size::figure);
    builder.build();
    return fonts;
}

}  // namespace patchlens::ui
