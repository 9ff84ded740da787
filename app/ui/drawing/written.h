// Typed text and file names on the screen: which of their characters have no glyph yet, so that the fonts can
// be rebuilt with them, and stand-ins for characters that ImGui's character type cannot hold.
#pragma once

#include <bitset>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

namespace patchlens::ui {

class Written {
public:
    static constexpr char32_t byte = 0x110000;  ///< above Unicode: bytes that are not UTF-8

    void begin_frame();
    /// `text` as ImGui draws it; records the glyphs it needs of `font`. The number of characters stays the
    /// same.
    std::string drawn(const ImFont* font, std::string_view text);

    /// `text` for ImGui's fields, and back: characters beyond ImWchar, private-use characters and bytes that
    /// are not UTF-8 are replaced by private-use stand-ins.
    std::string with_stand_ins(std::string_view text);
    std::string without_stand_ins(std::string_view text) const;
    /// The same of one character: itself, or what stands for it.
    char32_t with_stand_in(char32_t character);

    /// Characters drawn in this frame in a face without a glyph for them.
    const std::u32string& missing() const { return missing_; }
    /// All other characters beyond Latin drawn in this frame.
    const std::u32string& seen() const { return seen_; }
    /// The characters that have stand-ins: the first has U+E000, and so on.
    const std::vector<char32_t>& stand_in_for() const { return stands_for_; }

    static constexpr ImWchar first_stand_in = 0xE000;
    static constexpr std::size_t most_stand_ins = 0x1900;  ///< up to U+F8FF

private:
    char32_t stand_in(char32_t character);
    void see(char32_t character);

    std::u32string seen_;
    std::bitset<0x10000> marks_;  ///< of `seen_`, where a character has 16 bits
    std::u32string missing_;
    std::map<char32_t, char32_t> stand_ins_;
    std::vector<char32_t> stands_for_;
};

}  // namespace patchlens::ui
