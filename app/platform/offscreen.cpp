#include "app/platform/offscreen.h"

#include <optional>
#include <utility>

#include "app/model/state/names.h"
#include "app/platform/screen_part.h"
#include "app/ui/drawing/scale.h"

namespace patchlens::platform {
namespace {

constexpr float frame_seconds = 1.0F / 60;
constexpr int fewest_frames = 4;  // ImGui takes sizes from the frame before
constexpr int most_frames = 600;  // ten seconds of motion: what still moves then never stops

Size checked(Size size) {
    for (const int side : {size.height, size.width}) {
        if (side < 1 || side > largest_offscreen_side)
            throw Error(ErrorCode::value_out_of_range,
                        {"--size", "1", std::to_string(largest_offscreen_side), std::to_string(side)});
    }
    return size;
}

}  // namespace

Offscreen::Offscreen(model::Session session, const OffscreenOptions& options)
    : size_(checked(options.size)),
      stop_(options.stop),
      framebuffer_(size_),
      screen_(
          model::Session(session), options.limits, [] {}, std::nullopt) {
    application().present(options.presenting);
    if (options.scene_alone) application().show_scene_alone();
    screen_.set_scale(ui::screen_scale(options.scale, 1, options.presenting));
    ImGui::GetIO().DisplaySize = {static_cast<float>(size_.width), static_cast<float>(size_.height)};
    settle();
    if (const auto& error = application().last_error()) throw Error(*error);
    if (const model::ResultsPointer results = application().results()) {
        if (options.patch_asked)
            static_cast<void>(results->grid.token(session.patch));  // throws where there is none
        if (options.dimension_asked) results->module->require_dimension(session.dim);
    }
}

void Offscreen::advance(float seconds) {
    ImGui::GetIO().DeltaTime = seconds;
    application().settle(stop_);
    screen_.build_frame();
}

void Offscreen::settle() {
    for (int frame = 0; frame < most_frames; ++frame) {
        if (frame >= fewest_frames && !application().animating()) break;
        advance(frame_seconds);
    }
}

ui::Rect Offscreen::place_of(std::string_view part) const {
    if (const auto place = screen_.application().place_of(part)) return *place;
    std::string names = "screen, scene";
    const ui::Application& shown = screen_.application();
    const std::string chapter = std::string(model::name_of(shown.session().chapter)) + "/";
    for (const auto& [name, place] : shown.probe().items()) {
        if (name.starts_with(chapter)) names += ", " + name;
    }
    throw Error(ErrorCode::choice_expected, {"--part", names, part});
}

Image Offscreen::picture(std::string_view part) {
    const ui::Rect place = place_of(part);
    screen_.render(size_);
    const Image whole = framebuffer_.read();
    return part == "screen" ? whole : screen_part(whole, place);
}

std::string Offscreen::drawing(std::string_view part) {
    application().record(true);
    advance(frame_seconds);
    std::string file = application().svg(place_of(part));
    application().record(false);
    return file;
}

}  // namespace patchlens::platform
