// A labelled slider with a typed entry beside it, and the arithmetic that places values on its track.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "app/ui/widgets/widgets.h"
#include "core/size.h"

namespace patchlens::ui {

/// How positions on the track map to values.
struct Track {
    enum class Kind {
        logarithmic,  ///< each doubling takes the same length: sizes
        linear,
        stops,  ///< a few allowed values, evenly spaced
    };
    Kind kind = Kind::linear;
    std::int64_t smallest = 0;
    std::int64_t largest = 1;
    std::span<const std::int64_t> values;  ///< of `stops`, ascending

    /// 0 at the left end, 1 at the right; values outside are clamped to the ends.
    double fraction_of(std::int64_t value) const;
    /// The value for a fraction. Of all values within `resolution` around it (the size of one pixel), the one
    /// divisible by the highest power of two, so that 256 and 512 can be hit.
    std::int64_t value_at(double fraction, double resolution = 0) const;
    /// The next value up (step > 0) or down.
    std::int64_t stepped(std::int64_t value, int step) const;
};

struct SliderOptions {
    const char* name;   ///< for the probe: "params/patch_size"; the entry is "params/patch_size/entry"
    const char* label;  ///< the argument's name in code
    std::string_view explanation;
    std::int64_t value;
    Track track;
    std::int64_t from;                         ///< dragging is limited to from..to,
    std::int64_t to;                           ///< so that it cannot reach an impossible state
    std::optional<std::int64_t> initial = {};  ///< the default, which a double click on the track sets
    bool takes_sides = false;                  ///< "240x320" may be typed: two sides at once
    std::optional<model::Term> term = {};      ///< what the label means
};

/// The user's input: a value dragged to or typed, two sides typed, or text that is not a number.
struct SliderAnswer {
    std::optional<std::int64_t> value;
    std::optional<Size> sides;
    std::optional<Error> refused;
};

/// One row of `height`, at least 28 logical pixels.
SliderAnswer slider(Context& context, Column& column, const SliderOptions& options, float height);

/// What the text typed into the entry asks for.
SliderAnswer typed_answer(const std::string& typed, const SliderOptions& options);

/// The whole numbers that a field takes, both ends included.
struct WholeNumbers {
    std::int64_t smallest = 0;
    std::int64_t largest = 0;
};
/// Parses the typed text as a whole number. Throws Error(number_expected), or Error(value_out_of_range) for
/// one that is beyond `possible` and beyond 64 bits too; both name `what`.
std::int64_t whole_number(std::string_view text, std::string_view what, WholeNumbers possible);

}  // namespace patchlens::ui
