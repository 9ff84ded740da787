// What a user can do, as values. Chapters emit actions while they draw and change nothing; `apply` is the
// only place where a session changes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/model/state/session.h"

namespace patchlens::model {

/// One side of a size; with sides linked, both follow.
enum class Side { height, width };

struct SetImgSize {
    Side side = Side::height;
    std::int64_t value = 0;
};
struct SetPatchSize {
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
struct SetVectorView {
    VectorView view = VectorView::order;
};
struct SetOverlayOpacity {
    double opacity = 1;
};
/// What a chapter shows; what cannot be is moved to the nearest that can.
struct SetWords {
    WordsChoice choice;
};
struct SetPatches {
    PatchesChoice choice;
};
struct SetProjection {
    ProjectionChoice choice;
};
struct SetMaps {
    MapsChoice choice;
};
struct SetCode {
    CodeChoice choice;
};
struct ReduceMotion {
    bool reduced = true;
};
/// The module's options with one or several of them changed: a preset, a reset, how the picture is fitted.
struct SetModule {
    ModuleOptions module;
};
/// Which part of the picture is shown; outside the possible, the nearest.
struct SetView {
    View view;
};
struct SetOverlay {
    Overlay overlay = Overlay::none;
};
struct ShowGridLines {
    bool shown = true;
};
struct StretchContrast {
    bool stretched = true;
};
struct SetChapter {
    Chapter chapter = Chapter::explore;
};
struct SetLanguage {
    LanguageId language = LanguageId::en;
};
struct SetTheme {
    Theme theme = Theme::dark;
};
/// Opening takes time and can fail, so the shell does it; the session changes when the picture is there.
struct OpenPicture {
    std::filesystem::path path;
};
/// Text for the clipboard, and what a message says was copied.
struct CopyText {
    std::string text;
    std::string what;
};
/// A mistake the widget itself saw, such as text where a number belongs: shown, nothing changes.
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
/// How large everything is drawn, as a factor on top of what the screen asks for, and whether for a
/// projector: settings of the user, kept by the shell and not in a session.
struct SetUiScale {
    double scale = 1;
};
struct Present {
    bool presenting = true;
};
/// A box over the screen; the shell shows it.
enum class Dialog { none, menu, open, open_session, save_session, help, about };
struct ShowDialog {
    Dialog dialog = Dialog::none;
};

using Action =
    std::variant<SetImgSize, SetPatchSize, SetInChans, SetEmbedDim, SetSeed, LinkSides, SelectPatch,
                 SelectDimension, SetView, SetOverlay, ShowGridLines, StretchContrast, PinPatch,
                 SetVectorView, SetOverlayOpacity, SetWords, SetPatches, SetProjection, SetMaps, SetCode,
                 ReduceMotion, SetModule, CopyText, SetChapter, SetTheme, SetLanguage, OpenPicture,
                 SaveSession, OpenSession, SetUiScale, Present, Undo, Redo, Quit, ShowDialog, ReportError>;
using Actions = std::vector<Action>;

/// The session after `action`. What cannot be throws the Error whose sentence says why, and the caller keeps
/// the session it had: a patch larger than the image, a size or a dimension out of range. The selection stays
/// at its place in the picture when sizes or fit change, and the chosen dimension comes back with embed_dim.
/// `picture` is the size of the decoded picture, which with Fit::none decides the grid. What the shell does
/// (Undo, Quit, SaveSession, …) changes nothing here.
Session apply(Session session, const Action& action, Size picture);

/// The session with selection and what plays moved into the grid and the vector they belong to. Throws
/// Error(patch_larger_than_image) where there is no grid.
Session within_limits(Session session, Size picture);

/// The session on a picture of size `now` in place of one of size `before`: remembered places stay where the
/// module sees them.
Session on_other_picture(Session session, Size before, Size now);

/// How the module cuts a picture.
Cut cut_of(const ModuleOptions& module, Size picture);

/// The size the module sees: img_size, or with Fit::none the picture's own.
Size seen_size(const ModuleOptions& module, Size picture);

}  // namespace patchlens::model
