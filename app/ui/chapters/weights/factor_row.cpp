#include "app/ui/chapters/weights/factor_row.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "app/model/state/half_width.h"
#include "app/ui/drawing/numbers.h"

namespace patchlens::ui::weights {
namespace {

constexpr double smallest_step = 0.01;  ///< where zero is allowed, the last one above it
constexpr double nearly = 1e-9;

double typed_factor(const std::string& typed, const FactorRow& row) {
    const std::string text = model::half_width(typed);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        throw Error(ErrorCode::number_expected, {row.label, typed});
    if (value < row.least || value > row.most) {
        throw Error(ErrorCode::value_out_of_range,
                    {row.label, factor_text(row.least), factor_text(row.most), typed});
    }
    return value;
}

}  // namespace

double stepped_factor(const FactorRow& row, int direction) {
    const double floor = row.least > 0 ? row.least : smallest_step;
    if (row.value < floor) return direction > 0 ? floor : row.least;
    const double power = std::pow(10, std::floor(std::log10(row.value) + nearly));
    const double digits = row.value / power;
    double next = row.value;
    constexpr std::array series{0.5, 1.0, 2.0, 5.0, 10.0};
    if (direction > 0) {
        next = power * *std::ranges::find_if(series, [&](double step) { return step > digits + nearly; });
    } else {
        for (const double step : series) {
            if (step < digits - nearly) next = power * step;
        }
        if (row.least == 0 && next < floor - nearly) next = 0;
    }
    return std::clamp(next, row.least, row.most);
}

std::string factor_text(double value) {
    char text[32] = {};
    const auto written = std::to_chars(text, text + sizeof text, static_cast<float>(value));
    return {text, written.ptr};
}

std::optional<double> factor_row(Context& context, Column& column, const FactorRow& row) {
    const Rect place = column.row(context.px(34));
    const float button = context.px(30);
    const float field_width = context.px(78);
    const float gap = context.px(6);
    const float right = place.max.x;
    const float top = std::floor(place.centre().y - context.px(14));
    const Rect larger = rect_at({right - button, top}, button, context.px(28));
    const Rect field = rect_at({larger.min.x - gap - field_width, top}, field_width, context.px(28));
    const Rect smaller = rect_at({field.min.x - gap - button, top}, button, context.px(28));
    const Rect label{place.min, {smaller.min.x - gap, place.max.y}};
    text_in(context, label, context.fonts.body, context.palette.text, row.label);
    explain_on_hover(context, label, row.help);
    std::optional<double> wanted;
    const std::string name = row.name;
    if (chip(context, (name + "/smaller").c_str(), smaller, minus_sign).clicked)
        wanted = stepped_factor(row, -1);
    if (chip(context, (name + "/larger").c_str(), larger, "+").clicked) wanted = stepped_factor(row, 1);
    if (const auto typed = entry(context, (name + "/entry").c_str(), field, factor_text(row.value)))
        wanted = typed_factor(*typed, row);
    if (wanted && *wanted == row.value) return std::nullopt;
    return wanted;
}

}  // namespace patchlens::ui::weights
