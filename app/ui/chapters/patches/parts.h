// The parts of the chapter "patches", each drawn into its place.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/scene.h"

namespace patchlens::ui::patches {

/// Part of the picture, [0, 1] of the texture; `tint` fades it.
void draw_pixels(const Scene& scene, const Rectangle& pixels, const Rect& place, ImU32 tint = IM_COL32_WHITE);

/// The picture whole, apart, or as a sequence; hover and select.
void draw_flight(const Scene& scene, const Rect& place);
/// What is to be seen there, in a line.
std::string flight_caption(const Scene& scene);

/// Play and the slider that pulls the grid apart.
void draw_transport(const Scene& scene, const Rect& place);

/// Token number, row and column in entries, and the formulas between them.
void draw_token(const Scene& scene, const Rect& place);
inline constexpr float token_height = 58;  ///< logical pixels

/// patch_size read rightly and wrongly, beside each other.
void draw_side_or_count(const Scene& scene, const Rect& place);

/// What becomes of rows and columns that fill no patch: the switch, the corner of the picture, the numbers.
void draw_remainder(const Scene& scene, const Rect& place);

/// How many patches share a pixel, with stride = patch_size and with half of it.
void draw_overlap(const Scene& scene, Column& column);

/// Of the patches `patch` long that begin every `stride` pixels within `length`, how many hold pixel `at`.
int patches_with_pixel(int at, int length, int patch, int stride);

/// A size near `size` that `patch` does not divide, preferably round; nothing where there is none or it
/// leaves `smallest`..`largest`.
std::optional<int> size_that_leaves_some(int size, int patch, int largest);

}  // namespace patchlens::ui::patches
