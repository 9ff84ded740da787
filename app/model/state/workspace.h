// The session being worked on, with what is loaded and computed for it: the program without a screen.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <utility>
#include <variant>
#include <vector>

#include "app/model/chapters/word_lookup.h"
#include "app/model/computing/computation.h"
#include "app/model/computing/latest_request.h"
#include "app/model/computing/source_previews.h"
#include "app/model/computing/training.h"
#include "app/model/files/picture_loader.h"
#include "app/model/files/weights_loader.h"
#include "app/model/questions/visit.h"
#include "app/model/state/actions.h"
#include "app/model/state/ghost.h"
#include "app/model/state/session_file.h"
#include "app/model/state/trail.h"
#include "app/model/state/undo_history.h"

namespace patchlens::model {

class Workspace {
public:
    /// Starts opening the session's picture, where it has one. `wake` is called from other threads when there
    /// is something for `update` to take. The missing pictures of sessions are also searched for in
    /// `folders`; the pictures in them are the samples to train on. What is trained is saved in `trained`,
    /// pictures that were inside a session in `taken_out`; an empty path for nowhere.
    Workspace(Session first, const ComputeLimits& limits, std::function<void()> wake,
              std::vector<std::filesystem::path> folders = {}, std::filesystem::path trained = {},
              const std::filesystem::path& taken_out = {});

    /// Opens a picture in the background; the session changes when it is open. A session that waits for
    /// another picture is dropped.
    void open_picture(const std::filesystem::path& path);
    /// Opens a file of weights in the background; the module takes on its sizes when it is open.
    void open_weights(WeightsPlace place) { weights_.open(std::move(place)); }
    /// Reads a saved session in the background and switches to it when it and its picture are open. The
    /// switch can be undone.
    void open_session(std::filesystem::path file) { sessions_.ask(std::move(file)); }

    /// Takes what the loaders and the worker have finished and requests what the session needs.
    void update();
    /// Waits until the picture is open and everything asked for is computed. Throws Error(cancelled) once
    /// `stop` is requested.
    void settle(const std::stop_token& stop = {});

    /// Applies an action that the shell does not handle itself. Changes of one `gesture` (not 0) undo in one
    /// step. Throws what model::apply throws.
    void apply(const Action& action, std::uint64_t gesture);
    void undo();
    void redo();
    /// Returns to where the last lead was followed. A selection that this changes back can be undone.
    void back();
    /// Where back() would return to; null without a lead to return from.
    const Stop* last_stop() const { return trail_.last(); }
    /// The question whose answer is shown, and where its visit began; null where none is.
    const Visit* visit() const { return visit_ ? &*visit_ : nullptr; }
    /// The session to find at the next start: a visit is left.
    const Session& session_to_keep() const { return visit_ ? visit_->before : session_; }
    /// The vector that stands behind the present one, to compare them: that of the pixels as they are, or of
    /// before the last change. Null without one.
    const std::vector<float>* ghost() const;
    bool can_undo() const { return history_.can_undo(); }
    bool can_redo() const { return history_.can_redo(); }

    const Session& session() const { return session_; }
    const LoadedPicture& loaded() const { return loaded_; }
    const LoadedPicture& second() const { return second_; }
    const ResultsPointer& results() const { return results_; }
    /// The sentence looked up; null until its chapter has been shown.
    const WordLookupPointer& words() const { return words_; }
    const Training& training() const { return training_; }
    /// The first filters of every initialisation; null until the weights lab has been shown.
    const std::shared_ptr<const Previews>& previews() const { return previews_.latest(); }
    /// Whether the session's weights are those being trained, as they are now, or of an earlier run.
    bool shows_training() const;
    /// To be called before the session is saved, and after: what is being trained is saved if the session
    /// shows it, and training goes on in another file. Throws Error(file_unwritable).
    void save_training();
    void session_saved();
    /// The size of the open picture; before the first is open, a size large enough for the module.
    Size picture_size() const;
    /// The picture being opened, if any.
    std::optional<std::filesystem::path> opening() const;
    OpeningProgress opening_progress() const { return loader_.progress(); }
    /// Whether something is being opened or computed.
    bool working() const { return opening_something() || computation_.busy(); }
    bool opening_something() const {
        return sessions_.busy() || loader_.busy() || weights_.busy() || second_loader_.busy();
    }
    /// Whether the results are not yet what the session asks for.
    bool behind() const;

