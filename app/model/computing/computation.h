// The worker that turns requests into results: the latest request wins and cancels the one before; the last
// result stays available.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
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

/// The resources that a computation may use.
struct ComputeLimits {
    std::uint64_t output_bytes = 512ULL << 20;  ///< the whole output is kept up to this size
    int threads = 2;
    std::filesystem::path learned = {};  ///< the file of learned weights that the program comes with
};

class Computation {
public:
    /// `wake` is called from the worker's thread whenever a result or an error has arrived (it may wake a
    /// sleeping loop).
    Computation(ComputeLimits limits, std::function<void()> wake);

    /// Requests the results of `options` on `picture`, the details of `selection`, the analyses `wanted` and
    /// what they need of the picture `second`, which may be null; a no-op when nothing changed since the last
    /// call. The computation of an older request is cancelled, unless the screen has not changed for a while
    /// and it will not take long: the screen keeps following a slider that is being dragged.
    void request(const ModuleOptions& options, const PicturePointer& picture, Selection selection = {},
                 const AnalysisRequest& wanted = {}, const PicturePointer& second = {},
                 const LoadedPointer& live = {});
    /// Gives the worker up to `patience` to finish what was requested, so that quick results appear in the
    /// current frame.
    void wait(std::chrono::microseconds patience) { worker_.wait_for(patience); }

    /// The newest results there are; null before the first.
    ResultsPointer latest() const;
    /// Whether something requested is still being computed.
    bool busy() const { return worker_.busy(); }
    /// The error since the last call, if any; returned once.
    std::optional<Error> take_error();

private:
    struct Request {
        ModuleOptions options;
        PicturePointer picture;
        Selection selection;
        AnalysisRequest analyses;
        PicturePointer second;
        LoadedPointer live;

        bool operator==(const Request&) const = default;
    };

    using Clock = std::chrono::steady_clock;

    /// Stands for an answer: the results themselves are in latest_, which the worker may also reset.
    struct Published {};
    using Outcome = std::variant<ResultsPointer, Error>;

    Published work(const Request& request, const std::stop_token& stop);
    Outcome attempt(const Request& request, const ResultsPointer& previous, const std::stop_token& stop);
    ResultsPointer first_answer(const Request& request, ResultsPointer previous, Clock::time_point begin,
                                const std::stop_token& stop);
    Outcome attempt_alone(const Request& request, ResultsPointer previous, Clock::time_point begin,
                          const std::stop_token& stop);
    void publish(ResultsPointer results, Clock::time_point begin);
    void let_go(ResultsPointer& previous);
    bool release_replaced();
    std::optional<Clock::duration> rest();
    bool worth_finishing() const;

    std::filesystem::path learned_;
    OutputMemory output_memory_;
    ThreadPool pool_;              ///< used by the worker alone, as are …
    Request answered_;             ///< … the request that latest_ answers, …
    Clock::time_point rest_from_;  ///< … and since when nothing is being computed or waits to be freed
    std::function<void()> wake_;
    std::optional<Request> asked_;  ///< the latest request
    mutable std::mutex mutex_;      ///< guards all that follows
    ResultsPointer latest_;
    Clock::time_point published_;  ///< when latest_ last changed
    Clock::duration last_took_{};  ///< how long the last finished computation took
    /// Earlier values of latest_, kept until only the worker holds them: freeing hundreds of megabytes takes
    /// longer than a frame.
    std::vector<ResultsPointer> replaced_;
    LatestRequest<Request, Published> worker_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
