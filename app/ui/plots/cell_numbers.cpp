#include "app/ui/plots/cell_numbers.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

bool line_fits(const Context& context, ImVec2 cell) {
    return cell.y >= line_height(context.fonts.mono_small);
}

/// Whether `letters` of the monospaced face leave `margin` logical pixels of a cell's width.
bool letters_fit(const Context& context, ImVec2 cell, int letters, float margin) {
    const float digit = text_width(context.fonts.mono_small, "0");
    return digit * static_cast<float>(letters) + margin * context.scale <= cell.x;
}

}  // namespace

std::string cell_number(double value, CellNumbers form) {
    const double shown = value * std::pow(10.0, form.power);
    std::string text = form.sign ? with_sign(shown, form.decimals) : without_plus(shown, form.decimals);
    const std::size_t digits = text.find_first_of("0123456789");
    if (digits != std::string::npos && text.compare(digits, 2, "0.") == 0) text.erase(digits, 1);
    return text;
}

std::optional<CellNumbers> form_for(const Context& context, ImVec2 cell, double largest, bool sign) {
    if (!line_fits(context, cell)) return std::nullopt;
    const int before =
        largest >= 0.995 ? static_cast<int>(std::log10(std::max(1.0, largest + 0.005))) + 1 : 0;
    const int others = (sign ? 1 : 0) + before + 1;  // sign, digits before the point, the point
    for (const auto& [decimals, margin] : {std::pair{4, 4.0F}, {3, 4.0F}, {2, 0.0F}}) {
        if (letters_fit(context, cell, others + decimals, margin)) return CellNumbers{sign, decimals};
    }
    if (!(largest > 0) || !letters_fit(context, cell, sign ? 3 : 2, 0)) return std::nullopt;
    // 99.5 would be written with three digits.
    const int power = static_cast<int>(std::floor(std::log10(99.49 / largest)));
    if (power < 0) return std::nullopt;
    return CellNumbers{.power = power};
}

std::optional<CellNumbers> byte_form(const Context& context, ImVec2 cell) {
    if (!line_fits(context, cell) || !letters_fit(context, cell, 3, 0)) return std::nullopt;
    return CellNumbers{};
}

std::string printed_unit(const Context& context, const std::optional<CellNumbers>& form) {
    if (!form || form->power == 0) return context.language("legend.no_unit");
    return context.language("legend.printed_times",
                            {grouped(static_cast<std::int64_t>(std::llround(std::pow(10.0, form->power))))});
}

void print_number(Context& context, const Rect& cell, double value, CellNumbers form, Colour ground) {
    text_in(context, cell, context.fonts.mono_small, ink_on(ground), cell_number(value, form), Align::centre);
}

}  // namespace patchlens::ui
