// Every difference between the versions of Dear ImGui PatchLens builds against: 1.86 (Debian 12), 1.90
// (Debian 13), 1.92. Nothing else in ui/ looks at IMGUI_VERSION_NUM.
#pragma once

#include <span>

#include <imgui.h>

#if IMGUI_VERSION_NUM >= 19140
#include <imgui_internal.h>  // ImGuiItemFlags_NoTabStop is public from here on, PushTabStop is gone
#endif

namespace patchlens::ui::compat {

/// The keys PatchLens asks for by place; what is written on a key ("[", ",") comes as typed characters.
enum class Key {
    left,
    right,
    up,
    down,
    page_up,
    page_down,
    home,
    end,
    tab,
    space,
    enter,
    escape,
    backspace,
    minus,
    equal,
    zero,
    f1,
    f5,
    f10,
    f11,
    a,
    o,
    q,
    s,
    y,
    z
};

#if IMGUI_VERSION_NUM >= 18700
using NativeKey = ImGuiKey;
inline NativeKey native(Key key) {
    constexpr ImGuiKey keys[] = {
        ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow,   ImGuiKey_DownArrow, ImGuiKey_PageUp,
        ImGuiKey_PageDown,  ImGuiKey_Home,       ImGuiKey_End,       ImGuiKey_Tab,       ImGuiKey_Space,
        ImGuiKey_Enter,     ImGuiKey_Escape,     ImGuiKey_Backspace, ImGuiKey_Minus,     ImGuiKey_Equal,
        ImGuiKey_0,         ImGuiKey_F1,         ImGuiKey_F5,        ImGuiKey_F10,       ImGuiKey_F11,
        ImGuiKey_A,         ImGuiKey_O,          ImGuiKey_Q,         ImGuiKey_S,         ImGuiKey_Y,
        ImGuiKey_Z};
    return keys[static_cast<int>(key)];
}
#else
/// Before 1.87 ImGui knows keys by the platform's own numbers; these are GLFW's.
using NativeKey = int;
inline NativeKey native(Key key) {
    constexpr int keys[] = {263, 262, 265, 264, 266, 267, 268, 269, 258, 32,  257, 256, 259,
                            '-', '=', '0', 290, 294, 299, 300, 'A', 'O', 'Q', 'S', 'Y', 'Z'};
    return keys[static_cast<int>(key)];
}
#endif

/// The key went down in this frame, or repeats while it is held.
inline bool pressed(Key key, bool repeat = true) {
    return ImGui::IsKeyPressed(native(key), repeat);
}

/// The characters typed in this frame, whatever the keyboard's layout.
inline std::span<const ImWchar> typed_characters() {
    const auto& queue = ImGui::GetIO().InputQueueCharacters;
    return {queue.Data, static_cast<std::size_t>(queue.Size)};
}

/// Input as a platform would report it: for tests.
inline void prepare_input() {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM < 18700
    constexpr int map[][2] = {{ImGuiKey_Tab, 258},      {ImGuiKey_LeftArrow, 263}, {ImGuiKey_RightArrow, 262},
                              {ImGuiKey_UpArrow, 265},  {ImGuiKey_DownArrow, 264}, {ImGuiKey_PageUp, 266},
                              {ImGuiKey_PageDown, 267}, {ImGuiKey_Home, 268},      {ImGuiKey_End, 269},
                              {ImGuiKey_Delete, 261},   {ImGuiKey_Backspace, 259}, {ImGuiKey_Space, 32},
                              {ImGuiKey_Enter, 257},    {ImGuiKey_Escape, 256},    {ImGuiKey_A, 'A'},
                              {ImGuiKey_C, 'C'},        {ImGuiKey_V, 'V'},         {ImGuiKey_X, 'X'},
                              {ImGuiKey_Y, 'Y'},        {ImGuiKey_Z, 'Z'}};
    for (const auto& [key, number] : map)
        io.KeyMap[key] = number;
#endif
    io.IniFilename = nullptr;
}
/// A renderer that keeps nothing: for tests, after the context is made and after each frame. From 1.92 on
/// fonts ask the renderer for their textures while they are used.
inline void take_textures() {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        const bool unwanted = texture->Status == ImTextureStatus_WantDestroy;
        texture->SetTexID(unwanted ? ImTextureID_Invalid : ImTextureID{1});
        texture->SetStatus(unwanted ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
    }
#endif
}
inline void feed_key(Key key, bool down) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddKeyEvent(native(key), down);
#else
    ImGui::GetIO().KeysDown[native(key)] = down;
#endif
}
inline void feed_modifiers(bool control, bool shift) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18900
    io.AddKeyEvent(ImGuiMod_Ctrl, control);
    io.AddKeyEvent(ImGuiMod_Shift, shift);
#elif IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiKey_ModCtrl, control);
    io.AddKeyEvent(ImGuiKey_ModShift, shift);
#else
    io.KeyCtrl = control;
    io.KeyShift = shift;
#endif
}
inline void feed_mouse(ImVec2 position) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMousePosEvent(position.x, position.y);
#else
    ImGui::GetIO().MousePos = position;
#endif
}
inline void feed_button(int button, bool down) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseButtonEvent(button, down);
#else
    ImGui::GetIO().MouseDown[button] = down;
#endif
}
inline void feed_wheel(float steps) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseWheelEvent(0, steps);
#else
    ImGui::GetIO().MouseWheel = steps;
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

/// Whether the atlas has a glyph for a character; from 1.92 on it is made when it is drawn.
inline bool has_glyph([[maybe_unused]] const ImFont& font, [[maybe_unused]] char32_t character) {
#if IMGUI_VERSION_NUM >= 19200
    return true;
#else
    return character > IM_UNICODE_CODEPOINT_MAX ||
           font.FindGlyphNoFallback(static_cast<ImWchar>(character)) != nullptr;
#endif
}

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
