// A pool of threads that sleep until there is work to share.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace patchlens {

/// Owned by the code that starts a computation and passed down; waiting threads cost no CPU.
class ThreadPool {
public:
    /// One call of `work`: item 0..count-1, and the slot 0..threads-1 of the thread, for memory of its own.
    using Work = std::function<void(std::int64_t item, int slot)>;

    static constexpr int most_threads = 1024;

    /// `threads` work together, the calling one among them, so threads - 1 are started (fewer where the
    /// system gives no more). Throws Error(value_out_of_range) below 1 or above most_threads.
    explicit ThreadPool(int threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int threads() const { return static_cast<int>(workers_.size()) + 1; }

    /// Calls work(item, slot) once for every item, each thread taking the next item when it is free, and
    /// returns when all are done. After an exception no further item starts, and it is thrown here. Callers
    /// from several threads take turns; `work` must not call for_each of the same pool.
    void for_each(std::int64_t count, const Work& work);

private:
    struct Job;

    void wait_for_jobs(int slot);
    static void take_items(Job& job, int slot);

    std::mutex one_job_;  ///< held by the caller whose job runs
    std::mutex mutex_;    ///< guards what follows
    std::condition_variable job_ready_;
    std::condition_variable job_left_;
    Job* job_ = nullptr;  ///< open for workers to join
    bool closing_ = false;
    std::vector<std::thread> workers_;
};

}  // namespace patchlens
