// Numbers printed in the cells of a map, where they fit.
#pragma once

#include <optional>
#include <string>

#include "app/ui/context.h"
#include "app/ui/drawing/grid_cells.h"

namespace patchlens::ui {

/// How numbers are written in cells: ".76", "+.04", "-1.2", without the zero before the decimal point; in
/// narrow ones as whole numbers after a multiplication: "71" for 0.0714 times 1,000.
struct CellNumbers {
    bool sign = false;  ///< a plus before positive numbers
    int decimals = 0;
    int power = 0;  ///< of ten, by which numbers are multiplied before

    bool operator==(const CellNumbers&) const = default;
};
std::string cell_number(double value, CellNumbers form);

/// The form with the most decimals, two to four, that fits into cells, else whole numbers of two digits;
/// nothing if these do not fit. `largest` is the largest magnitude of the numbers.
std::optional<CellNumbers> form_for(const Context& context, ImVec2 cell, double largest, bool sign);
/// Whole numbers from 0 to 255, if they fit.
std::optional<CellNumbers> byte_form(const Context& context, ImVec2 cell);
/// What a map's title says of its printed numbers: "no unit", or "× 1,000" where that is printed.
std::string printed_unit(const Context& context, const std::optional<CellNumbers>& form);

/// Prints a number in the middle of its cell, black or white to contrast with `ground`.
void print_number(Context& context, const Rect& cell, double value, CellNumbers form, Colour ground);

/// Prints value(y, x) into every cell of a plane, each on its ground(y, x).
template <typename Value, typename Ground>
void print_numbers(Context& context, const Rect& place, Size size, CellNumbers form, const Value& value,
                   const Ground& ground) {
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            print_number(context, cell_of(place, size, y, x), value(y, x), form, ground(y, x));
    }
}

}  // namespace patchlens::ui
