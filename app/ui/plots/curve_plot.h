// A curve over whole numbers: how an error falls with what is kept, how large each singular value is. Its
// axes have titles and ends; one number may be marked.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "app/ui/context.h"

namespace patchlens::ui {

struct CurvePlot {
    const char* name;                ///< for the probe; one number's mark is NAME/marked
    std::string up;                  ///< above the curve: the quantity and its unit
    std::string short_up = {};       ///< the same for a narrow place
    std::string across;              ///< below it: what is counted
    std::span<const double> values;  ///< of first, first + 1, …; none negative
    bool stays = false;              ///< the last value holds for all further numbers
    int first = 0;
    int last = 0;                              ///< where the axis ends; there may be fewer values
    bool logarithmic_across = false;           ///< then `first` is at least 1
    bool logarithmic_up = false;               ///< zeros lie at the lower end
    std::optional<int> marked = {};            ///< the number that holds now
    std::optional<int> exact = {};             ///< from where on the error is zero: a dashed line
    std::function<std::string(double)> write;  ///< a value as text
};

/// Draws the plot; returns the number at which the mouse presses on it.
std::optional<int> draw_curve_plot(Context& context, const Rect& place, const CurvePlot& plot);
/// The least height at which its texts do not touch.
float least_curve_height(const Context& context);

}  // namespace patchlens::ui
