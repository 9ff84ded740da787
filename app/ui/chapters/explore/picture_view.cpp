#include "app/ui/chapters/explore/picture_view.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/questions/numbers.h"
#include "app/ui/chapters/explore/added_by_fit.h"
#include "app/ui/chapters/explore/navigation.h"
#include "app/ui/chapters/explore/overlay.h"
#include "app/ui/chapters/explore/pixel_values.h"
#include "app/ui/chapters/explore/rulers.h"
#include "app/ui/drawing/camera.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/pixel_numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

void draw_picture(const Scene& scene, const Camera& camera, const Rect& area) {
    Context& context = scene.context;
    const model::Explore::Place& look = scene.session.place<model::Explore>();
    const Size size = scene.grid().image();
    const Rect place = camera.to_screen({0, 0, size.height, size.width});
    fill(context, place, context.palette.blank);
    picture(context, scene.picture(), place);
    for (const Rectangle& zeros : added_by_fit(scene.results))
        draw_dots(context, camera.to_screen(zeros));
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(place.min, place.max, true);
    draw_overlay(scene, patch_cells(scene.grid(), camera));
    draw.PopClipRect();
    draw_padding(context, scene.grid(), camera);
    draw_dropped(context, scene.grid(), camera, area);
    if (look.grid_lines) {
        draw_grid_lines(context, scene.grid(), camera, area);
        draw_token_numbers(context, scene.grid(), camera, area);
    }
    const bool hidden = overlay_ready(look.overlay, scene.results) && look.overlay_opacity > 0.5;
    if (!hidden) draw_pixel_values(scene, camera, area);
}

void tell_about_mouse(const Scene& scene, PixelPosition pixel, const std::optional<PatchPosition>& patch) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const std::string where = language("view.pixel", {std::to_string(pixel.y), std::to_string(pixel.x)}) +
                              "  " + pixel_text(scene, pixel, 3) + " (" + pixel_unit(scene) + ")";
    if (!patch) {
        tooltip(context, {language("view.dropped_pixel"), where});
        return;
    }
    const std::string name =
        language("view.patch", {place_text(*patch), grouped(scene.grid().token(*patch))});
    const std::string over = overlay_text(scene, *patch);
    const std::int64_t patches = scene.grid().patches_at(pixel).area();
    const std::string all = patches > 1 ? language("view.in_patches", {grouped(patches)}) : std::string();
    if (!all.empty() && !over.empty()) return tooltip(context, {name, over, where, all});
    if (!all.empty()) return tooltip(context, {name, where, all});
    if (over.empty()) return tooltip(context, {name, where});
    tooltip(context, {name, over, where});
}

/// The patch and the pixel under the mouse become the hovered ones everywhere; while the button is held, the
/// patch is selected. Of several patches with that pixel, it is the one whose middle is nearest.
PixelPosition handle_mouse(const Scene& scene, const Camera& camera, bool selects) {
    Context& context = scene.context;
    const Size image = scene.grid().image();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const PixelPosition pixel{
        std::clamp(static_cast<int>(std::floor(camera.y_at(mouse.y))), 0, image.height - 1),
        std::clamp(static_cast<int>(std::floor(camera.x_at(mouse.x))), 0, image.width - 1)};
    const auto patch = scene.grid().patch_at(pixel);
    if (patch) context.hovering.patch = patch;
    if (patch == scene.selected()) {
        const Rectangle inside = scene.grid().rectangle(*patch);
        context.hovering.pixel = PixelPosition{pixel.y - inside.top, pixel.x - inside.left};
    }
    // The results may lag behind while the mouse drags the selection.
    if (selects && patch && *patch != scene.session.patch)
        scene.actions.emplace_back(model::SelectPatch{*patch});
    tell_about_mouse(scene, pixel, patch);
    return pixel;
}

/// Frames every patch that the pixel belongs to, where patches overlap: the one under the mouse, or else the
/// middle of the selected patch.
void draw_sharing_patches(Context& context, const PatchGrid& grid, PixelPosition pixel,
                          const Camera& camera) {
    const Rectangle patches = grid.patches_at(pixel);
    constexpr std::int64_t most_frames = 400;
    if (patches.area() < 2 || patches.area() > most_frames) return;
    for (int row = 0; row < patches.height; ++row) {
        for (int column = 0; column < patches.width; ++column) {
            const PatchPosition patch{patches.top + row, patches.left + column};
            const Rect place = camera.to_screen(grid.rectangle(patch));
            fill(context, place, hovered_on_picture.packed(0.10F));
            outline(context, place, hovered_on_picture.packed(0.8F), std::max(1.0F, context.px(1)));
        }
    }
    const Rect lit = camera.to_screen({pixel.y, pixel.x, 1, 1});
    const float grow = std::max(0.0F, (context.px(5) - lit.width()) / 2);
    fill(context, lit.inset(-grow), hovered_on_picture);
    context.probe.item("explore/sharing", lit.min, lit.max);
}

