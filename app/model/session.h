// Everything the user chose, as one plain value. Saving it and loading it again restores the screen; undo is
// a stack of them. What is computed from it is in results.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/model/code_choice.h"
#include "app/model/maps_choice.h"
#include "app/model/names.h"
#include "app/model/patches_choice.h"
#include "app/model/projection_choice.h"
#include "app/model/words_choice.h"
#include "core/flat_weight.h"
#include "core/patch_embed.h"
#include "core/preprocess.h"

namespace patchlens::model {

/// The options of the module: the same on the command line, in the window and in a saved session.
struct ModuleOptions {
    PatchEmbedConfig config;
    Init init = Init::torch;
    std::uint64_t seed = 0;
    Fit fit = Fit::crop;
    Filter filter = Filter::bilinear;
    Normalize normalize = Normalize::none;
    std::filesystem::path weights;  ///< a model file; empty: `init` and `seed` make the weights
    std::string tensor;             ///< which tensor of it; empty: found by name
    std::optional<FlatOrder>
        flat_order;  ///< how a flat weight's columns stand, where the file leaves it open

    bool operator==(const ModuleOptions&) const = default;
    /// Whether height and width differ, of the image or of the patch.
    bool sides_differ() const {
        return config.img_size.height != config.img_size.width ||
               config.patch_size.height != config.patch_size.width;
    }
    PreprocessConfig preprocess() const { return {config.img_size, config.in_chans, fit, filter, normalize}; }
};

/// Which part of the picture the scene shows.
struct View {
    double zoom = 1;  ///< 1: the whole picture just fits
    double x = 0.5;   ///< the point in the middle, 0 left to 1 right, …
    double y = 0.5;   ///< … 0 top to 1 bottom

    bool operator==(const View&) const = default;
    /// Visits every field with its key in a saved session.
    static void each(auto& view, auto&& visit) {
        visit("zoom", view.zoom);
        visit("x", view.x);
        visit("y", view.y);
    }
};

inline constexpr double largest_zoom = 4096;

/// What is on the screen, as far as the user decided it.
struct Session {
    std::filesystem::path picture;  ///< the open picture
    ModuleOptions module;
    bool sides_linked = true;  ///< a change of height is a change of width as well
    PatchPosition patch{19, 10};
    int dim = 137;
    std::optional<PatchPosition> pinned;  ///< the patch the selected one is compared with
    View view;
    Overlay overlay = Overlay::none;
    double overlay_opacity = 1;  ///< 0: only the picture, 1: only what lies over it
    VectorView vector_view = VectorView::order;
    bool grid_lines = true;
    bool stretch = true;  ///< colour planes use their whole range, from the patch's smallest to its largest
    Chapter chapter = Chapter::explore;
    WordsChoice words;
    PatchesChoice patches;
    ProjectionChoice projection;
    MapsChoice maps;
    CodeChoice code;
    LanguageId language = LanguageId::en;
    Theme theme = Theme::dark;
    bool reduced_motion = false;  ///< things jump where they would glide

    bool operator==(const Session&) const = default;
};

/// `session` with its place in the story from `current`: zoom, and how far what plays has come. These are
/// looked at, not chosen, so undo leaves them where they are.
Session at_same_place(Session session, const Session& current);

/// Limits of the window's controls; the command line accepts what core::validate accepts.
inline constexpr int largest_img_size = 8192;
inline constexpr int largest_embed_dim = 4096;

/// JSON text, and back. Unknown keys are ignored; a wrong type or an impossible value throws
/// Error(session_damaged), which names the key.
std::string to_json(const Session& session);
Session session_from_json(std::string_view text);

/// Reads a session saved as JSON. Throws also Error(file_unreadable).
Session load_session(const std::filesystem::path& path);

}  // namespace patchlens::model
