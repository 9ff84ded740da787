#include "app/ui/explore.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "app/ui/camera.h"
#include "app/ui/compat.h"
#include "app/ui/numbers.h"
#include "app/ui/picture_view.h"
#include "app/ui/raster.h"
#include "app/ui/widgets.h"

namespace patchlens::ui {
namespace {

/// One thing on the way from pixels to tokens: a shape in a box, or the name of a step between two.
struct Step {
    std::string text;
    bool shape = false;
    float width = 0;
};

std::string shape_text(const Shape& shape) {
    std::string text;
    for (const std::int64_t length : shape)
        text += (text.empty() ? "" : ", ") + std::to_string(length);
    return text;
}

std::vector<Step> steps_of(const Context& context, const model::Results& results) {
    const Size image = results.grid.image();
    const int dims = results.options.config.embed_dim;
    std::vector<Step> steps{
        {shape_text({1, results.options.config.in_chans, image.height, image.width}), true},
        {"proj →", false},
        {shape_text(output_shape(results.grid, dims, Layout::nchw)), true},
        {"flatten(2).transpose(1,2) →", false},
        {shape_text(output_shape(results.grid, dims, Layout::nlc)), true},
    };
    for (Step& step : steps) {
        const ImFont* font = step.shape ? context.fonts.mono : context.fonts.small;
        step.width = std::ceil(text_width(font, step.text)) + (step.shape ? context.px(26) : context.px(2));
    }
    return steps;
}

/// The steps in as many rows as they need; a row ends with the arrow that leads to the next.
std::vector<std::vector<Step>> rows_of(const std::vector<Step>& steps, float width, float gap) {
    std::vector<std::vector<Step>> rows(1);
    float used = 0;
    for (const Step& step : steps) {
        if (!rows.back().empty() && used + gap + step.width > width) {
            rows.emplace_back();
            used = 0;
        }
        used += (rows.back().empty() ? 0 : gap) + step.width;
        rows.back().push_back(step);
    }
    return rows;
}

void draw_shapes(Context& context, const Rect& place, const std::vector<std::vector<Step>>& rows, float gap) {
    float y = place.min.y;
    for (const std::vector<Step>& row : rows) {
        float width = gap * static_cast<float>(row.size() - 1);
        for (const Step& step : row)
            width += step.width;
        float x = std::floor(place.centre().x - width / 2);
        for (const Step& step : row) {
            const Rect box = rect_at({x, y}, step.width, context.px(32));
            if (step.shape) {
                fill(context, box, context.palette.panel, context.px(6));
                outline(context, box, context.palette.border, 1, context.px(6));
            }
            text_in(context, box, step.shape ? context.fonts.mono : context.fonts.small,
                    step.shape ? context.palette.text : context.palette.muted, step.text, Align::centre);
            x += step.width + gap;
        }
        y += context.px(36);
    }
    context.probe.item("explore/shapes", place.min, place.max);
}

/// Returns where the choices end.
float draw_overlay_choice(Context& context, const model::Session& session, const model::Results& results,
                          const Rect& toolbar, model::Actions& actions) {
    // An overlay this scene does not draw leaves the picture as it is, and so that is what is chosen.
    const model::Overlay shown =
        session.overlay == model::Overlay::dimension ? model::Overlay::dimension : model::Overlay::none;
    const auto choice = [&](const char* name, float x, const std::string& label, model::Overlay overlay) {
        const Press press = chip(context, name, {x, toolbar.min.y}, label, shown == overlay);
        if (press.clicked) actions.emplace_back(model::SetOverlay{overlay});
        return press.place.max.x + context.px(6);
    };
    const float x =
        choice("explore/overlay/none", toolbar.min.x, context.language("overlay.none"), model::Overlay::none);
    return choice("explore/overlay/dimension", x,
                  context.language("overlay.dimension", {std::to_string(results.selection.dim)}),
                  model::Overlay::dimension);
}

/// Returns where the buttons begin.
float draw_zoom(Context& context, const model::Session& session, const model::Results& results,
                const SceneLayout& layout, model::Actions& actions) {
    const Size image = results.grid.image();
    const Camera camera = camera_of(session.view, image, layout.picture);
    const auto zoom_by = [&](double factor) {
        actions.emplace_back(
            model::SetView{zoomed(session.view, image, layout.picture, layout.picture.centre(), factor,
                                  largest_pixel * context.scale)});
    };
    std::array<char, 32> percent{};
    std::snprintf(percent.data(), percent.size(), "%.0f %%", camera.zoom * 100);
    float x = layout.toolbar.max.x;
    const auto place_chip = [&](const char* name, const std::string& label, bool selected = false) {
        x -= chip_width(context, label);
        const Press press = chip(context, name, {x, layout.toolbar.min.y}, label, selected);
        x -= context.px(6);
        return press;
    };
    if (place_chip("explore/grid", context.language("view.grid"), session.grid_lines).clicked) {
        actions.emplace_back(model::ShowGridLines{!session.grid_lines});
    }
    if (place_chip("explore/fit", context.language("view.fit"), session.view.zoom <= 1).clicked) {
        actions.emplace_back(model::SetView{});
    }
    if (place_chip("explore/zoom_in", "+").clicked) zoom_by(1.5);
    const float width = text_width(context.fonts.mono_small, "10000 %");
    const Rect number{{x - width, layout.toolbar.min.y}, {x, layout.toolbar.max.y}};
    text_in(context, number, context.fonts.mono_small, context.palette.muted, percent.data(), Align::centre);
    x = number.min.x - context.px(6);
    if (place_chip("explore/zoom_out", "-").clicked) zoom_by(1 / 1.5);
    return x;
}

/// The colours of the map that lies over the picture.
void draw_overlay_legend(Context& context, const model::Results& results, float left, float right,
                         const Rect& toolbar) {
    const float width = std::min(right - left - context.px(16), context.px(240));
    if (width < context.px(120)) return;
    legend(context, rect_at({left + context.px(8), toolbar.min.y}, width, toolbar.height()),
           largest_of(results.map->values()));
}

std::string caption_text(Context& context, const model::Results& results) {
    const Size dropped = results.grid.dropped();
    const std::string grid = product(results.grid.grid());
    const std::string patch = product(results.grid.patch());
    if (dropped == Size{0, 0}) return context.language("explore.caption", {grid, patch});
    return context.language("explore.caption_dropped",
                            {grid, patch, std::to_string(dropped.height), std::to_string(dropped.width)});
}

}  // namespace

void draw_explore(Context& context, const model::Session& session, const model::Results& results,
                  const Rect& scene, model::Actions& actions) {
    const float gap = context.px(10);
    const std::vector<std::vector<Step>> rows =
        rows_of(steps_of(context, results), scene.width() - context.px(32), gap);
    const SceneLayout layout = arrange_scene(scene, context.scale, static_cast<int>(rows.size()));
    const float left = draw_overlay_choice(context, session, results, layout.toolbar, actions);
    const float right = draw_zoom(context, session, results, layout, actions);
    if (session.overlay == model::Overlay::dimension)
        draw_overlay_legend(context, results, left, right, layout.toolbar);
    draw_picture_view(context, session, results, layout.picture, actions);
    const bool dropped = results.grid.dropped() != Size{0, 0};
    text_in(context, layout.caption, context.fonts.small,
            dropped ? context.palette.accent : context.palette.muted, caption_text(context, results),
            Align::centre);
    draw_shapes(context, layout.shapes, rows, gap);
}

}  // namespace patchlens::ui
