// Everything the user chose, as one plain value. Saving it and loading it again restores the screen; undo is
// a stack of its Choices. What is computed from it is in results.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/chapters/list.h"
#include "app/model/files/file_mark.h"
#include "app/model/files/picture_place.h"
#include "app/model/lesson/lesson.h"
#include "app/model/state/painted_filter.h"
#include "app/model/state/shared.h"
#include "core/patch_embed.h"
#include "core/picture/preprocess.h"
#include "core/weights/flat_weight.h"
#include "core/weights/kernel_layout.h"

namespace patchlens::model {

struct ModuleOptions;

/// The file to read a projection from and the place in it; no file if the path is empty.
struct WeightsPlace {
    std::filesystem::path path;
    std::string tensor = {};  ///< empty: found by name
    std::optional<FlatOrder> flat_order = {};
    std::optional<WeightLayout> layout = {};

    bool operator==(const WeightsPlace&) const = default;
};

/// Where `module` takes its weights from, and the same module with its weights from `place`.
WeightsPlace weights_place(const ModuleOptions& module);
ModuleOptions with_weights(ModuleOptions module, const WeightsPlace& place);

/// The options of the module: the same on the command line, in the window and in a saved session.
struct ModuleOptions {
    PatchEmbedConfig config;
    Init init = Init::torch;
    std::uint64_t seed = 0;
    Fit fit = Fit::crop;
    ResizeFilter filter = ResizeFilter::bilinear;
    Normalize normalize = Normalize::none;
    std::filesystem::path weights;  ///< a model file; empty: the weights are those of `init` (and `seed`)
    std::string tensor;             ///< the tensor in it; empty: found by name
    /// The order of the weight's axes, if the file leaves it open.
    std::optional<WeightLayout> weight_layout;
    std::optional<FlatOrder> flat_order;  ///< likewise of a flat weight's columns
    std::vector<PaintedFilter> painted;   ///< filters by hand in place of those from there

    bool operator==(const ModuleOptions&) const = default;
    /// Whether height and width differ, of the image, the patch, the stride or the padding.
    bool sides_differ() const {
        const auto differ = [](Size size) { return size.height != size.width; };
        return differ(config.img_size) || differ(config.patch_size) || differ(config.padding) ||
               (config.stride && differ(*config.stride));
    }
    PreprocessConfig preprocess() const { return {config.img_size, config.in_chans, fit, filter, normalize}; }
};

/// Files that a saved session names and that are missing. They are remembered, so that saving again loses
/// nothing.
struct AbsentFiles {
    std::filesystem::path picture;
    FileMark picture_mark;
    std::filesystem::path second;
    FileMark second_mark;
    WeightsPlace weights;

    bool operator==(const AbsentFiles&) const = default;
};

/// What is computed and selected: undo and redo switch between these.
struct Choices {
    std::filesystem::path picture;  ///< the open picture, …
    FileMark picture_mark;          ///< … as it was when it was opened
    std::filesystem::path second;   ///< a picture to compare patches with; empty: none
    FileMark second_mark;
    AbsentFiles absent;  ///< missing files that the session was saved with
    Shared<Handout> handout;
    std::string kept;  ///< a JSON object with the choices and places that this program does not know
    ModuleOptions module;
    Init random_init = Init::torch;  ///< the last that was drawn: what "random" goes back to
    bool sides_linked = true;        ///< changing the height also changes the width
    PatchPosition patch{19, 10};
    int dim = 137;
    std::optional<PatchPosition> pinned;  ///< the patch the selected one is compared with
    // The original selection, if the current sizes have moved it: restored when the sizes change back.
    std::optional<PicturePoint> patch_place;   ///< the middle of the selected patch; none: that of `patch`
    std::optional<PicturePoint> pinned_place;  ///< likewise of `pinned`
    std::optional<int> chosen_dim;             ///< none: `dim`
    ChapterChoices chapter_choices;

    bool operator==(const Choices&) const = default;
};

/// The view and how it looks: never changed by undo.
struct Places {
    Chapter chapter = Chapter::explore;
    bool stretch = true;  ///< colour planes use their whole range, from the patch's smallest to its largest
    LanguageId language = LanguageId::en;
    Theme theme = Theme::dark;
    bool reduced_motion = false;  ///< animated changes jump instead of gliding
    int lesson_step = 0;          ///< of the lesson in `handout`, from 0
    ChapterPlaces chapter_places;

    bool operator==(const Places&) const = default;
};

/// Everything on the screen that the user decides. Every field is in the list of session_fields.h.
struct Session : Choices, Places {
    Choices& choices() { return *this; }
    const Choices& choices() const { return *this; }
    Places& places() { return *this; }
    const Places& places() const { return *this; }

    /// The state of one chapter: session.choice<Words>().sentence, session.place<Maps>().view.
    template <typename Type>
    typename Type::Choice& choice() {
        return of<typename Type::Choice>();
    }
    template <typename Type>
    const typename Type::Choice& choice() const {
        return of<typename Type::Choice>();
    }
    template <typename Type>
    typename Type::Place& place() {
        return of<typename Type::Place>();
    }
    template <typename Type>
    const typename Type::Place& place() const {
        return of<typename Type::Place>();
    }
    /// The same by its own type: of<Words::Choice>(), of<Maps::Place>().
    template <typename State>
    State& of() {
        if constexpr (is_choice<State>) {
            return std::get<State>(chapter_choices);
        } else {
            return std::get<State>(chapter_places);
        }
    }
    template <typename State>
    const State& of() const {
        if constexpr (is_choice<State>) {
            return std::get<State>(chapter_choices);
        } else {
            return std::get<State>(chapter_places);
        }
    }

    bool operator==(const Session&) const = default;
};

/// Gives the session another picture; none is missing then.
void give_picture(Session& session, const std::filesystem::path& picture);
/// Gives it another second picture, or none.
void give_second(Session& session, const std::filesystem::path& second);
/// Forgets missing weights, after others were chosen.
void forget_missing_weights(Session& session);

/// The limits that the module imposes on the chapters.
Facts facts_of(const ModuleOptions& module);
/// Moves invalid values of the chapters to the nearest valid ones. Throws Error(value_out_of_range) if there
/// is none.
void clamp_chapters(Session& session, const Facts& facts);

/// Whether both are the same once saved.
bool same_when_saved(const Session& a, const Session& b);

/// The session as JSON text with a format marker ("format": "patchlens-session") and a version, and back. A
/// session saved before there was a marker is read if it holds only keys of this program. Unknown keys are
/// kept and written again. Throws Error(not_a_session) for any other text, Error(session_newer) for a later
/// version, Error(session_damaged), which names the text and the key, for a wrong type or an impossible
/// value. `name` is the name of the text in error messages. What lies within it is in session_text.h.
std::string to_json(const Session& session);
/// The same for the next start of the program: if the picture of the session is missing, the one on the
/// screen is saved as well, as "shown"; it is read back as session.picture, the missing one as
/// session.absent.picture.
std::string state_json(const Session& session);
Session session_from_json(std::string_view text, std::string_view name = "session");

}  // namespace patchlens::model
