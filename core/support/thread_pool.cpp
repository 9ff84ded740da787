#include "core/support/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <system_error>

#include "core/error.h"

namespace patchlens {

struct ThreadPool::Job {
    const Work& work;
    std::int64_t count;
    int places;       ///< workers that may still join; guarded by the pool's mutex
    int working = 0;  ///< workers that joined and have not left; guarded by the pool's mutex
    std::atomic<std::int64_t> next{0};
    std::atomic<bool> failed{false};
    std::exception_ptr exception{};  ///< written once, by the thread that set `failed`
};

ThreadPool::ThreadPool(int threads) {
    if (threads < 1 || threads > most_threads) {
        throw Error(ErrorCode::value_out_of_range,
                    {"threads", "1", std::to_string(most_threads), std::to_string(threads)});
    }
    try {
        for (int slot = 1; slot < threads; ++slot) {
            workers_.emplace_back([this, slot] { wait_for_jobs(slot); });
        }
    } catch (const std::system_error&) {
        // The system allows no more threads: the pool makes do with those it has.
    }
}

ThreadPool::~ThreadPool() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    job_ready_.notify_all();
    for (std::thread& worker : workers_)
        worker.join();
}

void ThreadPool::for_each(std::int64_t count, const Work& work) {
    const std::lock_guard turn(one_job_);
    Job job{work, count, static_cast<int>(std::min<std::int64_t>(threads(), count)) - 1};
    const int helpers = job.places;
    if (helpers > 0) {
        {
            const std::lock_guard lock(mutex_);
            job_ = &job;
        }
        for (int i = 0; i < helpers; ++i)
            job_ready_.notify_one();
    }
    take_items(job, 0);
    if (helpers > 0) {
        // Every item is taken: no need to wait for workers that have not woken yet.
        std::unique_lock lock(mutex_);
        job_ = nullptr;
        job_left_.wait(lock, [&job] { return job.working == 0; });
    }
    if (job.exception) std::rethrow_exception(job.exception);
}

void ThreadPool::wait_for_jobs(int slot) {
    std::unique_lock lock(mutex_);
    while (true) {
        job_ready_.wait(lock, [this] { return closing_ || (job_ != nullptr && job_->places > 0); });
        if (closing_) return;
        Job& job = *job_;
        --job.places;
        ++job.working;
        lock.unlock();
        take_items(job, slot);
        lock.lock();
        if (--job.working == 0) job_left_.notify_one();
    }
}

void ThreadPool::take_items(Job& job, int slot) {
    while (!job.failed) {
        const std::int64_t item = job.next++;
        if (item >= job.count) return;
        try {
            job.work(item, slot);
        } catch (...) {
            if (!job.failed.exchange(true)) job.exception = std::current_exception();
        }
    }
}

}  // namespace patchlens
