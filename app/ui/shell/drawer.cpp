#include "app/ui/shell/drawer.h"

#include <algorithm>
#include <vector>

#include "app/ui/compat.h"
#include "app/ui/widgets/widgets.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

constexpr char32_t first_square_script = 0x2E80;  ///< from here on, characters stand upright in a column

std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    while (!text.empty())
        characters.push_back(take_character(text).bytes);
    return characters;
}

/// One character below the other.
void text_in_a_column(Context& context, const Rect& place, ImU32 colour,
                      const std::vector<std::string_view>& characters) {
    const float line = line_height(context.fonts.body);
    const float height = line * static_cast<float>(characters.size());
    Column column{place.min.x, std::floor(place.centre().y - height / 2), place.width()};
    for (const std::string_view character : characters)
        text_in(context, column.row(line), context.fonts.body, colour, character, Align::centre);
}

/// A line that reads upwards.
void text_upwards(Context& context, const Rect& place, ImU32 colour, std::string_view text) {
    const ImFont* font = context.fonts.body;
    const float width = std::ceil(text_width(font, text));
    const float height = line_height(font);
    // Written in the middle of the screen, where nothing is clipped, and turned about its corner.
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const ImVec2 from{std::floor((screen.x - width) / 2), std::floor(screen.y / 2)};
    const ImVec2 to{std::floor(place.centre().x - height / 2), std::floor(place.centre().y + width / 2)};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const int first = draw.VtxBuffer.Size;
    put_text(context, draw, context.fonts.body, from, colour, text);
    for (int i = first; i < draw.VtxBuffer.Size; ++i) {
        ImVec2& at = draw.VtxBuffer[i].pos;
        at = {to.x + (at.y - from.y), to.y - (at.x - from.x)};
    }
    context.probe.text(text, {to.x, to.y - width, height, width}, false);
}

}  // namespace

bool drawer_handle(Context& context, const DrawerHandle& handle, const Rect& place) {
    const Palette& palette = context.palette;
    fill(context, place, palette.panel);
    const Press press = pressable(context, handle.name, place.inset(context.px(2)));
    if (press.hovered || handle.open) fill(context, place, palette.raised);
    const float edge = handle.at_left ? place.max.x - 1 : place.min.x;
    fill(context, {{edge, place.min.y}, {edge + 1, place.max.y}}, palette.border);
    const ImU32 colour = press.hovered || handle.open ? palette.text : palette.muted;

    const bool to_the_right = handle.at_left != handle.open;
    const bool row = place.width() > place.height();
    const ImVec2 tip = row ? ImVec2{place.max.x - context.px(14), std::floor(place.centre().y)}
                           : ImVec2{std::floor(place.centre().x), place.min.y + context.px(22)};
    const float half = context.px(4) * (to_the_right ? 1.0F : -1.0F);
    const ImVec2 arrow[] = {{tip.x - half / 2, tip.y - std::abs(half)},
                            {tip.x + half / 2, tip.y},
                            {tip.x - half / 2, tip.y + std::abs(half)}};
    compat::add_polyline(*ImGui::GetWindowDrawList(), arrow, colour, context.px(2));

    const auto characters = characters_of(handle.label);
    const bool square =
        !handle.label.empty() && first_character(handle.label).code.value_or(0) >= first_square_script;
    if (row) {
        text_in(context, {{place.min.x + context.px(8), place.min.y}, {tip.x - context.px(6), place.max.y}},
                context.fonts.body, colour, handle.label);
    } else if (square) {
        text_in_a_column(context, place, colour, characters);
    } else {
        text_upwards(context, place, colour, handle.label);
    }
    explain_on_hover(context, place, handle.help);
    return press.clicked;
}

OpenDrawer::OpenDrawer(Context& context, const char* name, const Rect& place)
    : context_(context), place_(place) {
    ImGui::SetCursorScreenPos(place.min);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, context.palette.panel.packed());
    ImGui::BeginChild(name, place.size(), false, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleColor();
    context.probe.item(name, place.min, place.max);
}

OpenDrawer::~OpenDrawer() {
    ImGui::EndChild();
    outline(context_, place_, context_.palette.border, std::max(1.0F, std::floor(context_.scale)));
}

}  // namespace patchlens::ui
