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
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

/// Latin, punctuation, superscripts, arrows, mathematics and the geometric shapes the screen uses.
constexpr ImWchar latin_ranges[] = {0x0020, 0x024F, 0x2010, 0x205E, 0x2070, 0x209C, 0x2190,
                                    0x21FF, 0x2200, 0x22FF, 0x25A0, 0x25FF, 0};
constexpr ImWchar digit_range[] = {U'0', U'9', 0};
/// Digits and the marks that both scripts have: among Chinese they are as wide as a character.
constexpr ImWchar digits_and_marks[] = {U'0',   U'9',   0x2014, 0x2014, 0x2018, 0x2019,
                                        0x201C, 0x201D, 0x2026, 0x2026, 0};
constexpr const ImWchar* marks = digits_and_marks + 2;  // — ‘ ’ “ ” …

/// Takes the characters of `ranges` out.
void without(ImFontGlyphRangesBuilder& builder, const ImWchar* ranges) {
    for (; ranges[0] != 0; ranges += 2) {
        for (unsigned character = ranges[0]; character <= ranges[1]; ++character)
            builder.UsedChars[static_cast<int>(character / 32)] &= ~(1U << (character % 32));
    }
}

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
    /// `mixed`: the texts are Chinese with Latin among them.
    Builder(const FontFiles& files, float scale, std::span<const std::string> texts, bool mixed,
            Characters characters, const WrittenCharacters& written)
        : atlas_(*ImGui::GetIO().Fonts), files_(files), scale_(scale), mixed_(mixed), written_(written) {
        atlas_.Clear();
        ImFontGlyphRangesBuilder latin;
        latin.AddRanges(latin_ranges);
        add_written(latin);
        without(latin, digit_range);  // merged apart
        latin.BuildRanges(&latin_);
        without(latin, marks);
        latin.BuildRanges(&latin_without_marks_);
        ImFontGlyphRangesBuilder others;
        add_written(others);
        others.BuildRanges(&others_);
        for (const std::string& text : texts)
            others.AddText(text.c_str());
        if (mixed) others.AddRanges(marks);
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

    /// A Latin face and a Chinese one whose em is `logical` pixels at 96 dpi. `names`: the text may contain a
    /// file name. `same`: a face that has the same Chinese glyphs, which need not be made again.
    ImFont* face(const FontFace& latin, const FontFace& chinese, float logical, bool names = false,
                 ImFont* same = nullptr) {
        const FontFile* own = file_of(latin);
        const auto em = static_cast<int>(std::ceil(logical * scale_ - 1e-3F));
        const float pixels = line_of(logical, own);
        ImFontConfig config = config_for(pixels, 0);
        const bool chinese_marks = mixed_ && latin != files_.mono && has_marks(chinese);
        ImFont* font = add(latin, pixels, chinese_marks ? latin_without_marks_.Data : latin_.Data,
                           Part::first, chinese_marks ? digits_and_marks : digit_range);
        if (font == nullptr) {
            font = atlas_.AddFontDefault(&config);
        } else {
            add_digits(latin, pixels);
        }
        if (same != nullptr && compat::glyphs_can_be_shared) {
            shared_.push_back({same, font});
        } else {
            merge(chinese, em, names ? of_names_ : of_texts_);
        }
        for (const FontFace& other : files_.others)
            merge(other, em, others_);
        const float ascent = own != nullptr ? pixels * own->ascent() / own->height() : pixels * 0.8F;
        names_.push_back({font, families(own, chinese, latin == files_.mono), own ? own->weight() : 400,
                          own != nullptr ? pixels / own->height() : pixels, std::round(ascent)});
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
        for (const auto& [from, to] : shared_)
            compat::share_glyphs(*from, *to);
        for (const OwnGlyph& glyph : own_) {
            compat::paint_glyph(atlas_, glyph.rectangle, glyph.picture.shades,
                                static_cast<std::size_t>(glyph.picture.width));
        }
    }

    std::vector<FaceName> names() const { return names_; }

private:
    std::string families(const FontFile* latin, const FontFace& chinese, bool mono) {
        std::string all;
        for (const FontFile* file : {latin, file_of(chinese)}) {
            if (file != nullptr) all += "'" + file->family() + "',";
        }
        return all + (mono ? "monospace" : "sans-serif");
    }

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

    bool has_marks(const FontFace& face) {
        const FontFile* file = file_of(face);
        return file != nullptr && file->has(U'“') && file->has(U'’') && file->has(U'…') && file->has(U'—');
    }

    enum class Part { first, merged };

    /// `later`: what a font merged later gives; null: nothing. `advance`: of every glyph, in pixels; 0: each
    /// its own.
    ImFont* add(const FontFace& face, float pixels, const ImWchar* ranges, Part part, const ImWchar* later,
                float advance = 0) {
        if (file_of(face) == nullptr) return nullptr;
        Bytes& bytes = *files_read_.at(face.file);
        ImFontConfig config = config_for(pixels, face.index);
        config.MergeMode = part == Part::merged;
        if (later != nullptr) compat::leave_out(config, later);
        if (advance > 0) config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = advance;
        ImFont* font =
            atlas_.AddFontFromMemoryTTF(bytes.data, static_cast<int>(bytes.size), pixels, &config, ranges);
        // All faces of a file share its bytes; the first frees them.
        if (bytes.owned) compat::share_last_font(atlas_);
        bytes.owned = true;
        return font;
    }

    void merge(const FontFace& face, int em, const ImVector<ImWchar>& ranges) {
        const FontFile* file = file_of(face);
        if (file != nullptr && ranges.Size > 1)
            add(face, static_cast<float>(em) * file->height(), ranges.Data, Part::merged, nullptr);
    }

    /// The digits of a face, all as wide as its widest.
    void add_digits(const FontFace& face, float pixels) {
        const FontFile& file = *file_of(face);
        float widest = 0;
        for (ImWchar digit = digit_range[0]; digit <= digit_range[1]; ++digit)
            widest = std::max(widest, file.advance(digit));
        add(face, pixels, digit_range, Part::merged, nullptr, std::round(widest * pixels / file.height()));
    }

    /// ImGui's measure of a face, its line from top to bottom: the whole number of pixels nearest to an em of
    /// `logical`, but no less than an em of the smallest text.
    float line_of(float logical, const FontFile* file) const {
        const float height = scale_ * (file != nullptr ? file->height() : 1.2F);
        return std::max(std::round(logical * height), std::ceil(type_size::note * height - 1e-3F));
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
    bool mixed_;
    const WrittenCharacters& written_;
    ImVector<ImWchar> latin_;  ///< glyphs taken from the Latin faces, which may have other scripts too
    ImVector<ImWchar> latin_without_marks_;
    ImVector<ImWchar> others_;    ///< characters of typed text and files
    ImVector<ImWchar> of_texts_;  ///< those and the program's texts
    ImVector<ImWchar> of_names_;  ///< those and the common Chinese characters
    std::map<std::filesystem::path, std::optional<Bytes>> files_read_;
    std::map<std::pair<std::filesystem::path, int>, std::optional<FontFile>> faces_;
    std::vector<OwnGlyph> own_;
    std::vector<FaceName> names_;
    std::vector<std::pair<const ImFont*, ImFont*>> shared_;  ///< from and to
};

bool mostly_chinese(std::span<const std::string> texts) {
    constexpr char32_t first_chinese = 0x2E80;
    const auto chinese = [](const std::string& text) {
        for (std::string_view rest = text; !rest.empty();) {
            if (take_character(rest).code.value_or(0) >= first_chinese) return true;
        }
        return false;
    };
    return std::ranges::count_if(texts, chinese) > static_cast<std::ptrdiff_t>(texts.size() / 2);
}

}  // namespace

