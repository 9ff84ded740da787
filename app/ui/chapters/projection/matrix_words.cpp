#include "app/ui/chapters/projection/matrix_words.h"

#include <cmath>
#include <string>
#include <vector>

#include "app/model/questions/numbers.h"
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

/// The notes, one below the other.
class MatrixNotes {
public:
    MatrixNotes(Stage& stage, const MatrixSizes& sizes, const Rect& place)
        : stage_(stage),
          context_(stage.context),
          language_(stage.context.language),
          results_(stage.results),
          sizes_(sizes),
          place_(place),
          y_(place.min.y) {}

    void write(bool proportional) {
        switch (context_.question.value_or(0)) {
            case model::question::conv_or_linear:
                both_ways();
                return difference();
            case model::question::difference:
                difference();
                return value(12);
            case model::question::parameters:
                parameters();
                return sizes_note(proportional);
            case model::question::cost:
                cost();
                return sizes_note(proportional);
            default:
                break;
        }
        crossing();
        value(12);
        sizes_note(proportional);
        difference();
    }

private:
    const model::Selection& at() const { return results_.selection; }
    bool bias() const { return results_.options.config.bias; }

    void note(ImFont* font, ImU32 colour, const std::string& text, float after) {
        y_ += paragraph(context_, {place_.min.x, y_}, place_.width(), font, colour, text) + stage_.px(after);
    }
    void title(const std::string& text) { note(context_.fonts.strong, context_.palette.text, text, 2); }
    void text(const std::string& text, float after = 10) {
        note(context_.fonts.small, context_.palette.muted, text, after);
    }
    void figure(const std::string& number, float after) {
        note(context_.fonts.figure, context_.palette.accent, "= " + number, after);
    }

    void crossing() {
        title(language_("projection.lit_row", {grouped(results_.grid.token(at().patch))}));
        text(language_("projection.lit_row_text", {grouped(sizes_.dims), place_text(at().patch)}));
        title(language_("projection.lit_column", {std::to_string(at().dim)}));
        text(language_("projection.lit_column_text", {grouped(sizes_.patches)}));
    }
    void value(float after) {
        figure(with_sign(results_.explanation->value), 2);
        note(context_.fonts.mono_small, context_.palette.muted, output_name(at()), after);
    }
    void sizes_note(bool proportional) {
        if (!proportional) text(language_("projection.not_proportional"));
        if (!results_.tokens) {
            text(language_("projection.not_kept",
                           {bytes_text(static_cast<std::uint64_t>(results_.costs.output_bytes))}));
        }
    }
    void difference() {
        const float top = y_;
        y_ = draw_difference(stage_, {{place_.min.x, y_}, place_.max});
        if (y_ > top) y_ += stage_.px(12);
    }

    /// The same value by a filter laid on a patch, and by a row times a column.
    void both_ways() {
        const std::string dim = std::to_string(at().dim);
        const std::int64_t token = results_.grid.token(at().patch);
        const double convolved = results_.tokens ? double{(*results_.tokens)[token * sizes_.dims + at().dim]}
                                                 : double{results_.explanation->value};
        title("Conv2d");
        text(language_("projection.proof_conv", {dim, place_text(at().patch)}), 2);
        same(convolved, 8);
        title("Linear");
        text(language_("projection.proof_linear", {grouped(token), dim}), 2);
        same(results_.explanation->value, 10);
    }
    void same(double number, float after) {
        note(context_.fonts.mono, context_.palette.accent, "= " + with_sign(number), after);
    }

    void parameters() {
        title("weight.T: " + grouped(sizes_.inputs) + " × " + grouped(sizes_.dims));
        text(language_("projection.count_weights", {grouped(sizes_.inputs), grouped(sizes_.dims)}));
        if (bias()) {
            title("bias: " + grouped(sizes_.dims));
            text(language_("projection.count_bias"));
        }
        figure(grouped(results_.costs.parameters), 10);
        text(language_("projection.count_patches", {grouped(sizes_.patches)}));
    }

    void cost() {
        title("tokens: " + grouped(sizes_.patches) + " × " + grouped(sizes_.dims));
        text(language_("projection.count_numbers"));
        title("× " + grouped(sizes_.inputs));
        text(language_("projection.count_each", {grouped(sizes_.inputs)}));
        figure(grouped(results_.costs.macs), 2);
        text(language_("projection.count_macs"), 10);
        text(language_("projection.count_output",
                       {bytes_text(static_cast<std::uint64_t>(results_.costs.output_bytes))}));
    }

    Stage& stage_;
    Context& context_;
    const model::Language& language_;
    const model::Results& results_;
    const MatrixSizes& sizes_;
    Rect place_;
    float y_;
};

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

bool counts_numbers(const Context& context) {
    return context.question == model::question::parameters || context.question == model::question::cost;
}

void draw_matrix_notes(Stage& stage, const MatrixSizes& sizes, bool proportional, const Rect& place) {
    MatrixNotes(stage, sizes, place).write(proportional);
}

}  // namespace patchlens::ui::projection
