#include <algorithm>
#include <string>

#include "app/model/state/open_question.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/parameters/sections.h"
#include "app/ui/widgets/term.h"
#include "core/costs.h"
#include "core/memory_needs.h"
#include "core/support/memory.h"
#include "core/support/text.h"

namespace patchlens::ui {

namespace {

/// What all of the module takes beside its output, and that it is too much where it is.
std::string all_memory(const model::Language& language, const PatchGrid& grid,
                       const PatchEmbedConfig& config) {
    constexpr std::uint64_t always_there = 64U << 20U;
    const std::uint64_t bytes = memory_needs(grid, config.conv_shape()).total();
    std::string text = "\n" + language("help.costs.memory", {bytes_text(bytes)});
    if (bytes <= always_there) return text;
    const std::uint64_t available = available_memory();
    if (bytes > available) text += " " + language("help.costs.memory_over", {bytes_text(available)});
    return text;
}

}  // namespace

void costs_section(Controls& controls) {
    Context& context = controls.context;
    const model::Language& language = controls.language;
    const PatchEmbedConfig& config = controls.session.module.config;
    section(context, controls.column, language("section.costs"));
    const PatchGrid grid = config.grid_of(controls.seen());
    const Costs cost = costs(grid, config.conv_shape());
    // While something is asked, the numbers that would answer it are left out.
    const bool covered = model::question_is_open(controls.session);
    const auto line = [&](const char* name, const char* key, const char* help, model::Term meaning,
                          const std::string& value, const std::string& more = {}) {
        const std::string explained = std::string(language(help)) + more;
        const Rect row =
            rect_at({controls.column.x, controls.column.y}, controls.column.width, controls.line_height);
        key_value(context, controls.column, name, language(key), covered ? "?" : value, controls.line_height);
        const Rect label{
            row.min, {row.min.x + text_width(context.fonts.body, language(key)), row.max.y - context.px(3)}};
        term(context, label, meaning, explained);
        explain_on_hover(context, {{label.max.x, row.min.y}, row.max}, explained);
    };
    const auto told = [&](model::StoryQuestion question, const std::string& value) {
        return model::asks_about(controls.session, question) ? "?" : value;
    };
    line("costs/patches", "costs.patches", "help.costs.patches", model::Term::num_patches,
         told(model::StoryQuestion::patches, product(grid.grid()) + " = " + grouped(grid.num_patches())));
    line("costs/numbers", "costs.numbers", "help.costs.numbers", model::Term::fan_in,
         grouped(config.conv_shape().fan_in()) + " → " +
             told(model::StoryQuestion::length, grouped(config.embed_dim)));
    line("costs/parameters", "costs.parameters", "help.costs.parameters", model::Term::parameters,
         short_count(cost.parameters));
    line("costs/macs", "costs.macs", "help.costs.macs", model::Term::multiply_adds, short_count(cost.macs));
    line("costs/output", "costs.output", "help.costs.output", model::Term::float32,
         bytes_text(static_cast<std::uint64_t>(cost.output_bytes)), all_memory(language, grid, config));
    line("costs/attention", "costs.attention", "help.costs.attention", model::Term::attention_pairs,
         told(model::StoryQuestion::patches, short_count(cost.attention_pairs)));
    const Size dropped = grid.uncovered();
    const std::int64_t lost =
        grid.image().area() -
        Size{grid.image().height - dropped.height, grid.image().width - dropped.width}.area();
    // A value has two thirds of its row at most, and what the name leaves.
    const float room = std::min(controls.column.width * 0.66F,
                                controls.column.width - context.px(8) - 1 -
                                    text_width(context.fonts.body, language("costs.dropped")));
    line("costs/dropped", "costs.dropped", "help.costs.dropped", model::Term::remainder,
         lost == 0 ? "0"
                   : first_that_fits(
                         context.fonts.mono, room,
                         {language("costs.dropped_value", {grouped(lost), std::to_string(dropped.height),
                                                           std::to_string(dropped.width)}),
                          grouped(lost)}));
}

float costs_section_height(const Context& context, bool tight) {
    constexpr float lines = 7;
    return context.px(14 + 26 + 14) + lines * context.px(tight ? 20 : 26);
}

}  // namespace patchlens::ui
