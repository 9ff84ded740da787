#include "app/model/computing/twins.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>

#include "app/model/computing/results.h"
#include "core/unfold.h"

namespace patchlens::model {
namespace {

/// What is known of a patch's pixels: equal ones have the same print.
struct Print {
    std::uint64_t print = 0;
    float contrast = 0;  ///< the brightest value less the darkest
    std::int64_t token = 0;
};

std::vector<float> pixels_of(const Results& results, std::int64_t token) {
    return unfold_patch(*results.pixels, results.grid.patch(), results.module->sliding(),
                        results.grid.position(token));
}

/// FNV-1a over the bits of the values.
Print print_of(const std::vector<float>& pixels, std::int64_t token) {
    Print print{14695981039346656037ULL, 0, token};
    for (const float value : pixels)
        print.print = (print.print ^ std::bit_cast<std::uint32_t>(value)) * 1099511628211ULL;
    const auto [low, high] = std::ranges::minmax_element(pixels);
    print.contrast = *high - *low;
    return print;
}

/// The prints of all patches, equal ones beside each other, in token order.
std::vector<Print> prints_of(const Results& results, const RunOptions& run) {
    std::vector<Print> prints;
    for (std::int64_t token = 0; token < results.grid.num_patches(); ++token) {
        if (token % 1024 == 0 && run.stop.stop_requested()) throw Error(ErrorCode::cancelled);
        prints.push_back(print_of(pixels_of(results, token), token));
    }
    std::ranges::sort(prints, [](const Print& a, const Print& b) {
        return a.print != b.print ? a.print < b.print : a.token < b.token;
    });
    return prints;
}

double distance(PatchPosition a, PatchPosition b) {
    return std::hypot(a.row - b.row, a.column - b.column);
}

/// Of the patches equal to `token`, the one farthest away; nothing where there is none.
std::optional<PatchPosition> farthest_twin(const Results& results, std::span<const Print> equal,
                                           std::int64_t token) {
    const PatchPosition from = results.grid.position(token);
    std::optional<PatchPosition> farthest;
    for (const Print& other : equal) {
        if (other.token == token) continue;
        const PatchPosition place = results.grid.position(other.token);
        if (!farthest || distance(from, place) > distance(from, *farthest)) farthest = place;
    }
    if (farthest && pixels_of(results, token) != pixels_of(results, results.grid.token(*farthest)))
        farthest.reset();
    return farthest;
}

/// The patch whose pixels are closest to those of `near`; of equally close ones the first.
std::optional<PatchPosition> most_like(const Results& results, PatchPosition near, const RunOptions& run) {
    const std::vector<float> own = pixels_of(results, results.grid.token(near));
    std::optional<PatchPosition> closest;
    double least = 0;
    for (std::int64_t token = 0; token < results.grid.num_patches(); ++token) {
        if (token % 1024 == 0 && run.stop.stop_requested()) throw Error(ErrorCode::cancelled);
        if (token == results.grid.token(near)) continue;
        const std::vector<float> other = pixels_of(results, token);
        double sum = 0;
        for (std::size_t i = 0; i < own.size(); ++i) {
            const double difference = double{own[i]} - double{other[i]};
            sum += difference * difference;
        }
        if (closest && !(sum < least)) continue;
        closest = results.grid.position(token);
        least = sum;
    }
    return closest;
}

TwinPatches pair_of(const Results& results, PatchPosition first, PatchPosition second,
                    const RunOptions& run) {
    return {first, second, results.vector_of(first, run), results.vector_of(second, run)};
}

}  // namespace

float TwinPatches::difference() const {
    float largest = 0;
    for (std::size_t i = 0; i < first_vector.size(); ++i)
        largest = std::max(largest, std::abs(first_vector[i] - second_vector[i]));
    return largest;
}

Twins twins_of(const Results& results, PatchPosition near, const RunOptions& run) {
    const std::vector<Print> prints = prints_of(results, run);
    std::span<const Print> best;
    std::int64_t chosen = 0;
    for (std::size_t first = 0; first < prints.size();) {
        std::size_t last = first;
        while (last < prints.size() && prints[last].print == prints[first].print)
            ++last;
        const std::span<const Print> equal(prints.data() + first, last - first);
        first = last;
        if (equal.size() < 2) continue;
        const auto own = std::ranges::find(equal, results.grid.token(near), &Print::token);
        const bool selected = own != equal.end();
        if (selected || best.empty() || equal.front().contrast > best.front().contrast) {
            best = equal;
            chosen = selected ? own->token : equal.front().token;
        }
        if (selected) break;
    }
    Twins twins{near, std::nullopt, std::nullopt};
    const auto twin = best.empty() ? std::nullopt : farthest_twin(results, best, chosen);
    if (twin) {
        twins.pair = pair_of(results, results.grid.position(chosen), *twin, run);
    } else if (const auto other = most_like(results, near, run)) {
        twins.alike = pair_of(results, near, *other, run);
    }
    return twins;
}

}  // namespace patchlens::model
