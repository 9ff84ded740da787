#include "app/ui/chapters/projection/cells.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/pixel_numbers.h"
#include "app/ui/widgets/widgets.h"
#include "core/unfold.h"

namespace patchlens::ui::projection {
namespace {

/// The data a plane's texture is painted from, so that it is repainted only when the data changes.
Source source_of(const Stage& stage, Plane plane) {
    const model::Results& results = stage.results;
    const std::int64_t token = results.grid.token(stage.shown.number.patch);
    const int dim = stage.shown.number.dim;
    // The vector is replaced whenever the pixels, the module or the selected patch change.
    switch (plane) {
        case Plane::pixels:
            return {results.vector, 2 * token + (stage.session.stretch ? 1 : 0), &stage.context.palette};
        case Plane::weights:
            return {results.module, dim, &stage.context.palette};
        default:
            return {results.vector, token * results.options.config.embed_dim + dim, &stage.context.palette};
    }
}

/// The cells as pixels, subsampled if there are more than a screen shows.
Image cells_image(const Stage& stage, Plane plane, int channel) {
    const Size patch = stage.patch();
    return table_image(patch.height, patch.width, [&](std::int64_t y, std::int64_t x) {
        return stage.colour_in(plane, row_index(patch, channel, static_cast<int>(y), static_cast<int>(x)));
    });
}

}  // namespace

std::optional<CellNumbers> form_in(const Stage& stage, Plane plane, ImVec2 cell) {
    const model::Summation& sum = *stage.shown.summation;
    if (plane == Plane::weights) return form_for(stage.context, cell, sum.largest_weight(), true);
    if (plane == Plane::products) return form_for(stage.context, cell, sum.largest_term(), true);
    if (wants_bytes(stage)) return byte_form(stage.context, cell);
    float low = 0;
    float high = 0;
    for (int channel = 0; channel < stage.channels(); ++channel) {
        low = std::min(low, sum.plane(channel).lowest_pixel);
        high = std::max(high, sum.plane(channel).highest_pixel);
    }
    const auto form = form_for(stage.context, cell, std::max(-low, high), low < 0);
    return form && form->power == 0 ? form : std::nullopt;
}

double printed_in(const Stage& stage, Plane plane, std::int64_t term) {
    const double value = stage.value_in(plane, term);
    if (plane != Plane::pixels) return value;
    return wanted_number(stage, static_cast<float>(value), place_of(stage.patch(), term).channel);
}

std::string plane_quantity(const Stage& stage, Plane plane) {
    constexpr std::array quantities{"projection.pixels", "projection.weights", "projection.products"};
    return stage.context.language(quantities.at(static_cast<std::size_t>(plane)));
}

std::string plane_unit(const Stage& stage, Plane plane, ImVec2 cell) {
    return plane == Plane::pixels ? pixel_unit(stage)
                                  : printed_unit(stage.context, form_in(stage, plane, cell));
}

std::string plane_title(const Stage& stage, Plane plane, ImVec2 cell) {
    return legend_title(stage.context, plane_quantity(stage, plane), plane_unit(stage, plane, cell));
}

model::Term term_of(Plane plane) {
    if (plane == Plane::pixels) return model::Term::pixel;
    return plane == Plane::weights ? model::Term::weight : model::Term::product;
}

Legend pixels_legend(const Stage& stage, std::optional<int> alone) {
    const model::Language& language = stage.context.language;
    const model::Summation& sum = *stage.shown.summation;
    const int first = alone.value_or(0);
    const model::Summation::Plane& own = sum.plane(first);
    const bool stretched = stage.session.stretch && own.highest_pixel > own.lowest_pixel;
    const bool single = alone || stage.channels() == 1;
    bool alike = single;
    if (!stretched) {
        alike = true;
        for (int channel = 1; channel < stage.channels() && !single; ++channel)
            alike &= wants_bytes(stage) || seen_range(stage.results, channel) == seen_range(stage.results, 0);
    }
    const Ramp ramp = single ? channel_ramp(first, stage.channels()) : channel_ramp(0, 1);
    if (!alike && stretched)
        return ramp_legend({}, ramp, language("legend.lowest"), language("legend.highest"));
    if (!alike) return ramp_legend({}, ramp, language("legend.black"), language("legend.full"));
    const Range ends =
        stretched ? Range{own.lowest_pixel, own.highest_pixel} : seen_range(stage.results, first);
    const auto text = [&](float end) {
        return pixel_number_text(stage, wanted_number(stage, end, first), 2);
    };
    return ramp_legend({}, ramp, text(ends.low), text(ends.high));
}

void draw_plane(const Stage& stage, Plane plane, int channel, const Rect& place, const std::string& name) {
    const Texture& texture = stage.context.pictures.of(name, source_of(stage, plane),
                                                       [&] { return cells_image(stage, plane, channel); });
    picture(stage.context, texture, place);
    const Size patch = stage.patch();
    const auto form = form_in(stage, plane, cell_of(place, patch, 0, 0).size());
    if (!form) return;
    const auto term = [&](int y, int x) { return row_index(patch, channel, y, x); };
    print_numbers(
        stage.context, place, patch, *form,
        [&](int y, int x) { return printed_in(stage, plane, term(y, x)); },
        [&](int y, int x) { return stage.colour_in(plane, term(y, x)); });
}

void mark_terms(const Stage& stage, int channel, const Rect& place) {
    const Size patch = stage.patch();
    const std::optional<PixelPosition>& pixel = stage.context.hovered.pixel;
    if (stage.hovered_term) {
        const TermPlace under = place_of(patch, *stage.hovered_term);
        if (under.channel == channel)
            marker(stage.context, cell_of(place, patch, under.y, under.x), Mark::hovered);
    } else if (pixel && pixel->y < patch.height && pixel->x < patch.width) {
        marker(stage.context, cell_of(place, patch, pixel->y, pixel->x), Mark::hovered);
    }
    const TermPlace at = stage.term_place();
    if (at.channel == channel) marker(stage.context, cell_of(place, patch, at.y, at.x), Mark::selected);
}

}  // namespace patchlens::ui::projection
