#include "app/ui/shell/busy_sign.h"

#include <algorithm>
#include <system_error>

#include "app/ui/widgets/widgets.h"
#include "core/support/text.h"

namespace patchlens::ui {
namespace {

constexpr double seconds_across = 1.2;

}  // namespace

void BusySign::update(const std::optional<std::filesystem::path>& opening, const OpeningProgress& progress,
                      double now) {
    progress_ = progress;
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

std::string BusySign::text(const model::Language& language) const {
    if (!opening_) return {};
    const std::string name = opening_->filename().string();
    if (progress_.stage == OpeningStage::decoding) return language("picture.decoding_file", {name, size_});
    return language("picture.reading_file", {name, bytes_text(progress_.done), size_});
}

void BusySign::draw_track(Context& context, const Rect& track, bool still, double now) const {
    fill(context, track, context.palette.track, context.px(1.5F));
    Rect done = track;
    if (progress_.total > 0) {
        const double part = static_cast<double>(progress_.done) / static_cast<double>(progress_.total);
        done.max.x = track.min.x + track.width() * static_cast<float>(part);
    } else {
        // Progress is indeterminate: a segment moves across the track.
        const double turns = (now - since_) / seconds_across;
        const double turn = still ? 0.5 : turns - std::floor(turns);
        const float part = track.width() * 0.3F;
        done.min.x = track.min.x + (track.width() - part) * static_cast<float>(turn);
        done.max.x = done.min.x + part;
    }
    fill(context, done, context.palette.accent, context.px(1.5F));
}

void BusySign::draw(Context& context, const Rect& scene, bool still, double now) const {
    if (!opening_ || now - since_ < delay) return;
    const std::string text = this->text(context.language);
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
    outline(context, place, context.palette.edge, context.px(1), context.px(8));
    context.probe.item("busy", place.min, place.max);
    text_in(context, {{place.min.x + pad, place.min.y}, {place.max.x - pad, place.max.y - context.px(8)}},
            context.fonts.body, context.palette.text, text, Align::centre);
    draw_track(
        context,
        {{place.min.x + pad, place.max.y - context.px(11)}, {place.max.x - pad, place.max.y - context.px(8)}},
        still, now);
    ImGui::End();
}

}  // namespace patchlens::ui
