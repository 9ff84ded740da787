#include "app/ui/parameters/bar.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "app/ui/parameters/sections.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

constexpr float bar_label = 15;
constexpr float bar_control = 19;
constexpr float bar_control_roomy = 22;  ///< in a bar of `roomy_bar`
constexpr float bar_open = 26;
constexpr float bar_beside = 32;  ///< the width of a cell beside another
constexpr float bar_step = 20;
constexpr float one_digit = 28;         ///< of a number, between its steps
constexpr float bar_margin = 4;         ///< at both sides
constexpr float bar_above = 3;          ///< the first cell
constexpr float bar_between = 1.5F;     ///< at least
constexpr float bar_between_roomy = 5;  ///< in a bar of `roomy_bar`
constexpr float roomy_bar = 560;

/// The next value in the direction of `step`: of sizes the next power of two, of anything else its neighbour.
std::int64_t next_value(const Track& track, std::int64_t value, int step) {
    if (track.kind != Track::Kind::logarithmic || value < 1) return track.stepped(value, step);
    const auto floor = static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(value)));
    if (step > 0) return 2 * floor;
    return value > floor ? floor : std::max<std::int64_t>(1, floor / 2);
}

/// Draws the panel's rows as cells, one below the other. The cells have names of their own, since the panel
/// may be open at the same time.
class Cells : public Controls {
public:
    Cells(Context& shared, const model::Session& chosen, const model::Results* computed,
          ParametersMemory& kept, Column& unused, const Rect& place, model::Actions& emitted)
        : Controls(shared, chosen, computed, kept, unused, true, emitted), rest_(place) {}

    void number(const NumberOption& option) override {
        if (halves_) return half(option);
        auto place = cell(option.label, option.help);
        if (!place) return;
        beside_.reset();
        if (option.limits.most < 10) {  // one digit leaves room for another cell
            beside_ = Rect{{place->max.x - context.px(bar_beside), place->min.y - context.px(bar_label)},
                           place->max};
            place->max.x = beside_->min.x - context.px(bar_margin);
        }
        const std::string value = std::to_string(option.value);
        const float step =
            std::min(context.px(bar_step), std::floor((place->width() - context.px(one_digit)) / 2));
        const std::string name = name_of(option.name);
        NumberOption here = option;
        here.name = name.c_str();
        const Rect less = rect_at(place->min, step, place->height());
        const Rect more = rect_at({place->max.x - step, place->min.y}, step, place->height());
        step_button(here, name + "/less", less, "\u2212", -1);
        step_button(here, name + "/more", more, "+", 1);
        const Rect field{{less.max.x, less.min.y}, {more.min.x, less.max.y}};
        const auto typed = entry(context, (name + "/entry").c_str(), field, value, Align::centre);
        if (typed) follow(here, typed_answer(*typed, slider_of(here)));
        refused(name, *place);
    }

    void one_of(const NamedOption& option) override {
        const auto place = cell(option.label, option.help);
        if (!place) return;
        const std::string name = name_of(option.name);
        const std::string& shown = option.items[static_cast<std::size_t>(option.chosen)].label;
        const auto chosen =
            choice(context, *place, {name.c_str(), shown, option.chosen, false, context.px(292)},
                   [&] { return std::vector<ChoiceItem>(option.items.begin(), option.items.end()); });
        if (chosen && *chosen != option.chosen) attempt_module(name, option.set(*chosen));
        refused(name, *place);
    }

    void one_beside(const SegmentedOption& option) override {
        const auto place = cell(option.label, option.help);
        if (!place) return;
        const std::string name = name_of(option.name);
        segments_in(option, name, *place);
        refused(name, *place);
    }

    void preset(std::span<const model::Preset> presets) {
        const auto place = presets.empty() ? std::nullopt : cell("preset", "help.preset");
        if (!place) return;
        preset_choice(*this, presets, "bar/preset", *place);
        refused("bar/preset", *place);
    }

    /// Beside in_chans, the shortest of the numbers.
    void bias() {
        if (!beside_) return;
        const Rect above{beside_->min, {beside_->max.x, beside_->min.y + context.px(bar_label)}};
        text_in(context, above, context.fonts.small, context.palette.muted, "bias", Align::right);
        explain_on_hover(context, above, language("help.bias"));
        const Rect place{{above.min.x, above.max.y}, beside_->max};
        const Press press = pressable(context, "bar/bias", place);
        const ImVec2 corner{place.min.x, std::floor(place.centre().y - context.px(8))};
        draw_switch(context, rect_at(corner, context.px(30), context.px(16)), session.module.config.bias,
                    press.hovered);
        explain_on_hover(context, place, language("help.bias"));
        if (press.clicked) {
            model::ModuleOptions wanted = session.module;
            wanted.config.bias = !wanted.config.bias;
            attempt_module("bar/bias", wanted);
        }
        refused("bar/bias", place);
    }

    /// The file that the weights come from; a press draws them at random again.
    void weights_file() {
        const auto place = cell("weights", "help.weights");
        if (!place) return;
        const std::string file = printable(session.module.weights.filename().string());
        const float side = place->height();
        const Rect name{place->min, {place->max.x - side, place->max.y}};
        text_in(context, name, context.fonts.small, context.palette.text, file);
        explain_on_hover(context, name, file);
        const Rect at = rect_at({name.max.x, place->min.y}, side, side);
        if (cross(context, "bar/weights/random", at, language("params.random_weights")).clicked)
            attempt_module("bar/weights", model::with_weights(session.module, {}));
    }

