#include "app/model/computing/computation.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

namespace patchlens::model {

namespace {

constexpr std::chrono::milliseconds longest_standstill{
    150};  ///< a screen that follows a slider, if not smoothly
constexpr std::chrono::milliseconds short_computation{300};
constexpr std::chrono::milliseconds between_releases{20};
constexpr std::chrono::milliseconds spare_memory_kept{2000};  ///< longer than a hand rests on a slider
constexpr std::chrono::milliseconds patience_of_the_screen{1000};

/// Whether the weights of `options` found no room beside those of `previous`, but would find it in their
/// place.
bool fits_alone(const Error& error, const ModuleOptions& options, const Results* previous) {
    const bool no_room =
        error.code() == ErrorCode::out_of_memory || error.code() == ErrorCode::memory_exhausted;
    if (!no_room || previous == nullptr || !previous->module) return false;
    const std::uint64_t needed = weights_bytes(options.config.conv_shape());
    const std::uint64_t available = available_memory();
    return needed > available && needed <= available + weights_bytes(previous->module->shape());
}

}  // namespace

Computation::Computation(ComputeLimits limits, std::function<void()> wake)
    : output_memory_(limits.output_bytes),
      pool_(limits.threads),
      wake_(std::move(wake)),
      worker_([this](const std::stop_token& closing) { work(closing); }) {}

Computation::~Computation() {
    const std::lock_guard lock(mutex_);
    worker_.request_stop();
    current_.request_stop();
}

bool Computation::worth_finishing() const {
    return last_took_ < short_computation && Clock::now() - published_ > longest_standstill;
}

void Computation::request(const ModuleOptions& options, const PicturePointer& picture, Selection selection,
                          const AnalysisRequest& wanted) {
    if (!picture) return;
    const std::lock_guard lock(mutex_);
    Request request{options, picture, selection, wanted};
    if (wanted_ == request) return;
    wanted_ = std::move(request);
    pending_ = true;
    ++ticket_;
    if (!worth_finishing()) current_.request_stop();
    changed_.notify_all();
}

void Computation::wait(std::chrono::microseconds patience) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return !pending_; });
}

ResultsPointer Computation::latest() const {
    const std::lock_guard lock(mutex_);
    return latest_;
}

bool Computation::busy() const {
    const std::lock_guard lock(mutex_);
    return pending_;
}

std::optional<Error> Computation::take_error() {
    const std::lock_guard lock(mutex_);
    return std::exchange(error_, std::nullopt);
}

/// Gives up replaced results that nobody looks at any more.
void Computation::release_replaced(std::unique_lock<std::mutex>& lock) {
    const auto unseen = std::partition(replaced_.begin(), replaced_.end(),
                                       [](const ResultsPointer& results) { return results.use_count() > 1; });
    std::vector<ResultsPointer> released(std::make_move_iterator(unseen),
                                         std::make_move_iterator(replaced_.end()));
    replaced_.erase(unseen, replaced_.end());
    lock.unlock();
    released.clear();
    lock.lock();
}

/// Waits until something is asked for, and gives up meanwhile what is not needed; false once it is time to
/// close.
bool Computation::wait_for_request(std::unique_lock<std::mutex>& lock, const std::stop_token& closing) {
    const auto asked = [this] { return pending_; };
    bool begins = false;
    do {
        release_replaced(lock);
        const auto patience = replaced_.empty() ? spare_memory_kept : between_releases;
        begins = changed_.wait_for(lock, closing, patience, asked);
    } while (!begins && !replaced_.empty() && !closing.stop_requested());
    if (!begins) {
        lock.unlock();
        output_memory_.release();
        lock.lock();
        begins = changed_.wait(lock, closing, asked);
    }
    return begins && !closing.stop_requested();
}

Computation::Outcome Computation::attempt(const Request& request, const ResultsPointer& previous,
                                          const std::stop_token& stop) {
    try {
        return {compute(request.options, request.picture, previous, output_memory_, {&pool_, stop},
                        request.selection, request.analyses),
                std::nullopt};
    } catch (const Error& error) {
        return {nullptr, error};
    } catch (const std::bad_alloc&) {
        return {nullptr, Error(ErrorCode::memory_exhausted)};
    }
}

/// Gives up the results on the screen, and waits until whoever draws has seen that.
void Computation::let_go(std::unique_lock<std::mutex>& lock, ResultsPointer& previous) {
    const std::weak_ptr<const Results> held = previous;
    lock.lock();
    latest_.reset();
    std::vector<ResultsPointer> replaced = std::exchange(replaced_, {});
    lock.unlock();
    replaced.clear();
    previous.reset();
    wake_();
    for (const Clock::time_point begin = Clock::now();
         !held.expired() && Clock::now() - begin < patience_of_the_screen;)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    output_memory_.release();
}

/// An attempt without the weights on the screen, where both do not fit into memory. If it fails, what was on
/// the screen is computed again.
Computation::Outcome Computation::attempt_alone(std::unique_lock<std::mutex>& lock, const Request& request,
                                                ResultsPointer previous, const std::stop_token& stop) {
    lock.lock();
    const Request before = answered_;
    lock.unlock();
    let_go(lock, previous);
    Outcome outcome = attempt(request, nullptr, stop);
    if (!outcome.results && !stop.stop_requested()) outcome.results = attempt(before, nullptr, stop).results;
    return outcome;
}

void Computation::work(const std::stop_token& closing) {
    std::unique_lock lock(mutex_);
    while (wait_for_request(lock, closing)) {
        const Request request = *wanted_;
        const std::uint64_t ticket = ticket_;
        ResultsPointer previous = latest_;
        current_ = std::stop_source();
        const std::stop_token stop = current_.get_token();
        const Clock::time_point begin = Clock::now();
        lock.unlock();

        Outcome outcome = attempt(request, previous, stop);
        if (outcome.error && fits_alone(*outcome.error, request.options, previous.get()))
            outcome = attempt_alone(lock, request, std::exchange(previous, nullptr), stop);

        previous.reset();
        lock.lock();
        const bool newest = ticket == ticket_;
        if (outcome.results) {
            if (latest_) replaced_.push_back(std::move(latest_));
            latest_ = std::move(outcome.results);
            if (!outcome.error) answered_ = request;
            published_ = Clock::now();
            last_took_ = published_ - begin;
        } else if (!newest) {
            continue;  // given up for a newer request, or failed where nobody looks any more
        }
        if (newest) {
            pending_ = false;
            error_ = std::move(outcome.error);
        }
        changed_.notify_all();
        lock.unlock();
        wake_();
        lock.lock();
    }
}

}  // namespace patchlens::model
