#include "tests/bench/machine.h"

#include <chrono>

#include "core/support/simd_config.h"
// Highway compiles this file again for every instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/bench/machine.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h comes before the others.
#include <hwy/cache_control.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace patchlens::bench {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Vectors = hn::ScalableTag<float>;

/// Enough chains to keep two units of latency up to six busy, few enough for 16 registers.
constexpr int chains = 12;

/// `rounds` multiply-adds in each chain; returns the number of operations and leaves a result that cannot be
/// left out.
double multiply_add(std::int64_t rounds, float* result) {
    const Vectors d;
    const auto factor = hn::Set(d, 0.999F);
    const auto summand = hn::Set(d, 0.001F);
    hn::Vec<Vectors> sum[chains];
    HWY_UNROLL(12)
    for (int i = 0; i < chains; ++i)
        sum[i] = hn::Set(d, static_cast<float>(i));
    for (std::int64_t round = 0; round < rounds; ++round) {
        HWY_UNROLL(12)
        for (int i = 0; i < chains; ++i)
            sum[i] = hn::MulAdd(sum[i], factor, summand);
    }
    auto total = sum[0];
    HWY_UNROLL(12)
    for (int i = 1; i < chains; ++i)
        total = hn::Add(total, sum[i]);
    *result = hn::GetLane(total);
    return 2.0 * static_cast<double>(rounds) * chains * static_cast<double>(hn::Lanes(d));
}

void fill(float* to, std::int64_t count) {
    const Vectors d;
    const std::int64_t lanes = static_cast<std::int64_t>(hn::Lanes(d));
    const auto value = hn::Set(d, 1.0F);
    for (std::int64_t i = 0; i + lanes <= count; i += lanes)
        hn::Stream(value, d, to + i);
    hwy::FlushStream();
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace patchlens::bench
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace patchlens::bench {
namespace {
HWY_EXPORT(multiply_add);
HWY_EXPORT(fill);
}  // namespace

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double multiply_add_rate(ThreadPool& pool) {
    constexpr std::int64_t rounds = 500'000;
    std::vector<float> results(static_cast<std::size_t>(pool.threads()));
    std::vector<double> operations(results.size());
    const double begin = now();
    pool.for_each(pool.threads(), [&](std::int64_t item, int) {
        const auto i = static_cast<std::size_t>(item);
        operations[i] = HWY_DYNAMIC_DISPATCH(multiply_add)(rounds, &results[i]);
    });
    const double seconds = now() - begin;
    double total = 0.0;
    for (const double count : operations)
        total += count;
    return total / seconds;
}

double write_rate(ThreadPool& pool, std::span<float> buffer) {
    // Whole pages, so that shares begin on a cache line.
    const std::int64_t pages = static_cast<std::int64_t>(buffer.size()) / 1024;
    const double begin = now();
    pool.for_each(pool.threads(), [&](std::int64_t item, int) {
        const std::int64_t first = pages * item / pool.threads();
        const std::int64_t last = pages * (item + 1) / pool.threads();
        HWY_DYNAMIC_DISPATCH(fill)(buffer.data() + first * 1024, (last - first) * 1024);
    });
    return static_cast<double>(pages) * 4096.0 / (now() - begin);
}

}  // namespace patchlens::bench
#endif
