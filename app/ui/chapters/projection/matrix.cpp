#include "app/ui/chapters/projection/matrix.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/questions/numbers.h"
#include "app/ui/chapters/projection/cells.h"
#include "app/ui/chapters/projection/destination.h"
#include "app/ui/chapters/projection/matrix_layout.h"
#include "app/ui/chapters/projection/matrix_words.h"
#include "app/ui/drawing/grid_cells.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/channel_dividers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/pixel_numbers.h"
#include "app/ui/widgets/widgets.h"
#include "core/picture/preprocess.h"

namespace patchlens::ui::projection {
namespace {

/// Row `index` of `count` in `place`, or the column if `across`.
Rect band(const Rect& place, std::int64_t index, std::int64_t count, bool across) {
    const float length = across ? place.width() : place.height();
    const double step = static_cast<double>(length) / static_cast<double>(count);
    const auto from = static_cast<float>(step * static_cast<double>(index));
    const auto to = static_cast<float>(step * static_cast<double>(index + 1));
    if (across) return {{place.min.x + from, place.min.y}, {place.min.x + to, place.max.y}};
    return {{place.min.x, place.min.y + from}, {place.max.x, place.min.y + to}};
}

std::int64_t index_under(float offset, float length, std::int64_t count) {
    const double part = std::clamp(static_cast<double>(offset) / std::max(1.0F, length), 0.0, 1.0);
    return std::min(static_cast<std::int64_t>(part * static_cast<double>(count)), count - 1);
}

class MatrixView {
public:
    MatrixView(Stage& stage, const Rect& place)
        : stage_(stage),
          context_(stage.context),
          results_(stage.results),
          sizes_{results_.grid.num_patches(), stage.count(), results_.options.config.embed_dim},
          layout_(arrange_matrices(place, sizes_, results_.options.config.bias, stage.context.scale)) {}

    const MatrixLayout& layout() const { return layout_; }
    const MatrixSizes& sizes() const { return sizes_; }

    void draw() {
        handle_mouse();
        picture(context_, patches_texture(), layout_.patches);
        draw_weights();
        draw_channel_dividers(context_, layout_.patches, Along::columns, stage_.channels());
        draw_channel_dividers(context_, layout_.weights, Along::rows, stage_.channels());
        if (results_.options.config.bias) draw_bias();
        draw_tokens();
        names();
        const Hover& hovered = context_.hovered;
        const bool patch = hovered.patch && results_.grid.contains(*hovered.patch);
        const bool dim = hovered.dim && *hovered.dim < sizes_.dims;
        if (patch) light_row(results_.grid.token(*hovered.patch), Mark::hovered);
        if (dim) light_column(*hovered.dim, Mark::hovered);
        if (counts_numbers(context_)) return light_whole();
        light_row(token(), Mark::selected);
        light_column(results_.selection.dim, Mark::selected);
        light_term();
        const Rect row = band(layout_.tokens, token(), sizes_.patches, false);
        const Rect column = band(layout_.tokens, results_.selection.dim, sizes_.dims, true);
        marker(context_, {{column.min.x, row.min.y}, {column.max.x, row.max.y}}, Mark::selected);
    }

private:
    std::int64_t token() const { return results_.grid.token(results_.selection.patch); }

    const Texture& patches_texture() {
        const Source source{results_.pixels, cut_key(results_.grid), &context_.palette};
        return context_.pictures.of("projection/matrix/patches", source, [&] {
            const int channels = stage_.channels();
            const ChannelScaling scaling = channel_scaling(results_.options.normalize, channels);
            const std::int64_t area = results_.grid.patch().area();
            return table_image(sizes_.patches, sizes_.inputs, [&](std::int64_t row, std::int64_t column) {
                const float value = unfolded(*results_.pixels, results_.grid, row, column);
                if (value != value) return context_.palette.diverging.not_a_number;
                const auto channel = static_cast<std::size_t>(column / area);
                return channel_ramp(static_cast<int>(channel),
                                    channels)(value * scaling.std.at(channel) + scaling.mean.at(channel));
            });
        });
    }

