#include "core/analysis/filter_character.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include <Eigen/Dense>

#include "core/error.h"

namespace patchlens {
namespace {

using Eigen::Index;
using std::numbers::pi;
using Wide = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr Index padding_factor = 4;
constexpr double half_sector = pi / 8;     ///< a quarter of all directions, to either side of its middle
constexpr double sector_step = pi / 24;    ///< between the middles that are tried
constexpr double coarse_frequency = 0.25;  ///< waves a pixel

/// Frequency k of n, in waves a pixel: -0.5 to 0.5.
double frequency_of(Index k, Index n) {
    return static_cast<double>(k < (n + 1) / 2 ? k : k - n) / static_cast<double>(n);
}

/// exp(-2 pi i k j / n) for the frequencies k of `n` and `length` pixels j.
Eigen::MatrixXcd waves(Index n, Index length) {
    Eigen::MatrixXcd result(n, length);
    for (Index k = 0; k < n; ++k) {
        for (Index j = 0; j < length; ++j) {
            const double angle = -2.0 * pi * static_cast<double>(k * j % n) / static_cast<double>(n);
            result(k, j) = {std::cos(angle), std::sin(angle)};
        }
    }
    return result;
}

/// Where each number of the spectrum lies.
struct Frequencies {
    Eigen::MatrixXcd down;
    Eigen::MatrixXcd across;
    Eigen::ArrayXXd direction;  ///< 0 to pi; below 0 for the mean, which has none
    Eigen::ArrayXXd radius;

    explicit Frequencies(Index height, Index width)
        : down(waves(padding_factor * height, height)),
          across(waves(padding_factor * width, width)),
          direction(down.rows(), across.rows()),
          radius(down.rows(), across.rows()) {
        for (Index v = 0; v < direction.rows(); ++v) {
            for (Index u = 0; u < direction.cols(); ++u) {
                const double fy = frequency_of(v, direction.rows());
                const double fx = frequency_of(u, direction.cols());
                radius(v, u) = std::hypot(fy, fx);
                const double angle = std::atan2(fy, fx);
                direction(v, u) = v == 0 && u == 0 ? -1.0 : (angle < 0.0 ? angle + pi : angle);
            }
        }
    }
};

double best_sector(const Eigen::ArrayXXd& energy, const Frequencies& frequencies) {
    double best = 0.0;
    for (double middle = 0.0; middle < pi - sector_step / 2; middle += sector_step) {
        double within = 0.0;
        for (Index i = 0; i < energy.size(); ++i) {
            const double direction = frequencies.direction(i);
            if (direction < 0.0) continue;
            const double apart = std::abs(direction - middle);
            if (std::min(apart, pi - apart) <= half_sector + 1e-9) within += energy(i);
        }
        best = std::max(best, within);
    }
    return best;
}

FilterCharacter character_of(const Wide& filter, Index height, const Frequencies& frequencies) {
    FilterCharacter character;
    const double whole = filter.squaredNorm();
    if (!(whole > 0.0)) return character;
    const Eigen::JacobiSVD<Eigen::MatrixXd> parts(filter, Eigen::ComputeThinU | Eigen::ComputeThinV);
    character.one_colour = parts.singularValues()[0] * parts.singularValues()[0] / whole;
    const Eigen::VectorXd colour = parts.matrixU().col(0);
    character.chroma = std::max(0.0, 1.0 - colour.sum() * colour.sum() / static_cast<double>(colour.size()));
    const Eigen::VectorXd numbers = parts.matrixV().col(0);
    const Eigen::Map<const Wide> pattern(numbers.data(), height, numbers.size() / height);
    const Eigen::ArrayXXd energy =
        (frequencies.down * pattern * frequencies.across.transpose()).cwiseAbs2().array();
    const double sum = energy.sum();
    character.orientation = best_sector(energy, frequencies) / sum;
    character.coarse = (frequencies.radius <= coarse_frequency).select(energy, 0.0).sum() / sum;
    return character;
}

}  // namespace

std::vector<FilterCharacter> filter_characters(const Tensor& weight) {
    const Shape& shape = weight.shape();
    if (shape.size() != 4)
        throw Error(ErrorCode::shape_mismatch, {"weight", to_string(shape), "[D, C, ph, pw]"});
    const Frequencies frequencies(shape[2], shape[3]);
    std::vector<FilterCharacter> characters;
    characters.reserve(static_cast<std::size_t>(shape[0]));
    const ConstMatrixView filters = weight.matrix(shape[0]);
    for (Index d = 0; d < filters.rows(); ++d) {
        const Eigen::Map<const Matrix> filter(filters.row(d).data(), shape[1], shape[2] * shape[3]);
        characters.push_back(character_of(filter.cast<double>(), shape[2], frequencies));
    }
    return characters;
}

double share_with_character(const std::vector<FilterCharacter>& characters) {
    if (characters.empty()) return 0.0;
    const auto count = std::ranges::count_if(
        characters, [](const FilterCharacter& one) { return one.oriented() || one.coloured(); });
    return static_cast<double>(count) / static_cast<double>(characters.size());
}

}  // namespace patchlens
