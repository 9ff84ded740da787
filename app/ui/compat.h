// Every difference between the versions of Dear ImGui PatchLens builds against: 1.86 (Debian 12), 1.90
// (Debian 13), 1.92. Nothing else in ui/ looks at IMGUI_VERSION_NUM.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include <imgui.h>

// ImGuiItemFlags_NoTabStop is public from 1.91.4 on, PushTabStop is gone; focus_next works around a bug in
// 1.90.1.
#if IMGUI_VERSION_NUM >= 19140 || IMGUI_VERSION_NUM == 19010
#include <imgui_internal.h>
#endif

namespace patchlens::ui::compat {

/// The keys PatchLens and ImGui's text fields use, named by what is printed on them. The platform maps
/// keyboard keys to them; symbols ("[", ",") arrive as typed characters.
enum class Key {
    left,
    right,
    up,
    down,
    page_up,
    page_down,
    home,
    end,
    insert,
    remove,
    tab,
    space,
    enter,
    escape,
    backspace,
    minus,
    equal,
    f1,
    f2,
    f3,
    f4,
    f5,
    f10,
    f11,
    menu,
    zero,  // the other digits follow
    nine = zero + 9,
    a,  // the other letters follow
    o = a + 14,
    q = a + 16,
    s = a + 18,
    y = a + 24,
    z = a + 25
};
inline constexpr int key_count = static_cast<int>(Key::z) + 1;

inline constexpr Key digit_key(int digit) {
    return static_cast<Key>(static_cast<int>(Key::zero) + digit);
}
/// `letter` is one of a to z.
inline constexpr Key letter_key(char letter) {
    return static_cast<Key>(static_cast<int>(Key::a) + (letter - 'a'));
}

#if IMGUI_VERSION_NUM >= 18700
using NativeKey = ImGuiKey;
inline NativeKey native(Key key) {
    if (key >= Key::a)
        return static_cast<ImGuiKey>(ImGuiKey_A + (static_cast<int>(key) - static_cast<int>(Key::a)));
    if (key >= Key::zero)
        return static_cast<ImGuiKey>(ImGuiKey_0 + (static_cast<int>(key) - static_cast<int>(Key::zero)));
    constexpr ImGuiKey keys[] = {
        ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_PageUp,
        ImGuiKey_PageDown,  ImGuiKey_Home,       ImGuiKey_End,     ImGuiKey_Insert,    ImGuiKey_Delete,
        ImGuiKey_Tab,       ImGuiKey_Space,      ImGuiKey_Enter,   ImGuiKey_Escape,    ImGuiKey_Backspace,
        ImGuiKey_Minus,     ImGuiKey_Equal,      ImGuiKey_F1,      ImGuiKey_F2,        ImGuiKey_F3,
        ImGuiKey_F4,        ImGuiKey_F5,         ImGuiKey_F10,     ImGuiKey_F11,       ImGuiKey_Menu};
    static_assert(std::size(keys) == static_cast<std::size_t>(Key::zero));
    return keys[static_cast<int>(key)];
}
#else
/// Before 1.87 ImGui knows keys by the platform's own numbers; these are GLFW's.
using NativeKey = int;
inline NativeKey native(Key key) {
    if (key >= Key::a) return 'A' + (static_cast<int>(key) - static_cast<int>(Key::a));
    if (key >= Key::zero) return '0' + (static_cast<int>(key) - static_cast<int>(Key::zero));
    constexpr int keys[] = {263, 262, 265, 264, 266, 267, 268, 269, 260, 261, 258, 32, 257,
                            256, 259, '-', '=', 290, 291, 292, 293, 294, 299, 300, 348};
    static_assert(std::size(keys) == static_cast<std::size_t>(Key::zero));
    return keys[static_cast<int>(key)];
}
#endif

/// Whether the key went down in this frame, or repeats while it is held.
inline bool pressed(Key key, bool repeat = true) {
    return ImGui::IsKeyPressed(native(key), repeat);
}

/// The characters typed in this frame, whatever the keyboard's layout.
inline std::span<const ImWchar> typed_characters() {
    const auto& queue = ImGui::GetIO().InputQueueCharacters;
    return {queue.Data, static_cast<std::size_t>(queue.Size)};
}

/// Sets the function that supplies the text when a text field pastes: `answer(window)` returns text valid
/// until the next call, or null. `window` is the platform's handle.
template <const char* (*answer)(void*)>
void answer_pastes(void* window) {
#if IMGUI_VERSION_NUM >= 19110
    ImGuiPlatformIO& io = ImGui::GetPlatformIO();
    io.Platform_ClipboardUserData = window;
    io.Platform_GetClipboardTextFn = [](ImGuiContext*) {
        return answer(ImGui::GetPlatformIO().Platform_ClipboardUserData);
    };
#else
    ImGui::GetIO().ClipboardUserData = window;
    ImGui::GetIO().GetClipboardTextFn = answer;
#endif
}

/// Input as the platform reports it.
inline void feed_key(Key key, bool down) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddKeyEvent(native(key), down);
#else
    ImGui::GetIO().KeysDown[native(key)] = down;
#endif
}
/// A typed character. One that ImWchar cannot hold, such as an emoji, is passed as a UTF-16 surrogate pair.
inline void feed_character(char32_t character) {
    ImGuiIO& io = ImGui::GetIO();
    if (character <= IM_UNICODE_CODEPOINT_MAX) return io.AddInputCharacter(character);
    io.AddInputCharacter(0xD800 + ((character - 0x10000) >> 10));
    io.AddInputCharacter(0xDC00 + (character & 0x3FF));
}
inline void feed_modifiers(bool control, bool shift, bool alt = false) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18900
    io.AddKeyEvent(ImGuiMod_Ctrl, control);
    io.AddKeyEvent(ImGuiMod_Shift, shift);
    io.AddKeyEvent(ImGuiMod_Alt, alt);
