#include "app/model/computing/edges_seen.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/filter_character.h"

namespace patchlens::model {
namespace {

constexpr std::int64_t largest_measured = 64 * 64;
constexpr std::int64_t fewest_measured = 16;
/// Of 8x8 pixels; the work for one filter grows faster than its pixels.
constexpr double most_measured = 512;

}  // namespace

std::optional<double> share_of_edges(const Tensor& weight) {
    const std::int64_t filters = weight.dimension(0);
    const std::int64_t pixels = weight.dimension(2) * weight.dimension(3);
    if (pixels > largest_measured || filters == 0) return std::nullopt;
    const auto affordable =
        static_cast<std::int64_t>(most_measured * std::pow(64.0 / static_cast<double>(pixels), 1.5));
    const std::int64_t count = std::min(filters, std::max(fewest_measured, affordable));
    Tensor picked({count, weight.dimension(1), weight.dimension(2), weight.dimension(3)});
    for (std::int64_t i = 0; i < count; ++i)
        picked.matrix(count).row(i) = weight.matrix(filters).row(i * filters / count);
    return share_with_character(filter_characters(picked));
}

}  // namespace patchlens::model
