#include "app/model/questions/questions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <system_error>

#include "app/model/state/spot.h"

namespace patchlens::model {
namespace {

using Samples = std::filesystem::path;
using Answer = void (*)(Session& session, const Samples& samples);

PatchEmbedConfig& config_of(Session& session) {
    return session.module.config;
}

/// A view at its beginning: nothing zoomed, played or turned.
template <typename Type>
typename Type::Place& afresh(Session& session, const Spot& spot) {
    session.place<Type>() = {};
    show(session, spot);
    return session.place<Type>();
}

void explore(Session& session, Overlay overlay = Overlay::none) {
    afresh<Explore>(session, overlay).dimension_open = true;
}

/// Explore with a few patches around `patch` in sight.
void look_closely(Session& session, PatchPosition patch, double closely = 8) {
    explore(session);
    session.patch = patch;
    const PatchGrid grid = config_of(session).grid_of(config_of(session).img_size);
    const Rectangle place = grid.rectangle(patch);
    session.place<Explore>().view = {closely, (place.left + place.width / 2.0) / grid.image().width,
                                     (place.top + place.height / 2.0) / grid.image().height};
}

void multiply_patch(Session& session, int times) {
    look_closely(session, session.patch);
    session.choice<Explore>().times = times;
}

Patches::Place& patches(Session& session) {
    return afresh<Patches>(session, Chapter::patches);
}

/// The number taken apart, all its products added up.
Projection::Place& projection(Session& session, ProjectionView view) {
    Projection::Place& place = afresh<Projection>(session, view);
    place.term = static_cast<int>(config_of(session).conv_shape().fan_in()) - 1;
    return place;
}

Maps::Place& maps(Session& session, MapsView view) {
    return afresh<Maps>(session, view);
}

void rebuilt_from(Session& session, int embed_dim) {
    config_of(session).embed_dim = embed_dim;
    session.place<Explore>().view = {};  // which the rebuilt picture is seen with
    maps(session, MapsView::rebuilt);
}

void open_tiles(Session& session, const Samples& samples) {
    std::error_code unreadable;
    const std::filesystem::path tiles = samples / "tiles.png";
    if (std::filesystem::exists(tiles, unreadable)) give_picture(session, tiles);
}

/// In order, 1 to 25.
constexpr std::array<Answer, question_count> answer_of_each{
    // 1: patch_size is a side, not a count
    [](Session& session, const Samples&) { patches(session); },
    // 2: Conv2d and linear are the same dot products
    [](Session& session, const Samples&) { projection(session, ProjectionView::matrix); },
    // 3: … and the same numbers (which one is seen is chosen below)
    [](Session& session, const Samples&) { projection(session, ProjectionView::matrix); },
    // 4: one weight for all patches (the map is chosen below)
    [](Session& session, const Samples&) { maps(session, MapsView::maps); },
    // 5: one number from all channels
    [](Session& session, const Samples&) { projection(session, ProjectionView::planes); },
    // 6: patches overlap only where the stride is shorter
    [](Session& session, const Samples&) {
        config_of(session).stride = to_pair(4);
        look_closely(session, {38, 20});
    },
    // 7: channel first
    [](Session& session, const Samples&) { projection(session, ProjectionView::flat).term = 64 + 2 * 8 + 3; },
    // 8: tokens row by row
    [](Session& session, const Samples&) { patches(session).apart = 1; },
    // 9: flatten(2).transpose(1, 2)
    [](Session& session, const Samples&) { maps(session, MapsView::shapes).step = 2; },
    // 10: a plain reshape scrambles
    [](Session& session, const Samples&) {
        rebuilt_from(session, 512);
        session.choice<Maps>().reshaped = true;
    },
    // 11: embed_dim is the number of filters
    [](Session& session, const Samples&) { maps(session, MapsView::filters); },
    // 12: … whatever a patch holds
    [](Session& session, const Samples&) { rebuilt_from(session, 100); },
    // 13: it expands here
    [](Session& session, const Samples&) { rebuilt_from(session, 512); },
    // 14: with rank 192 nothing is lost
    [](Session& session, const Samples&) { rebuilt_from(session, 192); },
    // 15: the remainder is dropped
    [](Session& session, const Samples&) {
        config_of(session).img_size = to_pair(250);
        look_closely(session, {30, 30}, 12);
    },
    // 16: … unless it is padded
    [](Session& session, const Samples&) {
        config_of(session).img_size = to_pair(250);
        config_of(session).padding = to_pair(3);
        look_closely(session, {31, 31});
    },
    // 17: as many parameters whatever the image size
    [](Session& session, const Samples&) {
        config_of(session).img_size = to_pair(512);
        projection(session, ProjectionView::matrix);
    },
    // 18: what it costs
    [](Session& session, const Samples&) { projection(session, ProjectionView::matrix); },
    // 19: … with smaller patches
    [](Session& session, const Samples&) { patches(session).costs = true; },
    // 20: learned or random
    [](Session& session, const Samples&) { afresh<Weights>(session, Chapter::weights); },
    // 21: no position in it: twins light
    [](Session& session, const Samples& samples) {
        open_tiles(session, samples);
        config_of(session).patch_size = to_pair(16);
        session.patch = {5, 5};
        explore(session, Overlay::similarity);
        session.place<Explore>().overlay_opacity = 0.6;
    },
    // 22: affine: the products double, the bias stays
    [](Session& session, const Samples&) { multiply_patch(session, 2); },
    // 23: zeros give the bias
    [](Session& session, const Samples&) { multiply_patch(session, 0); },
    // 24: which pixel range (its module is set below)
    [](Session& session, const Samples&) { explore(session); },
    // 25: what filters look like: the learned ones, of which the first contribute most
    [](Session& session, const Samples&) {
        session.module.init = Init::trained;
        session.dim = 0;
        Weights::Place& place = afresh<Weights>(session, Chapter::weights);
        place.view = WeightsView::filters;
        place.tile = 72;
    },
};

/// The module's defaults and the default selection.
void begin_lesson(Session& session) {
    const Choices first;
    session.module = first.module;
    session.sides_linked = first.sides_linked;
    session.patch = first.patch;
    session.dim = first.dim;
    session.patch_place = {};
    session.pinned = {};
    session.pinned_place = {};
    session.chosen_dim = {};
}

/// The map that shows most of the picture: its numbers are far apart, on both sides of zero.
int telling_map(std::span<const Summary> maps) {
    const auto told = [](const Summary& map) {
        return map.std > 0 ? map.std * map.std / (map.std + std::abs(map.mean)) : 0;
    };
    return static_cast<int>(std::ranges::max_element(maps, {}, told) - maps.begin());
}

/// Another range of pixels in the module as it is.
void change_range(ModuleOptions& module) {
    module.normalize = module.normalize == Normalize::none ? Normalize::half : Normalize::none;
}

}  // namespace

Session answer_of(const Session& session, int number, const std::filesystem::path& samples) {
    Session shown = session;
    shown.choice<Explore>() = {};
    shown.choice<Patches>() = {};
    shown.choice<Maps>() = {};
    if (number == question_of_the_range) {
        change_range(shown.module);
    } else {
        begin_lesson(shown);
    }
    answer_of_each.at(static_cast<std::size_t>(number) - 1)(shown, samples);
    return shown;
}

Session completed_answer(Session session, int number, const Results& results) {
    const auto& difference = results.analyses.path_difference;
    if (number == question::difference && difference) {
        session.patch = results.grid.position(difference->token);
        session.dim = difference->dim;
    }
    const auto& maps = results.analyses.dimensions;
    if (number == question::shared_weight && maps && !maps->empty()) session.dim = telling_map(*maps);
    return session;
}

}  // namespace patchlens::model
