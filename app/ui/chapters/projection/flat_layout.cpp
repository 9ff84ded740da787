#include "app/ui/chapters/projection/flat_layout.h"

#include <cmath>

namespace patchlens::ui::projection {
namespace {

constexpr float narrowest_cell = 8;
constexpr float lowest_cell = 9;
constexpr float highest_cell = 24;
constexpr float widest_cell = 44;

}  // namespace

FlatLines arrange_flat(const Rect& place, Size patch, int channels, std::int64_t term, float scale) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const std::int64_t area = patch.area();
    FlatLines best;
    best.place = place;
    best.count = channels * area;
    // Where a channel begins within a line, its letter is below the line.
    const auto gap_for = [&](std::int64_t columns) {
        return columns % area == 0 && columns > area ? px(20) : px(9);
    };
    best.gap = px(9);
    const auto widest_line = static_cast<std::int64_t>(place.width() / px(narrowest_cell));
    const auto lines_that_fit = [&](float height, float gap) {
        return std::max(1, static_cast<int>((place.height() + gap) / (3 * height + gap)));
    };
    float best_size = 0;
    const auto consider = [&](std::int64_t columns) {
        const std::int64_t lines = (best.count + columns - 1) / columns;
        const float gap = gap_for(columns);
        if (lines > lines_that_fit(px(lowest_cell), gap)) return;
        const auto rows = static_cast<float>(lines);
        const float letters = columns > area ? gap : 0;
        const float width =
            std::min(std::floor(place.width() / static_cast<float>(columns)), px(widest_cell));
        const float height = std::min(std::floor((place.height() - letters - (rows - 1) * gap) / (3 * rows)),
                                      px(highest_cell));
        if (width * height <= best_size) return;
        best_size = width * height;
        best.gap = gap;
        best.columns = static_cast<int>(columns);
        best.lines = static_cast<int>(lines);
        best.width = width;
        best.height = height;
    };
    for (std::int64_t columns = 1; columns <= std::min(area, widest_line); ++columns) {
        if (area % columns == 0) consider(columns);
    }
    for (int together = 2; together <= channels; ++together) {
        if (area * together <= widest_line && channels % together == 0) consider(area * together);
    }
    if (best_size > 0) return best;

    // A page: if several rows of the patch fit into a line, whole rows.
    best.height = px(12);
    best.gap = px(20);
    best.lines = std::max(1, static_cast<int>(place.height() / (3 * best.height + best.gap)));
    const auto fitting = std::max<std::int64_t>(1, static_cast<std::int64_t>(place.width() / px(12)));
    const std::int64_t rows = fitting / patch.width;
    best.columns = static_cast<int>(std::min(rows > 0 ? rows * patch.width : fitting, best.count));
    best.width = std::floor(place.width() / static_cast<float>(best.columns));
    best.width = std::min(best.width, px(widest_cell));
    const std::int64_t page = std::int64_t{best.columns} * best.lines;
    best.first = term / page * page;
    return best;
}

}  // namespace patchlens::ui::projection
