// A filter meets the patch: products, their sum, and the number that drops into the vector.
#include <algorithm>
#include <cmath>

#include "app/model/chapters/summation.h"
#include "app/ui/chapters/story/numbers_shown.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/vector_plot.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {
namespace {

float largest_weight(const Stage& stage) {
    const auto& scales = stage.scene.results.analyses.scales;
    return scales ? scales->weights : stage.scene.results.summation->largest_weight();
}

/// Values of the patch's length as a picture, a row of the patch a line.
template <typename Value>
const Texture& values_texture(const Stage& stage, const char* name, float largest, const Value& value) {
    const int width = stage.world.grid.patch().width;
    const Diverging& colours = stage.context.palette.diverging;
    return stage.context.pictures.of(
        name, Source{stage.scene.results.explanation, 0, &stage.context.palette}, [&] {
            return table_image(
                stage.world.values() / width, width,
                [&](std::int64_t row, std::int64_t column) {
                    return colours(value(static_cast<std::size_t>(row * width + column)), largest);
                },
                2048);
        });
}

void draw_strips(const Stage& stage, const Texture& texture, const std::vector<Thing>& strips) {
    const auto values = static_cast<float>(stage.world.values());
    for (int strip = 0; strip < static_cast<int>(strips.size()); ++strip) {
        const float from = static_cast<float>(stage.world.strip_begin(strip)) / values;
        const float to = static_cast<float>(stage.world.strip_begin(strip + 1)) / values;
        stage.picture(texture, strips[static_cast<std::size_t>(strip)], {0, from}, {1, to});
    }
}

/// The filters that come next, below the one that meets the patch.
void draw_passing(Stage& stage) {
    const Moment& moment = stage.moment;
    if (moment.passing <= 0) return;
    const World& world = stage.world;
    const auto& module = stage.scene.results.module;
    const Texture& texture =
        stage.context.pictures.of("story/filters", Source{module, 0, &stage.context.palette}, [&] {
            return signed_image(module->weight().values(), {world.dims, static_cast<int>(world.values())},
                                stage.context.palette.diverging, largest_weight(stage));
        });
    const double at = moment.passed * world.dims;
    const double within = at - std::floor(at);
    constexpr int coming = 7;
    for (int next = 0; next < std::min(coming, world.dims); ++next) {
        const auto filter = static_cast<float>((world.dim + static_cast<int>(at) + next) % world.dims);
        const double below = next - within;  // in rows
        if (below < 0) continue;
        const double shown = next == 0 ? 1 : moment.passing * (1 - below / coming) * 0.8;
        const auto rows = static_cast<float>(world.dims);
        stage.picture(texture, {world.row_of_values(weights_top + below * row_height * 1.25), shown},
                      {0, filter / rows}, {1, (filter + 1) / rows});
    }
    stage.label(
        {world.row_of_values(weights_top), moment.passing}, Stage::Side::above,
        stage.context.language("story.label.filter", {std::to_string(filter_passing(world, moment))}));
}

/// The vector's numbers, as many as have been computed.
void draw_vector(Stage& stage) {
    const Moment& moment = stage.moment;
    if (!stage.sees(moment.vector)) return;
    Context& context = stage.context;
    const World& world = stage.world;
    const auto& vector = stage.scene.results.vector;
    stage.colour(moment.vector, context.palette.blank);
    const auto dims = static_cast<float>(world.dims);
    const Texture& texture = context.pictures.of("story/vector", Source{vector, 0, &context.palette}, [&] {
        return strip_image(*vector, world.dims, context.palette.diverging, largest_of(*vector));
    });
    const auto part = [&](int from, int to) {
        if (to <= from) return;
        Box box = moment.vector.box;
        box.x += box.w * from / dims;
        box.w *= static_cast<double>(to - from) / dims;
        stage.picture(texture, {box, moment.vector.shown}, {static_cast<float>(from) / dims, 0},
                      {static_cast<float>(to) / dims, 1});
    };
    const int done = numbers_done(world, moment);
    part(world.dim, std::min(world.dims, world.dim + done));
    part(0, std::max(0, world.dim + done - world.dims));
    stage.frame(moment.vector, context.palette.edge);
    const bool hidden =
        model::story_asks(stage.scene.session.place<model::Story>()) == model::StoryQuestion::length;
    if (moment.vector.box == world.vector())
        stage.label(
            moment.vector, Stage::Side::below,
            context.language("story.label.vector", {grouped(done), hidden ? "?" : grouped(world.dims)}));
}

void draw_number(Stage& stage) {
    const Moment& moment = stage.moment;
    if (!stage.sees(moment.number)) return;
    Context& context = stage.context;
    const float value = stage.scene.results.explanation->value;
    stage.colour(moment.number, context.palette.diverging(value, largest_of(*stage.scene.results.vector)));
    Rect place = stage.place(moment.number.box);
    const float least = context.px(5);
    if (place.width() < least) {
        const float middle = place.centre().x;
        place.min.x = middle - least / 2;
        place.max.x = middle + least / 2;
    }
    outline(context, {{place.min.x - 1, place.min.y - 1}, {place.max.x + 1, place.max.y + 1}},
            selected_on_picture.packed(static_cast<float>(moment.number.shown)), context.px(1.5F));
    stage.label(moment.number, Stage::Side::above, with_sign(value), true);
}

void draw_products(Stage& stage) {
    const Moment& moment = stage.moment;
    if (moment.products.front().shown <= 0 && moment.products.back().shown <= 0) return;
    const auto& results = stage.scene.results;
    const auto& terms = results.explanation->terms;
    draw_strips(stage,
                values_texture(stage, "story/products", results.summation->largest_term(),
                               [&](std::size_t i) { return static_cast<float>(terms[i]); }),
                moment.products);
    if (moment.gathered <= 0 && moment.products.front().shown > 0.9)
        stage.label({stage.world.row_of_values(products_top), 1}, Stage::Side::below,
                    stage.context.language("story.label.products", {grouped(stage.world.values())}));
}

}  // namespace