/// Frames the patches whose vectors equal the selected one's.
void draw_twins(const Scene& scene, const Camera& camera) {
    const auto& equal = scene.results.analyses.equal;
    constexpr std::int64_t most_frames = 4096;
    if (scene.session.place<model::Explore>().overlay != model::Overlay::similarity || !equal) return;
    for (const std::int64_t token : std::span(*equal).first(
             static_cast<std::size_t>(std::min<std::int64_t>(most_frames, std::ssize(*equal))))) {
        const Rect place = camera.to_screen(scene.grid().rectangle(scene.grid().position(token)));
        frame_on_picture(scene.context, place, selected_on_picture);
    }
}

void draw_marks(Context& context, const model::Results& results, const Camera& camera) {
    const auto place_of = [&](PatchPosition patch) {
        return camera.to_screen(results.grid.rectangle(patch));
    };
    const PatchPosition selected = results.selection.patch;
    const auto& hovered = context.hovered.patch;
    if (hovered && results.grid.contains(*hovered) && *hovered != selected) {
        fill(context, place_of(*hovered), hovered_on_picture.packed(0.22F));
        marker(context, place_of(*hovered), Mark::hovered);
    }
    marker(context, place_of(selected), Mark::selected);
    if (results.selection.pinned) pin_marker(context, place_of(*results.selection.pinned));
    if (context.hovered.pixel) {
        const Rectangle patch = results.grid.rectangle(selected);
        const Rect pixel = camera.to_screen(
            {patch.top + context.hovered.pixel->y, patch.left + context.hovered.pixel->x, 1, 1});
        if (pixel.width() >= context.px(3)) frame_on_picture(context, pixel, hovered_on_picture);
    }
}

}  // namespace

void draw_picture_view(const Scene& scene, const Rect& area) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const model::Explore::Place& look = scene.session.place<model::Explore>();
    const Size image = results.grid.image();
    const Camera camera = picture_camera(scene, area);
    const Rect whole = camera.to_screen({0, 0, image.height, image.width});
    const Rect shown{{std::max(whole.min.x, area.min.x), std::max(whole.min.y, area.min.y)},
                     {std::min(whole.max.x, area.max.x), std::min(whole.max.y, area.max.y)}};
    const Press press = pressable(context, "explore/picture", shown, 0);
    const bool pulled = navigate(scene, area, press);

    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(area.min, area.max, true);
    draw_picture(scene, camera, shown);
    if (press.hovered || press.held) {
        const PixelPosition pixel = handle_mouse(scene, camera, press.held && !pulled);
        draw_sharing_patches(context, results.grid, pixel, camera);
    } else {
        const Rectangle patch = results.grid.rectangle(scene.selected());
        draw_sharing_patches(context, results.grid,
                             {patch.top + patch.height / 2, patch.left + patch.width / 2}, camera);
    }
    offer_menu(context, "explore/picture", press, model::Term::patch, [&](bool at_mouse) {
        MenuLines lines;
        const auto under = at_mouse ? context.hovering.patch : std::nullopt;
        if (under || !at_mouse) add_patch(context, lines, scene.session, under.value_or(scene.selected()));
        const bool plain = !overlay_ready(look.overlay, results);
        add_picture(context, lines, shown_picture(scene),
                    copy_name(scene.session, plain ? std::string_view() : model::name_of(look.overlay)),
                    !plain);
        return lines;
    });
    draw_twins(scene, camera);
    if (context.question == model::question::padding) name_padding(context, results.grid, camera, area);
    draw_marks(context, results, camera);
    draw.PopClipRect();
    if (look.grid_lines) {
        const ImVec2 margin{context.px(22), context.px(19)};
        const Size padding = results.grid.padding();
        const Size padded = results.grid.padded();
        const Rect framed = camera.to_screen({-padding.height, -padding.width, padded.height, padded.width});
        const Rect ruled{{std::max(framed.min.x, area.min.x), std::max(framed.min.y, area.min.y)},
                         {std::min(framed.max.x, area.max.x), std::min(framed.max.y, area.max.y)}};
        draw_rulers(scene, camera, ruled, {{area.min.x - margin.x, area.min.y - margin.y}, area.max});
    }
    const Rect selected = camera.to_screen(results.grid.rectangle(results.selection.patch));
    context.probe.item("explore/selected", selected.min, selected.max);
    if (results.selection.pinned) {
        const Rect pinned = camera.to_screen(results.grid.rectangle(*results.selection.pinned));
        context.probe.item("explore/pinned", pinned.min, pinned.max);
    }
}

}  // namespace patchlens::ui
