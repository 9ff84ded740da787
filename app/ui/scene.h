// What a chapter draws its screen from, and its parts theirs. It changes nothing: what the user does comes
// back as actions.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

struct Scene {
    Context& context;
    const model::Session& session;
    const model::Results& results;
    model::Actions& actions;
    Rect place;  ///< of the scene, or of the panel beside it

    /// What the user computes and selects with a chapter becomes what change(choice) makes of it, …
    template <typename Chapter, typename Change>
    void choose(const Change& change) const {
        model::change<typename Chapter::Choice>(session, actions, change);
    }
    /// … and where he looks, what change(place) does.
    template <typename Chapter, typename Change>
    void look(const Change& change) const {
        model::change<typename Chapter::Place>(session, actions, change);
    }
    void select(PatchPosition patch) const {
        if (patch != results.selection.patch) actions.emplace_back(model::SelectPatch{patch});
    }
    void select(int dim) const {
        if (dim != results.selection.dim) actions.emplace_back(model::SelectDimension{dim});
    }
    void refuse(const Error& error) const { actions.emplace_back(model::ReportError{error}); }

    const PatchGrid& grid() const { return results.grid; }
    PatchPosition selected() const { return results.selection.patch; }
    int dims() const { return results.options.config.embed_dim; }
    /// The picture as the module's patches cut it.
    const Texture& picture() const { return context.pictures.of("picture", results.pyramid); }
    float px(float logical) const { return context.px(logical); }
};

}  // namespace patchlens::ui
