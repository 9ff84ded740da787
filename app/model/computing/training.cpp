#include "app/model/computing/training.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/model/computing/learner.h"
#include "app/model/computing/saved_run.h"
#include "core/support/thread_pool.h"

namespace patchlens::model {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr Seconds between_snapshots{0.05};
/// Of the time, at most about a tenth goes into snapshots.
constexpr double snapshot_share = 10;
/// Between two looks for edges, which take about a twentieth of the time.
constexpr Seconds between_looks{0.5};
constexpr double look_share = 20;
constexpr Seconds between_savings{30};
constexpr Seconds speed_over{1};

LoadedPointer as_loaded(ConvParameters parameters) {
    auto loaded = std::make_shared<LoadedProjection>();
    loaded->tensor = "proj.weight";
    loaded->family = ModelFamily::plain;
    loaded->has_bias = !parameters.bias.empty();
    loaded->stored_shape = parameters.weight.shape();
    loaded->parameters = std::move(parameters);
    loaded->stride = loaded->patch_size();
    return loaded;
}

}  // namespace

/// The steps taken so far, in the thread that takes them.
class Training::Taken {
public:
    Taken(const TrainingPlan& plan, const std::stop_token& stop) : learner_(learner_of(plan, stop)) {
        if (plan.earlier) progress_ = *plan.earlier;
        progress_.plan = plan;
        progress_.plan.pixels.clear();
        progress_.plan.earlier.reset();
        measure();
    }

    void step(ThreadPool& pool) {
        progress_.loss = learner_.trainer.step(&pool);
        progress_.losses.add(progress_.loss);
        ++progress_.steps;
        const Seconds passed = Clock::now() - measured_from_;
        if (passed < speed_over) return;
        progress_.steps_a_second = static_cast<double>(progress_.steps - measured_steps_) / passed.count();
        measure();
    }
    /// The speed is measured from here on.
    void measure() {
        measured_from_ = Clock::now();
        measured_steps_ = progress_.steps;
    }
    /// Whether it is time for another snapshot.
    bool due() const { return Clock::now() >= next_; }
    std::shared_ptr<TrainingProgress> snapshot() {
        const Clock::time_point begin = Clock::now();
        progress_.weights = as_loaded(learner_.parameters(progress_.plan.shape));
        look_for_edges();
        const Clock::time_point end = Clock::now();
        const Seconds pause = std::max(between_snapshots, snapshot_share * Seconds(end - begin));
        next_ = end + std::chrono::duration_cast<Clock::duration>(pause);
        return std::make_shared<TrainingProgress>(progress_);
    }
    std::int64_t steps() const { return progress_.steps; }

    void set(double learning_rate, double sparseness) {
        learner_.trainer.set_learning_rate(learning_rate);
        learner_.trainer.set_sparseness(sparseness);
    }

    TrainingPointer last;  ///< the snapshot published last

private:
    void look_for_edges() {
        const Clock::time_point begin = Clock::now();
        if (begin < next_look_) return;
        progress_.edges.measured(share_of_edges(progress_.weights->parameters.weight), progress_.steps);
        const Clock::time_point end = Clock::now();
        const Seconds pause = std::max(between_looks, look_share * Seconds(end - begin));
        next_look_ = end + std::chrono::duration_cast<Clock::duration>(pause);
    }

    Learner learner_;
    TrainingProgress progress_;
    Clock::time_point next_;
    Clock::time_point next_look_;
    Clock::time_point measured_from_;
    std::int64_t measured_steps_ = 0;
};

Training::Training(int threads, std::function<void()> wake)
    : threads_(threads),
      wake_(std::move(wake)),
      worker_([this](const Run& run, const auto& running) { return work(run, running.stop()); }, wake_) {}

void Training::begin(TrainingPlan plan, std::filesystem::path file, bool running) {
    save_quietly(progress());  // at once, since undo may lead back to the run that ends
    auto controls = std::make_shared<Controls>(
        Controls{running, false, plan.options.learning_rate, plan.options.sparseness, std::move(file)});
    {
        const std::lock_guard lock(mutex_);
        controls_ = controls;
        begun_ = true;
    }
    worker_.ask({std::move(plan), std::move(controls)});
}

