// Everything the user chose, as one plain value. Saving it and loading it again restores the screen; undo is
// a stack of them. What is computed from it is in results.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/model/chapters/list.h"
#include "app/model/files/file_mark.h"
#include "app/model/files/picture_place.h"
#include "core/patch_embed.h"
#include "core/picture/preprocess.h"
#include "core/weights/flat_weight.h"
#include "core/weights/kernel_layout.h"

namespace patchlens::model {

struct ModuleOptions;

/// Where in which file to look for a projection; without a path, in none.
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
    std::filesystem::path weights;  ///< a model file; empty: `init` and `seed` make the weights
    std::string tensor;             ///< which tensor of it; empty: found by name
    std::optional<WeightLayout>
        weight_layout;  ///< in which order the weight's axes stand, where the file leaves it open
    std::optional<FlatOrder> flat_order;  ///< the same of a flat weight's columns

    bool operator==(const ModuleOptions&) const = default;
    /// Whether height and width differ, of the image or of the patch.
    bool sides_differ() const {
        return config.img_size.height != config.img_size.width ||
               config.patch_size.height != config.patch_size.width;
    }
    PreprocessConfig preprocess() const { return {config.img_size, config.in_chans, fit, filter, normalize}; }
};

/// Files that a saved session names and that are not there. They are kept, so that saving again loses
/// nothing.
struct AbsentFiles {
    std::filesystem::path picture;
    FileMark picture_mark;
    WeightsPlace weights;

    bool operator==(const AbsentFiles&) const = default;
};

/// What is computed and selected: undo goes back and forth between these.
struct Choices {
    std::filesystem::path picture;  ///< the open picture, …
    FileMark picture_mark;          ///< … as it was when it was opened
    AbsentFiles absent;             ///< what the session was saved with in place of what is open
    ModuleOptions module;
    bool sides_linked = true;  ///< a change of height is a change of width as well
    PatchPosition patch{19, 10};
    int dim = 137;
    std::optional<PatchPosition> pinned;  ///< the patch the selected one is compared with
    // What was chosen, where the sizes of now have moved it: it comes back with the sizes.
    std::optional<PicturePoint> patch_place;   ///< the middle of the patch selected; none: that of `patch`
    std::optional<PicturePoint> pinned_place;  ///< likewise of `pinned`
    std::optional<int> chosen_dim;             ///< none: `dim`
    ChapterChoices chapter_choices;

    bool operator==(const Choices&) const = default;
};

/// Where one looks, and how: never undone.
struct Places {
    Chapter chapter = Chapter::explore;
    bool stretch = true;  ///< colour planes use their whole range, from the patch's smallest to its largest
    LanguageId language = LanguageId::en;
    Theme theme = Theme::dark;
    bool reduced_motion = false;  ///< things jump where they would glide
    ChapterPlaces chapter_places;

    bool operator==(const Places&) const = default;
};

/// What is on the screen, as far as the user decided it. Every field is in the list of session_fields.h.
struct Session : Choices, Places {
    Choices& choices() { return *this; }
    const Choices& choices() const { return *this; }
    Places& places() { return *this; }
    const Places& places() const { return *this; }

    /// What one chapter remembers: session.choice<Words>().sentence, session.place<Maps>().view.
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

/// Puts another picture into the session, which then misses none.
void give_picture(Session& session, const std::filesystem::path& picture);
/// Weights that were missing are not waited for any more: others were chosen.
void forget_missing_weights(Session& session);

/// What the module allows the chapters.
Facts facts_of(const ModuleOptions& module);
/// What the chapters remember moved to the nearest that can be. Throws Error(value_out_of_range) where there
/// is none.
void clamp_chapters(Session& session, const Facts& facts);

/// Whether both are saved as the same.
bool same_when_saved(const Session& a, const Session& b);

/// JSON text that says what it is ("format": "patchlens-session") and its version, and back. A session saved
/// before there was a mark is read where it holds this program's keys and no others. Unknown keys are
/// ignored. Throws Error(not_a_session) for any other text, Error(session_newer) for a later version,
/// Error(session_damaged), which names the text and the key, for a wrong type or an impossible value. `name`
/// stands for the text in sentences.
std::string to_json(const Session& session);
/// The same for the next start of the program: where the session misses its picture, that on the screen is
/// kept beside it, as "shown", and read as session.picture, the missed one as session.absent.picture.
std::string state_json(const Session& session);
Session session_from_json(std::string_view text, std::string_view name = "session");

}  // namespace patchlens::model
