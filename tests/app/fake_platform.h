// A simulated platform for every version of Dear ImGui that app/ui/compat.h supports: the set-up it would do,
// and the mouse it would report. Keys come through compat.h, as from the real one.
#pragma once

#include <imgui.h>

namespace patchlens::fake {

/// What a platform sets up in a new context: the key map, no file for ImGui's own settings.
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
/// A renderer that stores nothing; call after creating the context and after each frame. From 1.92 on, fonts
/// request textures from the renderer while they are used.
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

/// The mouse as a platform would report it.
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

}  // namespace patchlens::fake
