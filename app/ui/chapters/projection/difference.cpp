#include "app/ui/chapters/projection/difference.h"

#include <vector>

#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"
#include "core/support/text.h"

namespace patchlens::ui::projection {

std::string small_number(double value) {
    return value == 0 ? "0" : scientific(value);
}

float draw_difference(Stage& stage, const Rect& room) {
    Context& context = stage.context;
    const model::Results& results = stage.results;
    const model::Language& language = context.language;
    const float pad = stage.px(12);
    const float apart = stage.px(4);
    const float edge = stage.px(8);  // above the first line and below the last
    const float inside = room.width() - 2 * pad;
    struct Line {
        ImFont* font;
        Colour colour;
        std::string text;
    };
    std::vector<Line> lines{{context.fonts.strong, context.palette.text, language("projection.difference")}};
    const auto& difference = results.analyses.path_difference;
    if (!difference) {
        lines.push_back(
            {context.fonts.small, context.palette.muted,
             results.tokens
                 ? std::string(language("status.busy"))
                 : language("projection.difference_unknown",
                            {bytes_text(static_cast<std::uint64_t>(results.costs.output_bytes))})});
    } else {
        const PatchPosition patch = results.grid.position(difference->token);
        lines.push_back(
            {context.fonts.small, context.palette.muted,
             language("projection.difference_largest",
                      {small_number(difference->largest), grouped(results.costs.output_bytes / 4)})});
        lines.push_back(
            {context.fonts.small, context.palette.muted,
             language("projection.difference_where", {std::to_string(patch.row), std::to_string(patch.column),
                                                      std::to_string(difference->dim)})});
        lines.push_back({context.fonts.mono_small, context.palette.text,
                         "Conv2d " + with_sign(difference->convolution, 8)});
        lines.push_back(
            {context.fonts.mono_small, context.palette.text, "Linear " + with_sign(difference->linear, 8)});
    }
    float y = room.min.y + edge;
    std::size_t written = 0;
    for (const Line& line : lines) {
        if (y + paragraph_height(context, line.font, line.text, inside) + edge > room.max.y) break;
        y += paragraph(context, {room.min.x + pad, y}, inside, line.font, line.colour, line.text) + apart;
        ++written;
    }
    if (written == 0) return room.min.y;
    const Rect place{room.min, {room.max.x, y - apart + edge}};
    const Press press = pressable(context, "projection/difference", place, 6);
    outline(context, place, press.hovered && difference ? context.palette.hovered : context.palette.edge,
            context.px(1), stage.px(6));
    if (press.hovered && difference) explain_on_hover(context, place, language("tip.difference"));
    if (press.clicked && difference) {
        stage.actions.emplace_back(model::SelectPatch{results.grid.position(difference->token)});
        stage.actions.emplace_back(model::SelectDimension{difference->dim});
    }
    if (written == lines.size()) context.probe.item("answer/proof", place.min, place.max);
    return place.max.y;
}

}  // namespace patchlens::ui::projection
