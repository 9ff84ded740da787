// From one number to a map, a stack of maps, rows of tokens, and two equal patches.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/ui/chapters/story/timeline.h"

namespace patchlens::ui::story::detail {

void place_maps(const World& world, double time, Moment& moment) {
    const double behind = 1 - during(time, 11.0, 11.2) + during(time, 12.0, 12.3);
    for (int layer = 0; layer < world.layers(); ++layer) {
        const double apart = during(time, 8.04, 8.36);
        const double late = 0.012 * layer;
        const double wall = during(time, 10.08 + late, 10.34 + late) - during(time, 11.0, 11.2);
        const Box stacked = between(world.map(), world.layer_in_stack(layer), apart);
        const Box place = between(stacked, world.layer_on_wall(layer), wall);
        const double shown = layer == 0 ? during(time, 7.33, 7.4) : during(time, 8.04, 8.1);
        moment.layers.push_back({place, shown * behind});
        // The filters come out of the maps they make, stand before them, and go with them to the wall.
        const Box column = between(place, world.filter_in_column(layer), during(time, 9.04, 9.2));
        moment.filters.push_back({between(column, world.filter_on_wall(layer), wall),
                                  during(time, 9.02, 9.08) - during(time, 11.0, 11.12)});
    }
}

void place_tokens(const World& world, double time, Moment& moment) {
    const Box flat = world.maps_as_rows();
    const int layers = world.layers();
    const double shown = during(time, 8.38, 8.42) - during(time, 8.7, 8.76);
    for (int layer = 0; layer < layers; ++layer) {
        const Box map = world.layer_in_stack(layer);
        const Box row = cell_in(flat, {layers, 1}, layer, 0);
        const double late = 0.1 * layer / layers;
        std::vector<Thing>& pieces = moment.pieces.emplace_back();
        for (int piece = 0; piece < world.pieces(); ++piece) {
            const double rows = world.grid.grid().height;
            const double first = world.piece_begin(piece) / rows;
            const double length = world.piece_begin(piece + 1) / rows - first;
            const double later = late + 0.05 * piece / world.pieces();
            const Box lying{row.x + row.w * first, row.y, row.w * length, row.h};
            const Box standing{map.x, map.y + map.h * first, map.w, map.h * length};
            pieces.push_back({between(standing, lying, during(time, 8.4 + later, 8.54 + later)), shown});
        }
    }
    // transpose(1, 2): the matrix is turned over around its diagonal.
    const double turned = std::cos(std::numbers::pi * during(time, 8.74, 8.9));
    const double aside = during(time, 10.0, 10.25) - during(time, 12.0, 12.3);
    const double x = flat.x + flat.w / 2 + 0.9 * aside;
    const double y = flat.y + flat.h / 2;
    Sheet& sheet = moment.sheet;
    sheet.across_x = flat.h / 2 * (1 - turned);
    sheet.across_y = flat.h / 2 * (1 + turned);
    sheet.down_x = flat.w / 2 * (1 + turned);
    sheet.down_y = flat.w / 2 * (1 - turned);
    sheet.x = x - (sheet.across_x + sheet.down_x) / 2;
    sheet.y = y - (sheet.across_y + sheet.down_y) / 2;
    sheet.shown = during(time, 8.66, 8.72) * (1 - aside);
}

void place_twins(const World& world, double time, Moment& moment) {
    if (!world.twins) return;
    const double lifted = during(time, 11.08, 11.36);
    const double gone = during(time, 12.0, 12.2);
    const double shown = during(time, 11.02, 11.1) * (1 - gone);
    const double vectors = during(time, 11.46, 11.6);
    const double met = during(time, 11.68, 11.88);
    const Size patch = world.grid.patch();
    const auto place = [&](PatchPosition position, double top, double slide) {
        const Box slot = fitted_in({0, top, 0.28, 0.28}, patch.width, patch.height);
        moment.twins.push_back({between(world.in_picture(position), slot, lifted), shown});
        const Box from{0.14, top + 0.07, 0.2, 0.14};
        const Box resting{0.36, top + 0.07 + slide * met, 1.24, 0.14};
        moment.twin_vectors.push_back({between(from, resting, vectors), vectors * (1 - gone)});
    };
    place(world.twins->first, 1.12, 0.11);
    place(world.twins->second, 1.48, -0.11);
}

}  // namespace patchlens::ui::story::detail
