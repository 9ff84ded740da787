#include "core/analysis/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/error.h"

namespace patchlens {
namespace {

/// Running sums for many columns at once; plain arrays, so that the compiler vectorises adding a row.
struct ColumnSums {
    explicit ColumnSums(Eigen::Index columns)
        : sum(Eigen::ArrayXd::Zero(columns)),
          squares(Eigen::ArrayXd::Zero(columns)),
          count(Eigen::ArrayXd::Zero(columns)),
          min(Eigen::ArrayXf::Constant(columns, std::numeric_limits<float>::infinity())),
          max(Eigen::ArrayXf::Constant(columns, -std::numeric_limits<float>::infinity())) {}

    Eigen::ArrayXd sum, squares, count;
    Eigen::ArrayXf min, max;
};

Summary nothing_finite(std::int64_t not_finite) {
    constexpr float none = std::numeric_limits<float>::quiet_NaN();
    return {none, none, none, none, 0, not_finite};
}

Summary finished(double mean, double squares, float min, float max, std::int64_t count, std::int64_t of) {
    if (count == 0) return nothing_finite(of);
    return {mean, std::sqrt(squares / static_cast<double>(count)), min, max, count, of - count};
}

bool finite(float x) {
    return std::abs(x) <= std::numeric_limits<float>::max();
}

}  // namespace

Summary summarise(NumberView numbers) {
    double sum = 0.0;
    std::int64_t count = 0;
    float min = std::numeric_limits<float>::infinity();
    float max = -min;
    for (const float x : numbers) {
        if (!finite(x)) continue;
        sum += x;
        ++count;
        min = std::min(min, x);
        max = std::max(max, x);
    }
    // A second pass around the mean: sums of raw squares lose digits where the mean is far from zero.
    const double mean = count > 0 ? sum / static_cast<double>(count) : 0.0;
    double squares = 0.0;
    for (const float x : numbers) {
        if (finite(x)) squares += (x - mean) * (x - mean);
    }
    return finished(mean, squares, min, max, count, numbers.size());
}

std::vector<Summary> summarise_dimensions(ConstMatrixView tokens) {
    const Eigen::Index dimensions = tokens.cols();
    ColumnSums sums(dimensions);
    for (Eigen::Index t = 0; t < tokens.rows(); ++t) {
        const float* row = tokens.data() + t * dimensions;
        for (Eigen::Index d = 0; d < dimensions; ++d) {
            const bool counted = finite(row[d]);
            sums.sum[d] += counted ? row[d] : 0.0F;
            sums.count[d] += counted ? 1.0 : 0.0;
            sums.min[d] = counted && row[d] < sums.min[d] ? row[d] : sums.min[d];
            sums.max[d] = counted && row[d] > sums.max[d] ? row[d] : sums.max[d];
        }
    }
    const Eigen::ArrayXd mean = sums.sum / sums.count.max(1.0);
    for (Eigen::Index t = 0; t < tokens.rows(); ++t) {
        const float* row = tokens.data() + t * dimensions;
        for (Eigen::Index d = 0; d < dimensions; ++d) {
            const double distance = finite(row[d]) ? row[d] - mean[d] : 0.0;
            sums.squares[d] += distance * distance;
        }
    }
    std::vector<Summary> summaries;
    summaries.reserve(static_cast<std::size_t>(dimensions));
    for (Eigen::Index d = 0; d < dimensions; ++d) {
        summaries.push_back(finished(mean[d], sums.squares[d], sums.min[d], sums.max[d],
                                     static_cast<std::int64_t>(sums.count[d]), tokens.rows()));
    }
    return summaries;
}

double Histogram::edge(int i) const {
    const auto count = static_cast<int>(bins.size());
    return i >= count ? high : low + i * ((high - low) / count);
}

float magnitude_of_share(NumberView numbers, double share) {
    std::vector<float> sizes;
    sizes.reserve(static_cast<std::size_t>(numbers.size()));
    for (const float x : numbers) {
        if (finite(x)) sizes.push_back(std::abs(x));
    }
    if (sizes.empty()) return 0.0F;
    const double rank = std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(sizes.size()));
    const auto at = sizes.begin() + std::max<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(rank) - 1, 0);
    std::ranges::nth_element(sizes, at);
    return *at;
}

Histogram histogram(NumberView numbers, int bin_count, double low, double high) {
    if (bin_count < 1 || bin_count > 65536) {
        throw Error(ErrorCode::value_out_of_range, {"bin_count", "1", "65536", std::to_string(bin_count)});
    }
    constexpr double most = std::numeric_limits<float>::max();
    if (!(low >= -most && low <= high)) {
        throw Error(ErrorCode::value_out_of_range,
                    {"low", "-3.4e38", std::to_string(high), std::to_string(low)});
    }
    if (!(high <= most)) {
        throw Error(ErrorCode::value_out_of_range,
                    {"high", std::to_string(low), "3.4e38", std::to_string(high)});
    }
    Histogram result{low, high, std::vector<std::int64_t>(static_cast<std::size_t>(bin_count))};
    if (low == high) {
        const double half = std::max(0.5, std::abs(low) * 1e-6);
        result.low = low - half;
        result.high = high + half;
    }
    std::vector<double> edges(static_cast<std::size_t>(bin_count) + 1);
    for (int i = 0; i <= bin_count; ++i)
        edges[static_cast<std::size_t>(i)] = result.edge(i);
    const double scale = std::min(bin_count / (result.high - result.low), std::numeric_limits<double>::max());
    for (const float x : numbers) {
        if (!finite(x)) {
            ++result.not_finite;
        } else if (x < result.low) {
            ++result.below;
        } else if (x > result.high) {
            ++result.above;
        } else {
            auto bin = static_cast<std::size_t>(std::min((x - result.low) * scale, bin_count - 1.0));
            // Rounding may put a number on an edge into the bin beside it: compare with the edges.
            if (x < edges[bin]) {
                --bin;
            } else if (x >= edges[bin + 1] && bin + 1 < result.bins.size()) {
                ++bin;
            }
            ++result.bins[bin];
        }
    }
    return result;
}

}  // namespace patchlens
