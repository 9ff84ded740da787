#include "app/ui/chapters/explore/shapes.h"

#include <cmath>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

std::string shape_text(const Shape& shape) {
    std::string text;
    for (const std::int64_t length : shape)
        text += (text.empty() ? "" : ", ") + std::to_string(length);
    return text;
}

std::vector<ShapeStep> steps_of(const Scene& scene) {
    const Size image = scene.grid().image();
    std::vector<ShapeStep> steps{
        {shape_text({1, scene.results.options.config.in_chans, image.height, image.width}), true},
        {"proj →", false},
        {shape_text(output_shape(scene.grid(), scene.dims(), Layout::nchw)), true},
        {"flatten(2).transpose(1,2) →", false},
        {shape_text(output_shape(scene.grid(), scene.dims(), Layout::nlc)), true},
    };
    for (ShapeStep& step : steps) {
        const ImFont* font = step.shape ? scene.context.fonts.body : scene.context.fonts.small;
        step.width = std::ceil(text_width(font, step.text)) + scene.px(step.shape ? 22 : 2);
    }
    return steps;
}

float gap_of(const Scene& scene) {
    return scene.px(8);
}

}  // namespace

ShapeRows shape_rows(const Scene& scene, float width) {
    const float gap = gap_of(scene);
    ShapeRows rows(1);
    float used = 0;
    for (const ShapeStep& step : steps_of(scene)) {
        if (!rows.back().empty() && used + gap + step.width > width) {
            rows.emplace_back();
            used = 0;
        }
        used += (rows.back().empty() ? 0 : gap) + step.width;
        rows.back().push_back(step);
    }
    return rows;
}

void draw_shapes(const Scene& scene, const Rect& place, const ShapeRows& rows) {
    Context& context = scene.context;
    const float gap = gap_of(scene);
    float y = place.min.y;
    for (const std::vector<ShapeStep>& row : rows) {
        float width = gap * static_cast<float>(row.size() - 1);
        for (const ShapeStep& step : row)
            width += step.width;
        float x = std::floor(place.centre().x - width / 2);
        for (const ShapeStep& step : row) {
            const Rect box = rect_at({x, y}, step.width, context.px(32));
            if (step.shape) {
                fill(context, box, context.palette.panel, context.px(6));
                outline(context, box, context.palette.border, context.px(1), context.px(6));
            }
            text_in(context, box, step.shape ? context.fonts.body : context.fonts.small,
                    step.shape ? context.palette.text : context.palette.muted, step.text, Align::centre);
            x += step.width + gap;
        }
        y += context.px(36);
    }
    context.probe.item("explore/shapes", place.min, place.max);
}

}  // namespace patchlens::ui
