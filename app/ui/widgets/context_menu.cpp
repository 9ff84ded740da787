#include "app/ui/widgets/context_menu.h"

#include <algorithm>
#include <utility>

#include "app/model/state/half_width.h"
#include "app/model/state/vector_text.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// A right button let go where it went down, not one that pulled.
bool right_clicked(const Press& press) {
    const ImGuiIO& io = ImGui::GetIO();
    return press.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right) &&
           press.place.contains(io.MouseClickedPos[ImGuiMouseButton_Right]) &&
           io.MouseDragMaxDistanceSqr[ImGuiMouseButton_Right] < io.MouseDragThreshold * io.MouseDragThreshold;
}

void show_menu(Context& context, const char* name, const Press& press, bool by_mouse, MenuLines lines,
               std::optional<model::Term> term) {
    const auto saved = std::ranges::find(lines, "save_picture", &MenuLine::name);
    if (saved != lines.end()) {
        const std::string of_what = std::get<model::SavePicture>(saved->action).name + "-scene";
        lines.insert(saved + 1, {"save_scene", context.language("context.save_scene"),
                                 model::SavePicture{nullptr, of_what, false, {}, true}});
    }
    if (term) lines.push_back({"what", context.language("context.what"), model::OpenGlossary{term}});
    const ImVec2 at = by_mouse ? ImGui::GetIO().MousePos : press.place.centre();
    context.menu.show(at, std::move(lines), name, !by_mouse);
}

bool copy_keys_pressed() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.KeyCtrl && io.KeyShift && !io.WantTextInput && compat::pressed(compat::letter_key('c'), false);
}

}  // namespace

void ContextMenu::show(ImVec2 at, MenuLines lines, std::string owner, bool first) {
    if (!free_) return;
    free_ = false;
    open_ = Open{at, std::move(lines), std::move(owner), first};
}

void ContextMenu::choose(model::Action action) {
    free_ = false;
    chosen_ = std::move(action);
}

bool menu_key_pressed() {
    return compat::pressed(compat::Key::menu, false) ||
           (ImGui::GetIO().KeyShift && compat::pressed(compat::Key::f10, false));
}

void offer_menu(Context& context, const char* name, const Press& press, std::optional<model::Term> term,
                const std::function<MenuLines(bool)>& lines) {
    if (!context.menu.free()) return;
    if (copy_keys_pressed()) {
        const MenuLines offered = lines(false);
        const auto copy = std::ranges::find(offered, "copy_picture", &MenuLine::name);
        if (copy != offered.end()) context.menu.choose(copy->action);
        return;
    }
    const bool by_mouse = right_clicked(press);
    const bool meant = press.focused || context.focus.current().empty();
    if (!by_mouse && !(meant && !ImGui::GetIO().WantTextInput && menu_key_pressed())) return;
    show_menu(context, name, press, by_mouse, lines(by_mouse), term);
}

void offer_readout_menu(Context& context, const char* name, const Rect& place,
                        std::optional<model::Term> term, const std::function<MenuLines()>& lines) {
    if (!context.menu.free()) return;
    Press press;
    press.place = place;
    press.hovered = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(place.min, place.max);
    if (right_clicked(press)) show_menu(context, name, press, true, lines(), term);
}

MenuLine copy_value(const Context& context, float value) {
    const std::string text = model::vector_text({&value, 1}, model::VectorFormat::text);
    const std::string shown = on_screen(text);
    return {"value", context.language("context.copy_value"),
            model::CopyText{text, model::Message::literal(shown)}, shown};
}

MenuLine copy_shown(const Context& context, std::string_view shown) {
    return {"value", context.language("context.copy_value"),
            model::CopyText{model::half_width(shown), model::Message::literal(std::string(shown))},
            std::string(shown)};
}

MenuLine copy_text(const std::string& label, const std::string& text, model::Message what) {
    return {"text", label, model::CopyText{text, std::move(what)}};
}

void add_picture(const Context& context, MenuLines& lines, const std::shared_ptr<const Image>& picture,
                 const std::string& name, bool map) {
    lines.push_back({"copy_picture", context.language("context.copy_picture"),
                     model::CopyPicture{picture, name, map}, "Ctrl+Shift+C"});
    lines.push_back(
        {"save_picture", context.language("context.save_picture"), model::SavePicture{picture, name, map}});
}

void add_picture(const Context& context, MenuLines& lines, Image picture, const std::string& name) {
    add_picture(context, lines, std::make_shared<const Image>(std::move(picture)), name, true);
}

std::string copy_name(const model::Session& session, std::string_view what) {
    std::string name = session.picture.stem().string();
    if (!what.empty()) name += "-" + std::string(what);
    return name;
}

void add_patch(const Context& context, MenuLines& lines, const model::Session& session, PatchPosition patch) {
    const std::string place = "(" + std::to_string(patch.row) + ", " + std::to_string(patch.column) + ")";
    if (patch != session.patch)
        lines.push_back(
            {"select", context.language("context.select_patch"), model::SelectPatch{patch}, place});
    const bool pinned = session.pinned == patch;
    lines.push_back({"pin", context.language(pinned ? "context.unpin" : "context.pin"),
                     model::PinPatch{pinned ? std::nullopt : std::optional(patch)}, place});
}

void add_dimension(const Context& context, MenuLines& lines, int selected, int dim) {
    if (dim == selected) return;
    lines.push_back({"select_dim", context.language("context.select_dimension"), model::SelectDimension{dim},
                     std::to_string(dim)});
}

}  // namespace patchlens::ui
