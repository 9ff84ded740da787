// What a user can do, as values. Chapters emit actions while they draw and change nothing; `apply` is the
// only place where a session changes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "app/model/state/glossary.h"
#include "app/model/state/message.h"
#include "app/model/state/session.h"
#include "app/model/state/spot.h"

namespace patchlens::model {

/// One side of a size; with sides linked, both change.
enum class Side { height, width };

struct SetImgSize {
    Side side = Side::height;
    std::int64_t value = 0;
};
struct SetPatchSize {
    Side side = Side::height;
    std::int64_t value = 0;
};
/// Of the convolution; patch_size makes it follow patch_size again.
struct SetStride {
    Side side = Side::height;
    std::int64_t value = 0;
};
struct SetPadding {
    Side side = Side::height;
    std::int64_t value = 0;
};
struct SetInChans {
    std::int64_t value = 0;
};
struct SetEmbedDim {
    std::int64_t value = 0;
};
struct SetSeed {
    std::int64_t value = 0;
};
struct LinkSides {
    bool linked = true;
};
/// A patch of the grid by row and column; outside the grid, the nearest one.
struct SelectPatch {
    PatchPosition patch;
};
/// A dimension of the vector; outside it, the nearest one.
struct SelectDimension {
    int dim = 0;
};
/// The patch to compare with; none ends the comparison.
struct PinPatch {
    std::optional<PatchPosition> patch;
};
/// What the weights lab's training does next. `start` begins a run or goes on with it; `restart` begins
/// another one, paused. The workspace does it.
enum class Train { start, pause, step, restart };
/// Saves the weights on the screen as .safetensors; an empty path asks for one. The shell does it.
struct SaveWeights {
    std::filesystem::path path;
};
/// Saves what was answered in the quiz as .csv; an empty path asks for one. The shell does it.
struct SaveResults {
    std::filesystem::path path;
};
/// Replaces a chapter's Choice or Place; invalid values are moved to the nearest valid ones.
template <typename State>
struct SetChapter {
    State state;
};
struct ReduceMotion {
    bool reduced = true;
};
/// The module's options with one or several of them changed: a preset, a reset, how the picture is fitted.
struct SetModule {
    ModuleOptions module;
};
/// Between the learned weights that the program comes with and those that were last drawn at random.
struct ShowLearned {
    bool learned = true;
};
struct StretchContrast {
    bool stretched = true;
};
struct ShowChapter {
    Chapter chapter = Chapter::explore;
};
/// From a thing on the screen to where it is explained, with what is selected there. The way back is
/// remembered (trail.h).
struct Lead {
    Spot to;
    std::optional<PatchPosition> patch = {};
    std::optional<int> dim = {};
    std::optional<int> product = {};  ///< of the sum that Projection takes apart
};
/// Back to where the last lead came from: the workspace keeps the trail.
struct GoBack {};
/// To where the answer of a question is seen (questions.h), and back to where one was; or one stays there.
/// The workspace remembers where that was.
struct ShowAnswer {
    int question = 1;
};
/// The same for a question of the quiz: `there` is where its answer is seen.
struct ShowQuizAnswer {
    Session there;
};
struct LeaveAnswer {};
struct KeepAnswer {};
/// The session's lesson, at step number `step`.
struct SetLesson {
    Lesson lesson;
    int step = 0;
};
/// A step of the lesson; the workspace opens its picture.
struct ShowStep {
    int index = 0;
};
/// Whether the session is saved with its pictures' bytes inside.
struct PutPictureInside {
    bool inside = true;
};
/// The vector of before the last change no longer stands behind the present one.
struct DismissGhost {};
/// The glossary, at a term or where it was; the shell shows it.
struct OpenGlossary {
    std::optional<Term> term = {};
};
struct SetLanguage {
    LanguageId language = LanguageId::en;
};
struct SetTheme {
    Theme theme = Theme::dark;
};
/// Opening takes time and can fail, so the shell does it; the session changes when the picture is open.
struct OpenPicture {
    std::filesystem::path path;
};
/// The picture that patches are compared with, or none; it is opened in the background.
struct SetSecond {
    std::filesystem::path path;
};
/// Text for the clipboard, and what a message says was copied.
struct CopyText {
    std::string text;
    Message what;
};
/// A picture for the clipboard, or for a PNG file whose path the user is asked for; `name` is what the
/// message and the file call it. A small map is enlarged by a whole number; pixels that others may compute
/// with stay as they are. The shell does it.
struct CopyPicture {
    std::shared_ptr<const Image> picture;
    std::string name;
    bool map = true;
};
struct SavePicture {
    std::shared_ptr<const Image> picture;
    std::string name;
    bool map = true;
    std::filesystem::path path = {};  ///< empty: ask
    /// The scene as it is drawn instead: `pixels` for one of the screen's, or .svg. The platform draws it.
    bool scene = false;
    int pixels = 1;
};
/// Opens what the clipboard holds: a picture, or the file whose path is its text. The shell does it.
struct Paste {};
/// An input error that the widget itself found, such as text where a number belongs: it is shown, nothing
/// changes.
struct ReportError {
    Error error;
};

/// One step back, one step forward: the shell keeps the history.
struct Undo {};
struct Redo {};
struct Quit {};
/// Saves what is on the screen to a file, or opens one; an empty path is the file saved to last. The shell
/// does it.
struct SaveSession {
    std::filesystem::path path;
};
struct OpenSession {
    std::filesystem::path path;
};
/// The size of the user interface, as a factor on top of the screen's own scale, and whether it is for a
/// projector: user settings, kept by the shell and not in a session.
struct SetUiScale {
    double scale = 1;
};
struct Present {
    bool presenting = true;
};
/// Whether F4 reads aloud, another setting; and to read what the keyboard is on. The shell does both.
struct SetSpeech {
    bool on = true;
};
struct ReadAloud {};
/// A dialog over the screen; the shell shows it.
enum class Dialog {
    none,
    menu,
    open,
    open_second,
    open_weights,
    open_session,
    save_session,
    save_picture,
    save_weights,
    save_results,
    help,
    about,
    glossary,
    questions,
    lesson
};
struct ShowDialog {
    Dialog dialog = Dialog::none;
};

namespace detail {
template <typename... Plain, typename... Choices, typename... Places>
auto with_chapters(std::variant<Plain...>, std::tuple<Choices...>, std::tuple<Places...>)
    -> std::variant<Plain..., SetChapter<Choices>..., SetChapter<Places>...>;
using PlainAction =
    std::variant<SetImgSize, SetPatchSize, SetStride, SetPadding, SetInChans, SetEmbedDim, SetSeed, LinkSides,
                 SelectPatch, SelectDimension, StretchContrast, PinPatch, ReduceMotion, SetModule,
                 ShowLearned, CopyText, CopyPicture, SavePicture, Paste, ShowChapter, SetTheme, SetLanguage,
                 OpenPicture, SetSecond, SaveSession, OpenSession, SetUiScale, Present, Undo, Redo, Quit,
                 ShowDialog, ReportError, Lead, GoBack, Train, SaveWeights, SaveResults, OpenGlossary,
                 ShowAnswer, ShowQuizAnswer, LeaveAnswer, KeepAnswer, DismissGhost, SetSpeech, ReadAloud,
                 SetLesson, ShowStep, PutPictureInside>;
}  // namespace detail

using Action = decltype(detail::with_chapters(detail::PlainAction{}, ChapterChoices{}, ChapterPlaces{}));
using Actions = std::vector<Action>;

/// Adds an action that sets a chapter's Choice or Place to what `change` makes of it, unless nothing changes.
/// Several changes within a frame accumulate: each starts from the one before, not from the session.
template <typename State, typename Change>
void change(const Session& session, Actions& actions, const Change& change) {
    const State* now = &session.of<State>();
    for (const Action& action : actions) {
        if (const auto* set = std::get_if<SetChapter<State>>(&action)) now = &set->state;
    }
    State changed = *now;
    change(changed);
    if (changed != *now) actions.emplace_back(SetChapter<State>{std::move(changed)});
}

/// The session after `action`. Throws an Error for what is impossible, such as a patch larger than the image
/// or a size out of range; the caller then keeps its session. The selection stays at its place in the picture
/// when sizes or fit change, and the chosen dimension comes back with embed_dim. `picture` is the size of the
/// decoded picture, which with Fit::none decides the grid. What the shell does (Undo, Quit, SaveSession, …)
/// changes nothing here.
Session apply(Session session, const Action& action, Size picture);

/// The session with selection and chapters moved to what grid, vector and module allow. Throws
/// Error(patch_larger_than_image) where there is no grid.
Session within_limits(Session session, Size picture);

/// The session moved from a picture of size `before` to one of size `now`: remembered places stay where the
/// module sees them.
Session on_other_picture(Session session, Size before, Size now);

/// How the module cuts a picture.
Cut cut_of(const ModuleOptions& module, Size picture);

/// The size the module sees: img_size, or with Fit::none the picture's own.
Size seen_size(const ModuleOptions& module, Size picture);

}  // namespace patchlens::model
