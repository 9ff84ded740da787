// Legends: what the colours of a map stand for, with the values of both ends and of zero.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui/context.h"
#include "app/ui/drawing/raster.h"

namespace patchlens::ui {

struct Legend {
    std::string title;          ///< quantity and unit: "weights (no unit)"; empty if it stands elsewhere
    std::vector<Colour> stops;  ///< the colours, evenly spaced from the low end to the high one
    std::string low;            ///< the values of the ends as they are written
    std::string high;
    std::string both = {};           ///< "±0.07": both ends in one, for a narrow place; empty: there is none
    std::optional<float> zero = {};  ///< where zero is: 0 the low end, 1 the high one; nothing if outside
    std::optional<model::Term> term = {};  ///< what the title means
};

/// `legend` with `term` as what its title means.
Legend meaning(Legend legend, model::Term term);

/// "weights (no unit)".
std::string legend_title(const Context& context, std::string_view quantity, std::string_view unit);
/// The same for a quantity without a unit, as all numbers of a vector are.
std::string unitless_title(const Context& context, std::string_view quantity);

/// Signed numbers from -largest to +largest, zero in the middle. `decimals` 0: two, or four where the ends
/// would else read as zero.
Legend signed_legend(const Context& context, std::string title, float largest, int decimals = 0);
/// The same with words at the ends, where each of several maps has its own.
Legend signed_legend(const Context& context, std::string title, std::string low, std::string high);
/// Numbers from dark to light over `range`; `sign` writes a plus before positive ends.
Legend sequential_legend(std::string title, Range range, bool sign, int decimals);
/// Shades of one colour.
Legend ramp_legend(std::string title, const Ramp& ramp, std::string low, std::string high);

/// The height that draw_legend() needs in a place of `width`: one line, or two with the title above.
float legend_height(const Context& context, const Legend& legend, float width);
/// The height of a legend in two lines, for places that must not change with what they show.
float two_line_legend(const Context& context);
/// Draws title, ends, colours and zero in the middle of `place`.
void draw_legend(Context& context, const Rect& place, const Legend& legend);

}  // namespace patchlens::ui
