// Training a projection in the background, while the screen goes on: what it has learned so far is published
// a few times a second, as if it had been read from a file.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/model/computing/edges_seen.h"
#include "app/model/computing/latest_request.h"
#include "app/model/computing/loss_curve.h"
#include "app/model/computing/module_weights.h"
#include "core/picture/preprocess.h"
#include "core/tensor.h"
#include "core/training/training_options.h"

namespace patchlens::model {

struct TrainingProgress;
using TrainingPointer = std::shared_ptr<const TrainingProgress>;

/// What a run is started with.
struct TrainingPlan {
    ConvShape shape;
    TrainingOptions options;
    PreprocessConfig preprocess;
    /// What to learn from: pixels [C, H, W], or if there are none the pictures of `files`, fitted by
    /// `preprocess`.
    std::vector<std::shared_ptr<const Tensor>> pixels;
    std::vector<std::filesystem::path> files;
    bool from_samples = false;  ///< not from the picture on the screen
    std::string picture;        ///< what that picture is called
    /// The run that this one goes on from, at its filters and its number of steps; null for noise.
    TrainingPointer earlier;
};

/// What a run has come to; published as a whole.
struct TrainingProgress {
    TrainingPlan plan;
    std::filesystem::path file;  ///< where its weights are saved
    std::int64_t steps = 0;
    double loss = 0;  ///< of the last step
    LossCurve losses;
    double steps_a_second = 0;  ///< of the last second or so
    EdgesSeen edges;
    LoadedPointer weights;  ///< null until the patches are prepared
};

class Training {
public:
    /// `threads`: for the products of a step. `wake` is called from the thread when something was published.
    Training(int threads, std::function<void()> wake);

    /// Begins a run anew; the one before ends, and its weights are saved. They are saved in `file` whenever
    /// the run pauses or ends, and twice a minute; a name without a folder saves nothing.
    void begin(TrainingPlan plan, std::filesystem::path file, bool running);
    /// Goes on, or pauses; without a run a no-op.
    void run(bool running);
    /// One step, then a pause.
    void step();
    /// Both may change while it runs.
    void tune(double learning_rate, double sparseness);

    /// Offers a run of another day (saved_run.h), which does not go on by itself; unless there is one that
    /// can.
    void offer(TrainingPointer earlier);

    /// From now on the run is saved in another file; the one so far stays as it is.
    void move_to(std::filesystem::path file);

    /// Null before the first run.
    TrainingPointer progress() const;
    /// Whether there is a run that can go on.
    bool active() const { return worker_.busy(); }
    /// Whether steps are being taken, or the patches prepared for them.
    bool running() const;
    /// Whether a run has been asked for and nothing published yet.
    bool preparing() const;
    /// Saves the weights published last, unless that is done. Throws Error(file_unwritable).
    void save() { save(progress()); }
    /// Why the run ended by itself, or could not save; once.
    std::optional<Error> take_error();

private:
    struct Controls {
        bool running = false;
        bool one_step = false;
        double learning_rate = 0;
        double sparseness = 0;
        std::filesystem::path file;
    };
    struct Run {
        TrainingPlan plan;
        std::shared_ptr<Controls> controls;  ///< guarded by mutex_
    };
    struct Ended {};
    class Taken;

    Ended work(const Run& run, const std::stop_token& stop);
    bool next_step(const Run& run, Taken& taken, const std::stop_token& stop);
    void publish(const Run& run, Taken& taken);
    void save(const TrainingPointer& snapshot);
    void save_quietly(const TrainingPointer& snapshot);

    int threads_;
    std::function<void()> wake_;
    mutable std::mutex mutex_;  ///< guards what follows
    std::condition_variable_any changed_;
    std::shared_ptr<Controls> controls_ = std::make_shared<Controls>();  ///< of the newest run
    TrainingPointer published_;
    bool begun_ = false;  ///< the newest run has not published anything
    std::optional<Error> error_;
    std::mutex saving_;                 ///< guards …
    TrainingPointer saved_;             ///< … what was saved last
    LatestRequest<Run, Ended> worker_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
