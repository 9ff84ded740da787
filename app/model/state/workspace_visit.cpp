// The workspace's part in visits: an answer is shown in place of the session, which waits aside with its undo
// and its trail.
#include <filesystem>
#include <utility>

#include "app/model/questions/questions.h"
#include "app/model/state/workspace.h"

namespace patchlens::model {
namespace {

/// `session` in the language and the look of `now`.
Session with_habits(Session session, const Session& now) {
    keep_habits(session, now);
    return session;
}

}  // namespace

/// Shows the answer in place of the session, which waits aside with its undo and its trail.
void Workspace::show_answer(int question) {
    if (!loaded_.picture) return;
    if (!visit_) visit_ = Visit{question, session_, history_, trail_, ghost_, vector_of(results_, session_)};
    visit_->question = question;
    visit_->complete = false;
    history_ = {};
    trail_.clear();
    const auto samples = sample_folders_.empty() ? std::filesystem::path() : sample_folders_.front();
    visit_->shown = answer_of(with_habits(visit_->before, session_), question, samples);
    go_over_to(visit_->shown, false);
}

/// The same; throws before anything changes where the picture cannot be seen so.
void Workspace::show_quiz_answer(const Session& there) {
    if (!loaded_.picture) return;
    const Session possible = model::apply(there, OpenPicture{there.picture}, picture_size());
    if (!visit_) visit_ = Visit{question_of_the_quiz, session_, history_, trail_, ghost_, nullptr};
    visit_->question = question_of_the_quiz;
    visit_->shown = possible;
    visit_->complete = true;
    visit_->before.place<Quiz>() = session_.place<Quiz>();
    history_ = {};
    trail_.clear();
    go_over_to(possible, false);
}

/// Once it is computed, the answer points at what nobody could know before.
void Workspace::complete_answer() {
    if (!visit_ || visit_->complete || !results_ || wanted_session_ || behind()) return;
    visit_->complete = true;
    session_ = completed_answer(std::move(session_), visit_->question, *results_);
}

void Workspace::leave_answer() {
    if (!visit_) return;
    Visit visit = std::move(*visit_);
    visit_.reset();
    history_ = std::move(visit.history);
    trail_ = std::move(visit.trail);
    go_over_to(with_habits(std::move(visit.before), session_), false, std::move(visit.ghost));
}

/// One stays at the answer; undo leads back to what was chosen before.
void Workspace::keep_answer() {
    if (!visit_) return;
    history_ = std::move(visit_->history);
    history_.record(visit_->before);
    trail_ = std::move(visit_->trail);
    visit_.reset();
}

}  // namespace patchlens::model
