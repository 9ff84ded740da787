#include "app/model/computing/positions.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/model/computing/results.h"
#include "core/analysis/similarity.h"

namespace patchlens::model {
namespace {

template <typename Value>
std::shared_ptr<const Value> held(Value value) {
    return std::make_shared<const Value>(std::move(value));
}

std::int64_t float_bytes(std::int64_t rows, std::int64_t dims) {
    return rows * dims * static_cast<std::int64_t>(sizeof(float));
}

std::optional<NoPositions> reason_against(const Results& results, PositionKind kind,
                                          const OutputMemory& budget) {
    const int dims = results.options.config.embed_dim;
    if (!budget.allows(float_bytes(results.grid.num_patches(), dims))) return NoPositions::too_large;
    if (kind == PositionKind::sincos && !has_sincos(dims)) return NoPositions::not_fours;
    if (kind != PositionKind::file) return std::nullopt;
    if (!results.loaded || results.loaded->positions.empty()) return NoPositions::no_file;
    if (results.loaded->positions.dimension(1) != dims) return NoPositions::other_length;
    return std::nullopt;
}

PositionTable table_of_file(const Results& results, const RunOptions& run) {
    const Surrounding& told = *find_role(results.loaded->around, SurroundingRole::positions);
    const ConstMatrixView all = results.loaded->positions.matrix(results.loaded->positions.dimension(0));
    const Eigen::Index dims = all.cols();
    PositionTable table;
    table.stored_grid = *told.grid;
    const std::int64_t others = told.other_rows;
    const auto numbers = results.loaded->positions.values().subspan(static_cast<std::size_t>(others * dims));
    Tensor stored({told.grid->area(), dims}, numbers);
    if (others > 0)
        table.class_row =
            Tensor({1, dims}, results.loaded->positions.values().first(static_cast<std::size_t>(dims)));
    const Size grid = results.grid.grid();
    if (grid == table.stored_grid) {
        table.numbers = std::move(stored);
        return table;
    }
    table.numbers = resample_positions(std::as_const(stored).matrix(table.stored_grid.area()),
                                       table.stored_grid, grid, Interpolation::antialiased, run.stop);
    table.stored = std::move(stored);
    return table;
}

PositionTable make_table(const Results& results, PositionKind kind, const RunOptions& run) {
    const int dims = results.options.config.embed_dim;
    const Size grid = results.grid.grid();
    if (kind == PositionKind::file) return table_of_file(results, run);
    if (kind == PositionKind::sincos)
        return {sincos_positions(grid, dims), Tensor::zeros({1, dims}), {}, grid};
    // One draw of [1 + N, D], the class token's row first.
    Tensor all = drawn_positions(grid.area() + 1, dims, results.options.seed);
    const auto first = static_cast<std::size_t>(dims);
    return {Tensor({grid.area(), dims}, std::as_const(all).values().subspan(first)),
            Tensor({1, dims}, std::as_const(all).values().first(first)),
            {},
            grid};
}

/// Whether a table of `before` holds for `now`.
bool same_table(const Results& before, const Results& now, PositionKind kind) {
    return before.analyses.positions && before.analyses.positions->asked.kind == kind &&
           before.grid.grid() == now.grid.grid() && before.loaded == now.loaded &&
           before.options.seed == now.options.seed &&
           before.options.config.embed_dim == now.options.config.embed_dim;
}

/// Copies patch after patch, cut out of `from` by `grid`, to their places in a picture in which they touch:
/// place t takes patch order[t]. What lies in the padding is 0.
template <typename Read, typename Write>
void place_patches(const PatchGrid& grid, const std::vector<std::int64_t>& order, const Read& read,
                   const Write& write) {
    const Size patch = grid.patch();
    const Size image = grid.image();
    for (std::size_t place = 0; place < order.size(); ++place) {
        const Rectangle cut = grid.rectangle(grid.position(order[place]));
        const PatchPosition at = grid.position(static_cast<std::int64_t>(place));
        for (int y = 0; y < patch.height; ++y) {
            for (int x = 0; x < patch.width; ++x) {
                const PixelPosition from{cut.top + y, cut.left + x};
                const bool inside =
                    from.y >= 0 && from.x >= 0 && from.y < image.height && from.x < image.width;
                const PixelPosition to{at.row * patch.height + y, at.column * patch.width + x};
                if (inside) write(to, read(from));
            }
        }
    }
}

Image shuffled_image(const Results& results, const std::vector<std::int64_t>& order, Size size) {
    const Image& from = *results.image;
    Image shuffled{size, from.channels, {}};
    shuffled.pixels.resize(static_cast<std::size_t>(size.area() * from.channels));
    place_patches(
        results.grid, order, [](PixelPosition at) { return at; },
        [&](PixelPosition to, PixelPosition at) {
            for (int channel = 0; channel < from.channels; ++channel) {
                const auto index = (static_cast<std::size_t>(to.y) * static_cast<std::size_t>(size.width) +
                                    static_cast<std::size_t>(to.x)) *
                                       static_cast<std::size_t>(from.channels) +
                                   static_cast<std::size_t>(channel);
                shuffled.pixels[index] = from.at(at.y, at.x, channel);
            }
        });
    return shuffled;
}

Tensor shuffled_pixels(const Results& results, const std::vector<std::int64_t>& order, Size size) {
    const Tensor& from = *results.pixels;
    const std::int64_t channels = from.dimension(0);
    const Size image = results.grid.image();
    Tensor shuffled = Tensor::zeros({channels, size.height, size.width});
    place_patches(
        results.grid, order, [](PixelPosition at) { return at; },
        [&](PixelPosition to, PixelPosition at) {
            for (std::int64_t channel = 0; channel < channels; ++channel) {
                shuffled[(channel * size.height + to.y) * size.width + to.x] =
                    from[(channel * image.height + at.y) * image.width + at.x];
            }
        });
    return shuffled;
}

/// The vectors with the positions of the places where they stand.
Matrix added(ConstMatrixView tokens, const PositionTable& table) {
    return tokens + table.numbers.matrix(tokens.rows());
}

/// The largest difference between each row of `after` and row order[t] of `before`.
double largest_difference_of(ConstMatrixView before, ConstMatrixView after,
                             const std::vector<std::int64_t>& order) {
    double largest = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto row = static_cast<Eigen::Index>(place);
        const auto difference = (after.row(row) - before.row(order[place])).cwiseAbs().maxCoeff();
        largest = std::max(largest, static_cast<double>(difference));
    }
    return largest;
}

std::shared_ptr<const Shuffle> shuffle(const Results& results, std::uint64_t seed, const PositionTable* table,
                                       const OutputMemory& budget, const RunOptions& run) {
    const PatchGrid& grid = results.grid;
    const Size size{grid.grid().height * grid.patch().height, grid.grid().width * grid.patch().width};
    const std::int64_t channels = results.pixels->dimension(0);
    if (!results.tokens || !budget.allows(float_bytes(size.area(), channels))) return nullptr;
    Shuffle found;
    found.order = shuffled_order(grid.num_patches(), seed);
    for (std::size_t place = 0; place < found.order.size(); ++place)
        found.moved += found.order[place] != static_cast<std::int64_t>(place) ? 1 : 0;
    found.picture = held(pyramid(shuffled_image(results, found.order, size)));
    const Tensor pixels = shuffled_pixels(results, found.order, size);
    stop_if_asked(run.stop);
    if (grid.plain()) {
        found.tokens = results.module->forward(pixels, Layout::nlc, run);
    } else {
        const PatchEmbed touching({results.module->weight(), results.module->bias()}, {}, run.stop);
        found.tokens = touching.forward(pixels, Layout::nlc, run);
    }
    stop_if_asked(run.stop);
    const ConstMatrixView before = results.tokens->matrix(grid.num_patches());
    const ConstMatrixView after = std::as_const(found.tokens).matrix(grid.num_patches());
    for (std::size_t place = 0; place < found.order.size(); ++place) {
        const auto row = static_cast<Eigen::Index>(place);
        found.equal += after.row(row) == before.row(found.order[place]) ? 1 : 0;
    }
    found.largest = largest_difference_of(before, after, found.order);
    found.common = common_rows(before, after);
    stop_if_asked(run.stop);
    if (table == nullptr) return held(std::move(found));
    const Matrix added_before = added(before, *table);
    const Matrix added_after = added(after, *table);
    const ConstMatrixView first(added_before.data(), added_before.rows(), added_before.cols());
    const ConstMatrixView second(added_after.data(), added_after.rows(), added_after.cols());
    found.common_added = common_rows(first, second);
    found.largest_added = largest_difference_of(first, second, found.order);
    return held(std::move(found));
}

/// The cell of a grid of `to` patches over the middle of a cell of a grid of `from`.
PatchPosition carried(PatchPosition position, Size from, Size to) {
    const auto along = [](int at, int before, int after) {
        return std::min(static_cast<int>((at + 0.5) * after / before), after - 1);
    };
    return {along(position.row, from.height, to.height), along(position.column, from.width, to.width)};
}

std::shared_ptr<const Stretch> stretch(const Results& results, const StretchRequest& wanted,
                                       const PositionTable& table, const OutputMemory& budget,
                                       const RunOptions& run) {
    const Tensor& original = table.original();
    const Size from = table.stored_grid;
    const Eigen::Index dims = original.dimension(1);
    Stretch found;
    found.image = stretched_image(results, from, wanted.img_size);
    found.grid = results.options.config.grid_of(found.image).grid();
    if (!budget.allows(float_bytes(found.grid.area(), dims))) return nullptr;
    const auto rows_of = [](const Tensor& numbers) { return numbers.matrix(numbers.dimension(0)); };
    found.right = resample_positions(rows_of(original), from, found.grid, wanted.interpolation, run.stop);
    found.from = carried(results.selection.patch, results.grid.grid(), from);
    found.to = carried(results.selection.patch, results.grid.grid(), found.grid);
    const auto token = [](PatchPosition at, Size grid) {
        return std::int64_t{at.row} * grid.width + at.column;
    };
    const std::int64_t after = token(found.to, found.grid);
    found.before_similarity = cosine_similarity(rows_of(original), token(found.from, from));
    found.right_similarity = cosine_similarity(rows_of(found.right), after);
    const bool possible = wanted.mistake &&
                          (wanted.mistake != TableMistake::other_sides || other_sides(from)) &&
                          (wanted.mistake != TableMistake::class_row_left || !table.class_row.empty());
    if (!possible) return held(std::move(found));
    Tensor whole = Tensor::zeros({from.area() + 1, dims});
    MatrixView rows = whole.matrix(from.area() + 1);
    if (!table.class_row.empty()) rows.row(0) = table.class_row.matrix(1);
    rows.bottomRows(from.area()) = rows_of(original);
    const ReadTable read = misread(std::as_const(whole).matrix(from.area() + 1), from, *wanted.mistake);
    found.read_grid = read.grid;
    found.wrong =
        resample_positions(rows_of(read.numbers), read.grid, found.grid, wanted.interpolation, run.stop);
    const auto difference = (rows_of(found.wrong) - rows_of(found.right)).cast<double>();
    found.largest = difference.cwiseAbs().maxCoeff();
    found.root_mean_square = std::sqrt(difference.squaredNorm() / static_cast<double>(difference.size()));
    found.wrong_similarity = cosine_similarity(rows_of(found.wrong), after);
    return held(std::move(found));
}

}  // namespace

