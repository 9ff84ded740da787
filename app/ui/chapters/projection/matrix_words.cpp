#include "app/ui/chapters/projection/matrix_words.h"

#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/projection/destination.h"
#include "app/ui/chapters/projection/difference.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/widgets.h"
#include "core/support/text.h"

namespace patchlens::ui::projection {
namespace {

std::string shape_text(std::int64_t rows, std::int64_t columns) {
    return "[" + grouped(rows) + " × " + grouped(columns) + "]";
}

}  // namespace

void draw_matrix_legends(const Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const model::Results& results = stage.results;
    std::vector<Legend> legends{ramp_legend(
        legend_title(context, "patches", context.language("pixels.bytes")), channel_ramp(0, 1), "0", "255")};
    const auto add = [&](const char* matrix, float largest) {
        legends.push_back(signed_legend(context, unitless_title(context, matrix), largest));
    };
    if (const auto& scales = results.analyses.scales) {
        add("weight.T", scales->weights);
        if (results.options.config.bias) add("bias", largest_of(results.module->bias().values()));
        if (results.tokens) add("tokens", scales->tokens);
    }
    const float gap = stage.px(14);
    const float width = std::floor((place.width() - 3 * gap) / 4);
    float x = place.min.x;
    for (const Legend& legend : legends) {
        draw_legend(context, rect_at({x, place.min.y}, width, place.height()), legend);
        x += width + gap;
    }
}

float draw_matrix_equation(const Stage& stage, const Rect& place) {
    const std::int64_t patches = stage.results.grid.num_patches();
    const int dims = stage.results.options.config.embed_dim;
    const Context& context = stage.context;
    const std::string product = "patches " + shape_text(patches, stage.count()) + " @ weight.T " +
                                shape_text(stage.count(), dims) +
                                (stage.results.options.config.bias ? " + bias" : "");
    const std::string result = "= tokens " + shape_text(patches, dims);
    const std::string whole = product + " " + result;
    Column column{place.min.x, place.min.y, place.width()};
    const float line = stage.px(22);
    const auto put = [&](ImFont* font, const std::string& text) {
        text_in(stage.context, column.row(line), font, context.palette.text, text);
    };
    for (ImFont* font : {context.fonts.mono, context.fonts.mono_small}) {
        if (text_width(font, whole) > place.width()) continue;
        put(font, whole);
        return column.y;
    }
    put(context.fonts.mono_small, product);
    put(context.fonts.mono_small, result);
    return column.y;
}

void draw_matrix_notes(Stage& stage, const MatrixSizes& sizes, bool proportional, const Rect& place) {
    Context& context = stage.context;
    const model::Results& results = stage.results;
    const model::Language& language = context.language;
    const Palette& palette = context.palette;
    float y = place.min.y;
    const auto note = [&](ImFont* font, ImU32 colour, const std::string& text, float after) {
        y += paragraph(context, {place.min.x, y}, place.width(), font, colour, text) + stage.px(after);
    };
    const model::Selection& at = results.selection;
    note(context.fonts.strong, palette.text,
         language("projection.lit_row", {grouped(results.grid.token(at.patch))}), 2);
    note(context.fonts.small, palette.muted,
         language("projection.lit_row_text", {grouped(sizes.dims), place_text(at.patch)}), 10);
    note(context.fonts.strong, palette.text, language("projection.lit_column", {std::to_string(at.dim)}), 2);
    note(context.fonts.small, palette.muted, language("projection.lit_column_text", {grouped(sizes.patches)}),
         10);
    note(context.fonts.figure, palette.accent, "= " + with_sign(results.explanation->value), 2);
    note(context.fonts.mono_small, palette.muted, output_name(at), 12);
    if (!proportional) note(context.fonts.small, palette.muted, language("projection.not_proportional"), 10);
    if (!results.tokens) {
        note(context.fonts.small, palette.muted,
             language("projection.not_kept",
                      {bytes_text(static_cast<std::uint64_t>(results.costs.output_bytes))}),
             10);
    }
    draw_difference(stage, {{place.min.x, y}, place.max});
}

}  // namespace patchlens::ui::projection
