// Work in a thread of its own of which only the latest request matters: it takes the place of the one before.
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

/// What becomes of the request being worked on when a later one comes.
enum class Overtaken {
    stopped,  ///< nothing comes of it
    finished  ///< its answer can be taken until there is a later one
};

template <typename Request, typename Answer, typename Progress = std::monostate>
class LatestRequest {
public:
    using Outcome = std::variant<Answer, Error>;

    /// The work's way back to whoever asked.
    class Running {
    public:
        const std::stop_token& stop() const { return stop_; }
        /// Tells how far it is; false once it is to stop.
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
    /// After how long to be called again; none: not before the next request is done.
    using Rest = std::function<std::optional<std::chrono::steady_clock::duration>()>;

    /// `work` is done in the thread, which begins with the first request; what it throws is its outcome
    /// (outcome_of), and it should end soon once its stop is requested. `wake` is called from there when
    /// there is an outcome to take, and `rest` when there is nothing to do.
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
    /// Stops the work; nothing comes of what was asked.
    void cancel() {
        const std::lock_guard lock(mutex_);
        running_.request_stop();
        request_.reset();
        pending_ = false;
        outcome_.reset();
        changed_.notify_all();
    }

    /// What came of the latest request, or of an overtaken one that was finished; each once.
    std::optional<Outcome> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(outcome_, std::nullopt);
    }
    /// Whether there is an outcome that nobody took yet.
    bool untaken() const {
        const std::lock_guard lock(mutex_);
        return outcome_.has_value();
    }
    /// Whether the latest request has no outcome yet, …
    bool busy() const {
        const std::lock_guard lock(mutex_);
        return pending_;
    }
    /// … and how far the work is, as it told last.
    Progress progress() const {
        const std::lock_guard lock(mutex_);
        return progress_;
    }
    /// Waits until it is not busy, …
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !pending_; });
    }
    /// … or until `patience` is over.
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

    /// False once it is time to close.
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
    std::optional<Request> request_;  ///< not begun yet
    std::stop_source running_;        ///< of what is being worked on
    bool pending_ = false;
    Progress progress_{};
    std::optional<Outcome> outcome_;
    std::jthread thread_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
