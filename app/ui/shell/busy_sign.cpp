#include "app/ui/shell/busy_sign.h"

#include <algorithm>
#include <system_error>

#include "app/ui/widgets.h"
#include "core/text.h"

namespace patchlens::ui {
namespace {

constexpr double seconds_across = 1.2;

}  // namespace

void BusySign::update(const std::optional<std::filesystem::path>& opening, double now) {
    if (opening == opening_) return;
    opening_ = opening;
    since_ = now;
    size_.clear();
    if (!opening) return;
    std::error_code failed;
    const std::uintmax_t bytes = std::filesystem::file_size(*opening, failed);
    if (!failed) size_ = bytes_text(bytes);
}

std::optional<double> BusySign::next_change(double now) const {
    if (!opening_) return std::nullopt;
    return now - since_ < delay ? delay - (now - since_) : interval;
}

void BusySign::draw(Context& context, const Rect& scene, bool still, double now) const {
    if (!opening_ || now - since_ < delay) return;
    const std::string text = context.language("picture.opening_file", {opening_->filename().string(), size_});
    const float pad = context.px(16);
    const float width =
        std::min(text_width(context.fonts.body, text) + 2 * pad + 1, scene.width() - context.px(32));
    const Rect place = rect_at({std::floor(scene.centre().x - width / 2), scene.min.y + context.px(54)},
                               width, context.px(44));
    ImGui::SetNextWindowPos(place.min);
    ImGui::SetNextWindowSize(place.size());
    ImGui::Begin("busy", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoInputs |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove);
    fill(context, place, context.palette.raised, context.px(8));
    outline(context, place, context.palette.border, 1, context.px(8));
    context.probe.item("busy", place.min, place.max);
    text_in(context, {{place.min.x + pad, place.min.y}, {place.max.x - pad, place.max.y - context.px(8)}},
            context.fonts.body, context.palette.text, text, Align::centre);
    const Rect track{{place.min.x + pad, place.max.y - context.px(11)},
                     {place.max.x - pad, place.max.y - context.px(8)}};
    fill(context, track, context.palette.track, context.px(1.5F));
    // How far it is nobody knows: a part of the track wanders across it.
    const double turn =
        still ? 0.5 : (now - since_) / seconds_across - std::floor((now - since_) / seconds_across);
    const float part = track.width() * 0.3F;
    const float x = track.min.x + (track.width() - part) * static_cast<float>(turn);
    fill(context, {{x, track.min.y}, {x + part, track.max.y}}, context.palette.accent, context.px(1.5F));
    ImGui::End();
}

}  // namespace patchlens::ui
