// The workspace's part in training: which run there is, in which file it is saved, and when the session shows
// it.
#include <algorithm>
#include <ctime>
#include <string>
#include <system_error>
#include <utility>

#include "app/model/computing/saved_run.h"
#include "app/model/state/option_limits.h"
#include "app/model/state/workspace.h"

namespace patchlens::model {
namespace {

/// A file that is not there yet and is not `taken`: "trained-20260131-120500.safetensors".
std::filesystem::path fresh_file(const std::filesystem::path& folder, const std::filesystem::path& taken) {
    const std::time_t now = std::time(nullptr);
    std::tm moment{};
    localtime_r(&now, &moment);
    char text[32] = {};
    std::strftime(text, sizeof text, "trained-%Y%m%d-%H%M%S", &moment);
    std::error_code failed;
    for (int copy = 1;; ++copy) {
        const std::string number = copy == 1 ? "" : "-" + std::to_string(copy);
        std::filesystem::path file = folder / (text + number + ".safetensors");
        if (file != taken && !std::filesystem::exists(file, failed)) return file;
    }
}

std::vector<std::filesystem::path> pictures_in(const std::vector<std::filesystem::path>& folders) {
    std::vector<std::filesystem::path> pictures;
    std::error_code failed;
    for (const std::filesystem::path& folder : folders) {
        for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
            if (entry.path().extension() == ".png") pictures.push_back(entry.path());
        }
    }
    std::sort(pictures.begin(), pictures.end());
    return pictures;
}

}  // namespace

bool Workspace::shows_training() const {
    if (trained_file_.empty() || session_.module.weights != trained_file_) return false;
    const TrainingPointer run = training_.progress();
    return run && run->file == trained_file_;
}

LoadedPointer Workspace::live_weights() const {
    return shows_training() ? training_.progress()->weights : nullptr;
}

void Workspace::train(Train what) {
    switch (what) {
        case Train::start:
            if (!training_.active()) return continue_training(true);
            leave_saved_file();
            training_.run(true);
            show_training_ = true;
            return;
        case Train::pause:
            return training_.run(false);
        case Train::step:
            if (!training_.active()) continue_training(false);
            leave_saved_file();
            training_.step();
            show_training_ = true;
            return;
        case Train::restart:
            return begin_training(false);
    }
}

void Workspace::begin_training(bool running) {
    if (!results_) return;
    const ModuleOptions& module = results_->options;
    const Weights::Choice& choice = session_.choice<Weights>();
    TrainingPlan plan;
    plan.shape = module.config.conv_shape();
    plan.options.method = choice.method;
    plan.options.learning_rate = choice.learning_rate;
    plan.options.sparseness = choice.sparseness;
    plan.options.settle_after = settles_after;
    plan.options.seed = static_cast<std::uint64_t>(choice.seed);
    plan.preprocess = module.preprocess();
    plan.from_samples = choice.from == LearnFrom::samples;
    start_training(std::move(plan), running);
}

/// Goes on with the earlier run whose weights the session shows; with none, begins one.
void Workspace::continue_training(bool running) {
    if (!results_ || !shows_training()) return begin_training(running);
    TrainingPlan plan = training_.progress()->plan;
    plan.earlier = training_.progress();
    const Normalize normalize = plan.preprocess.normalize;
    plan.preprocess = results_->options.preprocess();
    plan.preprocess.normalize = normalize;
    plan.preprocess.in_chans = plan.shape.in_chans;
    start_training(std::move(plan), running);
}

/// A run in a file of its own, that learns from the pictures of its plan as they are now.
void Workspace::start_training(TrainingPlan plan, bool running) {
    plan.files.clear();
    plan.pixels.clear();
    if (plan.from_samples) plan.files = pictures_in(sample_folders_);
    plan.from_samples = !plan.files.empty();
    plan.picture = plan.from_samples ? std::string() : session_.picture.filename().string();
    if (!plan.from_samples && plan.preprocess == results_->options.preprocess()) {
        plan.pixels = {results_->pixels};
    } else if (!plan.from_samples) {
        plan.files = {session_.picture};
    }
    trained_file_ = fresh_file(trained_folder_, trained_file_);
    saved_with_session_ = false;
    training_.begin(std::move(plan), trained_file_, running);
    show_training_ = true;
}

/// A saved session keeps the weights it was saved with: what follows goes into another file.
void Workspace::leave_saved_file() {
    if (!std::exchange(saved_with_session_, false)) return;
    const std::filesystem::path saved =
        std::exchange(trained_file_, fresh_file(trained_folder_, trained_file_));
    training_.move_to(trained_file_);
    if (session_.module.weights == saved) session_.module.weights = trained_file_;
}

void Workspace::save_training() {
    if (!shows_training()) return;
    training_.save();
    saved_with_session_ = true;
}

void Workspace::session_saved() {
    if (training_.running()) leave_saved_file();
}

/// While nothing is trained, the run whose file the session shows is offered; in the lab, without one, the
/// run that was saved last.
void Workspace::look_for_earlier_run() {
    if (auto read = earlier_runs_.take()) {
        const auto* run = std::get_if<TrainingPointer>(&*read);  // a file that cannot be read offers nothing
        if (run != nullptr && *run && !training_.active()) {
            training_.offer(*run);
            trained_file_ = (*run)->file;
            saved_with_session_ = true;  // going on must not change it
        }
    }
    if (trained_folder_.empty() || training_.active()) return;
    const std::filesystem::path& shown = session_.module.weights;
    std::filesystem::path wanted = asked_run_;
    if (!shown.empty() && shown.parent_path() == trained_folder_) {
        wanted = shown;
    } else if (asked_run_.empty() && session_.chapter == Chapter::weights) {
        wanted = newest_trained(trained_folder_);
    }
    if (wanted.empty() || wanted == asked_run_ || wanted == trained_file_) return;
    asked_run_ = wanted;
    earlier_runs_.ask(wanted);
}

/// Follows the controls of the run, and shows it once there is something to show.
void Workspace::follow_training() {
    const Weights::Choice& choice = session_.choice<Weights>();
    training_.tune(choice.learning_rate, choice.sparseness);
    if (const auto error = training_.take_error()) errors_.push_back(*error);
    const TrainingPointer run = training_.progress();
    if (!show_training_ || !run || run->file != trained_file_) return;
    show_training_ = false;
    show_training();
}

void Workspace::show_training() {
    const TrainingPointer run = training_.progress();
    if (!run) return;
    const std::vector<PaintedFilter> painted = session_.module.painted;
    ModuleOptions module = with_weights(session_.module, {trained_file_, {}, {}, {}});
    module.config = config_of(*run->weights, module.config);
    module.config.stride = session_.module.config.stride;  // training knows of neither
    module.config.padding = session_.module.config.padding;
    try {
        change(SetModule{with_possible_sizes(module, picture_size())}, 0);
        session_.module.painted = painted;  // what is painted stays over what is learned
        weights_unseen_ = false;
        opened_weights_ = true;
    } catch (const Error& error) {
        errors_.push_back(error);
    }
}

}  // namespace patchlens::model
