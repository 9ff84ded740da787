// Clusters as pictures: a colour and a hatching for each, and lines where they meet. Pure arithmetic.
#pragma once

#include <array>
#include <vector>

#include "app/ui/drawing/colour.h"
#include "core/picture/image.h"

namespace patchlens::ui {

/// In the order of the clusters. To normal sight and to both common kinds of colour blindness any two are at
/// least 15 apart (CIEDE2000), any two of the first six 23.
inline constexpr std::array<Colour, 16> cluster_colours{{{15, 15, 255},
                                                         {239, 239, 15},
                                                         {111, 31, 15},
                                                         {175, 239, 255},
                                                         {127, 143, 111},
                                                         {79, 63, 79},
                                                         {47, 127, 143},
                                                         {127, 175, 175},
                                                         {191, 143, 15},
                                                         {143, 95, 15},
                                                         {127, 111, 255},
                                                         {159, 175, 255},
                                                         {95, 15, 127},
                                                         {207, 207, 143},
                                                         {95, 95, 79},
                                                         {223, 239, 223}}};

/// The side of a cell of `cell` logical pixels in a painted picture: more where cells are large, so that
/// lines are thin; fewer where they are too small for a hatching, or the picture would become large.
int texels_per_cell(Size grid, float cell);

/// Whether the hatching of a cluster has a line or a dot at a texel; it repeats every 8 texels both ways.
bool hatched(int cluster, int y, int x);

/// Labels [grid] as colours with their hatching, RGBA; -1, a patch in no cluster, as what is not a number.
Image cluster_colour_picture(const std::vector<int>& labels, Size grid, int texels);

/// The lines between clusters, transparent elsewhere, RGBA; the edges of cluster `lit` in `colour`.
Image cluster_line_picture(const std::vector<int>& labels, Size grid, int texels, int lit, Colour colour);

}  // namespace patchlens::ui
