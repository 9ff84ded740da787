// A row for a positive number of any size: smaller and larger by the steps 1, 2, 5, and an entry to type
// into.
#pragma once

#include <optional>
#include <string>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::weights {

struct FactorRow {
    const char* name;  ///< for the probe; the buttons are NAME/smaller and NAME/larger
    std::string label;
    std::string help;
    double value = 1;
    double least = 0;  ///< 0: below the smallest step lies zero
    double most = 1;
};

/// The next number of the series …, 0.1, 0.2, 0.5, 1, 2, 5, … above (`direction` 1) or below (-1) `value`,
/// inside the limits.
double stepped_factor(const FactorRow& row, int direction);

/// As few digits as say it: "0.002".
std::string factor_text(double value);

/// The number asked for in this frame. Throws Error(number_expected) and Error(value_out_of_range) for what
/// is typed.
std::optional<double> factor_row(Context& context, Column& column, const FactorRow& row);

}  // namespace patchlens::ui::weights
