#include "app/ui/chapters/projection/difference.h"

#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"
#include "core/support/text.h"

namespace patchlens::ui::projection {

std::string small_number(double value) {
    return value == 0 ? "0" : scientific(value);
}

float draw_difference(Stage& stage, ImVec2 corner, float width) {
    Context& context = stage.context;
    const model::Results& results = stage.results;
    const model::Language& language = context.language;
    const float pad = stage.px(12);
    const float inside = width - 2 * pad;
    float y = corner.y + stage.px(10);
    const auto line = [&](ImFont* font, ImU32 colour, const std::string& text) {
        y += paragraph(context, {corner.x + pad, y}, inside, font, colour, text) + stage.px(4);
    };
    line(context.fonts.strong, context.palette.text, language("projection.difference"));
    const auto& difference = results.analyses.path_difference;
    if (!difference) {
        line(context.fonts.small, context.palette.muted,
             results.tokens ? std::string(language("status.busy"))
                            : language("projection.difference_unknown",
                                       {bytes_text(static_cast<std::uint64_t>(results.costs.output_bytes))}));
    } else {
        const PatchPosition patch = results.grid.position(difference->token);
        line(context.fonts.small, context.palette.muted,
             language("projection.difference_largest",
                      {small_number(difference->largest), grouped(results.costs.output_bytes / 4)}));
        line(context.fonts.small, context.palette.muted,
             language("projection.difference_where", {std::to_string(patch.row), std::to_string(patch.column),
                                                      std::to_string(difference->dim)}));
        line(context.fonts.mono_small, context.palette.text,
             "Conv2d " + with_sign(difference->convolution, 8));
        line(context.fonts.mono_small, context.palette.text, "Linear " + with_sign(difference->linear, 8));
    }
    const Rect place{corner, {corner.x + width, y + stage.px(6)}};
    const Press press = pressable(context, "projection/difference", place, 6);
    outline(context, place, press.hovered && difference ? context.palette.hovered : context.palette.edge,
            context.px(1), stage.px(6));
    if (press.clicked && difference) {
        stage.actions.emplace_back(model::SelectPatch{results.grid.position(difference->token)});
        stage.actions.emplace_back(model::SelectDimension{difference->dim});
    }
    return place.height();
}

}  // namespace patchlens::ui::projection
