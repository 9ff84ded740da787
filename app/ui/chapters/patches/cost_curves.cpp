// What smaller patches cost, as two curves over the side of a square patch.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/patches/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/curve_plot.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"
#include "core/costs.h"

namespace patchlens::ui::patches {
namespace {

constexpr int largest_side_shown = 64;

/// The costs of square patches that touch, of sides 1, 2, … as far as the picture and the plot reach.
std::vector<Costs> costs_over_sides(const Scene& scene) {
    const Size image = scene.grid().padded();
    const int last = std::min({largest_side_shown, image.height, image.width});
    PatchEmbedConfig config = scene.results.options.config;
    config.stride.reset();
    std::vector<Costs> all;
    for (int side = 1; side <= last; ++side) {
        config.patch_size = to_pair(side);
        all.push_back(costs(config.grid_of(scene.grid().image()), config.conv_shape()));
    }
    return all;
}

std::string tokens_text(double count) {
    return grouped(std::lround(count));
}

std::string pairs_text(double count) {
    return short_count(std::llround(count));
}

void set_side(const Scene& scene, int side) {
    model::ModuleOptions module = scene.session.module;
    module.config.patch_size = to_pair(side);
    module.config.stride.reset();
    if (module != scene.session.module) scene.actions.emplace_back(model::SetModule{module});
}

}  // namespace

void draw_cost_curves(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    Column column{place.min.x, place.min.y, place.width()};
    text_in(context, column.row(context.px(22)), context.fonts.heading, context.palette.text,
            language("patches.costs.title"));
    const std::string known = language("patches.costs.known");
    const float words = paragraph_height(context, context.fonts.small, known, place.width());
    const Rect plots{{place.min.x, column.y + context.px(4)},
                     {place.max.x, place.max.y - words - context.px(4)}};
    paragraph(context, {place.min.x, place.max.y - words}, place.width(), context.fonts.small,
              context.palette.muted, known);

    const std::vector<Costs> all = costs_over_sides(scene);
    std::vector<double> tokens;
    std::vector<double> pairs;
    for (const Costs& cost : all) {
        tokens.push_back(static_cast<double>(cost.tokens));
        pairs.push_back(static_cast<double>(cost.attention_pairs));
    }
    const Size patch = scene.grid().patch();
    const bool on_the_curve = patch.height == patch.width && scene.grid().stride() == patch &&
                              patch.height <= static_cast<int>(all.size());
    CurvePlot plot{.name = "patches/costs/tokens",
                   .up = language("patches.costs.tokens"),
                   .across = "patch_size",
                   .values = tokens,
                   .first = 1,
                   .last = static_cast<int>(all.size()),
                   .logarithmic_across = true,
                   .logarithmic_up = true,
                   .write = tokens_text};
    if (on_the_curve) plot.marked = patch.height;
    const float between = context.px(24);
    const float half = std::floor((plots.width() - between) / 2);
    const Rect left{plots.min, {plots.min.x + half, plots.max.y}};
    const Rect right{{plots.max.x - half, plots.min.y}, plots.max};
    if (const auto side = draw_curve_plot(context, left, plot)) set_side(scene, *side);
    plot.name = "patches/costs/pairs";
    plot.up = language("patches.costs.pairs");
    plot.values = pairs;
    plot.write = pairs_text;
    if (const auto side = draw_curve_plot(context, right, plot)) set_side(scene, *side);
}

void offer_cost_curves(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const char* label = context.language("patches.costs.show");
    const bool shown = scene.session.place<model::Patches>().costs;
    const float width = chip_width(context, label);
    const Press press = chip(context, "patches/costs", {place.max.x - width, place.min.y}, label, shown);
    explain_on_hover(context, rect_at({place.max.x - width, place.min.y}, width, place.height()),
                     context.language("tip.cost_curves"));
    if (press.clicked) scene.look<model::Patches>([&](model::Patches::Place& look) { look.costs = !shown; });
}

}  // namespace patchlens::ui::patches
