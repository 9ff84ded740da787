// A worker thread for which only the latest request matters: it replaces the one before.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/error.h"

namespace patchlens::model {

/// What `work` returns, or why it failed: Error as it is, std::bad_alloc as Error(memory_exhausted).
template <typename Work>
std::variant<std::invoke_result_t<Work>, Error> outcome_of(Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (const Error& error) {
        return error;
    } catch (const std::bad_alloc&) {
        return Error(ErrorCode::memory_exhausted);
    }
}

/// What happens to the running request when a later one arrives.
enum class Overtaken {
    stopped,  ///< it has no outcome
    finished  ///< its answer can be taken until there is a later one
};

template <typename Request, typename Answer, typename Progress = std::monostate>
class LatestRequest {
public:
    using Outcome = std::variant<Answer, Error>;

    /// Lets the work check for a stop and report its progress.
    class Running {
    public:
        const std::stop_token& stop() const { return stop_; }
        /// Reports progress; false once the work should stop.
        bool report(Progress progress) const {
            const std::lock_guard lock(all_.mutex_);
            if (stop_.stop_requested()) return false;
            all_.progress_ = std::move(progress);
            return true;
        }

    private:
        friend LatestRequest;
        Running(LatestRequest& all, std::stop_token stop) : all_(all), stop_(std::move(stop)) {}

        LatestRequest& all_;
        std::stop_token stop_;
    };

    using Work = std::function<Answer(const Request&, const Running&)>;
    /// Returns after how long to call it again; none: not before the next request is done.
    using Rest = std::function<std::optional<std::chrono::steady_clock::duration>()>;

    /// `work` runs in the thread, which starts with the first request; what it throws becomes its outcome
    /// (outcome_of), and it should end soon after its stop is requested. The thread calls `wake` when there
    /// is an outcome to take, and `rest` when there is nothing to do.
    LatestRequest(Work work, std::function<void()> wake, Rest rest = {})
        : work_(std::move(work)), wake_(std::move(wake)), rest_(std::move(rest)) {}
    /// Cancels, and waits until the work has ended.
    ~LatestRequest() {
        thread_.request_stop();
        cancel();
    }
    LatestRequest(const LatestRequest&) = delete;
    LatestRequest& operator=(const LatestRequest&) = delete;

    void ask(Request request, Overtaken earlier = Overtaken::stopped) {
        const std::lock_guard lock(mutex_);
        if (earlier == Overtaken::stopped) running_.request_stop();
        request_ = std::move(request);
        pending_ = true;
        outcome_.reset();
        progress_ = {};
        if (!thread_.joinable())
            thread_ = std::jthread([this](const std::stop_token& closing) { run(closing); });
        changed_.notify_all();
    }
    /// Stops the work and discards both the request and any outcome.
    void cancel() {
        const std::lock_guard lock(mutex_);
        running_.request_stop();
        request_.reset();
        pending_ = false;
        outcome_.reset();
        changed_.notify_all();
    }

    /// The outcome of the latest request, or of an overtaken one that was finished; each is returned once.
    std::optional<Outcome> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(outcome_, std::nullopt);
    }
    /// Whether there is an outcome that has not been taken.
    bool untaken() const {
        const std::lock_guard lock(mutex_);
        return outcome_.has_value();
    }
    /// Whether the latest request has no outcome yet, …
    bool busy() const {
        const std::lock_guard lock(mutex_);
        return pending_;
    }
    /// … and the progress it reported last.
    Progress progress() const {
        const std::lock_guard lock(mutex_);
        return progress_;
    }
    /// Waits until it is not busy, …
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !pending_; });
    }
    /// … or until `patience` has passed.
    void wait_for(std::chrono::steady_clock::duration patience) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, patience, [this] { return !pending_; });
    }

private:
    void run(const std::stop_token& closing) {
        std::unique_lock lock(mutex_);
        while (wait_for_request(lock, closing)) {
            const Request request = *std::exchange(request_, std::nullopt);
            running_ = std::stop_source();
            const Running running(*this, running_.get_token());
            progress_ = {};
            lock.unlock();
            Outcome outcome = outcome_of([&] { return work_(request, running); });
            lock.lock();
            const bool latest = !request_;
            const bool failed = std::holds_alternative<Error>(outcome);
            if (running.stop().stop_requested() || (failed && !latest)) continue;
            outcome_ = std::move(outcome);
            if (latest) pending_ = false;
            changed_.notify_all();
            lock.unlock();
            wake_();
            lock.lock();
        }
    }

    /// False once the thread should end.
    bool wait_for_request(std::unique_lock<std::mutex>& lock, const std::stop_token& closing) {
        const auto asked = [this] { return request_.has_value(); };
        while (!asked() && !closing.stop_requested()) {
            std::optional<std::chrono::steady_clock::duration> pause;
            if (rest_) {
                lock.unlock();
                pause = rest_();
                lock.lock();
            }
            if (pause) {
                changed_.wait_for(lock, closing, *pause, asked);
            } else {
                changed_.wait(lock, closing, asked);
            }
        }
        return !closing.stop_requested();
    }

    Work work_;
    std::function<void()> wake_;
    Rest rest_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<Request> request_;  ///< not started yet
    std::stop_source running_;        ///< of the running request
    bool pending_ = false;
    Progress progress_{};
    std::optional<Outcome> outcome_;
    std::jthread thread_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