    void draw_weights() {
        if (!results_.analyses.scales) return fill(context_, layout_.weights, context_.palette.blank);
        const Source source{results_.module, 0, &context_.palette};
        const Texture& texture = context_.pictures.of("projection/matrix/weights", source, [&] {
            const Tensor& weight = results_.module->weight();
            const float largest = results_.analyses.scales->weights;
            return table_image(sizes_.inputs, sizes_.dims, [&](std::int64_t row, std::int64_t column) {
                return context_.palette.diverging(weight[column * sizes_.inputs + row], largest);
            });
        });
        picture(context_, texture, layout_.weights);
    }

    void draw_bias() {
        const Source source{results_.module, 1, &context_.palette};
        const Texture& texture = context_.pictures.of("projection/matrix/bias", source, [&] {
            const Tensor& bias = results_.module->bias();
            const float largest = largest_of(bias.values());
            return table_image(1, sizes_.dims, [&](std::int64_t, std::int64_t column) {
                return context_.palette.diverging(bias[column], largest);
            });
        });
        picture(context_, texture, layout_.bias);
    }

    void draw_tokens() {
        if (!results_.tokens || !results_.analyses.scales) {
            fill(context_, layout_.tokens, context_.palette.blank);
            return;
        }
        const Source source{results_.tokens, 0, &context_.palette};
        const Texture& texture = context_.pictures.of("projection/matrix/tokens", source, [&] {
            const Tensor& tokens = *results_.tokens;
            const float largest = results_.analyses.scales->tokens;
            return table_image(sizes_.patches, sizes_.dims, [&](std::int64_t row, std::int64_t column) {
                return context_.palette.diverging(tokens[row * sizes_.dims + column], largest);
            });
        });
        picture(context_, texture, layout_.tokens);
    }

    /// The name of each matrix in the equation. Those of the two factors are in the empty corner between
    /// them.
    void names() {
        const float width = stage_.px(80);
        const float height = stage_.px(20);
        const float gap = stage_.px(6);
        const auto name = [&](ImVec2 corner, const char* text, Align align) {
            text_in(context_, rect_at(corner, width, height), context_.fonts.mono_small,
                    context_.palette.text, text, align);
        };
        const bool letters = stage_.channels() > 1;
        const float above = letters ? channel_letters_height(context_) : 0;
        const float before = letters ? channel_letters_width(context_) : 0;
        name({layout_.patches.max.x - width, layout_.patches.min.y - above - height}, "patches",
             Align::right);
        name({layout_.weights.min.x - before - width - gap, layout_.weights.min.y}, "weight.T", Align::right);
        name({layout_.tokens.max.x + gap, layout_.tokens.min.y + stage_.px(12)}, "tokens", Align::left);
        if (results_.options.config.bias)
            name({layout_.bias.max.x + gap, layout_.bias.min.y - stage_.px(5)}, "bias", Align::left);
    }

    void light_row(std::int64_t index, Mark mark) {
        band_marker(context_, band(layout_.patches, index, sizes_.patches, false), mark);
        band_marker(context_, band(layout_.tokens, index, sizes_.patches, false), mark);
    }
    void light_column(std::int64_t index, Mark mark) {
        band_marker(context_, band(layout_.weights, index, sizes_.dims, true), mark);
        band_marker(context_, band(layout_.tokens, index, sizes_.dims, true), mark);
        if (results_.options.config.bias)
            band_marker(context_, band(layout_.bias, index, sizes_.dims, true), mark);
    }
    /// Frames the matrices whose numbers are counted: the parameters, or the tokens that cost.
    void light_whole() {
        if (context_.question == model::question::cost) return lit("tokens", layout_.tokens);
        lit("weights", layout_.weights);
        if (results_.options.config.bias) lit("bias", layout_.bias);
    }
    void lit(const char* matrix, const Rect& place) {
        band_marker(context_, place, Mark::selected);
        context_.probe.item(std::string("projection/matrix/lit/") + matrix, place.min, place.max);
    }
    /// Highlights the pixel and the weight of the current product.
    void light_term() {
        const Rect pixel =
            band(band(layout_.patches, token(), sizes_.patches, false), stage_.term(), sizes_.inputs, true);
        const Rect weight = band(band(layout_.weights, results_.selection.dim, sizes_.dims, true),
                                 stage_.term(), sizes_.inputs, false);
        marker(context_, pixel, Mark::selected);
        marker(context_, weight, Mark::selected);
    }

