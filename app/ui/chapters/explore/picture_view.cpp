#include "app/ui/chapters/explore/picture_view.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters/explore/navigation.h"
#include "app/ui/chapters/explore/overlay.h"
#include "app/ui/chapters/explore/pixel_values.h"
#include "app/ui/chapters/explore/rulers.h"
#include "app/ui/drawing/camera.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/pin_mark.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

void draw_picture(Context& context, const model::Session& session, const model::Results& results,
                  const Camera& camera, const Rect& area) {
    const Size size = results.grid.image();
    const Size covered = results.grid.covered();
    const Rect place = camera.to_screen({0, 0, size.height, size.width});
    fill(context, place, context.palette.track);
    picture(context, context.pictures.of("picture", results.pyramid), place);
    draw_overlay(context, session, results, camera.to_screen({0, 0, covered.height, covered.width}));
    draw_dropped(context, results.grid, camera, area);
    if (session.place<model::Explore>().grid_lines) {
        draw_grid_lines(context, results.grid, camera, area);
        draw_token_numbers(context, results.grid, camera, area);
    }
    const bool hidden = overlay_ready(session.place<model::Explore>().overlay, results) &&
                        session.place<model::Explore>().overlay_opacity > 0.5;
    if (!hidden) draw_pixel_values(context, *results.image, camera, area);
}

void tell_about_mouse(Context& context, const model::Session& session, const model::Results& results,
                      PixelPosition pixel, const std::optional<PatchPosition>& patch) {
    const model::Language& language = context.language;
    const std::string where = language("view.pixel", {std::to_string(pixel.y), std::to_string(pixel.x)}) +
                              "  " + pixel_text(results, pixel);
    if (!patch) {
        tooltip(context, {language("view.dropped_pixel"), where});
        return;
    }
    const std::string name =
        language("view.patch", {place_text(*patch), grouped(results.grid.token(*patch))});
    const std::string over = overlay_text(context, session.place<model::Explore>().overlay, results, *patch);
    if (over.empty()) return tooltip(context, {name, where});
    tooltip(context, {name, over, where});
}

/// The patch and the pixel under the mouse become the ones hovered everywhere; held, the patch is selected.
void touch(Context& context, const model::Session& session, const model::Results& results,
           const Camera& camera, bool selects, model::Actions& actions) {
    const Size image = results.grid.image();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const PixelPosition pixel{
        std::clamp(static_cast<int>(std::floor(camera.y_at(mouse.y))), 0, image.height - 1),
        std::clamp(static_cast<int>(std::floor(camera.x_at(mouse.x))), 0, image.width - 1)};
    const auto patch = results.grid.patch_at(pixel);
    if (patch) context.hovering.patch = patch;
    if (patch == results.selection.patch) {
        const Rectangle inside = results.grid.rectangle(*patch);
        context.hovering.pixel = PixelPosition{pixel.y - inside.top, pixel.x - inside.left};
    }
    if (selects && patch && *patch != session.patch) actions.emplace_back(model::SelectPatch{*patch});
    tell_about_mouse(context, session, results, pixel, patch);
}

void draw_marks(Context& context, const model::Results& results, const Camera& camera) {
    const auto place_of = [&](PatchPosition patch) {
        return camera.to_screen(results.grid.rectangle(patch));
    };
    const PatchPosition selected = results.selection.patch;
    const auto& hovered = context.hovered.patch;
    if (hovered && results.grid.contains(*hovered) && *hovered != selected) {
        fill(context, place_of(*hovered), hovered_on_picture.packed(0.22F));
        marker(context, place_of(*hovered), hovered_on_picture);
    }
    marker(context, place_of(selected), selected_on_picture);
    if (results.selection.pinned) pin_marker(context, place_of(*results.selection.pinned));
    if (context.hovered.pixel) {
        const Rectangle patch = results.grid.rectangle(selected);
        const Rect pixel = camera.to_screen(
            {patch.top + context.hovered.pixel->y, patch.left + context.hovered.pixel->x, 1, 1});
        if (pixel.width() >= context.px(3)) outline(context, pixel, hovered_on_picture, 1);
    }
}

}  // namespace

void draw_picture_view(Context& context, const model::Session& session, const model::Results& results,
                       const Rect& area, model::Actions& actions) {
    const Size image = results.grid.image();
    const Camera camera = camera_of(session.place<model::Explore>().view, image, area);
    const Rect whole = camera.to_screen({0, 0, image.height, image.width});
    const Rect shown{{std::max(whole.min.x, area.min.x), std::max(whole.min.y, area.min.y)},
                     {std::min(whole.max.x, area.max.x), std::min(whole.max.y, area.max.y)}};
    const Press press = pressable(context, "explore/picture", shown, 0);
    const bool pulled = navigate(context, session, image, area, press, actions);

    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(area.min, area.max, true);
    draw_picture(context, session, results, camera, shown);
    if (press.hovered || press.held) touch(context, session, results, camera, press.held && !pulled, actions);
    draw_marks(context, results, camera);
    draw.PopClipRect();
    if (session.place<model::Explore>().grid_lines) {
        const ImVec2 margin{context.px(22), context.px(15)};
        draw_rulers(context, results, camera, shown,
                    {{area.min.x - margin.x, area.min.y - margin.y}, area.max});
    }
    const Rect selected = camera.to_screen(results.grid.rectangle(results.selection.patch));
    context.probe.item("explore/selected", selected.min, selected.max);
    if (results.selection.pinned) {
        const Rect pinned = camera.to_screen(results.grid.rectangle(*results.selection.pinned));
        context.probe.item("explore/pinned", pinned.min, pinned.max);
    }
}

}  // namespace patchlens::ui
