// Statistics of an output: mean, standard deviation, extremes and histograms, of all its numbers, of one
// patch, or of one dimension.
#pragma once

#include <cstdint>
#include <vector>

#include "core/tensor.h"

namespace patchlens {

/// A row, a column or all of a matrix: numbers with a constant stride, not copied.
using NumberView = Eigen::Ref<const Vector, 0, Eigen::InnerStride<>>;

/// Summary of a set of numbers. NaN and infinities are counted and otherwise left out; with nothing left,
/// mean, std, min and max are NaN.
struct Summary {
    double mean = 0.0;
    double std = 0.0;  ///< of the population: sqrt(mean of (x - mean)^2), numpy.std's default
    float min = 0.0F;
    float max = 0.0F;
    std::int64_t count = 0;       ///< finite numbers
    std::int64_t not_finite = 0;  ///< NaN and infinities

    bool operator==(const Summary&) const = default;
};

Summary summarise(NumberView numbers);

/// One summary for each of the D dimensions (columns) of tokens [N, D].
std::vector<Summary> summarise_dimensions(ConstMatrixView tokens);

/// The smallest magnitude that at least `share` (0 to 1) of the finite numbers do not exceed: the quantile of
/// |x|, as numpy.quantile with method "inverted_cdf" gives it. 0 without a finite number.
float magnitude_of_share(NumberView numbers, double share);

/// How many numbers fall into each of equally wide bins from `low` to `high`. Bin i holds edge(i) <= x <
/// edge(i + 1); the last one holds `high` too, as numpy.histogram does it.
struct Histogram {
    double low = 0.0;
    double high = 1.0;
    std::vector<std::int64_t> bins;
    std::int64_t below = 0;       ///< finite numbers less than low
    std::int64_t above = 0;       ///< finite numbers greater than high
    std::int64_t not_finite = 0;  ///< NaN and infinities

    bool operator==(const Histogram&) const = default;
    /// Where bin i begins and bin i-1 ends; i from 0 to bins.size().
    double edge(int i) const;
};

/// Throws Error(value_out_of_range) unless bin_count is 1..65536, both bounds are finite, and low <= high.
/// Where low = high, the range becomes low - 0.5 to low + 0.5 (numpy's rule; a millionth of low where that is
/// more).
Histogram histogram(NumberView numbers, int bin_count, double low, double high);

}  // namespace patchlens
