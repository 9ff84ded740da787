#include "core/analysis/positions.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "core/error.h"
#include "core/init.h"
#include "core/support/byte_source.h"
#include "core/weights/kernel_resample.h"

namespace patchlens {
namespace {

void require_rows(ConstMatrixView table, std::int64_t rows) {
    if (table.rows() == rows) return;
    throw Error(ErrorCode::shape_mismatch, {"positions", to_string(Shape{table.rows(), table.cols()}),
                                            to_string(Shape{rows, table.cols()})});
}

/// Keys' cubic with a = -0.75, as PyTorch without antialiasing.
double sharp_cubic(double x) {
    constexpr double a = -0.75;
    x = std::abs(x);
    if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
    if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
    return 0;
}

/// [to, from]: four neighbours each; those beyond the border are the border's.
Eigen::MatrixXd plain_interpolation(int from, int to) {
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(to, from);
    for (int row = 0; row < to; ++row) {
        const double at = (row + 0.5) * from / to - 0.5;
        const auto first = static_cast<int>(std::floor(at)) - 1;
        for (int column = first; column < first + 4; ++column)
            matrix(row, std::clamp(column, 0, from - 1)) += sharp_cubic(at - column);
    }
    return matrix;
}

Eigen::MatrixXd interpolation_of(int from, int to, Interpolation interpolation) {
    if (from == to) return Eigen::MatrixXd::Identity(to, from);
    return interpolation == Interpolation::plain ? plain_interpolation(from, to)
                                                 : interpolation_matrix(from, to);
}

int smallest_factor(int number) {
    for (int factor = 2; factor * factor <= number; ++factor) {
        if (number % factor == 0) return factor;
    }
    return number;
}

/// The bits of a row as a key.
std::string_view bits_of(ConstMatrixView matrix, Eigen::Index row) {
    return {reinterpret_cast<const char*>(matrix.data() + row * matrix.cols()),
            static_cast<std::size_t>(matrix.cols()) * sizeof(float)};
}

}  // namespace

Tensor sincos_positions(Size grid, int embed_dim) {
    if (!has_sincos(embed_dim)) {
        throw Error(ErrorCode::value_out_of_range,
                    {"embed_dim", "4", std::to_string(embed_dim / 4 * 4 + 4), std::to_string(embed_dim)});
    }
    const int quarter = embed_dim / 4;
    Tensor table({grid.area(), embed_dim});
    const auto waves = [&](int at) {
        Eigen::RowVectorXf half(2 * quarter);
        for (int i = 0; i < quarter; ++i) {
            const double angle = at * (1.0 / std::pow(10000.0, i / static_cast<double>(quarter)));
            half(i) = static_cast<float>(std::sin(angle));
            half(quarter + i) = static_cast<float>(std::cos(angle));
        }
        return half;
    };
    MatrixView rows = table.matrix(grid.area());
    std::vector<Eigen::RowVectorXf> columns;
    for (int column = 0; column < grid.width; ++column)
        columns.push_back(waves(column));
    for (int row = 0; row < grid.height; ++row) {
        const Eigen::RowVectorXf down = waves(row);
        for (int column = 0; column < grid.width; ++column) {
            rows.row(std::int64_t{row} * grid.width + column) << columns[static_cast<std::size_t>(column)],
                down;
        }
    }
    return table;
}

Tensor drawn_positions(std::int64_t rows, int embed_dim, std::uint64_t seed) {
    Tensor table({rows, embed_dim});
    TorchGenerator(seed).normal(table.values(), 0, 0.02);
    return table;
}

Tensor resample_positions(ConstMatrixView table, Size from, Size to, Interpolation interpolation,
                          const std::stop_token& stop) {
    require_rows(table, from.area());
    const Eigen::Index dims = table.cols();
    Tensor stretched({to.area(), dims});
    MatrixView rows = stretched.matrix(to.area());
    if (from == to) {
        rows = table;
        return stretched;
    }
    const Eigen::MatrixXd down = interpolation_of(from.height, to.height, interpolation);
    const Eigen::MatrixXd across = interpolation_of(from.width, to.width, interpolation);
    using DoubleRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    DoubleRows line(from.width, dims);  // a row of the new grid, in the old one's columns
    Eigen::RowVectorXd vector(dims);
    for (int y = 0; y < to.height; ++y) {
        stop_if_asked(stop);
        line.setZero();
        for (int old = 0; old < from.height; ++old) {
            if (down(y, old) == 0) continue;
            line +=
                down(y, old) * table.middleRows(std::int64_t{old} * from.width, from.width).cast<double>();
        }
        for (int x = 0; x < to.width; ++x) {
            vector.setZero();
            for (int old = 0; old < from.width; ++old) {
                if (across(x, old) != 0) vector += across(x, old) * line.row(old);
            }
            rows.row(std::int64_t{y} * to.width + x) = vector.cast<float>();
        }
    }
    return stretched;
}

std::optional<Size> other_sides(Size grid) {
    if (grid.height != grid.width) return Size{grid.width, grid.height};
    if (grid.height == 1) return std::nullopt;
    const int factor = smallest_factor(grid.height);
    return Size{grid.height / factor, grid.width * factor};
}

ReadTable misread(ConstMatrixView with_class_row, Size grid, TableMistake mistake) {
    const std::int64_t count = grid.area();
    require_rows(with_class_row, count + 1);
    const Eigen::Index dims = with_class_row.cols();
    ReadTable read{Tensor({count, dims}), grid};
    MatrixView rows = read.numbers.matrix(count);
    switch (mistake) {
        case TableMistake::class_row_left:
            rows = with_class_row.topRows(count);
            break;
        case TableMistake::other_sides: {
            const std::optional<Size> sides = other_sides(grid);
            if (!sides) throw Error(ErrorCode::value_out_of_range, {"grid", "2", "16384", "1"});
            rows = with_class_row.bottomRows(count);
            read.grid = *sides;
            break;
        }
        case TableMistake::not_permuted:
            // The numbers one after another, taken for [D, N].
            rows = ConstMatrixView(with_class_row.data() + dims, dims, count).transpose();
            break;
    }
    return read;
}

std::string addition_error(std::int64_t tokens, std::int64_t positions) {
    if (tokens == positions || tokens == 1 || positions == 1) return {};
    return "RuntimeError: The size of tensor a (" + std::to_string(tokens) +
           ") must match the size of tensor b (" + std::to_string(positions) +
           ") at non-singleton dimension 1";
}

std::vector<std::int64_t> shuffled_order(std::int64_t count, std::uint64_t seed) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    TorchGenerator generator(seed);
    for (std::int64_t at = 0; at < count - 1; ++at) {
        const std::int64_t other = at + generator.next() % (count - at);
        std::swap(order[static_cast<std::size_t>(at)], order[static_cast<std::size_t>(other)]);
    }
    return order;
}

