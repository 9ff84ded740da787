#include "app/ui/chapters/story/timeline.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui::story {

double during(double time, double from, double to) {
    const double t = std::clamp((time - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

std::pair<int, double> beat_at(double time) {
    const double within = std::clamp(time, 0.0, static_cast<double>(model::story_beats));
    const int beat = std::clamp(static_cast<int>(std::ceil(within)) - 1, 0, model::story_beats - 1);
    return {beat, within - beat};
}

namespace {

/// A strip's own progress: the first starts at once, the last ends with all of them.
double staggered(double progress, int index, int count) {
    constexpr double apart = 0.6;
    const double late = count > 1 ? apart * index / (count - 1) : 0;
    return during(progress, late, late + 1 - apart);
}

/// A box of the words' part, which shrinks aside when the picture comes.
Box set_aside(const Box& box, double aside) {
    constexpr double scale = 0.17;
    const Box small{-0.44 + (box.x + 2.5) * scale, 0.02 + box.y * scale, box.w * scale, box.h * scale};
    return between(box, small, aside);
}

}  // namespace

namespace detail {

void place_words(const World& world, double time, Moment& moment) {
    const double aside = during(time, 2.0, 2.35);
    const double left = 1 - during(time, 3.0, 3.14) + during(time, 12.1, 12.4);
    const auto place = [&](const Box& box, double shown) {
        return Thing{set_aside(box, aside), shown * left};
    };
    for (int word = 0; word < world.words; ++word) {
        const double y = 0.08 + 0.26 * word;
        const double late = 0.04 * word;
        const double index = during(time, 0.12 + late, 0.4 + late);
        const double vector = during(time, 0.45 + late, 0.8 + late);
        moment.words.push_back(place({-2.5, y, 0.52, 0.17}, 1));
        moment.indices.push_back(place(between({-2.36, y, 0.34, 0.17}, {-1.90, y, 0.34, 0.17}, index), index));
        const bool picked = word == world.word;
        const double empty = picked ? during(time, 1.25, 1.4) - during(time, 1.86, 1.92) : 0;
        moment.vectors.push_back(
            place(between({-1.90, y, 0.34, 0.17}, {-1.48, y, 1.04, 0.17}, vector), vector * (1 - empty)));
    }
    const double table = during(time, 1.05, 1.35);
    const Box whole{-1.48, 1.5, 1.04, 1.1};
    moment.table = place(between({-1.48, 2.0, 1.04, 1.1}, whole, table), table);
    moment.one_hot = place({-1.68, whole.y, 0.07, whole.h}, during(time, 1.3, 1.5));
    const Box row = cell_in(whole, {world.rows, 1}, world.row, 0);
    const Box vector{-1.48, 0.08 + 0.26 * world.word, 1.04, 0.17};
    const double lifted = during(time, 1.5, 1.86);
    moment.picked = place(between(row, vector, lifted),
                          world.words == 0 ? 0 : during(time, 1.42, 1.5) - during(time, 1.88, 1.96));
}

void place_patch(const World& world, double time, Moment& moment) {
    const double comes = during(time, 2.05, 2.4);
    // While the patch is taken apart, the picture stays beside it.
    const double aside = during(time, 3.05, 3.5) - during(time, 7.08, 7.34);
    Box picture = between(world.picture(), world.picture_aside(), aside);
    picture.x += 0.4 * (1 - comes);
    const double seen = comes - during(time, 10.02, 10.22) + during(time, 11.04, 11.24);
    moment.picture = {picture, seen};
    moment.fallen = during(time, 2.5, 2.95);
    moment.lifted = during(time, 3.1, 3.5) - during(time, 7.12, 7.34);
    moment.patch = {between(world.in_picture(world.patch, picture), world.grown(), moment.lifted), seen};

    const double split = during(time, 3.55, 3.9) - during(time, 7.08, 7.2);
    const double shown = during(time, 3.5, 3.53) - during(time, 7.2, 7.23);  // behind the patch
    const double unrolled = std::clamp((time - 4.1) / 0.8, 0.0, 1.0) - during(time, 7.0, 7.14);
    const Box grown = world.grown();
    const Size patch = world.grid.patch();
    for (int strip = 0; strip < world.strips(); ++strip) {
        // Out of the patch, where the planes lie on one another, into the planes, into the row.
        const std::int64_t first = world.strip_begin(strip) / patch.width;
        const std::int64_t last = std::max(first + 1, world.strip_begin(strip + 1) / patch.width);
        const double top = grown.h * static_cast<double>(first % patch.height) / patch.height;
        const Box inside{grown.x, grown.y + top, grown.w,
                         grown.h * static_cast<double>(last - first) / patch.height};
        const Box plane = between(inside, world.strip_in_plane(strip, false), split);
        const double own = staggered(unrolled, strip, world.strips());
        moment.pixels.push_back({between(plane, world.strip_in_row(strip, pixels_top), own), shown});
    }
}

void place_filter(const World& world, double time, Moment& moment) {
    const double comes = during(time, 5.02, 5.12);
    const double unrolled = std::clamp((time - 5.12) / 0.2, 0.0, 1.0) - during(time, 7.02, 7.14);
    const double over = during(time, 7.14, 7.34);  // on its way over the picture
    const double gone = 1 - during(time, 8.0, 8.15);
    const double along = std::clamp((time - 7.48) / 0.48, 0.0, 1.0);
    const Box picture = world.picture();
    const Box first = world.in_picture({0, 0});
    const Box last = world.in_picture({world.grid.grid().height - 1, 0});
    moment.mapped = along;
    moment.band = {{picture.x, first.y + (last.y - first.y) * along, picture.w, first.h},
                   during(time, 7.43, 7.48) - during(time, 7.97, 8.0)};
    const Box stamp{picture.x, moment.band.box.y, first.w, first.h};
    for (int strip = 0; strip < world.strips(); ++strip) {
        const double own = staggered(unrolled, strip, world.strips());
        const Box row =
            between(world.strip_in_plane(strip, true), world.strip_in_row(strip, weights_top), own);
        const Size patch = world.grid.patch();
        const std::int64_t at = world.strip_begin(strip) / patch.width;
        const double height = stamp.h / patch.height;
        const Box there{stamp.x, stamp.y + height * static_cast<double>(at % patch.height), stamp.w,
                        std::max(height, stamp.h * world.channels / world.strips())};
        moment.weights.push_back({between(row, there, over), comes * gone});
        // The products: what pixels and weights become together; then they gather in the sum.
        const double made = during(time, 5.36, 5.48);
        const double gather = staggered(std::clamp((time - 5.5) / 0.16, 0.0, 1.0), strip, world.strips());
        const Box product =
            between(world.strip_in_row(strip, weights_top), world.strip_in_row(strip, products_top), made);
        const Box into{2.58, sum_top, 0.14, 0.14};
        moment.products.push_back({between(product, into, gather), made * (1 - gather)});
    }
    moment.gathered = std::clamp((time - 5.52) / 0.14, 0.0, 1.0);
    const double left = during(time, 5.74, 5.8);
    moment.sum = {{2.58, sum_top, 0.14, 0.14}, during(time, 5.5, 5.54) - left};
    moment.bias = {between({3.1, sum_top, 0.14, 0.14}, {2.58, sum_top, 0.14, 0.14}, during(time, 5.7, 5.78)),
                   during(time, 5.64, 5.68) - left};
    const Box cell = world.in_vector(world.dim);
    const Box whole{2.58, sum_top, 0.14, 0.14};
    const Box in_map = cell_in(world.map(), world.grid.grid(), world.patch.row, world.patch.column);
    const Box dropped = between(whole, cell, during(time, 5.84, 5.98));
    moment.number = {between(dropped, in_map, during(time, 7.2, 7.4)),
                     during(time, 5.74, 5.78) - during(time, 8.4, 8.45)};
    const Box row = cell_in(world.tokens(), {static_cast<int>(world.grid.num_patches()), 1},
                            static_cast<int>(world.grid.token(world.patch)), 0);
    moment.vector = {between(world.vector(), row, during(time, 8.78, 8.97)),
                     during(time, 5.82, 5.9) - during(time, 9.1, 9.2)};
    moment.passed = std::clamp((time - 6.1) / 0.75, 0.0, 1.0);
    moment.passing = during(time, 6.02, 6.1) - during(time, 6.87, 6.97);
    moment.filled = 1 - during(time, 9.0, 9.1);
}

}  // namespace detail

Moment moment_at(const World& world, double time) {
    Moment moment;
    detail::place_words(world, time, moment);
    detail::place_patch(world, time, moment);
    detail::place_filter(world, time, moment);
    detail::place_maps(world, time, moment);
    detail::place_tokens(world, time, moment);
    detail::place_twins(world, time, moment);
    moment.code = during(time, 9.0, 9.2) - during(time, 10.0, 10.2);
    moment.run = std::clamp((time - 9.22) / 0.74, 0.0, 1.0);
    return moment;
}

}  // namespace patchlens::ui::story
