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
    .edge = {114, 123, 137},
    .track = {114, 123, 137},
    .blank = {52, 59, 70},
    .knob = {230, 233, 238},
    .text = {230, 233, 238},
    .muted = {154, 163, 175},
    .accent = {255, 237, 99},
    .hovered = {16, 195, 194},
    .pinned = {249, 197, 255},
    .warning = {244, 159, 4},
    .problem = {255, 76, 161},
    .code = {Colour{203, 166, 255}, {130, 200, 255}, {158, 212, 130}},
    .channel = {Colour{243, 115, 102}, {104, 207, 130}, {113, 165, 255}, {190, 196, 206}},
    .diverging = {{59, 123, 238}, {56, 61, 70}, {216, 103, 46}, {228, 150, 245}},
};

constexpr Palette light{
    .scene = {244, 245, 247},
    .panel = {255, 255, 255},
    .field = {246, 247, 249},
    .raised = {240, 241, 244},
    .border = {221, 225, 231},
    .edge = {128, 136, 149},
    .track = {128, 136, 149},
    .blank = {214, 219, 226},
    .knob = {27, 31, 38},
    .text = {27, 31, 38},
    .muted = {86, 95, 108},
    .accent = {95, 70, 0},
    .hovered = {0, 120, 141},
    .pinned = {66, 0, 190},
    .warning = {238, 167, 5},
    .problem = {156, 0, 94},
    .code = {Colour{112, 40, 172}, {0, 88, 160}, {36, 104, 40}},
    .channel = {Colour{196, 60, 66}, {24, 125, 66}, {20, 95, 224}, {86, 95, 108}},
    .diverging = {{44, 124, 240}, {238, 239, 241}, {224, 86, 50}, {95, 0, 95}},
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
    style.PopupBorderSize = 0;  // ImGui leaves its border out of what may be drawn on; lists draw their own
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
    style.Colors[ImGuiCol_ScrollbarGrab] = vector(palette.edge);
    style.Colors[ImGuiCol_ScrollbarGrabHovered] = vector(palette.muted);
    style.Colors[ImGuiCol_ScrollbarGrabActive] = vector(palette.muted);
    ImGui::GetStyle() = style;
}

}  // namespace patchlens::ui
