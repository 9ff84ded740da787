#include "app/ui/chapters/projection/cells.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
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

double largest_in(const Stage& stage, Plane plane, int channel) {
    const model::Summation& sum = *stage.shown.summation;
    if (plane == Plane::weights) return sum.largest_weight();
    if (plane == Plane::products) return sum.largest_term();
    const model::Summation::Plane& own = sum.plane(channel);
    return std::max(std::abs(own.lowest_pixel), std::abs(own.highest_pixel));
}

void print_plane(const Stage& stage, Plane plane, int channel, const Rect& place) {
    const Size patch = stage.patch();
    const Rect first = cell_of(place, patch, 0, 0);
    const bool sign = plane != Plane::pixels || stage.shown.summation->plane(channel).lowest_pixel < 0;
    const auto form = form_for(stage.context, first.size(), largest_in(stage, plane, channel), sign);
    if (!form) return;
    for (int y = 0; y < patch.height; ++y) {
        for (int x = 0; x < patch.width; ++x) {
            const std::int64_t term = row_index(patch, channel, y, x);
            print_number(stage.context, cell_of(place, patch, y, x), stage.value_in(plane, term), *form,
                         stage.colour_in(plane, term));
        }
    }
}

}  // namespace

std::string cell_number(double value, CellNumbers form) {
    std::string text = form.sign ? with_sign(value, form.decimals) : without_plus(value, form.decimals);
    const std::size_t digits = text.find_first_of("0123456789");
    if (digits != std::string::npos && text.compare(digits, 2, "0.") == 0) text.erase(digits, 1);
    return text;
}

std::optional<CellNumbers> form_for(const Context& context, ImVec2 cell, double largest, bool sign) {
    if (cell.y < line_height(context.fonts.mono_small) + context.px(3)) return std::nullopt;
    const double digit = text_width(context.fonts.mono_small, "0");
    const int before =
        largest >= 0.995 ? static_cast<int>(std::log10(std::max(1.0, largest + 0.005))) + 1 : 0;
    for (int decimals = 4; decimals >= 2; --decimals) {
        const int letters = (sign ? 1 : 0) + before + 1 + decimals;
        if (digit * letters + context.px(4) <= cell.x) return CellNumbers{sign, decimals};
    }
    return std::nullopt;
}

void print_number(Context& context, const Rect& cell, double value, CellNumbers form, Colour ground) {
    ImFont* font = context.fonts.mono_small;
    const std::string text = cell_number(value, form);
    const float width = text_width(font, text);
    const float height = line_height(font);
    const ImVec2 at{std::floor(cell.centre().x - width / 2), std::floor(cell.centre().y - height / 2)};
    const ImU32 ink = luminance(ground) > 0.2 ? IM_COL32(0, 0, 0, 235) : IM_COL32(255, 255, 255, 240);
    ImGui::GetWindowDrawList()->AddText(font, height, at, ink, text.c_str());
    context.probe.text(text, {at.x, at.y, width, height}, width > cell.width());
}

void draw_plane(const Stage& stage, Plane plane, int channel, const Rect& place, const std::string& name) {
    const Texture& texture = stage.context.pictures.of(name, source_of(stage, plane),
                                                       [&] { return cells_image(stage, plane, channel); });
    picture(stage.context, texture, place);
    print_plane(stage, plane, channel, place);
}

void mark_terms(const Stage& stage, int channel, const Rect& place) {
    const Size patch = stage.patch();
    const std::optional<PixelPosition>& pixel = stage.context.hovered.pixel;
    if (stage.hovered_term) {
        const TermPlace under = place_of(patch, *stage.hovered_term);
        if (under.channel == channel)
            marker(stage.context, cell_of(place, patch, under.y, under.x), hovered_on_picture);
    } else if (pixel && pixel->y < patch.height && pixel->x < patch.width) {
        marker(stage.context, cell_of(place, patch, pixel->y, pixel->x), hovered_on_picture);
    }
    const TermPlace at = stage.term_place();
    if (at.channel == channel) marker(stage.context, cell_of(place, patch, at.y, at.x), selected_on_picture);
}

}  // namespace patchlens::ui::projection