std::int64_t products_gathered(const World& world, const Moment& moment) {
    return static_cast<std::int64_t>(std::floor(moment.gathered * static_cast<double>(world.values())));
}

double sum_shown(const model::Results& results, const World& world, const Moment& moment) {
    const std::int64_t count = products_gathered(world, moment);
    return count == 0 ? 0 : results.summation->through(count - 1);
}

int filter_passing(const World& world, const Moment& moment) {
    return (world.dim + static_cast<int>(moment.passed * world.dims)) % world.dims;
}

int numbers_done(const World& world, const Moment& moment) {
    return std::clamp(static_cast<int>(std::floor(moment.passed * world.dims)), 1, world.dims);
}

void draw_filter(Stage& stage) {
    const Moment& moment = stage.moment;
    Context& context = stage.context;
    const World& world = stage.world;
    const auto& explanation = *stage.scene.results.explanation;
    const model::Summation& summation = *stage.scene.results.summation;
    const bool weights = stage.sees(moment.weights.front()) || stage.sees(moment.weights.back());
    if (weights && moment.passing <= 0) {
        draw_strips(stage,
                    values_texture(stage, "story/weights", largest_weight(stage),
                                   [&](std::size_t i) { return explanation.weights[i]; }),
                    moment.weights);
        if (moment.weights.back().box == world.strip_in_row(world.strips() - 1, weights_top))
            stage.label({world.row_of_values(weights_top), moment.weights.front().shown}, Stage::Side::above,
                        context.language("story.label.filter", {std::to_string(world.dim)}));
    }
    draw_passing(stage);
    draw_products(stage);
    draw_vector(stage);
    const auto cell = [&](const Thing& thing, double value, const char* name) {
        if (!stage.sees(thing)) return;
        stage.colour(thing, context.palette.diverging(
                                static_cast<float>(value),
                                static_cast<float>(std::max(
                                    {std::abs(summation.lowest()), std::abs(summation.highest()), 1e-9}))));
        stage.frame(thing, context.palette.edge);
        stage.label(thing, Stage::Side::below, context.language(name, {with_sign(value)}));
    };
    cell(moment.sum, sum_shown(stage.scene.results, world, moment), "story.label.sum");
    if (stage.scene.results.options.config.bias) cell(moment.bias, explanation.bias, "story.label.bias");
    draw_number(stage);
}

}  // namespace patchlens::ui::story
