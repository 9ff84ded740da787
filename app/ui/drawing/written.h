// What is written on the screen beyond the program's own texts: which characters have no glyph yet, so that
// the fonts can be built anew with them, and stand-ins for what ImGui's characters cannot hold.
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
    static constexpr char32_t byte = 0x110000;  ///< above Unicode: bytes that are no UTF-8

    void begin_frame();
    /// `text` as ImGui draws it; notes what it needs of `font`. One character stays one.
    std::string drawn(const ImFont* font, std::string_view text);

    /// `text` as ImGui's fields can hold it, and back: characters above what ImWchar holds, those for private
    /// use and bytes that are no UTF-8 have private ones stand for them.
    std::string with_stand_ins(std::string_view text);
    std::string without_stand_ins(std::string_view text) const;
    /// The same of one character: itself, or what stands for it.
    char32_t with_stand_in(char32_t character);

    /// Drawn in this frame in a face that has no glyph for it.
    const std::u32string& missing() const { return missing_; }
    /// What else was drawn in this frame beyond Latin.
    const std::u32string& seen() const { return seen_; }
    /// The characters that have stand-ins, each at its place from U+E000 on.
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
