#include "app/ui/widgets/slider.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "app/model/state/half_width.h"
#include "app/model/state/typed_size.h"
#include "app/ui/compat.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui {
namespace {

/// Left and right by keys while the slider has the focus: one step, or a doubling with Page Up and Down.
std::int64_t moved_by_keys(const Track& track, std::int64_t value) {
    using compat::Key;
    const int coarse = ImGui::GetIO().KeyShift ? 10 : 1;
    if (compat::pressed(Key::right)) return track.stepped(value, coarse);
    if (compat::pressed(Key::left)) return track.stepped(value, -coarse);
    if (compat::pressed(Key::page_up)) return std::max<std::int64_t>(1, value) * 2;
    if (compat::pressed(Key::page_down)) return value / 2;
    if (compat::pressed(Key::home)) return track.smallest;
    if (compat::pressed(Key::end)) return track.largest;
    return value;
}

/// The number in first..last divisible by the highest power of two; `otherwise` where first is last.
std::int64_t roundest(std::int64_t first, std::int64_t last, std::int64_t otherwise) {
    if (first >= last) return otherwise;
    for (std::int64_t unit = std::int64_t{1} << 40; unit > 1; unit /= 2) {
        const std::int64_t multiple = (last / unit) * unit;
        if (multiple >= first) return multiple;
    }
    return otherwise;
}

/// Whether the left button has been further away from where it went down than a click goes.
bool pulled_away() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] >= io.MouseDragThreshold * io.MouseDragThreshold;
}

void draw_track(Context& context, const Rect& place, const SliderOptions& options, const Press& press) {
    const Palette& palette = context.palette;
    const float knob = context.px(7);
    const float left = place.min.x + knob;
    const float length = place.width() - 2 * knob;
    const auto x_of = [&](std::int64_t value) {
        return left + length * static_cast<float>(options.track.fraction_of(value));
    };
    const float y = std::floor(place.centre().y);
    const auto bar = [&](float from, float to, float height, ImU32 colour) {
        fill(context, {{from, y - height / 2}, {to, y + height / 2}}, colour, height / 2);
    };
    // Told by thickness too: out of reach, in reach, up to the value.
    bar(left, left + length, context.px(1), palette.track);
    bar(x_of(options.from), x_of(options.to), context.px(4), palette.track);
    bar(left, x_of(options.value), context.px(6), palette.accent);
    if (options.track.kind == Track::Kind::stops) {
        for (const std::int64_t stop : options.track.values) {
            const float x = std::floor(x_of(stop));
            fill(context, {{x, y - context.px(5)}, {x + context.px(1), y + context.px(5)}}, palette.muted);
        }
    }
    const ImVec2 centre{x_of(options.value), y};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (press.hovered || press.held)
        draw.AddCircleFilled(centre, knob + context.px(3), palette.hovered.packed(0.35F));
    draw.AddCircleFilled(centre, knob, palette.knob);
}

}  // namespace

double Track::fraction_of(std::int64_t value) const {
    if (kind == Kind::stops) {
        const auto found = std::lower_bound(values.begin(), values.end(), value);
        const auto index = std::min<std::ptrdiff_t>(found - values.begin(), std::ssize(values) - 1);
        return values.size() < 2 ? 0 : static_cast<double>(index) / static_cast<double>(values.size() - 1);
    }
    if (largest <= smallest) return 0;
    const auto inside = static_cast<double>(std::clamp(value, smallest, largest));
    const auto low = static_cast<double>(smallest);
    const auto high = static_cast<double>(largest);
    if (kind == Kind::logarithmic) return std::log(inside / low) / std::log(high / low);
    return (inside - low) / (high - low);
}

std::int64_t Track::value_at(double fraction, double resolution) const {
    const double inside = std::clamp(fraction, 0.0, 1.0);
    if (kind == Kind::stops) {
        return values[static_cast<std::size_t>(std::lround(inside * static_cast<double>(values.size() - 1)))];
    }
    const auto low = static_cast<double>(smallest);
    const auto high = static_cast<double>(largest);
    const auto at = [&](double place) {
        const double t = std::clamp(place, 0.0, 1.0);
        const double value =
            kind == Kind::logarithmic ? low * std::pow(high / low, t) : low + (high - low) * t;
        return std::clamp<std::int64_t>(std::llround(value), smallest, largest);
    };
    return roundest(at(inside - resolution / 2), at(inside + resolution / 2), at(inside));
}

