#include <array>
#include <string>
#include <vector>

#include "app/ui/drawing/numbers.h"
#include "app/ui/parameters/loaded_weights.h"
#include "app/ui/parameters/sections.h"
#include "core/init.h"

namespace patchlens::ui {
namespace {

std::string random_note(const Controls& controls) {
    const model::ModuleOptions& module = controls.session.module;
    const std::string seed = std::to_string(module.seed);
    if (module.init != Init::torch)
        return controls.language("weights.other", {std::string(model::name_of(module.init)), seed});
    std::string bound = with_sign(torch_bound(module.config.conv_shape().fan_in()));
    bound.erase(0, 1);
    return controls.language("weights.torch", {bound, seed});
}

}  // namespace

void init_row(Controls& controls) {
    constexpr std::array words{"help.init.torch", "help.init.xavier", "help.init.trunc_normal",
                               "help.init.lecun"};
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

void weights_section(Controls& controls) {
    Context& context = controls.context;
    section(context, controls.column, controls.language("section.weights"), model::Term::weight);
    weights_file_row(controls);
    if (!controls.session.module.weights.empty()) {
        loaded_weights(controls);
        return;
    }
    init_row(controls);
    seed_row(controls);
    controls.column.gap(context.px(2));
    const float height = paragraph(context, {controls.column.x, controls.column.y}, controls.column.width,
                                   context.fonts.small, context.palette.muted, random_note(controls));
    controls.column.gap(height);
}

}  // namespace patchlens::ui
