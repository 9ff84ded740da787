#include "app/ui/shell/status_line.h"

#include <string>

#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"
#include "core/support/text.h"

namespace patchlens::ui {

void draw_status(Context& context, const model::Results* results, const StatusOptions& options,
                 const Rect& place) {
    fill(context, place, context.palette.panel);
    fill(context, {place.min, {place.max.x, place.min.y + context.px(1)}}, context.palette.border);
    const model::Language& language = context.language;
    const Rect inside{{place.min.x + context.px(16), place.min.y},
                      {place.max.x - context.px(16), place.max.y}};
    if (results == nullptr) {
        if (context.busy)
            text_in(context, inside, context.fonts.small, context.palette.muted, language("status.busy"));
        return;
    }
    if (options.covered)
        return text_in(context, inside, context.fonts.small, context.palette.muted, language("quiz.hidden"));
    const PatchPosition patch = results->selection.patch;
    const std::string row = std::to_string(patch.row);
    const std::string column = std::to_string(patch.column);
    const std::string dim = std::to_string(results->selection.dim);
    const std::string left =
        options.asks_for_patches
            ? language("status.selection_asked", {row, column, dim})
            : language("status.selection", {row, column, grouped(results->grid.token(patch)),
                                            std::to_string(results->grid.grid().width), dim});
    std::string right;
    if (context.busy) {
        right = language("status.busy");
    } else if (results->tokens) {
        const auto bytes = static_cast<std::uint64_t>(results->costs.output_bytes);
        const std::string threads = std::to_string(options.threads);
        right = options.show_time
                    ? language("status.computed", {duration(results->seconds), threads, bytes_text(bytes)})
                    : language("status.kept", {threads, bytes_text(bytes)});
    } else {
        right = language("status.too_large",
                         {bytes_text(static_cast<std::uint64_t>(results->costs.output_bytes))});
    }
    if (options.memory > 0) right += language("status.memory", {bytes_text(options.memory)});
    const float width = text_width(context.fonts.small, right) + 1;
    text_in(context, {inside.min, {inside.max.x - width - context.px(20), inside.max.y}}, context.fonts.small,
            context.palette.muted, left);
    text_in(context, {{inside.max.x - width, inside.min.y}, inside.max}, context.fonts.small,
            context.busy ? context.palette.accent : context.palette.muted, right, Align::right);
}

}  // namespace patchlens::ui
