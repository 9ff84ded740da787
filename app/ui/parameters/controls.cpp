#include "app/ui/parameters/controls.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "app/ui/compat.h"
#include "app/ui/parameters/argument_terms.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui {
namespace {

/// A circular arrow for "reset".
void draw_turning_arrow(Context& context, ImVec2 centre, ImU32 colour) {
    constexpr float pi = std::numbers::pi_v<float>;
    const float radius = context.px(4);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    std::array<ImVec2, 17> arc;
    for (std::size_t i = 0; i < arc.size(); ++i) {
        const float angle = pi * (-0.75F + 1.5F * static_cast<float>(i) / (arc.size() - 1));
        arc.at(i) = {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
    }
    compat::add_polyline(draw, arc, colour, context.px(1.5F));
    // The arrowhead continues the arc's upper left end anticlockwise: down and to the left.
    const float across = std::cos(pi / 4) * context.px(2.5F);
    const float along = std::cos(pi / 4) * context.px(4);
    const float diagonal = std::cos(pi / 4) * radius;
    const ImVec2 end{centre.x - diagonal, centre.y - diagonal};
    draw.AddTriangleFilled({end.x - across, end.y - across}, {end.x - along, end.y + along},
                           {end.x + across, end.y + across}, colour);
}

}  // namespace

Controls::Controls(Context& shared, const model::Session& chosen, const model::Results* computed,
                   ParametersMemory& kept, Column& place, bool low, model::Actions& emitted)
    : context(shared),
      language(shared.language),
      session(chosen),
      results(computed),
      memory(kept),
      column(place),
      actions(emitted),
      tight(low),
      row_height(shared.px(tight ? 30 : 33)),
      line_height(shared.px(tight ? 20 : 26)) {
    const model::ModuleOptions& module = session.module;
    if (memory.refusal && memory.refusal->beside != module) memory.refusal.reset();
    if (module.weights.empty()) return;
    initial_ = model::with_weights(initial_, model::weights_place(module));
    const bool read =
        results != nullptr && results->loaded && !model::takes_other_file(module, results->options);
    if (!read) {
        initial_.config = module.config;
        return;
    }
    loaded_ = results->loaded.get();
    initial_.config = model::config_of(*loaded_, initial_.config);
    initial_ = model::with_possible_sizes(initial_, picture_size());
}

Rect Controls::labelled(const char* label, std::string_view help, std::optional<model::Term> meaning) {
    const Rect row = column.row(row_height);
    const float split = row.min.x + context.px(96);
    const Rect left{row.min, {split, row.max.y}};
    if (!meaning) meaning = term_of_argument(label);
    if (meaning) {
        term_in(context, left, context.fonts.mono, context.palette.text, label, *meaning, help);
    } else {
        text_in(context, left, context.fonts.mono, context.palette.text, label);
        explain_on_hover(context, left, help);
    }
    const float height = context.px(26);
    return rect_at({split, std::floor(row.centre().y - height / 2)}, row.max.x - split, height);
}

bool Controls::reset_button(const std::string& name, const Rect& row, bool changed,
                            const std::string& initial) {
    if (!changed) return false;
    const Rect place = rect_at({row.min.x - context.px(14), std::floor(row.centre().y - context.px(9))},
                               context.px(12), context.px(18));
    const Press press = pressable(context, (name + "/reset").c_str(), place, 3);
    draw_turning_arrow(context, {std::floor(place.centre().x), std::floor(place.centre().y)},
                       press.hovered || press.focused ? context.palette.text : context.palette.accent);
    explain_on_hover(context, place, language("params.reset", {initial}));
    return press.clicked;
}

void Controls::number(const NumberOption& option) {
    const Rect row = rect_at({column.x, column.y}, column.width, row_height);
    const bool reset =
        reset_button(option.name, row, option.value != option.initial, std::to_string(option.initial));
    SliderAnswer answer = slider(context, column, slider_of(option), row_height);
    if (reset) answer.value = option.initial;
    follow(option, answer);
    refusal_of(option.name);
}

SliderOptions Controls::slider_of(const NumberOption& option) const {
    return {option.name,
            option.label,
            language(option.help),
            option.value,
            option.track,
            option.limits.least,
            option.limits.most,
            option.initial,
            static_cast<bool>(option.with_sides),
            term_of_argument(option.label)};
}

void Controls::follow(const NumberOption& option, const SliderAnswer& answer) {
    if (answer.refused) refuse(option.name, *answer.refused, nearest_of(option, *answer.refused));
    if (answer.sides) attempt_module(option.name, option.with_sides(*answer.sides));
    if (answer.value) attempt_number(option, *answer.value);
}

std::vector<Repair> Controls::nearest_of(const NumberOption& option, const Error& refused) {
    if (refused.code() != ErrorCode::value_out_of_range) return {};
    const bool negative = refused.arguments().back().text.starts_with('-');
    const std::int64_t beyond =
        negative ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
    const std::int64_t near = option.nearest ? option.nearest(beyond) : option.limits.nearest(beyond);
    return {{"nearest", std::to_string(near), {option.set(near)}}};
}

void Controls::attempt_number(const NumberOption& option, std::int64_t wanted) {
    const std::int64_t near = option.nearest ? option.nearest(wanted) : option.limits.nearest(wanted);
    std::vector<Repair> repairs{{"nearest", std::to_string(near), {option.set(near)}}};
    if (!option.most_in_file || wanted <= *option.most_in_file)
        return attempt(option.name, option.set(wanted), std::move(repairs));
    refuse(option.name,
           Error(ErrorCode::value_out_of_range, {option.label, std::to_string(option.limits.least),
                                                 std::to_string(option.limits.most), std::to_string(wanted)}),
           std::move(repairs));
    memory.refusal->file_is_why = true;
}

void Controls::one_of(const NamedOption& option) {
    const Rect row = rect_at({column.x, column.y}, column.width, row_height);
    const auto label_of = [&](int index) { return option.items[static_cast<std::size_t>(index)].label; };
    const bool reset =
        reset_button(option.name, row, option.chosen != option.initial, label_of(option.initial));
    const Rect field = labelled(option.label, language(option.help));
    const auto chosen =
        choice(context, field, {option.name, label_of(option.chosen), option.chosen, false, column.width},
               [&] { return std::vector<ChoiceItem>(option.items.begin(), option.items.end()); });
    const auto wanted = reset ? std::optional(option.initial) : chosen;
    if (wanted && *wanted != option.chosen) attempt_module(option.name, option.set(*wanted));
    refusal_of(option.name);
}

void Controls::one_beside(const SegmentedOption& option) {
    segments_in(option, option.name, labelled(option.label, language(option.help), option.term));
    refusal_of(option.name);
}

void Controls::segments_in(const SegmentedOption& option, const std::string& name, const Rect& field) {
    constexpr std::size_t none = ~std::size_t{0};
    const Rect place{
        field.min, {std::min(field.max.x, field.min.x + segments_width(context, option.items)), field.max.y}};
    const auto clicked = segments(context, name, place, option.items, option.chosen.value_or(none));
    explain_on_hover(context, place, language(option.help));
    if (clicked && clicked != option.chosen) attempt(name, option.set(*clicked));
}

void Controls::attempt(const std::string& control, const model::Action& action, std::vector<Repair> repairs) {
    memory.attempts.push_back({actions.size(), control, std::move(repairs)});
    actions.push_back(action);
}

void Controls::attempt_module(const std::string& control, const model::ModuleOptions& wanted) {
    const model::ModuleOptions possible = model::with_possible_sizes(wanted, picture_size());
    std::vector<Repair> repairs;
    const auto offer = [&](const char* option, Size size, Size instead) {
        if (size == instead) return;
        repairs.push_back(
            {"nearest", std::string(option) + " " + to_string(instead), {model::SetModule{possible}}});
    };
    offer("img_size", wanted.config.img_size, possible.config.img_size);
    offer("patch_size", wanted.config.patch_size, possible.config.patch_size);
    attempt(control, model::SetModule{wanted}, std::move(repairs));
}

void Controls::refuse(const std::string& control, const Error& error, std::vector<Repair> repairs) {
    memory.refusal = Refusal{control, error, std::move(repairs), session.module};
}

void Controls::scroll_to(float bottom) {
    const float top = ImGui::GetWindowPos().y;
    if (bottom > top + ImGui::GetWindowSize().y) ImGui::SetScrollFromPosY(bottom - top, 1);
}

void Controls::refusal_of(const std::string& control, const RefusalExtras& extras) {
    if (!memory.refusal || memory.refusal->control != control) return;
    const Rect row = rect_at({column.x, column.y - row_height}, column.width, row_height);
    if (refusal_over(context, row, *memory.refusal, actions, extras)) memory.refusal.reset();
}

}  // namespace patchlens::ui