Fonts build_fonts(const FontFiles& files, float scale, std::span<const std::string> texts,
                  Characters characters, const WrittenCharacters& written) {
    const bool mixed = mostly_chinese(texts);
    Builder builder(files, scale, texts, mixed, characters, written);
    Fonts fonts;
    const bool bold = !files.strong.empty() && !(mixed && files.chinese_strong.empty());
    const FontFace& strong = bold ? files.strong : files.text;
    const FontFace& chinese = files.chinese;
    // A large file, read only where headings are Chinese.
    const FontFace& chinese_strong = bold && mixed ? files.chinese_strong : chinese;
    fonts.body = builder.face(files.text, chinese, type_size::body, true);
    fonts.small = builder.face(files.text, chinese, type_size::note);
    fonts.strong = builder.face(strong, chinese_strong, type_size::body);
    fonts.heading = builder.face(strong, chinese_strong, type_size::heading);
    fonts.title = builder.face(strong, chinese_strong, type_size::title);
    fonts.mono = builder.face(files.mono, chinese, type_size::body, true, fonts.body);
    fonts.mono_small = builder.face(files.mono, chinese, type_size::note, false, fonts.small);
    fonts.figure = builder.face(files.mono, {}, type_size::figure);
    builder.build();
    fonts.names = builder.names();
    // The minus of a monospaced face may be as short as its hyphen; its dash is as wide as its plus.
    for (ImFont* font : {fonts.mono, fonts.mono_small, fonts.figure})
        compat::draw_as(*font, U'−', compat::has_glyph(*font, U'–') ? U'–' : U'-');
    return fonts;
}

}  // namespace patchlens::ui
