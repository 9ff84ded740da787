// The worker that turns requests into results: the newest request wins and cancels the one before; the last
// result stays.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "app/model/computing/results.h"
#include "core/support/thread_pool.h"

namespace patchlens::model {

/// What a computation may take of the machine.
struct ComputeLimits {
    std::uint64_t output_bytes = 512ULL << 20;  ///< the whole output is kept up to this size
    int threads = 2;
};

class Computation {
public:
    /// `wake` is called from the worker's thread whenever a result or an error has arrived (it may wake a
    /// sleeping loop).
    Computation(ComputeLimits limits, std::function<void()> wake);
    ~Computation();
    Computation(const Computation&) = delete;
    Computation& operator=(const Computation&) = delete;

    /// Asks for results of `options` on `picture`, a close look at `selection` and the analyses `wanted`;
    /// costs nothing if that is what was asked for last. What is being computed for an older request is given
    /// up, unless the screen has not changed for a while and it will not take long: while a slider is
    /// dragged, one sees where it goes.
    void request(const ModuleOptions& options, const PicturePointer& picture, Selection selection = {},
                 const AnalysisRequest& wanted = {});
    /// Gives the worker up to `patience` to finish what was requested, so that quick work is in this very
    /// frame.
    void wait(std::chrono::microseconds patience);

    /// The newest results there are; null before the first.
    ResultsPointer latest() const;
    /// Whether something requested is still being computed.
    bool busy() const;
    /// What went wrong since the last call, once.
    std::optional<Error> take_error();

private:
    struct Request {
        ModuleOptions options;
        PicturePointer picture;
        Selection selection;
        AnalysisRequest analyses;

        bool operator==(const Request&) const = default;
    };

    using Clock = std::chrono::steady_clock;

    void work(const std::stop_token& closing);
    bool worth_finishing() const;
    void release_replaced(std::unique_lock<std::mutex>& lock);
    void let_go(std::unique_lock<std::mutex>& lock, ResultsPointer& previous);
    bool wait_for_request(std::unique_lock<std::mutex>& lock, const std::stop_token& closing);

    struct Outcome {
        ResultsPointer results;      ///< null after a failure, …
        std::optional<Error> error;  ///< … and why
    };
    Outcome attempt(const Request& request, const ResultsPointer& previous, const std::stop_token& stop);
    Outcome attempt_alone(std::unique_lock<std::mutex>& lock, const Request& request, ResultsPointer previous,
                          const std::stop_token& stop);

    OutputMemory output_memory_;
    ThreadPool pool_;  ///< used by the worker alone
    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<Request> wanted_;  ///< asked for last
    Request answered_;               ///< what latest_ is the answer to
    std::uint64_t ticket_ = 0;       ///< counts requests, so that asking A, B, A is three of them
    bool pending_ = false;           ///< wanted_ has not been answered yet
    std::stop_source current_;       ///< stops what the worker is doing
    Clock::time_point published_;    ///< when latest_ last changed
    Clock::duration last_took_{};    ///< how long the last computation that was finished took
    ResultsPointer latest_;
    /// What latest_ was before, until only the worker holds it: giving hundreds of megabytes back takes
    /// longer than a frame.
    std::vector<ResultsPointer> replaced_;
    std::optional<Error> error_;
    std::jthread worker_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
