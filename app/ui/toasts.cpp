#include "app/ui/toasts.h"

#include <algorithm>

#include "app/ui/compat.h"
#include "app/ui/widgets.h"

namespace patchlens::ui {
namespace {

constexpr std::size_t most_at_once = 3;

}  // namespace

void Toasts::show(std::string text) {
    std::erase_if(toasts_, [&](const Toast& toast) { return toast.text == text; });
    toasts_.push_back({std::move(text)});
    if (toasts_.size() > most_at_once) toasts_.erase(toasts_.begin());
}

std::vector<std::string> Toasts::texts() const {
    std::vector<std::string> texts;
    for (const Toast& toast : toasts_)
        texts.push_back(toast.text);
    return texts;
}

void Toasts::draw(Context& context, const Rect& scene, double now) {
    for (Toast& toast : toasts_) {
        if (toast.shown_at < 0) toast.shown_at = now;
    }
    std::erase_if(toasts_, [now](const Toast& toast) { return now - toast.shown_at > seconds; });
    if (toasts_.empty()) return;

    const float pad = context.px(14);
    const float width = std::min(scene.width() - context.px(32), context.px(560));
    const float text_width_limit = width - 2 * pad - context.px(26);
    ImFont* font = context.fonts.body;
    const auto height_of = [&](const Toast& toast) {
        const ImVec2 size =
            font->CalcTextSizeA(compat::size_of(font), FLT_MAX, text_width_limit, toast.text.c_str());
        return std::ceil(size.y) + 2 * pad;
    };
    float height = 0;
    for (const Toast& toast : toasts_)
        height += height_of(toast) + context.px(8);

    const ImVec2 corner{std::floor(scene.centre().x - width / 2), scene.max.y - context.px(16) - height};
    ImGui::SetNextWindowPos(corner);
    ImGui::SetNextWindowSize({width, height});
    ImGui::Begin("toasts", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove);
    Column column{corner.x, corner.y, width};
    const Toast* dismissed = nullptr;
    int index = 0;
    for (const Toast& toast : toasts_) {
        const Rect box = column.row(height_of(toast));
        column.gap(context.px(8));
        const std::string name = "toast/" + std::to_string(index++);
        fill(context, box, context.palette.raised, context.px(8));
        const Press press = pressable(context, name.c_str(), box, context.px(8));
        outline(context, box, press.hovered ? context.palette.hovered : context.palette.problem,
                context.px(1.5F), context.px(8));
        const ImVec2 sign{box.min.x + pad + context.px(7), box.min.y + pad + context.px(8)};
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        draw.AddCircleFilled(sign, context.px(9), context.palette.problem);
        text_in(context,
                {{sign.x - context.px(9), sign.y - context.px(9)},
                 {sign.x + context.px(9), sign.y + context.px(9)}},
                context.fonts.strong, context.palette.panel, "!", Align::centre);
        paragraph(context, {box.min.x + pad + context.px(26), box.min.y + pad}, text_width_limit, font,
                  context.palette.text, toast.text);
        if (press.clicked) dismissed = &toast;
    }
    ImGui::End();
    if (dismissed != nullptr) toasts_.erase(toasts_.begin() + (dismissed - toasts_.data()));
}

}  // namespace patchlens::ui
