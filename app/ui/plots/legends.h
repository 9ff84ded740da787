// Legends: a bar of colours with the values of its ends beside it.
#pragma once

#include <string>

#include "app/ui/context.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui {

/// Signed numbers, with zero in the middle.
void signed_legend(Context& context, const Rect& place, const std::string& low, const std::string& high);
/// Signed numbers from -largest to +largest, with enough decimals that small ends do not read as zero.
void signed_legend(Context& context, const Rect& place, float largest);
/// Unsigned numbers, from dark to light.
void sequential_legend(Context& context, const Rect& place, const std::string& low, const std::string& high);
/// Shades of one colour.
void ramp_legend(Context& context, const Rect& place, const Ramp& ramp, const std::string& low,
                 const std::string& high);

}  // namespace patchlens::ui
