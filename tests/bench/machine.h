// What this machine can do at most, measured with loops that do nothing else, for every benchmark to be held
// against.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/support/thread_pool.h"

namespace patchlens::bench {

/// Floating-point operations a second of fused multiply-adds in registers, on every thread of the pool at
/// once: two operations each. Takes about two milliseconds.
double multiply_add_rate(ThreadPool& pool);

/// Bytes a second when `buffer`, which starts on a cache line, is filled front to back past the caches, each
/// thread of the pool filling its share.
double write_rate(ThreadPool& pool, std::span<float> buffer);

/// Seconds since some moment in the past.
double now();

}  // namespace patchlens::bench
