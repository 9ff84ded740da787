// Work in a thread of its own of which only the newest matters: a wish stops the one before it.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace patchlens::model {

template <typename Wish, typename Outcome>
class NewestWish {
public:
    using Work = std::function<Outcome(const Wish&, const std::stop_token&)>;

    /// `work` is done in the thread, which begins with the first wish; it throws nothing, and may end early
    /// once its stop is requested. `wake` is called from there when there is something to take.
    NewestWish(Work work, std::function<void()> wake) : work_(std::move(work)), wake_(std::move(wake)) {}
    ~NewestWish() {
        const std::lock_guard lock(mutex_);
        current_.request_stop();
    }
    NewestWish(const NewestWish&) = delete;
    NewestWish& operator=(const NewestWish&) = delete;

    void ask(Wish wish) {
        const std::lock_guard lock(mutex_);
        wish_ = std::move(wish);
        outcome_.reset();
        current_.request_stop();
        if (!thread_.joinable())
            thread_ = std::jthread([this](const std::stop_token& closing) { run(closing); });
        changed_.notify_all();
    }
    /// What came of the newest wish, once; nothing while it is being fulfilled.
    std::optional<Outcome> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(outcome_, std::nullopt);
    }
    /// Whether a wish is being fulfilled.
    bool busy() const {
        const std::lock_guard lock(mutex_);
        return wish_ || working_;
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !wish_ && !working_; });
    }

private:
    void run(const std::stop_token& closing) {
        std::unique_lock lock(mutex_);
        while (changed_.wait(lock, closing, [this] { return wish_.has_value(); }) &&
               !closing.stop_requested()) {
            const Wish wish = *std::exchange(wish_, std::nullopt);
            current_ = {};
            working_ = true;
            lock.unlock();
            Outcome outcome = work_(wish, current_.get_token());
            lock.lock();
            working_ = false;
            if (!wish_) outcome_ = std::move(outcome);  // else a newer wish is waiting, and this one is old
            changed_.notify_all();
            lock.unlock();
            wake_();
            lock.lock();
        }
    }

    Work work_;
    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<Wish> wish_;  ///< not begun yet
    bool working_ = false;
    std::stop_source current_;
    std::optional<Outcome> outcome_;
    std::jthread thread_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
