// The flattened patch as lines of cells: how many are in a line, and where each is. Pure arithmetic.
#pragma once

#include <algorithm>
#include <cstdint>

#include "app/ui/layout.h"
#include "core/size.h"

namespace patchlens::ui::projection {

/// Lines of `columns` cells; each line three rows high: pixels, weights, products.
struct FlatLines {
    Rect place;
    std::int64_t count = 0;  ///< cells in all
    std::int64_t first = 0;  ///< the first one shown; all, or one page if all would be too small
    int columns = 1;
    int lines = 1;
    float width = 0;   ///< of a cell
    float height = 0;  ///< of one of the three rows
    float gap = 0;     ///< between lines

    std::int64_t shown() const {
        return std::min<std::int64_t>(count - first, std::int64_t{columns} * lines);
    }
    bool all() const { return shown() == count; }
    Rect line(int index) const {
        const float top = place.min.y + static_cast<float>(index) * (3 * height + gap);
        return rect_at({place.min.x, top}, width * static_cast<float>(columns), 3 * height);
    }
    /// Row 0 pixels, 1 weights, 2 products.
    Rect cell(std::int64_t term, int row) const {
        const std::int64_t at = term - first;
        const Rect whole = line(static_cast<int>(at / columns));
        return rect_at({whole.min.x + width * static_cast<float>(at % columns),
                        whole.min.y + height * static_cast<float>(row)},
                       width, height);
    }
};

/// The lines of `channels` channels of a patch in `place`: as large as possible with each channel starting a
/// line, or if the cells would be too small to see, the page that contains `term`.
FlatLines arrange_flat(const Rect& place, Size patch, int channels, std::int64_t term, float scale);

}  // namespace patchlens::ui::projection