void Training::run(bool running) {
    const std::lock_guard lock(mutex_);
    controls_->running = running;
    changed_.notify_all();
}

void Training::step() {
    const std::lock_guard lock(mutex_);
    controls_->running = false;
    controls_->one_step = true;
    changed_.notify_all();
}

void Training::tune(double learning_rate, double sparseness) {
    const std::lock_guard lock(mutex_);
    controls_->learning_rate = learning_rate;
    controls_->sparseness = sparseness;
}

void Training::move_to(std::filesystem::path file) {
    const std::lock_guard lock(mutex_);
    controls_->file = std::move(file);
    if (!published_ || begun_) return;
    auto moved = std::make_shared<TrainingProgress>(*published_);
    moved->file = controls_->file;
    published_ = std::move(moved);
}

void Training::offer(TrainingPointer earlier) {
    if (active()) return;
    {
        const std::lock_guard lock(saving_);
        saved_ = earlier;  // it is what its file holds
    }
    const std::lock_guard lock(mutex_);
    published_ = std::move(earlier);
    begun_ = false;
}

TrainingPointer Training::progress() const {
    const std::lock_guard lock(mutex_);
    return published_;
}

bool Training::running() const {
    if (!worker_.busy()) return false;
    const std::lock_guard lock(mutex_);
    return controls_->running || controls_->one_step;
}

bool Training::preparing() const {
    if (!worker_.busy()) return false;
    const std::lock_guard lock(mutex_);
    return begun_;
}

std::optional<Error> Training::take_error() {
    if (auto outcome = worker_.take()) {
        if (auto* error = std::get_if<Error>(&*outcome)) return *error;
    }
    const std::lock_guard lock(mutex_);
    return std::exchange(error_, std::nullopt);
}

void Training::save(const TrainingPointer& snapshot) {
    if (!snapshot || !snapshot->file.has_parent_path()) return;
    const std::lock_guard lock(saving_);
    if (saved_ && saved_->file == snapshot->file && saved_->steps >= snapshot->steps) return;
    write_trained(*snapshot, snapshot->file);
    saved_ = snapshot;
}

void Training::save_quietly(const TrainingPointer& snapshot) {
    try {
        save(snapshot);
    } catch (const Error& error) {
        const std::lock_guard lock(mutex_);
        error_ = error;
    }
}

/// A run that another one has replaced is only saved.
void Training::publish(const Run& run, Taken& taken) {
    const std::shared_ptr<TrainingProgress> snapshot = taken.snapshot();
    {
        const std::lock_guard lock(mutex_);
        snapshot->file = run.controls->file;
        if (run.controls == controls_) {
            published_ = snapshot;
            begun_ = false;
        }
    }
    taken.last = snapshot;
    wake_();
}

/// Waits while paused; false once the run should end.
bool Training::next_step(const Run& run, Taken& taken, const std::stop_token& stop) {
    Controls& controls = *run.controls;
    std::unique_lock lock(mutex_);
    const auto goes_on = [&] { return controls.running || controls.one_step; };
    if (!goes_on()) {
        lock.unlock();
        if (taken.last->steps != taken.steps()) publish(run, taken);
        save_quietly(taken.last);
        wake_();
        lock.lock();
        changed_.wait(lock, stop, goes_on);
        taken.measure();
    }
    taken.set(controls.learning_rate, controls.sparseness);
    controls.one_step = false;
    return !stop.stop_requested();
}

Training::Ended Training::work(const Run& run, const std::stop_token& stop) {
    Taken taken(run.plan, stop);
    ThreadPool pool(threads_);
    publish(run, taken);
    Clock::time_point saved = Clock::now();
    while (next_step(run, taken, stop)) {
        taken.step(pool);
        if (!taken.due()) continue;
        publish(run, taken);
        if (Clock::now() - saved < between_savings) continue;
        save_quietly(taken.last);
        saved = Clock::now();
    }
    publish(run, taken);
    save_quietly(taken.last);
    return {};
}

}  // namespace patchlens::model
