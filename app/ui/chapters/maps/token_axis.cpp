#include "app/ui/chapters/maps/token_axis.h"

#include <cmath>

namespace patchlens::ui {

TokenAxis token_axis(int count, double room, double zoom, double middle, double largest_cell) {
    TokenAxis axis;
    axis.count = count;
    axis.room = std::max(1.0, room);
    const double fitting = axis.room / count;
    axis.cell = std::max(fitting, std::min(fitting * zoom, largest_cell));
    axis.first = std::clamp(middle * count - axis.seen() / 2, 0.0, std::max(0.0, count - axis.seen()));
    return axis;
}

double middle_with(const TokenAxis& axis, double index, double offset) {
    const double first = index - offset / axis.cell;
    return std::clamp((first + axis.seen() / 2) / axis.count, 0.0, 1.0);
}

double middle_showing(const TokenAxis& axis, int index) {
    const double margin = std::min(1.0, axis.seen() / 4);
    double first = axis.first;
    if (index - margin < first) first = index - margin;
    if (index + 1 + margin > first + axis.seen()) first = index + 1 + margin - axis.seen();
    first = std::clamp(first, 0.0, std::max(0.0, axis.count - axis.seen()));
    return std::clamp((first + axis.seen() / 2) / axis.count, 0.0, 1.0);
}

double largest_zoom_of(const TokenAxis& rows, const TokenAxis& columns, double largest_cell) {
    const auto needed = [&](const TokenAxis& axis) { return largest_cell * axis.count / axis.room; };
    return std::clamp(std::max(needed(rows), needed(columns)), 1.0, model::largest_matrix_zoom);
}

int painted_step(const TokenAxis& axis) {
    int step = 1;
    while (step * axis.cell < 1)
        step *= 2;
    return step;
}

}  // namespace patchlens::ui
