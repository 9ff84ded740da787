#include "app/model/computing/computation.h"

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

#include "core/memory_needs.h"
#include "core/picture/preprocess.h"

namespace patchlens::model {

namespace {

/// Between two results, so that the screen still follows a slider, if not smoothly.
constexpr std::chrono::milliseconds longest_standstill{150};
constexpr std::chrono::milliseconds short_computation{300};
constexpr std::chrono::milliseconds between_releases{20};
/// Numbers of all tokens times clusters: so many take k-means some tenths of a second.
constexpr double quickly_clustered = 1 << 24;
constexpr std::chrono::milliseconds spare_memory_kept{2000};  ///< longer than a pause while dragging a slider
constexpr std::chrono::milliseconds patience_of_the_screen{1000};

/// What a module and its picture hold; their tokens only where they are kept.
std::uint64_t held_bytes(const ModuleOptions& options, Size picture, const OutputMemory& output_memory) {
    const Size seen = placement(picture, options.config.img_size, options.fit).seen;
    MemoryNeeds needs = memory_needs(options.config.grid_of(seen), options.config.conv_shape());
    if (!output_memory.allows(static_cast<std::int64_t>(needs.tokens))) needs.tokens = 0;
    return needs.total();
}

/// Whether what `options` need does not fit into memory beside `previous`, but would in its place.
bool fits_alone(const Error& error, const ModuleOptions& options, const PicturePointer& picture,
                const Results* previous, const OutputMemory& output_memory) {
    const bool no_room =
        error.code() == ErrorCode::out_of_memory || error.code() == ErrorCode::memory_exhausted;
    if (!no_room || previous == nullptr || !previous->module) return false;
    const std::uint64_t needed = held_bytes(options, picture->decoded.image.size, output_memory);
    const std::uint64_t freed =
        held_bytes(previous->options, previous->picture->decoded.image.size, output_memory);
    const std::uint64_t available = available_memory();
    return needed > available && needed <= available + freed;
}

}  // namespace

Computation::Computation(ComputeLimits limits, std::function<void()> wake)
    : learned_(std::move(limits.learned)),
      output_memory_(limits.output_bytes),
      pool_(limits.threads),
      wake_(std::move(wake)),
      worker_([this](const Request& request, const auto& running) { return work(request, running.stop()); },
              wake_, [this] { return rest(); }) {}

bool Computation::worth_finishing() const {
    const std::lock_guard lock(mutex_);
    return last_took_ < short_computation && Clock::now() - published_ > longest_standstill;
}

void Computation::request(const ModuleOptions& options, const PicturePointer& picture, Selection selection,
                          const AnalysisRequest& wanted, const PicturePointer& second,
                          const LoadedPointer& live) {
    if (!picture) return;
    Request request{options, picture, selection, wanted, wanted.second ? second : nullptr, live};
    if (asked_ == request) return;
    asked_ = request;
    worker_.ask(std::move(request), worth_finishing() ? Overtaken::finished : Overtaken::stopped);
}

ResultsPointer Computation::latest() const {
    const std::lock_guard lock(mutex_);
    return latest_;
}

std::optional<Error> Computation::take_error() {
    const auto outcome = worker_.take();
    const auto* error = outcome ? std::get_if<Error>(&*outcome) : nullptr;
    return error == nullptr ? std::nullopt : std::optional(*error);
}

/// Frees the replaced results that nobody else holds; true once there are none left.
bool Computation::release_replaced() {
    std::vector<ResultsPointer> released;  // freed without the lock
    const std::lock_guard lock(mutex_);
    const auto unseen = std::partition(replaced_.begin(), replaced_.end(),
                                       [](const ResultsPointer& results) { return results.use_count() > 1; });
    released.assign(std::make_move_iterator(unseen), std::make_move_iterator(replaced_.end()));
    replaced_.erase(unseen, replaced_.end());
    return replaced_.empty();
}

/// Frees what is not needed while nothing is computed; returns after how long to call it again.
std::optional<Computation::Clock::duration> Computation::rest() {
    const bool all_released = release_replaced();
    const Clock::time_point now = Clock::now();
    if (!all_released) {
        rest_from_ = now;
        return between_releases;
    }
    if (now - rest_from_ < spare_memory_kept) return spare_memory_kept - (now - rest_from_);
    output_memory_.release();
    return std::nullopt;
}

Computation::Outcome Computation::attempt(const Request& request, const ResultsPointer& previous,
                                          const std::stop_token& stop) {
    return outcome_of([&] {
        return compute(request.options, request.picture, previous, output_memory_, {&pool_, stop},
                       request.selection, request.analyses, request.second, request.live, learned_);
    });
}

/// Everything but the clusters. Where finding those takes long, the screen shows it until they are found.
ResultsPointer Computation::first_answer(const Request& request, ResultsPointer previous,
                                         Clock::time_point begin, const std::stop_token& stop) {
    Request first = request;
    first.analyses.clusters = 0;
    const Outcome outcome = attempt(first, previous, stop);
    const auto* results = std::get_if<ResultsPointer>(&outcome);
    if (results == nullptr) return previous;  // the whole answer fails in the same way
    const double numbers = static_cast<double>((*results)->costs.output_bytes) / sizeof(float);
    if (numbers * request.analyses.clusters > quickly_clustered) {
        publish(*results, begin);
        answered_ = first;
        wake_();
    }
    return *results;
}

/// Drops the results on the screen and waits, for a limited time, until the screen has released them too.
void Computation::let_go(ResultsPointer& previous) {
    const std::weak_ptr<const Results> held = previous;
    std::vector<ResultsPointer> replaced;
    {
        const std::lock_guard lock(mutex_);
        latest_.reset();
        replaced.swap(replaced_);
    }
    replaced.clear();
    previous.reset();
    wake_();
    for (const Clock::time_point begin = Clock::now();
         !held.expired() && Clock::now() - begin < patience_of_the_screen;)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    output_memory_.release();
}

/// Computes after dropping the results on the screen, for when both do not fit into memory. If that fails,
/// the dropped results are computed again.
Computation::Outcome Computation::attempt_alone(const Request& request, ResultsPointer previous,
                                                Clock::time_point begin, const std::stop_token& stop) {
    let_go(previous);
    Outcome outcome = attempt(request, nullptr, stop);
    if (std::holds_alternative<Error>(outcome) && !stop.stop_requested()) {
        Outcome before = attempt(answered_, nullptr, stop);
        if (auto* results = std::get_if<ResultsPointer>(&before)) publish(std::move(*results), begin);
    }
    return outcome;
}

void Computation::publish(ResultsPointer results, Clock::time_point begin) {
    const std::lock_guard lock(mutex_);
    if (latest_) replaced_.push_back(std::move(latest_));
    latest_ = std::move(results);
    published_ = Clock::now();
    last_took_ = published_ - begin;
}

Computation::Published Computation::work(const Request& request, const std::stop_token& stop) {
    release_replaced();
    const Clock::time_point begin = Clock::now();
    ResultsPointer previous = latest();
    if (request.analyses.clusters > 0) previous = first_answer(request, std::move(previous), begin, stop);
    Outcome outcome = attempt(request, previous, stop);
    if (const auto* error = std::get_if<Error>(&outcome);
        error != nullptr &&
        fits_alone(*error, request.options, request.picture, previous.get(), output_memory_))
        outcome = attempt_alone(request, std::exchange(previous, nullptr), begin, stop);
    previous.reset();
    rest_from_ = Clock::now();
    if (const auto* error = std::get_if<Error>(&outcome)) throw Error(*error);
    publish(std::get<ResultsPointer>(std::move(outcome)), begin);
    answered_ = request;
    return {};
}

}  // namespace patchlens::model
