// What colours mean: a bar of them with its ends written beside it.
#pragma once

#include <string>

#include "app/ui/context.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui {

/// Signed numbers, with zero in the middle.
void signed_legend(Context& context, const Rect& place, const std::string& low, const std::string& high);
/// Signed numbers from -largest to +largest, with so many decimals that small ends are not zero.
void signed_legend(Context& context, const Rect& place, float largest);
/// Numbers whose sign does not matter, from dark to light.
void sequential_legend(Context& context, const Rect& place, const std::string& low, const std::string& high);
/// Shades of one colour.
void ramp_legend(Context& context, const Rect& place, const Ramp& ramp, const std::string& low,
                 const std::string& high);

}  // namespace patchlens::ui
