// The worker that turns requests into results: the latest request wins and cancels the one before; the last
// result stays.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <variant>
#include <vector>

#include "app/model/computing/latest_request.h"
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

    /// Asks for results of `options` on `picture`, a close look at `selection` and the analyses `wanted`;
    /// costs nothing if that is what was asked for last. What is being computed for an older request is given
    /// up, unless the screen has not changed for a while and it will not take long: while a slider is
    /// dragged, one sees where it goes.
    void request(const ModuleOptions& options, const PicturePointer& picture, Selection selection = {},
                 const AnalysisRequest& wanted = {});
    /// Gives the worker up to `patience` to finish what was requested, so that quick work is in this very
    /// frame.
    void wait(std::chrono::microseconds patience) { worker_.wait_for(patience); }

    /// The newest results there are; null before the first.
    ResultsPointer latest() const;
    /// Whether something requested is still being computed.
    bool busy() const { return worker_.busy(); }
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

    /// The answer is in latest_, where the worker may also take it away again.
    struct Published {};
    using Outcome = std::variant<ResultsPointer, Error>;

    Published work(const Request& request, const std::stop_token& stop);
    Outcome attempt(const Request& request, const ResultsPointer& previous, const std::stop_token& stop);
    Outcome attempt_alone(const Request& request, ResultsPointer previous, Clock::time_point begin,
                          const std::stop_token& stop);
    void publish(ResultsPointer results, Clock::time_point begin);
    void let_go(ResultsPointer& previous);
    bool release_replaced();
    std::optional<Clock::duration> rest();
    bool worth_finishing() const;

    OutputMemory output_memory_;
    ThreadPool pool_;              ///< used by the worker alone, as …
    Request answered_;             ///< … what latest_ is the answer to, …
    Clock::time_point rest_from_;  ///< … and since when nothing is computed and nothing replaced
    std::function<void()> wake_;
    std::optional<Request> asked_;  ///< last
    mutable std::mutex mutex_;      ///< of all that follows
    ResultsPointer latest_;
    Clock::time_point published_;  ///< when latest_ last changed
    Clock::duration last_took_{};  ///< how long the last computation that was finished took
    /// What latest_ was before, until only the worker holds it: giving hundreds of megabytes back takes
    /// longer than a frame.
    std::vector<ResultsPointer> replaced_;
    LatestRequest<Request, Published> worker_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
