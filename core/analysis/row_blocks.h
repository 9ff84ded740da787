// Work on the rows of a tall matrix, block by block: large enough for a quick matrix product, small enough
// for a stop to be noticed soon.
#pragma once

#include <algorithm>

#include <Eigen/Core>

#include "core/error.h"
#include "core/projection.h"
#include "core/support/thread_pool.h"

namespace patchlens {

inline constexpr Eigen::Index rows_in_block = 128;

inline Eigen::Index row_blocks(Eigen::Index rows) {
    return (rows + rows_in_block - 1) / rows_in_block;
}

/// Calls work(first, count) for every block of `rows` rows, several at a time where `run` has threads. Throws
/// Error(cancelled).
template <typename Work>
void each_row_block(Eigen::Index rows, const RunOptions& run, const Work& work) {
    const auto block = [&](std::int64_t index, int) {
        if (run.stop.stop_requested()) throw Error(ErrorCode::cancelled);
        const Eigen::Index first = index * rows_in_block;
        work(first, std::min(rows_in_block, rows - first));
    };
    if (run.pool != nullptr) return run.pool->for_each(row_blocks(rows), block);
    for (Eigen::Index index = 0; index < row_blocks(rows); ++index)
        block(index, 0);
}

}  // namespace patchlens
