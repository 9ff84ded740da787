#include "app/ui/drawing/theme.h"

#include <imgui.h>

namespace patchlens::ui {
namespace {

constexpr Palette dark{
    .scene = {20, 23, 28},
    .panel = {27, 31, 38},
    .field = {18, 21, 26},
    .raised = {38, 44, 54},
    .border = {42, 48, 58},
    .track = {52, 59, 70},
    .knob = {230, 233, 238},
    .text = {230, 233, 238},
    .muted = {154, 163, 175},
    .accent = {255, 184, 77},
    .hovered = {90, 200, 250},
    .problem = {255, 122, 110},
    .unreached = {36, 41, 50},
    .channel = {Colour{255, 118, 112}, {94, 204, 112}, {112, 164, 255}, {190, 196, 206}},
    .diverging = {{84, 156, 246}, {56, 61, 70}, {246, 132, 80}, {214, 92, 214}},
};

constexpr Palette light{
    .scene = {244, 245, 247},
    .panel = {255, 255, 255},
    .field = {246, 247, 249},
    .raised = {240, 241, 244},
    .border = {221, 225, 231},
    .track = {214, 219, 226},
    .knob = {27, 31, 38},
    .text = {27, 31, 38},
    .muted = {86, 95, 108},
    .accent = {166, 88, 0},
    .hovered = {0, 112, 184},
    .problem = {190, 40, 30},
    .unreached = {236, 238, 242},
    .channel = {Colour{200, 40, 40}, {16, 122, 46}, {32, 92, 210}, {86, 95, 108}},
    .diverging = {{36, 96, 190}, {238, 239, 241}, {194, 74, 22}, {160, 32, 160}},
};

ImVec4 vector(ImU32 colour) {
    return ImGui::ColorConvertU32ToFloat4(colour);
}

}  // namespace

const Palette& palette_of(model::Theme theme) {
    return theme == model::Theme::dark ? dark : light;
}

Ramp channel_ramp(int channel, int channels) {
    constexpr Ramp grey{{16, 16, 18}, {246, 246, 246}};
    constexpr std::array coloured{Ramp{{38, 6, 8}, {255, 128, 116}}, Ramp{{4, 30, 10}, {126, 240, 136}},
                                  Ramp{{8, 12, 52}, {134, 178, 255}}, grey};
    return channels == 1 ? grey : coloured.at(static_cast<std::size_t>(channel));
}

const char* channel_letter(int channel, int channels) {
    constexpr std::array letters{"R", "G", "B", "A"};
    return channels == 1 ? "Y" : letters.at(static_cast<std::size_t>(channel));
}

void apply_style(const Palette& palette, float scale) {
    ImGuiStyle style;
    style.WindowPadding = {0, 0};
    style.WindowRounding = 0;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupRounding = 8;
    style.PopupBorderSize = 1;
    style.FramePadding = {8, 5};
    style.FrameRounding = 5;
    style.FrameBorderSize = 0;
    style.ItemSpacing = {8, 6};
    style.ScrollbarSize = 10;
    style.ScrollbarRounding = 5;
    style.AntiAliasedLinesUseTex = true;
    style.ScaleAllSizes(scale);

    style.Colors[ImGuiCol_WindowBg] = vector(palette.panel);
    style.Colors[ImGuiCol_ChildBg] = vector(palette.panel);
    style.Colors[ImGuiCol_PopupBg] = vector(palette.panel);
    style.Colors[ImGuiCol_Border] = vector(palette.border);
    style.Colors[ImGuiCol_Text] = vector(palette.text);
    style.Colors[ImGuiCol_TextDisabled] = vector(palette.muted);
    style.Colors[ImGuiCol_TextSelectedBg] = vector(palette.hovered.packed(0.35F));
    style.Colors[ImGuiCol_FrameBg] = vector(palette.field);
    style.Colors[ImGuiCol_FrameBgHovered] = vector(palette.field);
    style.Colors[ImGuiCol_FrameBgActive] = vector(palette.field);
    style.Colors[ImGuiCol_ScrollbarBg] = vector(palette.panel);
    style.Colors[ImGuiCol_ScrollbarGrab] = vector(palette.track);
    style.Colors[ImGuiCol_ScrollbarGrabHovered] = vector(palette.muted);
    style.Colors[ImGuiCol_ScrollbarGrabActive] = vector(palette.muted);
    ImGui::GetStyle() = style;
}

}  // namespace patchlens::ui
