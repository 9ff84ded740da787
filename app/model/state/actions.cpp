#include "app/model/state/actions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "app/model/state/option_limits.h"
#include "core/patch_grid.h"

namespace patchlens::model {
namespace {

int in_range(std::int64_t value, std::int64_t smallest, std::int64_t largest, const char* name) {
    if (value < smallest || value > largest) {
        throw Error(ErrorCode::value_out_of_range,
                    {name, std::to_string(smallest), std::to_string(largest), std::to_string(value)});
    }
    return static_cast<int>(value);
}

void set_side(Size& size, Side side, bool linked, int value) {
    if (linked || side == Side::height) size.height = value;
    if (linked || side == Side::width) size.width = value;
}

/// Applies one action to the session, with an overload for each; checks that need several fields follow in
/// `apply`.
struct Change {
    Session& session;
    PatchEmbedConfig& config = session.module.config;

    void operator()(const SetImgSize& action) const {
        const int value = in_range(action.value, 1, largest_img_size, "img_size");
        set_side(config.img_size, action.side, session.sides_linked, value);
    }
    void operator()(const SetPatchSize& action) const {
        const int value = in_range(action.value, 1, largest_img_size, "patch_size");
        set_side(config.patch_size, action.side, session.sides_linked, value);
    }
    void operator()(const SetStride& action) const {
        const int value = in_range(action.value, 1, largest_img_size, "stride");
        Size stride = config.stride.value_or(config.patch_size);
        set_side(stride, action.side, session.sides_linked, value);
        config.stride = stride == config.patch_size ? std::nullopt : std::optional(stride);
    }
    void operator()(const SetPadding& action) const {
        const int value = in_range(action.value, 0, largest_img_size, "padding");
        set_side(config.padding, action.side, session.sides_linked, value);
    }
    void operator()(const SetInChans& action) const {
        if (action.value != 1 && action.value != 3 && action.value != 4) {
            throw Error(ErrorCode::choice_expected, {"in_chans", "1, 3, 4", std::to_string(action.value)});
        }
        config.in_chans = static_cast<int>(action.value);
    }
    void operator()(const SetEmbedDim& action) const {
        config.embed_dim = in_range(action.value, 1, largest_embed_dim, "embed_dim");
    }
    void operator()(const SetSeed& action) const {
        session.module.seed = static_cast<std::uint64_t>(
            in_range(action.value, 0, std::numeric_limits<std::int32_t>::max(), "seed"));
    }
    void operator()(const LinkSides& action) const {
        session.sides_linked = action.linked;
        if (!action.linked) return;
        config.img_size.width = config.img_size.height;
        config.patch_size.width = config.patch_size.height;
        config.padding.width = config.padding.height;
        if (config.stride) config.stride->width = config.stride->height;
    }
    void operator()(const SelectPatch& action) const {
        session.patch = action.patch;
        session.patch_place.reset();
    }
    void operator()(const SelectDimension& action) const {
        session.dim = std::clamp(action.dim, 0, config.embed_dim - 1);
        session.chosen_dim.reset();
    }
    void operator()(const PinPatch& action) const {
        session.pinned = action.patch;
        session.pinned_place.reset();
    }
    template <typename State>
    void operator()(const SetChapter<State>& action) const {
        session.of<State>() = action.state;
    }
    void operator()(const ReduceMotion& action) const { session.reduced_motion = action.reduced; }
    void operator()(const SetModule& action) const {
        validate(action.module);
        session.module = action.module;
        if (session.module.sides_differ()) session.sides_linked = false;
    }
    void operator()(const ShowLearned& action) const {
        if (is_drawn(session.module.init)) session.random_init = session.module.init;
        session.module = with_weights(session.module, {});
        session.module.init = action.learned ? Init::trained : session.random_init;
    }
    void operator()(const CopyText&) const {}
    void operator()(const CopyPicture&) const {}
    void operator()(const SavePicture&) const {}
    void operator()(const Paste&) const {}
    void operator()(const Train&) const {}
    void operator()(const SaveWeights&) const {}
    void operator()(const SaveResults&) const {}
    void operator()(const StretchContrast& action) const { session.stretch = action.stretched; }
    void operator()(const ShowChapter& action) const { session.chapter = action.chapter; }
    void operator()(const SetLanguage& action) const { session.language = action.language; }
    void operator()(const SetTheme& action) const { session.theme = action.theme; }
    void operator()(const OpenPicture& action) const { session.picture = action.path; }
    void operator()(const SetSecond& action) const { give_second(session, action.path); }
    void operator()(const SaveSession&) const {}
    void operator()(const OpenSession&) const {}
    void operator()(const SetUiScale&) const {}
    void operator()(const Present&) const {}
    void operator()(const SetSpeech&) const {}
    void operator()(const ReadAloud&) const {}
    void operator()(const Undo&) const {}
    void operator()(const Redo&) const {}
    void operator()(const Quit&) const {}
    void operator()(const ShowDialog&) const {}
    void operator()(const ReportError& action) const { throw action.error; }
    void operator()(const Lead& action) const {
        show(session, action.to);
        if (action.patch && *action.patch != session.patch) (*this)(SelectPatch{*action.patch});
        if (action.dim && *action.dim != session.dim) (*this)(SelectDimension{*action.dim});
        if (!action.product) return;
        session.place<Projection>().term = *action.product;
        session.place<Projection>().moment = 0;
        session.place<Projection>().playing = false;
    }
    void operator()(const GoBack&) const {}
    void operator()(const OpenGlossary&) const {}
    void operator()(const ShowAnswer&) const {}
    void operator()(const ShowQuizAnswer&) const {}
    void operator()(const LeaveAnswer&) const {}
    void operator()(const KeepAnswer&) const {}
    void operator()(const SetLesson& action) const {
        change_handout([&](Handout& handout) { handout.lesson = action.lesson; });
        session.lesson_step = action.step;
    }
    void operator()(const ShowStep&) const {}
    void operator()(const PutPictureInside& action) const {
        change_handout([&](Handout& handout) { handout.picture_inside = action.inside; });
    }
    void operator()(const DismissGhost&) const {}

private:
    void change_handout(const auto& change) const {
        Handout handout = *session.handout;
        change(handout);
        session.handout = Shared<Handout>(std::move(handout));
    }
};

/// Moves `patch` to the chosen place in a picture cut as `now`: `place`, or the middle of `patch` in a
/// picture cut as `before`. `place` keeps it unless it is the middle of the new patch.
void keep_place(PatchPosition& patch, std::optional<PicturePoint>& place, const Cut& before, const Cut& now) {
    constexpr double same = 1e-9;
    const PicturePoint chosen = place.value_or(middle_of(patch, before));
    patch = patch_at(chosen, now);
    const PicturePoint middle = middle_of(patch, now);
    place = chosen;
    if (std::abs(middle.y - chosen.y) < same && std::abs(middle.x - chosen.x) < same) place.reset();
}

/// Keeps the selection at its place in the picture when sizes change, and restores it when they change back.
void keep_selection(Session& session, const Session& before, Size picture) {
    const Cut now = cut_of(session.module, picture);
    const Cut then = cut_of(before.module, picture);
    if (now != then && then.possible()) {
        keep_place(session.patch, session.patch_place, then, now);
        if (session.pinned) keep_place(*session.pinned, session.pinned_place, then, now);
    }
    const int dim = session.chosen_dim.value_or(session.dim);
    session.dim = std::clamp(dim, 0, session.module.config.embed_dim - 1);
    session.chosen_dim = session.dim == dim ? std::nullopt : std::optional(dim);
}

bool same_source_of_weights(const ModuleOptions& a, const ModuleOptions& b) {
    return a.weights == b.weights && a.init == b.init && a.seed == b.seed;
}

}  // namespace

Size seen_size(const ModuleOptions& module, Size picture) {
    return module.fit == Fit::none ? picture : module.config.img_size;
}

Cut cut_of(const ModuleOptions& module, Size picture) {
    return {placement(picture, module.config.img_size, module.fit), module.config.patch_size,
            module.config.sliding()};
}

Session on_other_picture(Session session, Size before, Size now) {
    const Cut from = cut_of(session.module, before);
    const Cut to = cut_of(session.module, now);
    for (auto* place : {&session.patch_place, &session.pinned_place}) {
        if (*place) *place = seen_alike(**place, from, to);
    }
    return session;
}

Session within_limits(Session session, Size picture) {
    const PatchEmbedConfig& config = session.module.config;
    const PatchGrid grid = config.grid_of(seen_size(session.module, picture));
    session.patch = grid.nearest(session.patch);
    if (session.pinned) session.pinned = grid.nearest(*session.pinned);
    session.dim = std::clamp(session.dim, 0, config.embed_dim - 1);
    const int steps = static_cast<int>(session.handout->lesson.steps.size());
    session.lesson_step = std::clamp(session.lesson_step, 0, std::max(0, steps - 1));
    clamp_chapters(session, facts_of(session.module));
    return session;
}

Session apply(Session session, const Action& action, Size picture) {
    const Session before = session;
    std::visit(Change{session}, action);
    // Impossible sizes are rejected before anything is derived from them.
    static_cast<void>(session.module.config.grid_of(seen_size(session.module, picture)));
    keep_selection(session, before, picture);
    if (is_drawn(session.module.init)) session.random_init = session.module.init;
    if (!same_source_of_weights(session.module, before.module)) {
        forget_missing_weights(session);
        session.module.painted.clear();  // they were painted over other weights
    }
    return within_limits(std::move(session), picture);
}

}  // namespace patchlens::model
