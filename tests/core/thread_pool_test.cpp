#include "core/support/thread_pool.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.h"

namespace patchlens {
namespace {

TEST(ThreadPool, EveryItemIsDoneOnceBySlotsOfItsThreads) {
    for (int threads = 1; threads <= 8; ++threads) {
        ThreadPool pool(threads);
        EXPECT_EQ(pool.threads(), threads);
        for (const int count : {0, 1, 2, 7, 1000}) {
            std::vector<std::atomic<int>> done(static_cast<std::size_t>(count));
            std::vector<std::atomic<int>> used(static_cast<std::size_t>(threads));
            pool.for_each(count, [&](std::int64_t item, int slot) {
                ++done.at(static_cast<std::size_t>(item));
                ++used.at(static_cast<std::size_t>(slot));
            });
            int in_slots = 0;
            for (const auto& times : done)
                EXPECT_EQ(times, 1);
            for (const auto& times : used)
                in_slots += times;
            EXPECT_EQ(in_slots, count);
        }
    }
}

TEST(ThreadPool, ItemsOfOneCallRunOnSeveralThreadsAtOnce) {
    // Each item waits for the other: on one thread this would never end.
    ThreadPool pool(2);
    std::atomic<int> arrived = 0;
    std::atomic<int> seen = 0;
    pool.for_each(2, [&](std::int64_t, int) {
        if (++arrived == 2) arrived.notify_all();
        for (int now = arrived; now < 2; now = arrived)
            arrived.wait(now);
        ++seen;
    });
    EXPECT_EQ(seen, 2);
}

TEST(ThreadPool, AnExceptionReachesTheCallerAndThePoolGoesOn) {
    ThreadPool pool(3);
    std::atomic<int> done = 0;
    EXPECT_THROW(pool.for_each(1000,
                               [&](std::int64_t item, int) {
                                   if (item == 5) throw std::runtime_error("five");
                                   ++done;
                               }),
                 std::runtime_error);
    EXPECT_LT(done, 1000);
    done = 0;
    pool.for_each(10, [&](std::int64_t, int) { ++done; });
    EXPECT_EQ(done, 10);
}

TEST(ThreadPool, CallersFromSeveralThreadsAllGetTheirItemsDone) {
    ThreadPool pool(2);
    std::atomic<int> done = 0;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 4; ++caller) {
        callers.emplace_back([&] {
            for (int i = 0; i < 50; ++i) {
                std::atomic<int> mine = 0;
                pool.for_each(3, [&](std::int64_t, int) { ++mine; });
                done += mine == 3 ? 1 : 0;
            }
        });
    }
    for (std::thread& caller : callers)
        caller.join();
    EXPECT_EQ(done, 4 * 50);
}

TEST(ThreadPool, TheNumberOfThreadsHasLimits) {
    for (const int threads : {-1, 0, ThreadPool::most_threads + 1}) {
        try {
            const ThreadPool pool(threads);
            ADD_FAILURE() << threads << " threads were taken";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::value_out_of_range);
        }
    }
}

}  // namespace
}  // namespace patchlens