    /// What failed since the last call.
    std::vector<Error> take_errors() { return std::exchange(errors_, {}); }
    /// The file of weights that could not be used since the last call, and why.
    std::optional<OpenedWeights> take_refused_weights() {
        return std::exchange(refused_weights_, std::nullopt);
    }
    /// The session that was opened since the last call, and what became of its files.
    std::optional<OpenedSession> take_opened_session() {
        return std::exchange(opened_session_, std::nullopt);
    }
    /// Whether weights were opened since the last call.
    bool take_opened_weights() { return std::exchange(opened_weights_, false); }
    /// The picture that was opened since the last call.
    std::optional<std::filesystem::path> take_opened() { return std::exchange(opened_, std::nullopt); }

private:
    void arrived(LoadedPicture& picture);
    void arrived(const Error& error);
    void arrived(const OpenedWeights& opened);
    void arrived(OpenedSession& opened);
    void load_picture(const std::filesystem::path& path);
    void go_over_to(Session session, bool recorded, Ghost ghost = {});
    void entered(Session session);
    void show_answer(int question);
    void show_quiz_answer(const Session& there);
    void complete_answer();
    void show_step(int index);
    void leave_answer();
    void keep_answer();
    void change(const Action& action, std::uint64_t gesture);
    void travel(const std::optional<Choices>& there);
    void take_back();
    void look_up();
    void train(Train what);
    void begin_training(bool running);
    void continue_training(bool running);
    void start_training(TrainingPlan plan, bool running);
    void look_for_earlier_run();
    void show_training();
    void follow_training();
    void leave_saved_file();
    LoadedPointer live_weights() const;
    void follow_second();

    Session session_;
    UndoHistory history_;
    Trail trail_;
    Ghost ghost_;
    std::optional<Visit> visit_;
    LoadedPicture loaded_;
    std::filesystem::path wanted_picture_;   ///< the one requested last
    LoadedPicture second_;                   ///< the open second picture; null pointers without one
    std::filesystem::path wanted_second_;    ///< the one requested last
    std::optional<Session> wanted_session_;  ///< waits for its picture
    bool wanted_recorded_ = true;            ///< undo will take it back
    Ghost wanted_ghost_;                     ///< stands behind the bars there
    bool weights_unseen_ = true;  ///< they came with a session, and nothing has been computed with them
    bool chosen_ = false;         ///< the picture being opened was requested by the user
    ResultsPointer results_;
    WordLookupPointer words_;
    Session requested_;  ///< what the results belong to, or soon will
    std::vector<Error> errors_;
    std::optional<OpenedWeights> refused_weights_;
    bool opened_weights_ = false;
    std::optional<std::filesystem::path> opened_;
    std::optional<OpenedSession> opened_session_;
    std::vector<std::filesystem::path> sample_folders_;
    std::filesystem::path trained_folder_;
    std::filesystem::path trained_file_;  ///< of the training run
    bool show_training_ = false;          ///< once it has published something
    bool saved_with_session_ = false;     ///< the file as it is belongs to a saved session
    LoadedPointer live_;                  ///< the trained weights that the results are asked for with
    std::filesystem::path asked_run_;     ///< the file of an earlier run that was asked for last
    LatestRequest<std::filesystem::path, TrainingPointer> earlier_runs_;
    LatestRequest<std::filesystem::path, OpenedSession> sessions_;
    PictureLoader second_loader_;
    PictureLoader loader_;  // last, so that their threads stop before what they wake is gone
    WeightsLoader weights_;
    Computation computation_;
    Training training_;
    SourcePreviews previews_;
};

}  // namespace patchlens::model