#elif IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiKey_ModCtrl, control);
    io.AddKeyEvent(ImGuiKey_ModShift, shift);
    io.AddKeyEvent(ImGuiKey_ModAlt, alt);
#else
    io.KeyCtrl = control;
    io.KeyShift = shift;
    io.KeyAlt = alt;
#endif
}
/// The size a font was built for, in pixels.
inline float size_of(const ImFont* font) {
#if IMGUI_VERSION_NUM >= 19200
    return font->LegacySize;
#else
    return font->FontSize;
#endif
}
inline void push_font(ImFont* font) {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(font, font->LegacySize);
#else
    ImGui::PushFont(font);
#endif
}

/// The texture of the fonts, which also has the white pixel that shapes are filled from.
inline ImTextureID atlas_texture() {
#if IMGUI_VERSION_NUM >= 19200
    return ImGui::GetIO().Fonts->TexRef.GetTexID();
#else
    return ImGui::GetIO().Fonts->TexID;
#endif
}

/// Whether the font has a glyph for a character.
inline bool has_glyph(const ImFont& font, char32_t character) {
    if (character > IM_UNICODE_CODEPOINT_MAX) return false;
#if IMGUI_VERSION_NUM >= 19200
    return const_cast<ImFont&>(font).IsGlyphInFont(static_cast<ImWchar>(character));
#else
    return font.FindGlyphNoFallback(static_cast<ImWchar>(character)) != nullptr;
#endif
}

/// Marks the font added last as sharing another font's data, so that the data is freed only once.
inline void share_last_font(ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM >= 19200
    atlas.Sources.back().FontDataOwnedByAtlas = false;
#else
    atlas.ConfigData.back().FontDataOwnedByAtlas = false;
#endif
}

/// Leaves the characters of `ranges` to a font merged later. Before 1.92 a font has only what its own ranges
/// name.
inline void leave_out([[maybe_unused]] ImFontConfig& config, [[maybe_unused]] const ImWchar* ranges) {
#if IMGUI_VERSION_NUM >= 19200
    config.GlyphExcludeRanges = ranges;
#endif
}

/// Before 1.92 a font can show glyphs that were rasterised for another of the same size.
#if IMGUI_VERSION_NUM >= 19200
constexpr bool glyphs_can_be_shared = false;
inline void share_glyphs(const ImFont&, ImFont&) {}
#else
constexpr bool glyphs_can_be_shared = true;
/// Gives `to` the glyphs of `from` that it lacks, on its own baseline. The atlas is built.
inline void share_glyphs(const ImFont& from, ImFont& to) {
    const float down = std::round(to.Ascent) - std::round(from.Ascent);
    for (const ImFontGlyph& glyph : from.Glyphs) {
        const auto character = static_cast<ImWchar>(glyph.Codepoint);
        if (has_glyph(to, character)) continue;
        to.AddGlyph(nullptr, character, glyph.X0, glyph.Y0 + down, glyph.X1, glyph.Y1 + down, glyph.U0,
                    glyph.V0, glyph.U1, glyph.V1, glyph.AdvanceX);
    }
    to.BuildLookupTable();
}
#endif

/// Draws `character` with the glyph of `shape`. Before 1.92 the atlas must be built.
inline void draw_as(ImFont& font, ImWchar character, ImWchar shape) {
    font.AddRemapChar(character, shape);
}

/// Glyphs that PatchLens paints itself: before 1.92 the atlas reserves rectangles for them. Later versions
/// use a box glyph from the font.
#if IMGUI_VERSION_NUM >= 19200
constexpr bool own_glyphs = false;
inline int add_glyph(ImFontAtlas&, ImFont&, ImWchar, std::array<int, 2>, float, ImVec2) {
    return 0;
}
inline void paint_glyph(ImFontAtlas&, int, std::span<const std::uint8_t>, std::size_t) {}
inline void set_fallback(ImFont& font) {
    constexpr ImWchar box = 0x25A1;
    if (font.IsGlyphInFont(box)) font.FallbackChar = box;
}
#else
constexpr bool own_glyphs = true;
/// Reserves a rectangle of `size` (width, height) whose top left corner is at `corner`, relative to the pen
/// at the top of the line.
inline int add_glyph(ImFontAtlas& atlas, ImFont& font, ImWchar name, std::array<int, 2> size, float advance,
                     ImVec2 corner) {
    return atlas.AddCustomRectFontGlyph(&font, name, size[0], size[1], advance, corner);
}
/// Fills the rectangle with rows of `width` shades, once the atlas is built.
inline void paint_glyph(ImFontAtlas& atlas, int place, std::span<const std::uint8_t> shades,
                        std::size_t width) {
    const auto* rectangle = atlas.GetCustomRectByIndex(place);
    for (std::size_t row = 0; row * width < shades.size(); ++row) {
        const auto line = shades.subspan(row * width, width);
        const auto stride = static_cast<std::size_t>(atlas.TexWidth);
        std::copy(line.begin(), line.end(),
                  atlas.TexPixelsAlpha8 + (rectangle->Y + row) * stride + rectangle->X);
    }
}
/// Does nothing: the box is painted as U+FFFD, ImGui's own fallback.
inline void set_fallback(ImFont&) {}
#endif

