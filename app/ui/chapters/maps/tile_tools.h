// What the walls of filters and of feature maps share: tools, scales, legend, and the words of their
// tooltips.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/ui/chapters/maps/parts.h"
#include "app/ui/plots/cell_numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/tiles.h"

namespace patchlens::ui {

/// The dimensions in the order the session asks for; empty: by number.
std::span<const int> order_of(const Scene& scene);

/// The controls both walls share: order, scale, search.
void wall_tools(const Scene& scene, Flow& flow);

/// Tiles of another size.
void resize_tiles(const Scene& scene, int side);

/// Buttons for smaller and larger tiles, starting from the size in `layout`.
void size_tools(const Scene& scene, Flow& flow, const AtlasLayout& layout);

/// Of each map the magnitude that its colours reach to: that which most of its numbers do not exceed, or the
/// largest, as the session asks.
std::vector<float> reaches_of_maps(const Scene& scene);
/// The same of the selected dimension's map, whether or not there are analyses.
float reach_of_map(const Scene& scene);

/// "98%"
std::string share_text(double share);

/// The value at which each tile's colours saturate.
std::vector<float> scales_of(const Scene& scene, std::vector<float> own);

/// The legend of a wall, with the common largest value at its ends, or that each tile has its own; `cut`
/// where some of a tile's numbers lie beyond.
Legend wall_legend(const Scene& scene, const char* quantity, float common, bool cut = false);

/// From where to where numbers go, in words.
std::string range_text(const Scene& scene, double low, double high);

/// The variance over all patches of a dimension's map.
std::string spread_text(const Scene& scene, const Summary& summary);

/// "dimension 137"
std::string dimension_text(const Scene& scene, int dim);

/// Prints the numbers of a map or a plane in signed colours.
template <typename Value>
void print_signed(Context& context, const Rect& picture, Size size, float largest, const Value& value) {
    const auto form = form_for(context, cell_of(picture, size, 0, 0).size(), largest, true);
    if (!form || form->power != 0) return;
    print_numbers(context, picture, size, *form, value,
                  [&](int y, int x) { return context.palette.diverging(value(y, x), largest); });
}

}  // namespace patchlens::ui
