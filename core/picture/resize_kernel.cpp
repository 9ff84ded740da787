#include "core/picture/resize_kernel.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/picture/resize_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace patchlens::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::int32_t half = 1 << 21;
constexpr int fraction_bits = 22;

#if HWY_TARGET == HWY_SCALAR
// Without SIMD, one pixel at a time.
constexpr std::size_t most_lanes = 4;
std::size_t row_lanes() {
    return most_lanes;
}

void sum_chunks(const std::uint8_t* pixel, const std::int32_t* weight, std::size_t chunks,
                std::size_t chunk_bytes, std::int32_t* lane_sums) {
    for (std::size_t lane = 0; lane < most_lanes; ++lane)
        lane_sums[lane] = 0;
    for (std::size_t chunk = 0; chunk < chunks; ++chunk, pixel += chunk_bytes, weight += most_lanes) {
        for (std::size_t lane = 0; lane < most_lanes; ++lane)
            lane_sums[lane] += pixel[lane] * weight[lane];
    }
}
#else
// Wide enough for two RGB pixels; with wider registers the horizontal sums would cost more than they save.
using RowTag = hn::CappedTag<std::int32_t, 8>;
constexpr std::size_t most_lanes = hn::MaxLanes(RowTag());
static_assert(most_lanes >= 4, "a register holds at least one RGBA pixel");
std::size_t row_lanes() {
    return hn::Lanes(RowTag());
}

HWY_INLINE void sum_chunks(const std::uint8_t* HWY_RESTRICT pixel, const std::int32_t* HWY_RESTRICT weight,
                           std::size_t chunks, std::size_t chunk_bytes,
                           std::int32_t* HWY_RESTRICT lane_sums) {
    const RowTag d;
    const hn::Rebind<std::uint8_t, RowTag> bytes;
    auto sum = hn::Zero(d);
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
        sum = hn::Add(sum, hn::Mul(hn::PromoteTo(d, hn::LoadU(bytes, pixel)), hn::LoadU(d, weight)));
        pixel += chunk_bytes;
        weight += hn::Lanes(d);
    }
    hn::Store(sum, d, lane_sums);
}
#endif

std::uint8_t to_byte(std::int32_t sum) {
    const std::int32_t value = sum >> fraction_bits;
    return static_cast<std::uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

void resample_row(const RowWeights& weights, const std::uint8_t* HWY_RESTRICT row,
                  std::uint8_t* HWY_RESTRICT out) {
    HWY_ALIGN std::int32_t lane_sums[most_lanes];
    const std::size_t channels = weights.channels;
    const std::size_t chunk_bytes = weights.chunk_bytes;
    const std::int32_t* values = weights.values.data();
    for (const RowWeights::Output& output : weights.outputs) {
        sum_chunks(row + output.first_byte, values + output.values_at, output.chunks, chunk_bytes, lane_sums);
        for (std::size_t channel = 0; channel < channels; ++channel) {
            std::int32_t total = half;
            for (std::size_t lane = channel; lane < chunk_bytes; lane += channels)
                total += lane_sums[lane];
            *out++ = to_byte(total);
        }
    }
}

void blend_rows(const std::uint8_t* HWY_RESTRICT first_row, std::size_t row_stride, std::size_t count,
                const std::int32_t* HWY_RESTRICT weights, std::size_t rows, std::uint8_t* HWY_RESTRICT out) {
    const hn::ScalableTag<std::int32_t> d;
    const hn::Rebind<std::uint8_t, decltype(d)> bytes;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t at = 0;
    for (; at + 2 * lanes <= count; at += 2 * lanes) {
        auto left = hn::Set(d, half);
        auto right = left;
        const std::uint8_t* HWY_RESTRICT pixel = first_row + at;
        for (std::size_t row = 0; row < rows; ++row, pixel += row_stride) {
            const auto weight = hn::Set(d, weights[row]);
            left = hn::Add(left, hn::Mul(hn::PromoteTo(d, hn::LoadU(bytes, pixel)), weight));
            right = hn::Add(right, hn::Mul(hn::PromoteTo(d, hn::LoadU(bytes, pixel + lanes)), weight));
        }
        hn::StoreU(hn::DemoteTo(bytes, hn::ShiftRight<fraction_bits>(left)), bytes, out + at);
        hn::StoreU(hn::DemoteTo(bytes, hn::ShiftRight<fraction_bits>(right)), bytes, out + at + lanes);
    }
    for (; at < count; ++at) {
        std::int32_t sum = half;
        for (std::size_t row = 0; row < rows; ++row)
            sum += first_row[row * row_stride + at] * weights[row];
        out[at] = to_byte(sum);
    }
}

}  // namespace patchlens::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace patchlens {

HWY_EXPORT(row_lanes);
HWY_EXPORT(resample_row);
HWY_EXPORT(blend_rows);

RowWeights::RowWeights(const ResizeWeights& weights, std::size_t channels_of_pixel)
    : channels(channels_of_pixel), lanes(HWY_DYNAMIC_DISPATCH(row_lanes)()) {
    const std::size_t chunk_pixels = lanes / channels;
    chunk_bytes = chunk_pixels * channels;
    for (std::size_t i = 0; i < weights.outputs(); ++i) {
        const std::size_t chunks = (weights.count[i] + chunk_pixels - 1) / chunk_pixels;
        outputs.push_back({weights.first[i] * channels, chunks, values.size()});
        values.resize(values.size() + chunks * lanes);
        for (std::size_t pixel = 0; pixel < weights.count[i]; ++pixel) {
            const std::size_t lane = pixel / chunk_pixels * lanes + pixel % chunk_pixels * channels;
            std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(outputs.back().values_at + lane),
                        channels, weights.of(i)[pixel]);
        }
    }
}

void resample_row(const RowWeights& weights, const std::uint8_t* row, std::uint8_t* out) {
    HWY_DYNAMIC_DISPATCH(resample_row)(weights, row, out);
}

void blend_rows(const std::uint8_t* first_row, std::size_t row_stride, std::size_t bytes,
                const std::int32_t* weights, std::size_t rows, std::uint8_t* out) {
    HWY_DYNAMIC_DISPATCH(blend_rows)(first_row, row_stride, bytes, weights, rows, out);
}

}  // namespace patchlens
#endif