    void handle_mouse() {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const auto row_in = [&](const Rect& place, std::int64_t count) {
            return index_under(mouse.y - place.min.y, place.height(), count);
        };
        const auto column_in = [&](const Rect& place, std::int64_t count) {
            return index_under(mouse.x - place.min.x, place.width(), count);
        };
        const Press patches = pressable(context_, "projection/matrix/patches", layout_.patches, 0);
        if (patches.hovered || patches.held) {
            const PatchPosition patch = results_.grid.position(row_in(layout_.patches, sizes_.patches));
            const std::int64_t term = column_in(layout_.patches, sizes_.inputs);
            context_.hovering.patch = patch;
            const float seen = unfolded(*results_.pixels, results_.grid, results_.grid.token(patch), term);
            const double number = wanted_number(stage_, seen, place_of(stage_.patch(), term).channel);
            show_tooltip({pixel_number_text(stage_, number) + " (" + pixel_unit(stage_) + ")",
                          patch_text(patch), term_text(term)});
            if (patches.held) {
                select(patch);
                stage_.look_at(term);
            }
        }
        offer("projection/matrix/patches", patches, model::Term::patch, [&](bool at_mouse) {
            const std::int64_t row = at_mouse ? row_in(layout_.patches, sizes_.patches) : token();
            const std::int64_t term = at_mouse ? column_in(layout_.patches, sizes_.inputs) : stage_.term();
            return unfolded(*results_.pixels, results_.grid, row, term);
        });
        const Press weights = pressable(context_, "projection/matrix/weights", layout_.weights, 0);
        if (weights.hovered || weights.held) {
            const auto dim = static_cast<int>(column_in(layout_.weights, sizes_.dims));
            const std::int64_t term = row_in(layout_.weights, sizes_.inputs);
            context_.hovering.dim = dim;
            const float value = results_.module->weight()[dim * sizes_.inputs + term];
            show_tooltip({with_sign(value), dim_text(dim), term_text(term)});
            if (weights.held) {
                select(dim);
                stage_.look_at(term);
            }
        }
        offer("projection/matrix/weights", weights, model::Term::weight, [&](bool at_mouse) {
            const std::int64_t dim =
                at_mouse ? column_in(layout_.weights, sizes_.dims) : results_.selection.dim;
            const std::int64_t term = at_mouse ? row_in(layout_.weights, sizes_.inputs) : stage_.term();
            return results_.module->weight()[dim * sizes_.inputs + term];
        });
        if (results_.options.config.bias) {
            const Press bias = pressable(context_, "projection/matrix/bias", layout_.bias, 0);
            if (bias.hovered || bias.held) {
                const auto dim = static_cast<int>(column_in(layout_.bias, sizes_.dims));
                context_.hovering.dim = dim;
                show_tooltip({with_sign(results_.module->bias()[dim]), dim_text(dim),
                              context_.language("inspector.bias")});
                if (bias.held) select(dim);
            }
        }
        const Press tokens = pressable(context_, "projection/matrix/tokens", layout_.tokens, 0);
        offer("projection/matrix/tokens", tokens, model::Term::token,
              [&](bool at_mouse) -> std::optional<float> {
                  const std::int64_t row = at_mouse ? row_in(layout_.tokens, sizes_.patches) : token();
                  const std::int64_t dim =
                      at_mouse ? column_in(layout_.tokens, sizes_.dims) : results_.selection.dim;
                  if (!results_.tokens) return std::nullopt;
                  return (*results_.tokens)[row * sizes_.dims + dim];
              });
        if (tokens.hovered || tokens.held) {
            const PatchPosition patch = results_.grid.position(row_in(layout_.tokens, sizes_.patches));
            const auto dim = static_cast<int>(column_in(layout_.tokens, sizes_.dims));
            context_.hovering.patch = patch;
            context_.hovering.dim = dim;
            const std::int64_t at = results_.grid.token(patch) * sizes_.dims + dim;
            show_tooltip({results_.tokens ? with_sign((*results_.tokens)[at]) : output_name({patch, dim}),
                          patch_text(patch), dim_text(dim)});
            if (tokens.held) {
                select(patch);
                select(dim);
            }
        }
    }

