// What the colours of numbers without a sign mean: a bar from dark to light between its two ends.
#pragma once

#include <string>

#include "app/ui/context.h"

namespace patchlens::ui {

void sequential_legend(Context& context, const Rect& place, const std::string& low, const std::string& high);

}  // namespace patchlens::ui
