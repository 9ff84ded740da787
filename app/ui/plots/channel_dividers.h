// Where one channel ends and the next begins among flattened numbers: lines, and the channels' letters.
#pragma once

#include <cstdint>
#include <vector>

#include "app/ui/context.h"

namespace patchlens::ui {

/// The index of each channel's first number among C*ph*pw flattened ones: 0, ph*pw, 2*ph*pw, …
std::vector<std::int64_t> channel_starts(int channels, Size patch);

/// Along which side of a picture the numbers of one patch follow each other.
enum class Along { rows, columns };

/// Lines between the channels of a picture whose rows (or columns) are the flattened numbers of a patch, and
/// their letters before the rows (or above the columns), where they fit.
void draw_channel_dividers(Context& context, const Rect& place, Along along, int channels);
/// Only the lines, where there is no room for letters.
void draw_channel_lines(Context& context, const Rect& place, Along along, int channels);
/// The room that the letters take before rows, and above columns.
float channel_letters_width(const Context& context);
float channel_letters_height(const Context& context);

}  // namespace patchlens::ui
