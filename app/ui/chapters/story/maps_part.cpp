// The filter over all patches, its map, and the stack of maps with the filters that make them.
#include <algorithm>
#include <cmath>

#include "app/ui/chapters/story/stage.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {

const Texture* map_texture(const Stage& stage, int layer) {
    const model::Results& results = stage.scene.results;
    const Size grid = stage.world.grid.grid();
    const int dim = stage.world.layer_dim(layer);
    const Diverging& colours = stage.context.palette.diverging;
    if (layer == 0) {
        return &stage.context.pictures.of("story/map", Source{results.map, 0, &stage.context.palette}, [&] {
            return signed_image(results.map->values(), grid, colours, largest_of(results.map->values()));
        });
    }
    if (!results.tokens) return nullptr;
    return &stage.context.pictures.of(
        "story/map/" + std::to_string(layer), Source{results.tokens, dim, &stage.context.palette}, [&] {
            const Tensor map = results.map_of(dim);
            return signed_image(map.values(), grid, colours, largest_of(map.values()));
        });
}

namespace {

/// Filter of a layer as a small picture: in colour with three channels, else its planes below one another.
const Texture& filter_texture(const Stage& stage, int layer) {
    const auto& module = stage.scene.results.module;
    const int dim = stage.world.layer_dim(layer);
    const Tensor& weight = module->weight();
    const Size patch = stage.world.grid.patch();
    const std::int64_t values = stage.world.values();
    const std::span<const float> filter(weight.data() + dim * values, static_cast<std::size_t>(values));
    return stage.context.pictures.of(
        "story/filter/" + std::to_string(layer), Source{module, dim, &stage.context.palette}, [&] {
            const float largest = largest_of(filter);
            if (stage.world.channels != 3)
                return signed_image(filter.first(static_cast<std::size_t>(patch.area())), patch,
                                    stage.context.palette.diverging, largest);
            const auto shade = [&](std::int64_t channel, std::int64_t at) {
                const float weighed = filter[static_cast<std::size_t>(channel * patch.area() + at)];
                const float level = largest > 0 ? weighed / largest * 127.5F + 127.5F : 127.5F;
                return static_cast<std::uint8_t>(std::clamp(level == level ? level : 127.5F, 0.0F, 255.0F));
            };
            return table_image(patch.height, patch.width, [&](std::int64_t row, std::int64_t column) {
                const std::int64_t at = row * patch.width + column;
                return Colour{shade(0, at), shade(1, at), shade(2, at)};
            });
        });
}

/// The front map as far as the filter has run.
void draw_filling_map(Stage& stage, const Thing& map) {
    const Texture* texture = map_texture(stage, 0);
    if (stage.moment.mapped >= 1) return stage.picture(*texture, map);
    stage.colour(map, stage.context.palette.blank);
    const auto filled = static_cast<float>(stage.moment.mapped);
    Thing part = map;
    part.box.h *= filled;
    if (filled > 0) stage.picture(*texture, part, {0, 0}, {1, filled});
}

}  // namespace

void draw_filters(Stage& stage) {
    for (int layer = stage.world.layers() - 1; layer >= 0; --layer) {
        const Thing& filter = stage.moment.filters[static_cast<std::size_t>(layer)];
        if (!stage.sees(filter)) continue;
        stage.picture(filter_texture(stage, layer), filter);
        stage.frame(filter, stage.context.palette.edge);
    }
}

void draw_maps(Stage& stage) {
    Context& context = stage.context;
    const Moment& moment = stage.moment;
    const World& world = stage.world;
    stage.frame(moment.band, selected_on_picture, 1.5F);
    for (int layer = world.layers() - 1; layer >= 0; --layer) {
        const auto at = static_cast<std::size_t>(layer);
        const Thing& map = moment.layers[at];
        if (!stage.sees(map)) continue;
        if (layer == 0) {
            draw_filling_map(stage, map);
        } else if (const Texture* texture = map_texture(stage, layer)) {
            stage.picture(*texture, map);
        } else {
            stage.colour(map, context.palette.blank);
        }
        stage.frame(map, layer == 0 ? context.palette.accent : context.palette.scene);
    }
    const Thing& front = moment.layers.front();
    if (!stage.sees(front)) return;
    const bool stacked = front.box == world.map();
    const bool alone = world.layers() == 1 || moment.layers.back().box == world.map();
    const Size grid = world.grid.grid();
    if (stacked)
        stage.label(front, Stage::Side::below,
                    alone ? context.language("story.label.map", {std::to_string(world.dim), product(grid)})
                          : to_string(Shape{1, world.dims, grid.height, grid.width}));
}

}  // namespace patchlens::ui::story
