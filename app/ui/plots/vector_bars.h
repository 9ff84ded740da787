// A vector as signed bars, one pixel column for each number or for several, with the pinned vector's numbers
// as rings and the numbers of before in grey.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "app/ui/context.h"
#include "app/ui/drawing/marks.h"

namespace patchlens::ui {

/// One pixel column of the plot: the numbers [first, last] and their extremes.
struct BarColumn {
    int first = 0;
    int last = 0;
    float low = 0;   ///< the smallest of them, at most 0
    float high = 0;  ///< the largest of them, at least 0
};

/// One column for each number if they fit, else `most` columns of several numbers each.
std::vector<BarColumn> bar_columns(std::span<const float> values, int most);

/// The number of a column that is furthest from zero.
int strongest_of(std::span<const float> values, const BarColumn& column);

/// What is plotted, in the order of the plot.
struct VectorSeries {
    const char* name;  ///< the probe's name for it
    std::span<const float> values;
    std::span<const float> rings = {};  ///< the pinned vector's numbers in the same order; may be empty
    std::span<const float> ghost = {};  ///< the numbers of before in the same order; may be empty
    std::span<const int> dims = {};     ///< the dimension at each place; empty: place i is dimension i
    bool ranked = false;                ///< whether the tooltip shows the place

    int dim_at(int place) const { return dims.empty() ? place : dims[static_cast<std::size_t>(place)]; }
    int place_of(int dim) const {
        if (dims.empty()) return dim;
        return static_cast<int>(std::find(dims.begin(), dims.end(), dim) - dims.begin());
    }
    float at(int place) const { return values[static_cast<std::size_t>(place)]; }
};

/// "dim 137: +0.8281".
std::string numbered_dimension(const Context& context, int dim, float value);

/// A piece of a ghost's bar with its end, for a legend.
void draw_ghost_sample(Context& context, const Rect& place);

/// Draws `series` into `place`, below a line that names the selected number; `largest` is at the ends.
class BarPlot {
public:
    BarPlot(Context& context, const VectorSeries& series, const model::Results& results, const Rect& place,
            float largest);

    /// Where the bars stand, below the line that names the selected one.
    const Rect& bars() const { return plot_; }
    void draw();
    /// The place in the series under the mouse.
    int under_mouse() const;

private:
    /// Where the bars of one pixel column begin and end.
    struct Bar {
        float left, right;
        float top, bottom;  ///< of what is above zero, and of what is below
    };
    Bar bar_of(const BarColumn& values, std::size_t column) const;
    float zero_line() const;
    float height_of(float value) const;
    float x_of(std::size_t column) const;
    std::size_t column_of(int place) const;
    void mark(int place, Mark how);
    void draw_ghost(bool ends_alone);
    void draw_bars();
    void draw_rings();
    void write_value();

    Context& context_;
    const VectorSeries& series_;
    int selected_;
    Rect place_;
    float label_;
    Rect plot_;
    std::vector<BarColumn> columns_;
    float step_;
    float largest_;
};

}  // namespace patchlens::ui
