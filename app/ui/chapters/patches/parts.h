// The parts of the patches chapter, each drawn into its place.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/scene.h"

namespace patchlens::ui::patches {

/// Part of the picture, [0, 1] of the texture; `tint` fades it.
void draw_pixels(const Scene& scene, const Rectangle& pixels, const Rect& place, ImU32 tint = IM_COL32_WHITE);

/// The picture whole, apart, or as a sequence, with hover and selection.
void draw_flight(const Scene& scene, const Rect& place);
/// Describes what draw_flight() shows, in one line.
std::string flight_caption(const Scene& scene);

/// Play and the slider that pulls the grid apart.
void draw_transport(const Scene& scene, const Rect& place);

/// The token's number, row and column as text fields, and the formulas between them.
void draw_token(const Scene& scene, const Rect& place);
inline constexpr float token_height = 58;  ///< logical pixels

/// The right and the wrong reading of patch_size, side by side.
void draw_side_or_count(const Scene& scene, const Rect& place);

/// What happens to rows and columns that fill no patch: the switch, the corner of the picture, the numbers.
void draw_remainder(const Scene& scene, const Rect& place);

/// What smaller patches cost: tokens, and the pairs that attention compares, over the side of a patch.
void draw_cost_curves(const Scene& scene, const Rect& place);
/// Switches between that and what stands there else; at the right of `place`.
void offer_cost_curves(const Scene& scene, const Rect& place);

/// How many patches share a pixel: with the stride of now, and with half a patch, or a whole one, as stride;
/// a button sets that.
void draw_overlap(const Scene& scene, Column& column);

/// In how many patches a pixel is at most.
int most_patches_with_a_pixel(const PatchGrid& grid);

/// How many of the patches of length `patch`, one every `stride` pixels within `length`, contain pixel `at`.
int patches_with_pixel(int at, int length, int patch, int stride);

/// Rows and columns of patches if enough zeros were added for none of the pixels to be left over.
Size grid_of_all_pixels(const PatchGrid& grid);

/// A size near `size` that `patch` does not divide, preferably round, larger than `patch` and at most
/// `largest`; nothing if there is none.
std::optional<int> size_that_leaves_some(int size, int patch, int largest);

}  // namespace patchlens::ui::patches