    /// The menu of a cell; no value where it is not kept.
    void offer(const char* name, const Press& press, model::Term meaning,
               const std::function<std::optional<float>(bool)>& value) {
        offer_menu(context_, name, press, meaning, [&](bool at_mouse) {
            MenuLines lines;
            if (const auto number = value(at_mouse)) lines.push_back(copy_value(context_, *number));
            return lines;
        });
    }

    void show_tooltip(const std::array<std::string, 3>& lines) {
        tooltip(context_, {lines[0], lines[1], lines[2]});
    }
    std::string patch_text(PatchPosition patch) const {
        return context_.language("view.patch", {place_text(patch), grouped(results_.grid.token(patch))});
    }
    std::string dim_text(int dim) const {
        return context_.language("projection.filter", {std::to_string(dim)});
    }
    std::string term_text(std::int64_t term) const {
        const TermPlace at = place_of(stage_.patch(), term);
        return context_.language("projection.where",
                                 {channel_letter(at.channel, stage_.channels()), std::to_string(at.channel),
                                  std::to_string(at.y), std::to_string(at.x), std::to_string(term)});
    }
    void select(PatchPosition patch) {
        if (patch != results_.selection.patch) stage_.actions.emplace_back(model::SelectPatch{patch});
    }
    void select(int dim) {
        if (dim != results_.selection.dim) stage_.actions.emplace_back(model::SelectDimension{dim});
    }

    Stage& stage_;
    Context& context_;
    const model::Results& results_;
    MatrixSizes sizes_;
    MatrixLayout layout_;
};

}  // namespace

float unfolded(const Tensor& pixels, const PatchGrid& grid, std::int64_t row, std::int64_t column) {
    const TermPlace at = place_of(grid.patch(), column);
    const Rectangle patch = grid.rectangle(grid.position(row));
    const Size image = grid.image();
    const int y = patch.top + at.y;
    const int x = patch.left + at.x;
    if (y < 0 || y >= image.height || x < 0 || x >= image.width) return 0;
    return pixels[(std::int64_t{at.channel} * image.height + y) * image.width + x];
}

void draw_matrix(Stage& stage, const Rect& place) {
    const float notes = std::clamp(std::round(place.width() * 0.37F), stage.px(214), stage.px(320));
    const float legends = draw_matrix_equation(stage, place) + stage.px(6);
    const float top = legends + two_line_legend(stage.context) + stage.px(12);
    draw_matrix_legends(stage, {{place.min.x, legends}, {place.max.x, top - stage.px(12)}});
    const float name = stage.px(56);
    MatrixView view(stage,
                    {{place.min.x + name, top}, {place.max.x - notes - stage.px(14) - name, place.max.y}});
    view.draw();
    draw_matrix_notes(stage, view.sizes(), view.layout().proportional,
                      {{place.max.x - notes, top}, place.max});
}

}  // namespace patchlens::ui::projection