    void open_button() {
        const auto place = next(bar_open);
        if (!place) return;
        const Press press = chip(context, "bar/open", *place, language("picture.open"));
        explain_on_hover(context, *place, language("bar.open_help"));
        if (press.clicked) actions.emplace_back(model::ShowDialog{model::Dialog::open});
    }

    /// Cells are higher and stand further apart than they must.
    void spread() {
        between_ = context.px(bar_between_roomy);
        control_ = bar_control_roomy;
    }

    /// From now on two numbers share a row, without their steps.
    void halve() { halves_ = true; }

private:
    /// A number in half a row: in the left half, or in the right one beside the last.
    void half(const NumberOption& option) {
        const float gap = context.px(bar_margin);
        std::optional<Rect> place = std::exchange(right_, std::nullopt);
        if (!place) {
            place = next(bar_label + control_);
            if (!place) return;
            const float middle = std::round(place->centre().x);
            right_ = Rect{{middle + gap / 2, place->min.y}, place->max};
            place->max.x = middle - gap / 2;
        }
        const Rect field = named(*place, option.label, option.help);
        const std::string name = name_of(option.name);
        NumberOption here = option;
        here.name = name.c_str();
        const auto typed =
            entry(context, (name + "/entry").c_str(), field, std::to_string(option.value), Align::centre);
        if (typed) follow(here, typed_answer(*typed, slider_of(here)));
        refused(name, field);
    }

    /// The next row; none once there is no room left.
    std::optional<Rect> next(float height) {
        const Rect row = rect_at(rest_.min, rest_.width(), context.px(height));
        if (row.max.y > rest_.max.y) {
            rest_.max.y = rest_.min.y;  // what follows is left out too, so that the order stays
            return std::nullopt;
        }
        rest_.min.y = row.max.y + between_;
        return row;
    }

    /// The place of the next cell's control, under its name.
    std::optional<Rect> cell(const char* label, const char* help) {
        const auto whole = next(bar_label + control_);
        if (!whole) return std::nullopt;
        return named(*whole, label, help);
    }

    /// Writes the name over a cell; returns the place of the control under it.
    Rect named(const Rect& whole, const char* label, const char* help) {
        const float split = whole.min.y + context.px(bar_label);
        const Rect above{whole.min, {whole.max.x, split}};
        text_in(context, above, context.fonts.mono_small, context.palette.muted, label);
        explain_on_hover(context, above, language(help));
        return {{whole.min.x, split}, whole.max};
    }

    /// "params/seed" is "bar/seed" here.
    static std::string name_of(std::string_view name) {
        return "bar" + std::string(name.substr(name.find('/')));
    }

    void step_button(const NumberOption& option, const std::string& name, const Rect& place, const char* sign,
                     int direction) {
        const std::int64_t next = std::clamp(next_value(option.track, option.value, direction),
                                             option.limits.least, option.limits.most);
        const bool possible = next != option.value;
        const Press press = pressable(context, name.c_str(), place);
        if (press.hovered && possible) fill(context, place, context.palette.raised, context.px(5));
        text_in(context, place, context.fonts.mono, possible ? context.palette.text : context.palette.border,
                sign, Align::centre);
        if (possible) explain_on_hover(context, place, std::to_string(next));
        if (press.clicked && possible) attempt_number(option, next);
    }

    void refused(const std::string& name, const Rect& place) {
        if (!memory.refusal || memory.refusal->control != name) return;
        // Beside the bar, as high as the control.
        const Rect row = rect_at({rest_.max.x + context.px(22), place.min.y - place.height()},
                                 context.px(292), place.height());
        if (refusal_over(context, row, *memory.refusal, actions)) memory.refusal.reset();
    }

    Rect rest_;  ///< from where the next cell begins
    float between_ = context.px(bar_between);
    float control_ = bar_control;
    bool halves_ = false;
    std::optional<Rect> right_;   ///< the free half of the last row
    std::optional<Rect> beside_;  ///< room at the right of the last number
};

}  // namespace

void draw_parameter_bar(Context& context, const model::Session& session, const model::Results* results,
                        std::span<const model::Preset> presets, ParametersMemory& memory, const Rect& place,
                        model::Actions& actions) {
    fill(context, place, context.palette.panel);
    Column unused;
    const float pad = context.px(bar_margin);
    Cells cells(context, session, results, memory, unused,
                {{place.min.x + pad, place.min.y + context.px(bar_above)}, {place.max.x - pad, place.max.y}},
                actions);
    if (place.height() >= context.px(roomy_bar)) cells.spread();
    cells.open_button();
    learned_row(cells);
    size_rows(cells);
    in_chans_row(cells);
    cells.bias();
    embed_dim_row(cells);
    if (session.module.weights.empty()) {
        init_row(cells);
    } else {
        cells.weights_file();
    }
    if (model::are_drawn(session.module)) seed_row(cells);
    cells.preset(presets);
    fit_rows(cells);
    cells.halve();
    stride_and_padding_rows(cells);
}

}  // namespace patchlens::ui
