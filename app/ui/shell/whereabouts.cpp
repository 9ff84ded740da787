#include "app/ui/shell/whereabouts.h"

#include <string>
#include <system_error>

#include "app/ui/compat.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// Shortens a path that does not fit to its end, the part that matters.
std::string end_of(const ImFont* font, std::string text, float width) {
    if (text_width(font, text) <= width) return text;
    while (!text.empty() && text_width(font, "…" + text) > width) {
        const std::size_t next = text.find('/', 1);
        if (next == std::string::npos) break;
        text.erase(0, next);
    }
    return "…" + text;
}

}  // namespace

bool is_folder(const std::filesystem::path& path) {
    std::error_code failed;
    return std::filesystem::is_directory(path, failed);
}

void draw_whereabouts(Context& context, Browser& browser, const char* up, const Rect& place) {
    const std::filesystem::path& folder = browser.folder();
    const bool top = !folder.has_relative_path();
    const Press press = chip(context, up, place.min, context.language("open.parent"));
    const float left = press.place.max.x + context.px(12);
    const std::string shown = end_of(context.fonts.body, folder.string(), place.max.x - left);
    text_in(context, {{left, place.min.y}, place.max}, context.fonts.body, context.palette.muted, shown);
    const ImGuiIO& io = ImGui::GetIO();
    const bool by_key = (io.KeyCtrl && compat::pressed(compat::Key::up, false)) ||
                        (!io.WantTextInput && compat::pressed(compat::Key::backspace, false));
    if (!top && (press.clicked || by_key)) browser.look_into(folder.parent_path(), browser.kind());
}

}  // namespace patchlens::ui