std::int64_t common_rows(ConstMatrixView a, ConstMatrixView b) {
    if (a.cols() != b.cols()) {
        throw Error(ErrorCode::shape_mismatch,
                    {"rows", to_string(Shape{b.rows(), b.cols()}), to_string(Shape{b.rows(), a.cols()})});
    }
    std::unordered_map<std::string_view, std::int64_t> left;
    for (Eigen::Index row = 0; row < a.rows(); ++row)
        ++left[bits_of(a, row)];
    std::int64_t common = 0;
    for (Eigen::Index row = 0; row < b.rows(); ++row) {
        const auto found = left.find(bits_of(b, row));
        if (found == left.end() || found->second == 0) continue;
        --found->second;
        ++common;
    }
    return common;
}

SimilarityFigure similarity_figure(ConstMatrixView table, Size grid, const std::stop_token& stop) {
    require_rows(table, grid.area());
    const auto step = [](int side) { return (side + most_tiles - 1) / most_tiles; };
    SimilarityFigure figure;
    figure.step = {step(grid.height), step(grid.width)};
    const auto taken = [](int side, int by) { return (side + by - 1) / by; };
    figure.tiles = {taken(grid.height, figure.step.height), taken(grid.width, figure.step.width)};
    const std::int64_t count = figure.tiles.area();
    Matrix units(count, table.cols());
    for (std::int64_t tile = 0; tile < count; ++tile) {
        const std::int64_t row = tile / figure.tiles.width * figure.step.height;
        const std::int64_t column = tile % figure.tiles.width * figure.step.width;
        const auto vector = table.row(row * grid.width + column).cast<double>();
        const double length = vector.norm();
        if (length > 0) {
            units.row(tile) = (vector / length).cast<float>();
        } else {
            units.row(tile).setZero();
        }
    }
    figure.similarity = Tensor({count, count});
    MatrixView similarity = figure.similarity.matrix(count);
    constexpr Eigen::Index block = 128;
    for (Eigen::Index first = 0; first < count; first += block) {
        stop_if_asked(stop);
        const Eigen::Index rows = std::min(block, count - first);
        similarity.middleRows(first, rows).noalias() = units.middleRows(first, rows) * units.transpose();
    }
    similarity = similarity.cwiseMin(1.0F).cwiseMax(-1.0F);
    figure.lowest = similarity.minCoeff();
    return figure;
}

}  // namespace patchlens
