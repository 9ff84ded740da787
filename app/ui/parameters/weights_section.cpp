#include <array>
#include <string>
#include <vector>

#include "app/ui/parameters/loaded_weights.h"
#include "app/ui/parameters/sections.h"
#include "app/ui/weights_text.h"
#include "core/init.h"

namespace patchlens::ui {
namespace {

/// Of the weights as they are chosen; how they were fitted is known once they are computed.
std::string note_of_weights(const Controls& controls) {
    const model::Results* results = controls.results;
    const model::ModuleOptions& module = controls.session.module;
    const bool computed = results != nullptr && results->options == module;
    if (computed) return weights_text(controls.language, *results);
    return weights_text(controls.language, module, model::Adaptation{});
}

std::optional<std::size_t> place_in_switch(const model::ModuleOptions& module) {
    if (model::are_drawn(module)) return 0;
    if (model::are_learned(module)) return 1;
    return std::nullopt;  // a file, this picture's components, or made by hand
}

}  // namespace

void init_row(Controls& controls) {
    constexpr std::array words{"help.init.torch",      "help.init.xavier",  "help.init.trunc_normal",
                               "help.init.lecun",      "help.init.trained", "help.init.pca",
                               "help.init.dct",        "help.init.edges",   "help.init.identity",
                               "help.init.mean_colour"};
    const auto names = model::names_of<Init>;
    std::vector<ChoiceItem> items;
    for (std::size_t i = 0; i < names.size(); ++i)
        items.push_back(
            {std::string(names[i].first), std::string(names[i].first), "", controls.language(words[i])});
    const model::ModuleOptions& module = controls.session.module;
    controls.one_of(
        {"params/init", "init", "help.init", static_cast<int>(module.init), 0, items, [&](int index) {
             model::ModuleOptions wanted = module;
             wanted.init = names[static_cast<std::size_t>(index)].second;
             return wanted;
         }});
}

void seed_row(Controls& controls) {
    constexpr std::int64_t last_seed = 100;
    const auto seed = static_cast<std::int64_t>(controls.session.module.seed);
    controls.number({"params/seed", "seed", "help.seed", seed, 0,
                     Track{Track::Kind::linear, 0, last_seed, {}}, model::seed_limits(),
                     [](std::int64_t value) { return model::SetSeed{value}; }});
}

void learned_row(Controls& controls) {
    const std::array items{Segment{"random", controls.language("learned.random")},
                           Segment{"learned", controls.language("learned.learned")}};
    controls.one_beside({"params/learned", controls.language("learned.label"), model::Term::learned_weights,
                         "help.learned", place_in_switch(controls.session.module), items,
                         [](std::size_t index) { return model::ShowLearned{index == 1}; }});
}

namespace {

/// Which filters were painted, and the way back.
void painted_row(Controls& controls) {
    const std::string text = painted_text(controls.language, controls.session.module);
    if (text.empty()) return;
    Context& context = controls.context;
    Column& column = controls.column;
    column.gap(context.px(6));
    column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.small,
                         context.palette.text, text));
    column.gap(context.px(4));
    const Press press =
        chip(context, "params/unpaint", {column.x, column.y}, controls.language("weights.unpaint"));
    column.gap(press.place.height());
    if (!press.clicked) return;
    model::ModuleOptions module = controls.session.module;
    module.painted.clear();
    controls.attempt("params/unpaint", model::SetModule{module});
}

}  // namespace

void weights_section(Controls& controls) {
    Context& context = controls.context;
    section(context, controls.column, controls.language("section.weights"), model::Term::weight);
    weights_file_row(controls);
    if (!controls.session.module.weights.empty()) {
        loaded_weights(controls);
        return painted_row(controls);
    }
    init_row(controls);
    if (is_drawn(controls.session.module.init)) seed_row(controls);
    controls.column.gap(context.px(2));
    const float height = paragraph(context, {controls.column.x, controls.column.y}, controls.column.width,
                                   context.fonts.small, context.palette.muted, note_of_weights(controls));
    controls.column.gap(height);
    painted_row(controls);
}

}  // namespace patchlens::ui