std::int64_t Track::stepped(std::int64_t value, int step) const {
    if (kind != Kind::stops) return std::clamp(value + step, smallest, largest);
    const auto found = std::lower_bound(values.begin(), values.end(), value) - values.begin();
    const auto next = std::clamp<std::ptrdiff_t>(found + (step > 0 ? 1 : -1), 0, std::ssize(values) - 1);
    return values[static_cast<std::size_t>(next)];
}

std::int64_t whole_number(std::string_view text, std::string_view what, WholeNumbers possible) {
    const std::string narrow = model::half_width(text);
    const std::size_t first = narrow.find_first_not_of(" \t");
    const std::size_t last = narrow.find_last_not_of(" \t");
    const std::string_view digits = first == std::string::npos
                                        ? std::string_view()
                                        : std::string_view(narrow).substr(first, last - first + 1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = end == digits.data() + digits.size();
    if (whole && error == std::errc::result_out_of_range) {
        throw Error(ErrorCode::value_out_of_range, {std::string(what), std::to_string(possible.smallest),
                                                    std::to_string(possible.largest), std::string(digits)});
    }
    if (error != std::errc() || !whole) {
        throw Error(ErrorCode::number_expected, {std::string(what), std::string(text)});
    }
    return value;
}

SliderAnswer typed_answer(const std::string& typed, const SliderOptions& options) {
    SliderAnswer answer;
    if (const auto sides = options.takes_sides ? model::typed_sides(typed) : std::nullopt) {
        answer.sides = Size{sides->first, sides->second};
        return answer;
    }
    try {
        answer.value = whole_number(typed, options.label, {options.from, options.to});
    } catch (const Error& error) {
        answer.refused = error;
    }
    return answer;
}

SliderAnswer slider(Context& context, Column& column, const SliderOptions& options, float height) {
    const Rect row = column.row(height);
    // A number too long for the usual field takes space from the label, not from the track.
    const float usual = context.px(64);
    const float entry_width = std::max(
        usual, std::ceil(text_width(context.fonts.mono, std::to_string(options.value))) + context.px(18));
    const float label_width =
        std::max(context.px(96) - (entry_width - usual),
                 std::ceil(text_width(context.fonts.mono, options.label)) + context.px(6));
    const Rect label{row.min, {row.min.x + label_width, row.max.y}};
    const Rect field = rect_at({row.max.x - entry_width, std::floor(row.centre().y - context.px(14))},
                               entry_width, context.px(28));
    const Rect track{{label.max.x, row.min.y + context.px(5)},
                     {field.min.x - context.px(6), row.max.y - context.px(5)}};

    if (options.term) {
        term_in(context, label, context.fonts.mono, context.palette.text, options.label, *options.term,
                options.explanation);
    } else {
        text_in(context, label, context.fonts.mono, context.palette.text, options.label);
        explain_on_hover(context, label, options.explanation);
    }

    SliderAnswer answer;
    const Press press = pressable(context, options.name, track);
    draw_track(context, track, options, press);
    if (press.hovered || press.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    std::int64_t wanted = options.value;
    // The second press of a double click moves nothing unless it goes on as a drag.
    const bool again = options.initial && ImGui::GetIO().MouseClickedLastCount[ImGuiMouseButton_Left] > 1;
    const bool dragged = pulled_away();
    if (press.clicked && again && !dragged && ImGui::IsMouseReleased(ImGuiMouseButton_Left)) {
        if (*options.initial != options.value) answer.value = options.initial;
    } else if (press.held && ImGui::IsMouseDown(ImGuiMouseButton_Left) && (!again || dragged)) {
        const float knob = context.px(7);
        const double length = std::max(1.0F, track.width() - 2 * knob);
        const double fraction = (ImGui::GetIO().MousePos.x - track.min.x - knob) / length;
        const double before = options.track.fraction_of(options.value);
        // Clicking the knob without moving must not change a typed value that lies between two positions.
        const bool moved = ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1.0F);
        if (moved || std::abs(fraction - before) * length > knob)
            wanted = options.track.value_at(fraction, 1.0 / length);
    } else if (press.focused) {
        context.focus.take_arrows();
        wanted = moved_by_keys(options.track, options.value);
    }
    if (wanted != options.value)
        wanted = std::clamp(wanted, options.from, std::max(options.from, options.to));
    if (wanted != options.value) answer.value = wanted;

    const std::string entry_name = std::string(options.name) + "/entry";
    const auto typed = entry(context, entry_name.c_str(), field, std::to_string(options.value));
    return typed ? typed_answer(*typed, options) : answer;
}

}  // namespace patchlens::ui
