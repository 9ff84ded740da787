#include "app/ui/dialogs.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "app/ui/compat.h"
#include "app/ui/widgets.h"

namespace patchlens::ui {
namespace {

constexpr ImGuiWindowFlags box_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                       ImGuiWindowFlags_NoBackground;

/// The darkened screen behind a box; true where it was clicked.
bool shade(Context& context) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("shade", nullptr, box_flags);
    fill(context, {{0, 0}, size}, IM_COL32(0, 0, 0, 130));
    ImGui::SetCursorScreenPos({0, 0});
    const bool clicked = ImGui::InvisibleButton("beside", size);
    ImGui::End();
    return clicked;
}

/// A box of this size in the middle of the screen; gives its inside.
Column begin_box(Context& context, const char* name, float width, float height) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const Rect box =
        rect_at({std::floor((size.x - width) / 2), std::floor(std::max(0.0F, (size.y - height) * 0.4F))},
                width, height);
    ImGui::SetNextWindowPos(box.min);
    ImGui::SetNextWindowSize(box.size());
    ImGui::SetNextWindowFocus();
    ImGui::Begin(name, nullptr, box_flags);
    fill(context, box, context.palette.panel, context.px(10));
    outline(context, box, context.palette.border, 1, context.px(10));
    context.probe.item(name, box.min, box.max);
    return {box.min.x + context.px(24), box.min.y + context.px(20), width - context.px(48)};
}

void heading(Context& context, Column& column, const char* text) {
    text_in(context, column.row(context.px(30)), context.fonts.title, context.palette.text, text);
    column.gap(context.px(8));
}

/// The path somebody pasted, without the quotes and the file:// a file manager adds.
std::filesystem::path pasted_path(std::string text) {
    const auto strip = [&text](char quote) {
        if (text.size() >= 2 && text.front() == quote && text.back() == quote)
            text = text.substr(1, text.size() - 2);
    };
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n'))
        text.pop_back();
    while (!text.empty() && text.front() == ' ')
        text.erase(0, 1);
    strip('"');
    strip('\'');
    if (text.starts_with("file://")) text.erase(0, 7);
    return text;
}

void open_box(Context& context, model::Actions& actions) {
    const auto& samples = context.library.samples;
    const float row_height = context.px(36);
    const float height = context.px(196) + row_height * static_cast<float>(samples.size());
    Column column = begin_box(context, "dialog/open", context.px(560), height);
    heading(context, column, context.language("open.title"));
    const auto choose = [&](const std::filesystem::path& path) {
        actions.emplace_back(model::OpenPicture{path});
        actions.emplace_back(model::ShowDialog{model::Dialog::none});
    };
    text_in(context, column.row(context.px(22)), context.fonts.small, context.palette.muted,
            context.language("open.path"));
    column.gap(context.px(4));
    if (context.focus.current().empty() && context.editing.field == 0) ImGui::SetKeyboardFocusHere();
    const auto typed = entry(context, "open/path", column.row(context.px(34)), "", Align::left);
    if (typed) choose(pasted_path(*typed));
    column.gap(context.px(16));
    text_in(context, column.row(context.px(22)), context.fonts.small, context.palette.muted,
            context.language("open.samples"));
    column.gap(context.px(4));
    for (const std::filesystem::path& sample : samples) {
        const Rect row = column.row(row_height);
        const std::string name = "open/" + sample.filename().string();
        const Press press = pressable(context, name.c_str(), row.inset(1));
        if (press.hovered) fill(context, row.inset(1), context.palette.raised, context.px(6));
        text_in(context, {{row.min.x + context.px(12), row.min.y}, row.max}, context.fonts.body,
                context.palette.text, sample.filename().string());
        if (press.clicked) choose(sample);
    }
    ImGui::End();
}

void help_box(Context& context) {
    constexpr std::array lines{
        std::pair{"← ↑ → ↓", "help.key.arrows"},   std::pair{"[  ]", "help.key.patch_size"},
        std::pair{",  .", "help.key.dimension"},   std::pair{"+  -  0", "help.key.zoom"},
        std::pair{"Ctrl+← ↑ → ↓", "help.key.pan"}, std::pair{"G", "help.key.grid"},
        std::pair{"O", "help.key.overlay"},        std::pair{"P", "help.key.pin"},
        std::pair{"V", "help.key.vector"},         std::pair{"T", "help.key.theme"},
        std::pair{"Ctrl+O", "help.key.open"},      std::pair{"Ctrl+Z  Ctrl+Y", "help.key.undo"},
        std::pair{"Tab  Enter", "help.key.tab"},   std::pair{"F1  Esc", "help.key.help"},
        std::pair{"Ctrl+Q", "help.key.quit"},
    };
    const float row_height = context.px(30);
    const float height = context.px(150) + row_height * static_cast<float>(lines.size());
    Column column = begin_box(context, "dialog/help", context.px(600), height);
    heading(context, column, context.language("help.title"));
    for (const auto& [keys, key] : lines) {
        const Rect row = column.row(row_height);
        const float split = row.min.x + context.px(170);
        text_in(context, {row.min, {split, row.max.y}}, context.fonts.mono, context.palette.text, keys);
        text_in(context, {{split, row.min.y}, row.max}, context.fonts.body, context.palette.muted,
                context.language(key));
    }
    column.gap(context.px(12));
    paragraph(context, {column.x, column.y}, column.width, context.fonts.small, context.palette.muted,
              context.language("help.mouse"));
    ImGui::End();
}

}  // namespace

void draw_dialog(Context& context, model::Dialog dialog, model::Actions& actions) {
    if (dialog == model::Dialog::none) return;
    context.focus.only_what_follows();
    bool closes = shade(context);
    if (dialog == model::Dialog::open) open_box(context, actions);
    if (dialog == model::Dialog::help) help_box(context);
    closes |= compat::pressed(compat::Key::escape, false);
    if (closes) actions.emplace_back(model::ShowDialog{model::Dialog::none});
}

}  // namespace patchlens::ui