std::int64_t Shuffle::place_of(std::int64_t patch) const {
    return std::ranges::find(order, patch) - order.begin();
}

Size stretched_image(const Results& results, Size stored_grid, int wanted) {
    const PatchGrid& grid = results.grid;
    const Size image = grid.image();
    const PatchEmbedConfig& config = results.options.config;
    // A file's table for another grid is on its way to this picture already.
    if (wanted == 0 && stored_grid != grid.grid()) return image;
    const double proportion = static_cast<double>(image.width) / image.height;
    const auto sized = [&](int height) {
        const auto width = static_cast<int>(std::lround(height * proportion));
        return Size{std::max(height, grid.patch().height), std::max(width, grid.patch().width)};
    };
    if (wanted == 0) {
        // Half as large again, as the ViT paper goes from 224 to 384 pixels, in whole patches.
        const int stride = grid.stride().height;
        wanted = std::max(image.height * 3 / 2 / stride * stride, image.height + stride);
    }
    Size found = sized(wanted);
    while (config.grid_of(found).num_patches() > most_stretched)
        found = sized(found.height * 9 / 10);
    return found;
}

std::shared_ptr<const Positions> positions_of(const Results& results, const PositionsRequest& wanted,
                                              const Results* previous, const OutputMemory& budget,
                                              const RunOptions& run) {
    Positions found;
    found.asked = wanted;
    found.similar_to = results.selection.patch;
    found.absent = reason_against(results, wanted.kind, budget);
    const bool known = previous != nullptr && previous->analyses.positions;
    const Positions nothing;
    const Positions& before = known ? *previous->analyses.positions : nothing;
    if (!found.absent) {
        if (known && same_table(*previous, results, wanted.kind)) found.table = before.table;
        if (!found.table) found.table = held(make_table(results, wanted.kind, run));
        stop_if_asked(run.stop);
    }
    const bool same = known && found.table == before.table;
    if (wanted.shuffle && same && before.asked.shuffle == wanted.shuffle &&
        previous->tokens == results.tokens && previous->pixels == results.pixels) {
        found.shuffle = before.shuffle;
    } else if (wanted.shuffle) {
        found.shuffle = shuffle(results, *wanted.shuffle, found.table.get(), budget, run);
    }
    if (found.absent) return held(std::move(found));

    if (same && before.similar_to == found.similar_to) found.similarity = before.similarity;
    const ConstMatrixView numbers = found.table->numbers.matrix(results.grid.num_patches());
    if (!found.similarity)
        found.similarity = held(cosine_similarity(numbers, results.grid.token(found.similar_to)));
    if (same) found.figure = before.figure;
    if (wanted.figure && !found.figure)
        found.figure = held(similarity_figure(numbers, results.grid.grid(), run.stop));
    if (!wanted.stretch) return held(std::move(found));
    if (same && before.asked.stretch == wanted.stretch && before.similar_to == found.similar_to &&
        previous->options.config == results.options.config && previous->pixels == results.pixels) {
        found.stretch = before.stretch;
    } else {
        found.stretch = stretch(results, *wanted.stretch, *found.table, budget, run);
    }
    return held(std::move(found));
}

}  // namespace patchlens::model
