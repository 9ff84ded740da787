// Where everything of the story is at a time, and how visible: a pure function, so that going forth and back
// meets the same picture at every point. Nothing is replaced by a copy elsewhere: things move, grow and turn
// into one another.
#pragma once

#include <utility>
#include <vector>

#include "app/model/chapters/story.h"
#include "app/ui/chapters/story/world.h"

namespace patchlens::ui::story {

/// Beat and fraction as one number: 2.5 is the middle of the third beat.
inline double time_of(const model::Story::Place& place) {
    return place.beat + place.fraction;
}
/// The place at a time; a whole number is the end of the beat before it, and 0 the beginning of the first.
std::pair<int, double> beat_at(double time);

/// A thing in the world.
struct Thing {
    Box box;
    double shown = 1;  ///< 0 invisible to 1 solid
};

/// The numbers as a matrix while it is transposed: a parallelogram with one corner, the way along its rows
/// and the way down its columns.
struct Sheet {
    double x = 0, y = 0;
    double across_x = 0, across_y = 0;  ///< from a row's first number to its last
    double down_x = 0, down_y = 0;      ///< from a column's first number to its last
    double shown = 0;
};

/// The world at a time.
struct Moment {
    // From words to vectors.
    std::vector<Thing> words;
    std::vector<Thing> indices;
    std::vector<Thing> vectors;
    Thing table;
    Thing one_hot;
    Thing picked;  ///< the table's row, on its way to the word's vector
    // The picture and one patch of it.
    Thing picture;
    double fallen = 0;  ///< how far the grid has fallen over the picture
    double lifted = 0;  ///< how far the patch is out of it
    Thing patch;
    std::vector<Thing> pixels;  ///< in strips: planes that unroll into a row
    // The filter.
    std::vector<Thing> weights;
    std::vector<Thing> products;
    double gathered = 0;  ///< of the products, in the sum
    Thing sum;
    Thing bias;
    Thing number;        ///< the sum with the bias, on its way into the vector, then into the map
    Thing vector;        ///< in the end it lies down as its row of the tokens
    double passed = 0;   ///< of all filters, how many have passed
    double passing = 0;  ///< how visible the filters are that come next
    double filled = 0;   ///< how visible the vector's numbers are
    // All patches.
    Thing band;                 ///< the row of patches that the filter runs over
    double mapped = 0;          ///< of the map's rows, how many are filled
    std::vector<Thing> layers;  ///< the maps; the first is in front
    std::vector<Thing> filters;
    /// For each layer its pieces, on their way from the map to a row.
    std::vector<std::vector<Thing>> pieces;
    Sheet sheet;
    // The twins.
    std::vector<Thing> twins;
    std::vector<Thing> twin_vectors;
    /// How much of the scene the code takes, 0 or 1, and how far it has run.
    double code = 0;
    double run = 0;
};

/// `time` from 0, where the first beat begins, to story_beats.
Moment moment_at(const World& world, double time);

/// 0 before `from`, 1 after `to`, and between them smooth.
double during(double time, double from, double to);

namespace detail {
void place_words(const World& world, double time, Moment& moment);
void place_patch(const World& world, double time, Moment& moment);
void place_filter(const World& world, double time, Moment& moment);
void place_maps(const World& world, double time, Moment& moment);
void place_tokens(const World& world, double time, Moment& moment);
void place_twins(const World& world, double time, Moment& moment);
}  // namespace detail

}  // namespace patchlens::ui::story
