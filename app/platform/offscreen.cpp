#include "app/platform/offscreen.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "app/platform/screen.h"
#include "app/platform/surfaceless_context.h"
#include "app/ui/drawing/scale.h"

namespace patchlens::platform {
namespace {

constexpr float frame_seconds = 1.0F / 60;
constexpr int fewest_frames = 4;  // ImGui takes sizes from the frame before
constexpr int most_frames = 600;  // ten seconds of motion: what still moves then never stops

void check_side(const char* name, int side) {
    if (side >= 1 && side <= largest_offscreen_side) return;
    throw Error(ErrorCode::value_out_of_range,
                {name, "1", std::to_string(largest_offscreen_side), std::to_string(side)});
}

/// Builds frames until everything is computed and nothing moves.
void build_until_still(Screen& screen, Size size, const std::stop_token& stop) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(size.width), static_cast<float>(size.height)};
    io.DeltaTime = frame_seconds;
    for (int frame = 0; frame < most_frames; ++frame) {
        if (frame >= fewest_frames && !screen.application().animating()) break;
        screen.application().settle(stop);
        screen.build_frame();
    }
}

}  // namespace

Image render_offscreen(model::Session session, const OffscreenOptions& options) {
    check_side("--size", options.size.height);
    check_side("--size", options.size.width);
    const PatchPosition patch = session.patch;
    const int dimension = session.dim;
    const SurfacelessContext context;
    const Framebuffer framebuffer(options.size);
    Screen screen(
        std::move(session), options.limits, [] {}, std::nullopt);
    screen.application().present(options.presenting);
    screen.set_scale(ui::screen_scale(options.scale, 1, options.presenting));
    build_until_still(screen, options.size, options.stop);
    if (const auto& error = screen.application().last_error()) throw Error(*error);
    if (const model::ResultsPointer results = screen.application().results()) {
        if (options.patch_asked) static_cast<void>(results->grid.token(patch));  // throws where there is none
        if (options.dimension_asked) results->module->require_dimension(dimension);
    }
    screen.render(options.size);
    return framebuffer.read();
}

}  // namespace patchlens::platform
