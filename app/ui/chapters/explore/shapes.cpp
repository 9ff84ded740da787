#include "app/ui/chapters/explore/shapes.h"

#include <cmath>

#include "app/model/code/run.h"
#include "app/ui/widgets/lead.h"

namespace patchlens::ui {
namespace {

/// "1, 3, 256, 256", or with the code's name for it "x [1, 3, 256, 256]".
std::string shape_text(const Shape& shape, bool named, const char* name) {
    const std::string text = to_string(shape);
    return named ? name + (" " + text) : text.substr(1, text.size() - 2);
}

/// The first of these statements that the chosen notation has.
model::Spot statement(const model::CodeListing& listing, std::initializer_list<model::CodeLine> lines) {
    for (const model::CodeLine line : lines) {
        if (const int step = model::run_step(listing, line); step >= 0) return model::CodeStatement{step};
    }
    return model::Chapter::code;
}

std::vector<ShapeStep> steps_of(const Scene& scene, bool named) {
    using enum model::CodeLine;
    const Size image = scene.grid().image();
    const auto listing = model::code_listing(scene.results, scene.session.place<model::Code>().notation);
    std::vector<ShapeStep> steps{
        {shape_text({1, scene.results.options.config.in_chans, image.height, image.width}, named, "x"), true,
         0, "explore/shapes/x", model::Chapter::patches},
        {"proj →", false, 0, "explore/shapes/proj", statement(listing, {project, linear})},
        {shape_text(output_shape(scene.grid(), scene.dims(), Layout::nchw), named, "y"), true, 0,
         "explore/shapes/y", model::MapsView::maps},
        {"flatten(2).transpose(1,2) →", false, 0, "explore/shapes/flatten",
         statement(listing, {to_tokens, to_maps, linear})},
        {shape_text(output_shape(scene.grid(), scene.dims(), Layout::nlc), named, "tokens"), true, 0,
         "explore/shapes/tokens", model::MapsView::tokens},
    };
    for (ShapeStep& step : steps) {
        const ImFont* font = step.shape ? scene.context.fonts.body : scene.context.fonts.small;
        step.width = std::ceil(text_width(font, step.text)) + scene.px(step.shape ? 30 : 2);
    }
    return steps;
}

float gap_of(const Scene& scene) {
    return scene.px(8);
}

ShapeRows rows_of(const Scene& scene, float width, bool named) {
    const float gap = gap_of(scene);
    ShapeRows rows(1);
    float used = 0;
    for (const ShapeStep& step : steps_of(scene, named)) {
        if (!rows.back().empty() && used + gap + step.width > width) {
            rows.emplace_back();
            used = 0;
        }
        used += (rows.back().empty() ? 0 : gap) + step.width;
        rows.back().push_back(step);
    }
    return rows;
}

}  // namespace

ShapeRows shape_rows(const Scene& scene, float width) {
    ShapeRows named = rows_of(scene, width, true);
    ShapeRows plain = rows_of(scene, width, false);
    return named.size() <= plain.size() ? named : plain;
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
            const model::Lead lead{step.leads, scene.selected(), scene.results.selection.dim};
            const ImVec2 mark{box.max.x - context.px(8), box.min.y + context.px(8)};
            lead_over(scene, step.name, box, step.shape ? std::optional(mark) : std::nullopt, lead,
                      "lead.shape");
            text_in(context, box, step.shape ? context.fonts.body : context.fonts.small,
                    step.shape ? context.palette.text : context.palette.muted, step.text, Align::centre);
            x += step.width + gap;
        }
        y += context.px(36);
    }
    context.probe.item("explore/shapes", place.min, place.max);
}

}  // namespace patchlens::ui