/// From 1.92 on glyphs are rasterised when they are first drawn, and no atlas is built beforehand.
inline void add_common_chinese([[maybe_unused]] ImFontGlyphRangesBuilder& builder,
                               [[maybe_unused]] ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM < 19200
    builder.AddRanges(atlas.GetGlyphRangesChineseSimplifiedCommon());
#endif
}
inline void build_atlas([[maybe_unused]] ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM < 19200
    atlas.Build();
#endif
}

/// The clipboard functions ImGui reads from and writes to.
#if IMGUI_VERSION_NUM >= 19110
using ClipboardOwner = ImGuiContext*;
#else
using ClipboardOwner = void*;
#endif
struct Clipboard {
    const char* (*get)(ClipboardOwner) = nullptr;
    void (*set)(ClipboardOwner, const char*) = nullptr;
    void* user = nullptr;
};
inline Clipboard clipboard() {
#if IMGUI_VERSION_NUM >= 19110
    const ImGuiPlatformIO& io = ImGui::GetPlatformIO();
    return {io.Platform_GetClipboardTextFn, io.Platform_SetClipboardTextFn, io.Platform_ClipboardUserData};
#else
    const ImGuiIO& io = ImGui::GetIO();
    return {io.GetClipboardTextFn, io.SetClipboardTextFn, io.ClipboardUserData};
#endif
}
inline void set_clipboard(const Clipboard& clipboard) {
#if IMGUI_VERSION_NUM >= 19110
    ImGuiPlatformIO& io = ImGui::GetPlatformIO();
    io.Platform_GetClipboardTextFn = clipboard.get;
    io.Platform_SetClipboardTextFn = clipboard.set;
    io.Platform_ClipboardUserData = clipboard.user;
#else
    ImGuiIO& io = ImGui::GetIO();
    io.GetClipboardTextFn = clipboard.get;
    io.SetClipboardTextFn = clipboard.set;
    io.ClipboardUserData = clipboard.user;
#endif
}
/// The value of `user`, given the argument that its functions are called with.
inline void* clipboard_user([[maybe_unused]] ClipboardOwner owner) {
#if IMGUI_VERSION_NUM >= 19110
    return ImGui::GetPlatformIO().Platform_ClipboardUserData;
#else
    return owner;
#endif
}

/// Gives keyboard focus to the next widget drawn.
inline void focus_next() {
    ImGui::SetKeyboardFocusHere();
#if IMGUI_VERSION_NUM == 19010
    // ImGui 1.90.1 looks for the widget only in the previous focus scope (fixed in 1.90.2).
    ImGuiContext& context = *ImGui::GetCurrentContext();
    context.NavFocusScopeId = context.CurrentFocusScopeId;
#endif
}

/// PatchLens moves the focus itself; ImGui's own Tab order is switched off around text fields.
inline void push_no_tab_stop() {
#if IMGUI_VERSION_NUM >= 19140
    ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true);
#elif IMGUI_VERSION_NUM >= 18940
    ImGui::PushTabStop(false);
#else
    ImGui::PushAllowKeyboardFocus(false);
#endif
}
inline void pop_no_tab_stop() {
#if IMGUI_VERSION_NUM >= 19140
    ImGui::PopItemFlag();
#elif IMGUI_VERSION_NUM >= 18940
    ImGui::PopTabStop();
#else
    ImGui::PopAllowKeyboardFocus();
#endif
}

inline void add_outline(ImDrawList& draw, ImVec2 minimum, ImVec2 maximum, ImU32 colour, float rounding,
                        float thickness) {
#if IMGUI_VERSION_NUM >= 19280
    draw.AddRect(minimum, maximum, colour, rounding, thickness, ImDrawFlags_None);
#else
    draw.AddRect(minimum, maximum, colour, rounding, ImDrawFlags_None, thickness);
#endif
}
inline void add_polyline(ImDrawList& draw, std::span<const ImVec2> points, ImU32 colour, float thickness) {
    const int count = static_cast<int>(points.size());
#if IMGUI_VERSION_NUM >= 19280
    draw.AddPolyline(points.data(), count, colour, thickness, ImDrawFlags_None);
#else
    draw.AddPolyline(points.data(), count, colour, ImDrawFlags_None, thickness);
#endif
}

}  // namespace patchlens::ui::compat
