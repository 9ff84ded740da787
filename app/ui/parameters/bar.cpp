#include "app/ui/parameters/bar.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <string>

#include "app/ui/parameters/sections.h"

namespace patchlens::ui {
namespace {

constexpr float label_height = 16;
constexpr float control_height = 24;
constexpr float step_width = 20;
constexpr float between_cells = 8;
constexpr std::size_t usual_digits = 4;  ///< for which a number has room without its cell growing

/// The next value in the direction of `step`: of sizes the next power of two, of anything else its neighbour.
std::int64_t next_value(const Track& track, std::int64_t value, int step) {
    if (track.kind != Track::Kind::logarithmic || value < 1) return track.stepped(value, step);
    const auto floor = static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(value)));
    if (step > 0) return 2 * floor;
    return value > floor ? floor : std::max<std::int64_t>(1, floor / 2);
}

/// Draws the panel's rows as cells of a line. The cells have names of their own, since the panel may be open
/// at the same time.
class Cells : public Controls {
public:
    Cells(Context& shared, const model::Session& chosen, const model::Results* computed,
          ParametersMemory& kept, Column& unused, const Rect& place, model::Actions& emitted)
        : Controls(shared, chosen, computed, kept, unused, true, emitted), rest_(place) {}

    void number(const NumberOption& option) override {
        const std::string value = std::to_string(option.value);
        const float step = context.px(step_width);
        const std::string usual(std::min(std::to_string(option.limits.most).size(), usual_digits), '0');
        const float digits =
            std::max(text_width(context.fonts.mono, value), text_width(context.fonts.mono, usual));
        const float field = std::ceil(digits) + context.px(18);
        const auto place = cell(option.label, option.help, 2 * step + field);
        if (!place) return;
        const std::string name = name_of(option.name);
        NumberOption here = option;
        here.name = name.c_str();
        const Rect less = rect_at(place->min, step, place->height());
        const Rect more = rect_at({place->min.x + step + field, place->min.y}, step, place->height());
        step_button(here, name + "/less", less, "\u2212", -1);
        step_button(here, name + "/more", more, "+", 1);
        const auto typed =
            entry(context, (name + "/entry").c_str(), rect_at({less.max.x, less.min.y}, field, less.height()),
                  value, Align::centre);
        if (typed) follow(here, typed_answer(*typed, slider_of(here)));
        refused(name, *place);
    }

    void one_of(const NamedOption& option) override {
        const auto place = cell(option.label, option.help, choice_width(context, option.items));
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
        const auto place = cell(option.label, option.help, segments_width(context, option.items));
        if (!place) return;
        const std::string name = name_of(option.name);
        segments_in(option, name, *place);
        refused(name, *place);
    }

    /// The place of the next cell's control, under its name; none once there is no room left.
    std::optional<Rect> cell(const char* label, const char* help, float width) {
        const float name = std::ceil(text_width(context.fonts.mono_small, label)) + 1;
        const Rect whole = rect_at(rest_.min, std::max(width, name), rest_.height());
        if (whole.max.x > rest_.max.x) {
            rest_.max.x = rest_.min.x;  // what follows is left out too, so that the order stays
            return std::nullopt;
        }
        rest_.min.x = whole.max.x + context.px(between_cells);
        const float height = context.px(label_height + control_height);
        Column rows{whole.min.x, std::floor(whole.centre().y - height / 2), whole.width()};
        const Rect above = rows.row(context.px(label_height));
        text_in(context, above, context.fonts.mono_small, context.palette.muted, label);
        explain_on_hover(context, above, language(help));
        return rect_at({whole.min.x, rows.y}, width, context.px(control_height));
    }

private:
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
        const float width = context.px(292);
        const float left =
            std::clamp(place.min.x, context.px(16),
                       std::max(context.px(16), ImGui::GetIO().DisplaySize.x - width - context.px(16)));
        if (refusal_over(context, rect_at({left, place.min.y}, width, place.height()), *memory.refusal,
                         actions))
            memory.refusal.reset();
    }

    Rect rest_;  ///< where the next cell begins
};

void open_button(Cells& cells) {
    Context& context = cells.context;
    const char* label = cells.language("picture.open");
    const auto place = cells.cell("", "bar.open_help", chip_width(context, label));
    if (!place) return;
    const Rect button{{place->min.x, place->min.y - context.px(6)}, {place->max.x, place->max.y}};
    const Press press = chip(context, "bar/open", button, label);
    explain_on_hover(context, button, cells.language("bar.open_help"));
    if (press.clicked) cells.actions.emplace_back(model::ShowDialog{model::Dialog::open});
}

}  // namespace

void draw_parameter_bar(Context& context, const model::Session& session, const model::Results* results,
                        ParametersMemory& memory, const Rect& place, model::Actions& actions) {
    fill(context, place, context.palette.panel);
    fill(context, {{place.min.x, place.max.y - context.px(1)}, place.max}, context.palette.border);
    const float pad = context.px(12);
    Column unused;
    Cells cells(context, session, results, memory, unused,
                {{place.min.x + pad, place.min.y}, {place.max.x - pad, place.max.y}}, actions);
    open_button(cells);
    learned_row(cells);
    size_rows(cells);
    in_chans_row(cells);
    embed_dim_row(cells);
    if (model::are_drawn(session.module)) seed_row(cells);
    fit_rows(cells);
    if (session.module.weights.empty()) init_row(cells);
}

}  // namespace patchlens::ui
