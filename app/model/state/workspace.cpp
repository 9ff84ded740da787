#include "app/model/state/workspace.h"

#include <chrono>
#include <thread>
#include <utility>
#include <variant>

#include "app/model/computing/saved_run.h"
#include "app/model/questions/questions.h"
#include "app/model/state/option_limits.h"

namespace patchlens::model {
namespace {

/// How long an update waits for results before the old ones are shown: the effect of a slider then appears in
/// the same frame.
constexpr std::chrono::milliseconds patience{4};

/// Gives the session the loaded picture if its missing picture is this one under another name.
bool recognise(Session& session, const LoadedPicture& loaded) {
    const FileMark& missed = session.absent.picture_mark;
    if (!loaded.picture || !missed.known() || missed != loaded.mark) return false;
    give_picture(session, loaded.picture->path);
    session.picture_mark = loaded.mark;
    return true;
}

/// The selection that results are asked for. The changed pixels of a patch belong to Explore: elsewhere the
/// picture is as it is.
Selection selection_of(const Session& session) {
    const bool changes = session.chapter == Chapter::explore;
    return {session.patch, session.dim, session.pinned, changes ? session.choice<Explore>().times : 1};
}

}  // namespace

Workspace::Workspace(Session first, const ComputeLimits& limits, std::function<void()> wake,
                     std::vector<std::filesystem::path> folders, std::filesystem::path trained,
                     const std::filesystem::path& taken_out)
    : session_(std::move(first)),
      sample_folders_(folders),
      trained_folder_(std::move(trained)),
      earlier_runs_([](const auto& file, const auto& running) { return read_trained(file, running.stop()); },
                    wake),
      sessions_(
          [folders = std::move(folders), taken_out](const auto& file, const auto& running) {
              return model::open_session(file, folders, running.stop(), taken_out);
          },
          wake),
      second_loader_(wake),
      loader_(wake),
      weights_(wake),
      computation_(limits, wake),
      training_(std::max(1, limits.threads - 1), wake),
      previews_(limits.learned, wake) {
    if (session_.module.sides_differ()) session_.sides_linked = false;
    if (!session_.picture.empty()) load_picture(session_.picture);
}

void Workspace::open_picture(const std::filesystem::path& path) {
    load_picture(path);
    chosen_ = true;
}

void Workspace::load_picture(const std::filesystem::path& path) {
    wanted_session_.reset();
    chosen_ = false;
    wanted_picture_ = path;
    loader_.open(path);
}

void Workspace::arrived(OpenedSession& opened) {
    opened.picture_moved |= recognise(opened.session, loaded_);
    Session session = opened.session;
    if (session.picture.empty()) {
        session.picture = session_.picture;
        session.picture_mark = session_.picture_mark;
    }
    keep_answer();
    trail_.clear();
    try {
        go_over_to(std::move(session), true);
        opened_session_ = std::move(opened);
    } catch (const Error& error) {
        errors_.push_back(error);
    }
}

/// Switches to `session`: at once if its picture is open, otherwise when it has been opened. Undo takes that
/// back if it is `recorded`.
void Workspace::go_over_to(Session session, bool recorded, Ghost ghost) {
    weights_unseen_ = true;
    wanted_recorded_ = recorded;
    wanted_ghost_ = std::move(ghost);
    if (!loaded_.picture || loaded_.picture->path != session.picture) {
        load_picture(session.picture);
        wanted_session_ = std::move(session);
        return;
    }
    Session opened = model::apply(session, OpenPicture{session.picture}, picture_size());
    if (recorded) history_.record(session_);
    entered(std::move(opened));
}

/// The session is another one altogether.
void Workspace::entered(Session session) {
    session_ = std::move(session);
    ghost_ = std::exchange(wanted_ghost_, {});
    if (visit_ && visit_->question == question_of_the_range) ghost_.appear(visit_->vector);
}

void Workspace::update() {
    if (auto read = sessions_.take()) {
        if (const auto* error = std::get_if<Error>(&*read)) {
            errors_.push_back(*error);
        } else {
            arrived(std::get<OpenedSession>(*read));
        }
    }
    if (auto outcome = loader_.take()) std::visit([this](auto& result) { arrived(result); }, *outcome);
    if (auto opened = weights_.take()) arrived(*opened);
    follow_second();
    look_for_earlier_run();
    follow_training();
    if (loaded_.picture) {
        // Newer weights that are being trained wait for the results of those before.
        if (!computation_.busy() || requested_.module != session_.module) live_ = live_weights();
        computation_.request(session_.module, loaded_.picture, selection_of(session_), analyses_of(session_),
                             second_.picture, live_);
        requested_ = session_;
        if (computation_.busy()) computation_.wait(patience);
    }
    results_ = computation_.latest();
    complete_answer();
    look_up();
    if (session_.chapter == Chapter::weights && results_)
        previews_.request(session_.module, results_->pixels);
    previews_.update();
    if (const auto error = computation_.take_error()) {
        errors_.push_back(*error);
        take_back();
    }
}

/// Reverts what cannot be computed, so that screen and session agree. Weights that a session came with and
/// that cannot be used do not prevent the rest of it from loading.
void Workspace::take_back() {
    ModuleOptions& module = session_.module;
    if (!results_ || (weights_unseen_ && takes_other_file(module, results_->options))) {
        if (!module.weights.empty()) session_.absent.weights = weights_place(module);
        module = with_weights(module, {});
        if (module.init == Init::trained) module.init = session_.random_init;
        return;
    }
    module = results_->options;
    session_.patch = results_->selection.patch;
    session_.dim = results_->selection.dim;
}

/// Opens the session's second picture, whatever gave it: the user, a saved session or undo. One that a
/// session came with and that cannot be opened stays that session's.
void Workspace::follow_second() {
    if (session_.second != wanted_second_) {
        wanted_second_ = session_.second;
        const bool open = second_.picture && second_.picture->path == wanted_second_;
        if (wanted_second_.empty()) second_ = {};
        if (!wanted_second_.empty() && !open) second_loader_.open(wanted_second_);
    }
    auto outcome = second_loader_.take();
    if (!outcome) return;
    if (auto* loaded = std::get_if<LoadedPicture>(&*outcome)) {
        if (loaded->picture->path != session_.second) return;
        second_ = std::move(*loaded);
        session_.second_mark = second_.mark;
        return;
    }
    errors_.push_back(std::get<Error>(*outcome));
    if (session_.second_mark.known()) {
        session_.absent.second = session_.second;
        session_.absent.second_mark = session_.second_mark;
    }
    session_.second = second_.picture ? second_.picture->path : std::filesystem::path();
    session_.second_mark = second_.mark;
    wanted_second_ = session_.second;
}

/// Looks up the sentence while it is on the screen.
void Workspace::look_up() {
    if (session_.chapter != Chapter::words && session_.chapter != Chapter::story) return;
    try {
        words_ = model::look_up(session_.choice<Words>(), words_);
    } catch (const Error& error) {
        errors_.push_back(error);
    }
}

void Workspace::settle(const std::stop_token& stop) {
    const auto wait_for = [&stop](const auto& worker) {
        while (worker.busy()) {
            if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    };
    wait_for(sessions_);
    update();
    wait_for(loader_);
    wait_for(second_loader_);
    wait_for(weights_);
    update();
    wait_for(earlier_runs_);
    update();
    wait_for(computation_);
    update();  // what was trained may have come meanwhile, and previews need the pixels
    wait_for(computation_);
    wait_for(previews_);
    update();
    wait_for(computation_);  // an answer may have pointed elsewhere once it was computed
    update();
}

void Workspace::arrived(LoadedPicture& picture) {
    try {
        const std::filesystem::path& path = picture.picture->path;
        const Size size = picture.picture->decoded.image.size;
        const bool restores = wanted_session_.has_value();
        const bool another = loaded_.picture && loaded_.picture->path != path;
        Session next = restores ? *wanted_session_ : session_;
        // Undo restores the places that belong to its picture.
        if (another && !restores && session_.picture != path)
            next = on_other_picture(std::move(next), picture_size(), size);
        Session opened = model::apply(next, OpenPicture{path}, size);
        opened.picture_mark = picture.mark;
        recognise(opened, picture);
        if (another && !restores) opened.place<Explore>().view = {};
        if (std::exchange(chosen_, false)) {
            if (!next.absent.picture.empty()) {
                Handout handout = *opened.handout;
                handout.lesson = with_found_picture(std::move(handout.lesson), next, opened);
                opened.handout = Shared<Handout>(std::move(handout));
            }
            opened.absent.picture.clear();
            opened.absent.picture_mark = {};
        }
        const bool recorded = restores ? wanted_recorded_ : session_.picture != opened.picture;
        if (loaded_.picture && recorded) history_.record(session_);
        if (restores) {
            entered(std::move(opened));
        } else {
            if (session_.picture != opened.picture) ghost_.vanish();
            session_ = std::move(opened);
        }
        loaded_ = std::move(picture);
        wanted_session_.reset();
        opened_ = loaded_.picture->path;
    } catch (const Error& error) {
        arrived(error);
    }
}

/// A picture that cannot be shown does not prevent the rest of its session from loading.
void Workspace::arrived(const Error& error) {
    errors_.push_back(error);
    chosen_ = false;
    if (auto wanted = std::exchange(wanted_session_, std::nullopt); wanted && loaded_.picture) {
        wanted->absent.picture = std::exchange(wanted->picture, session_.picture);
        wanted->absent.picture_mark = std::exchange(wanted->picture_mark, session_.picture_mark);
        try {
            go_over_to(*wanted, wanted_recorded_, std::move(wanted_ghost_));
        } catch (const Error& impossible) {
            errors_.push_back(impossible);
        }
    }
    if (loaded_.picture) session_.picture = loaded_.picture->path;
    wanted_picture_ = session_.picture;
}

/// The module takes on the file's sizes.
void Workspace::arrived(const OpenedWeights& opened) {
    if (opened.error) {
        refused_weights_ = opened;
        return;
    }
    weights_unseen_ = false;
    ModuleOptions module = with_weights(session_.module, opened.place);
    module.config = config_of(*opened.loaded, module.config);
    try {
        change(SetModule{with_possible_sizes(module, picture_size())}, 0);
        opened_weights_ = true;
    } catch (const Error& error) {
        errors_.push_back(error);
    }
}

/// Shows a step of the lesson; undo leads back. Does nothing where there is none.
void Workspace::show_step(int index) {
    if (index < 0 || index >= static_cast<int>(session_.handout->lesson.steps.size())) return;
    keep_answer();
    trail_.clear();
    Session there = at_step(session_, index);
    if (there.picture.empty()) {
        there.picture = session_.picture;
        there.picture_mark = session_.picture_mark;
    }
    go_over_to(std::move(there), true);
}

void Workspace::apply(const Action& action, std::uint64_t gesture) {
    if (const auto* what = std::get_if<Train>(&action)) return train(*what);
    if (const auto* shown = std::get_if<ShowAnswer>(&action)) return show_answer(shown->question);
    if (const auto* shown = std::get_if<ShowQuizAnswer>(&action)) return show_quiz_answer(shown->there);
    if (const auto* shown = std::get_if<ShowStep>(&action)) return show_step(shown->index);
    if (std::holds_alternative<LeaveAnswer>(action)) return leave_answer();
    if (std::holds_alternative<KeepAnswer>(action)) return keep_answer();
    if (std::holds_alternative<DismissGhost>(action)) return ghost_.vanish();
    const auto* set = std::get_if<SetModule>(&action);
    if (set != nullptr && takes_other_file(set->module, session_.module)) {
        const TrainingPointer run = training_.progress();
        if (run && run->file == set->module.weights && run->file == trained_file_) return show_training();
        open_weights(weights_place(set->module));  // its sizes are known once it is read
    } else {
        change(action, gesture);
    }
}

void Workspace::change(const Action& action, std::uint64_t gesture) {
    Session next = model::apply(session_, action, picture_size());
    if (next.choices() != session_.choices()) {
        history_.record(session_, gesture);
        if (visit_) visit_->complete = true;  // what the user points at stays
    }
    const bool leads = std::holds_alternative<Lead>(action);
    if (leads && next.places() != session_.places())
        trail_.leave(stop_at(session_, cut_of(session_.module, picture_size())));
    if (!leads && next.chapter != session_.chapter) trail_.came_to(next.chapter);
    ghost_.follow(session_, next, results_, gesture);
    session_ = std::move(next);
}

void Workspace::back() {
    const std::optional<Stop> stop = trail_.back();
    if (!stop) return leave_answer();
    const Size picture = picture_size();
    Session next = within_limits(returned(session_, *stop, cut_of(session_.module, picture)), picture);
    if (next.choices() != session_.choices()) history_.record(session_);
    ghost_.follow(session_, next, results_);
    session_ = std::move(next);
}

const std::vector<float>* Workspace::ghost() const {
    if (results_ && results_->unchanged_vector) return results_->unchanged_vector.get();
    const std::vector<float>* ghost = ghost_.vector();
    const bool comparable = ghost != nullptr && results_ && results_->vector->size() == ghost->size();
    return comparable ? ghost : nullptr;
}

/// Skips gestures that ended where they began.
void Workspace::undo() {
    std::optional<Choices> there = history_.undo(session_);
    while (there && *there == session_.choices())
        there = history_.undo(session_);
    travel(there);
}

void Workspace::redo() {
    std::optional<Choices> there = history_.redo(session_);
    while (there && *there == session_.choices())
        there = history_.redo(session_);
    travel(there);
}

void Workspace::travel(const std::optional<Choices>& there) {
    if (!there) return;
    const Session before = session_;
    session_.choices() = *there;
    ghost_.follow(before, session_, results_);
    if (session_.picture != wanted_picture_) return load_picture(session_.picture);
    session_ = within_limits(std::move(session_), picture_size());
}

Size Workspace::picture_size() const {
    return model::picture_size(loaded_, session_.module);
}

std::optional<std::filesystem::path> Workspace::opening() const {
    if (!loader_.busy()) return std::nullopt;
    return wanted_picture_;
}

bool Workspace::behind() const {
    const bool asked = requested_.module == session_.module &&
                       selection_of(requested_) == selection_of(session_) &&
                       analyses_of(requested_) == analyses_of(session_);
    const bool untaken = sessions_.untaken() || loader_.untaken() || weights_.untaken() ||
                         second_loader_.untaken() || wanted_second_ != session_.second;
    return working() || untaken || computation_.latest() != results_ || (loaded_.picture && !asked);
}

}  // namespace patchlens::model
